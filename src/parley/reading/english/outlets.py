"""Which names are those of news outlets, and to which of them something was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.reading.english.roles import word_kind

if TYPE_CHECKING:
    from spacy.tokens import Token


_TOLD = re.compile(
    r"\b(?:told|telling|tells|interview with|interview on|speaking (?:to|with|on)|wrote (?:on|in|for)|said on)\s+((?:the |The )?[A-Z][\w.'’&-]*(?:\s+(?:[A-Z][\w.'’&-]*|of|the|and|on))*)"
)
_OUTLETS = re.compile(
    r"\b(?:Times|Post|Journal|News|Intercept|Guardian|Reuters|Associated Press|AP|AFP|Agence France-Presse|CNN|CNBC|MSNBC|BBC|NBC|CBS|ABC|Fox|"
    r"Bloomberg|Politico|Axios|Atlantic|Economist|Spiegel|Monde|Figaro|Zeitung|Welt|Bild|TASS|Tass|Interfax|RIA|RT|Ukrinform|Al Jazeera|NPR|PBS|"
    r"USA Today|Telegraph|Independent|Herald|Tribune|Globe|Chronicle|Gazette|Inquirer|Daily|Magazine|Foreign Affairs|Foreign Policy|Just Security|"
    r"The Hill|Breitbart|BuzzFeed|HuffPost|Huffington Post|Vox|Slate|Salon|Newsweek|Time|Wire|Agency|Radio|Television|TV|Press|Medium|Substack|"
    r"Financial Times|Courier|Ledger|Observer|Mirror|Mail|Express|Monitor|Echo|Argus|Advertiser|Weekly|Morning Star|Evening Standard|Dispatch|Examiner|Sentinel|Register|Bulletin|Kommersant|Meduza|Yonhap|Xinhua|Kyodo|Haaretz)\b"
)
WATCHING = re.compile(r"\b(?:Rights|Human|Ceasefire|Truce|Mission|Committee|Council|Election)\b")
"""Bodies that watch, though they are called monitors or observers."""


def is_outlet(text: str) -> bool:
    """Whether a name is that of a news outlet."""
    return _OUTLETS.search(text) is not None and WATCHING.search(text) is None


def is_outlet_by_its_words(head: Token) -> bool:
    """ "the daily Haaretz", "broadcaster Kanal One", "the state press agency": told by the words beside a name or noun."""
    beside = [c for c in head.children if c.dep_ in ("compound", "amod", "nmod", "appos")]
    if head.lemma_.lower() == "agency":
        return any(c.lower_ in ("press", "news", "wire") for c in beside)
    return head.pos_ == "PROPN" and any(
        word_kind(c.lemma_.lower()) == "outlet" or c.lower_ in ("daily", "weekly", "broadcaster") for c in beside
    )


def via(clause: str, source: str) -> str | None:
    """The other outlet to which it was said, as the clause names it."""
    for found in _TOLD.finditer(clause):
        name = re.sub(r"\s+(?:of|the|and|on)$", "", found.group(1)).rstrip(".,")
        name = re.split(r"\s+on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)", name)[0]
        if is_outlet(name) and name not in source:
            website = clause[found.end(1) :].lstrip().startswith(("website", "site", "blog"))
            return re.sub(r"^[Tt]he ", "", name) if website else name
    return None


__all__ = ["WATCHING", "is_outlet", "is_outlet_by_its_words", "via"]
