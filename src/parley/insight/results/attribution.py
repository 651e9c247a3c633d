"""Who said a quoted passage, and how we know: name, footing and document of one and the same statement.

A case names whose words it takes a quotation for (a view's, a claim's or a declaration's ``who``); the reading names who says them in the
document. Where these are two, the line gives the statement's speaker with the statement's footing, and says for whom it was coded:
never the one's name with the other's footing.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from parley.insight.documents.excerpts import who_words
from parley.reading.model import Footing, Statement

FOOTINGS = {
    "on_record": "on the record",
    "institution": "a named institution",
    "unnamed_person": "an unnamed person",
    "unnamed_group": "unnamed people",
    "relayed": "relayed by another outlet",
    "document": "a document",
    "author": "the author’s own words",
}

_COMMON = frozenset(
    [
        "the",
        "and",
        "his",
        "her",
        "their",
        "its",
        "for",
        "with",
        "senior",
        "other",
        "some",
        "gen",
        "general",
        "president",
        "mr",
        "mrs",
        "dr",
        "prof",
        "of",
    ]
)
_OURS = re.compile(r"(?:ours|our|we)\b", re.IGNORECASE)
"""Begins a ``who`` that names the case's authors."""
_OF_SOMEBODY = re.compile(r"(?:he|she|it|they|we|i|who|his|her|its|their|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line beneath a quotation, but for its document and date."""

    who: str | None
    footing: str | None
    coded_for: str | None = None
    """Whom the case takes the words for, where the statement's speaker is somebody else."""


def document_id(text: str) -> str:
    """The name by which statements know their document."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def attribution(
    said: Statement | None, who: str | None, title: str | None = None, stated: Footing | None = None
) -> Attribution:
    """The line of a statement that the case takes for ``who``. ``title``: of the document, with its author and outlet.

    Without a statement the case's word stands alone, with no footing. ``stated``: how the case says the words are known; it
    goes before what is read, for a paraphrase does not tell that a memorandum was secret.
    """
    found = _read(said, who, title)
    return found if stated is None else replace(found, footing=stated_words(stated))


def stated_words(footing: Footing) -> str:
    """A footing that a case states: its own description, else the kind; by which outlet; whether in private."""
    words = footing.described or FOOTINGS[footing.kind]
    return (
        words
        + (f", via {footing.via}" if footing.via else "")
        + (f" (in {footing.setting})" if footing.setting else "")
    )


def _read(said: Statement | None, who: str | None, title: str | None) -> Attribution:
    if who is not None and _OURS.match(who):
        who = None  # "ours, on his words": whoever wrote the case, nobody who spoke
    if said is None:
        return Attribution(who, None)
    name, footing = who_words(said), footing_words(said)
    if who is None:
        return Attribution(name, footing)
    lead, itself = _tokens(_lead(who)), said.footing.kind in ("document", "author") and not said.resolved
    if itself and lead and lead <= _tokens(title or ""):
        return Attribution(who, footing)  # the document speaks, and is whom the case names
    if _tokens(name) & lead:
        return Attribution(name, footing)
    if _OF_SOMEBODY.match(name):
        return Attribution(who, None)  # "its declared position": nobody is named there, so the case's word stands alone
    return Attribution(name, footing, who)


_NAMED = re.compile(r"\s[A-Z]|^(?!(?:The|An?|Some|Its|Both)\b)[A-Z]")


def footing_words(said: Statement) -> str:
    """How we know of one statement: unnamed sources as they are described, an account of a named person by them."""
    footing, name = said.footing, who_words(said)
    words = FOOTINGS[footing.kind]
    nameless = "%" in name or not (said.resolved or _NAMED.search(said.source_text))
    if footing.kind.startswith("unnamed") and said.resolved:
        words = f"by the account of {footing.described or 'others'}, unnamed"
    elif footing.kind == "institution" and nameless:
        words = "no name given"
    elif footing.described and footing.described.casefold() != name.casefold():
        words += f" ({footing.described})"
    return f"{words}, via {footing.via}" if footing.via else words


def _lead(who: str) -> str:
    """Whose words, without how they came: "Daniel Fried, as quoted by …" is Daniel Fried."""
    return re.split(r", | as (?:quoted|officials|we)", who)[0]


def _tokens(name: str) -> frozenset[str]:
    found = re.findall(r"\w{2,}", name.casefold())
    return frozenset(word for word in found if word not in _COMMON)
