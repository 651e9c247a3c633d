"""Why a source is not named, as texts word it: "on condition of anonymity because …"."""

from __future__ import annotations

import re

from parley.core.spans import Span

_ANONYMITY = re.compile(
    r"(?:on (?:the )?condition (?:of anonymity|that (?:he|she|they|his|her|their)\b[^,.;“”\"]{0,30}?(?:not be|withheld))|"
    r"(?:would not|did not want to|refused to|declined to) (?:give|have) (?:his|her|their) (?:full )?names?|(?:gave|giving) only (?:his|her|a) first name|"
    r"names? (?:to )?be withheld|insist\w* on anonymity|(?:spoke|speaking|asked|requested|insisted|asking) (?:on (?:condition of )?)?"
    r"(?:anonymously|anonymity|for anonymity|not to be (?:named|identified))|asked not to be (?:named|identified)|"
    r"declined to be (?:named|identified)|who (?:was|were) not authori[sz]ed to)",
    re.I,
)
_BECAUSE = re.compile(
    r"(?:because|since|as|citing|in order to|so as to|to (?:discuss|describe|speak|talk|share|avoid)|for fear|"
    r"not authori[sz]ed to)\b[^.;,“”\"]*",
    re.I,
)


def anonymous(sentence: str) -> bool:
    """Whether a sentence speaks of anonymity."""
    return _ANONYMITY.search(sentence) is not None


def reason(sentence: str) -> str | None:
    """The reason for anonymity in a sentence that speaks of it; its own words."""
    found = _ANONYMITY.search(sentence)
    if found is None:
        return None
    because = _BECAUSE.search(sentence, found.start())
    return because.group().strip() if because else found.group().strip()


def reasons(text: str) -> list[Span]:
    """Where a text gives reasons for anonymity: what people fear there they have not said."""
    found = []
    for told in _ANONYMITY.finditer(text):
        stop = next((i for i in range(told.end(), len(text)) if text[i] in '.;“”"'), len(text))
        because = _BECAUSE.search(text, told.end(), stop)
        if because is not None:
            found.append(Span(because.start(), because.end()))
    return found


__all__ = ["anonymous", "reason", "reasons"]
