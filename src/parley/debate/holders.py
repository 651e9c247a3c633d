"""Who can hold a position: somebody whose words are reported. Not the text that reports them, and not a count of those who were asked."""

from __future__ import annotations

import re

from parley.reading.model import Statement

_TEXT = re.compile(
    r"(?:accounts?|articles?|captions?|charter|constitution|documents?|dossiers?|figures|headlines?|lines?|maps?|notes?|polls?|polling"
    r"|press|records?|reports?|reporting|stud(?:y|ies)|summar(?:y|ies)|surveys?|transcripts?|treat(?:y|ies))",
    re.IGNORECASE,
)
"""Heads of sources that are texts or counts. An editorial or a party's declaration takes a side, and is none of them."""
_ASKED = re.compile(
    r"\d\s*(?:%|per\s?cents?\b|percent\b)|\b(?:respondents?|of\s+(?:those|the\s+people)\s+(?:asked|polled|surveyed))\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:account|description|summary|telling|version)s?\s+of\s+(?:his|her|their|its)\b", re.IGNORECASE
)
_RELAYS = re.compile(
    r"^\W*(?:that\s+)?(?:s?he)\s+(?:(?:has|had|also)\s+)*(?:argue|assert|believe|call|claim|insist|maintain|said|say|suggest|t[eo]ll?d?"
    r"|th[io]nk|thought|urge|warn)\w*\b",
    re.IGNORECASE,
)
"""What is said is that somebody else said it: "He argued that fighting may ease"."""
_SINGLE = frozenset({"he", "she"})


def holds(statement: Statement, outer: Statement | None = None) -> bool:
    """Whether what is said is a position of its source. ``outer``: the statement in which this one lies.

    Not of a text or a count of those asked ("the reports", "some 10%"), not of one who found something out rather than argued it (a
    pollster), not of one who tells what another argued ("officials: he argued that …"), and not of a "he" within somebody's account of
    his case: the name before the pronoun is then that of who reports him.
    """
    source = statement.source_text
    named = statement.resolved is not None and statement.footing.kind == "on_record"
    if statement.act == "show" or _ASKED.search(source) or (not named and _is_text(source)):
        return False
    if _RELAYS.match(" ".join(statement.content_text)):
        return False
    return not (
        outer is not None and source.strip().casefold() in _SINGLE and _ACCOUNT.search(outer.source_text) is not None
    )


def _is_text(source: str) -> bool:
    """Whether the head of a source names a text: the last word before "of", a comma or the end."""
    words = re.split(r"\s+(?:about|by|from|in|of|on)\s+|,", source.strip(), maxsplit=1)[0].split()
    return bool(words) and _TEXT.fullmatch(words[-1]) is not None
