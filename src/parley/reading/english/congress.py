"""Whose Senate? "Senator", "Representative", "Congress", "Democrat", "Republican" are words of many countries.

They stand for the United States only where a document says so in its own words: a chamber called American ("the U.S.
Senate"), a member told by state or by party and state ("Republican of Texas", "(D-Ohio)"), the two parties side by side, or
Congress beside the White House. "Washington" alone does not do: half of the world's reporting names it.
"""

from __future__ import annotations

import re

WORDS = frozenset(
    ["democrat", "democrats", "republican", "republicans", "senate", "congress", "representative", "representatives",
     "senator", "senators", "congressman", "congresswoman", "congressmen"]
)  # fmt: skip
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|"
    "Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|"
    "New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|"
    "South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington State|West Virginia|Wisconsin|Wyoming"
)
_MEMBER = (
    r"(?:[Ss]enators?|[Cc]ongress(?:man|woman|men|women)|[Rr]epresentatives?|[Ll]awmakers?|Republicans?|Democrats?)"
)
_SAYS_SO = re.compile(
    rf"(?:\bU\.?S\.?|\bAmerican|\bUnited States) (?:\w+ )?(?:Senat(?:e|ors?)|Congress\w*|House of|Representatives?|{_MEMBER})"
    rf"|\b(?:House|Senate) (?:\w+ )?(?:Republicans?|Democrats?)\b|\bCapitol Hill\b|\bG\.?O\.?P\b"
    rf"|\((?:R|D|I)[-–][A-Z]|\b{_MEMBER},? (?:of|from|for) (?:{_STATES})\b|\b(?:{_STATES}) {_MEMBER}\b"
)
_PARTIES = (
    re.compile(r"\bRepublicans?\b"),
    re.compile(r"(?<!Social )(?<!Christian )(?<!Liberal )(?<!Free )\bDemocrat(?:s|ic)?\b"),
)
_BESIDE = re.compile(r"\b(?:in|to|by|from|of|asked?|told|tell|urged?|and) Congress\b")


def is_american(text: str) -> bool:
    """Whether the words of a legislature in this text are those of the United States' Congress."""
    if _SAYS_SO.search(text) is not None or all(p.search(text) for p in _PARTIES):
        return True
    return "White House" in text and _BESIDE.search(text) is not None


__all__ = ["WORDS", "is_american"]
