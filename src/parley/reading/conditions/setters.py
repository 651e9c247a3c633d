"""Whose condition it is: the speaker's, or somebody's of whom the speaker tells, or, told by nobody, the one's who refuses or asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.acts.doers import acts
from parley.reading.conditions import wordings
from parley.reading.conditions.marked import NAMING, Found
from parley.reading.english import grammar
from parley.reading.english.roles import word_kind
from parley.reading.model import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "both", "who", "which", "that", "there", "this", "those", "one"}
)
_ITSELF = frozenset(
    ["group", "movement", "organisation", "organization", "country", "side", "party", "government", "ministry", "delegation", "faction", "administration", "team", "nation", "state", "leadership"]
)  # fmt: skip
"""Nouns by which a speaker tells of the own side."""
_OWN = frozenset({"his", "her", "its", "their", "our", "my"})
_ASKS = frozenset(["demand", "insist", "want", "ask", "require", "need", "call", "expect", "urge", "seek"])


def subject_of(doc: Doc, found: Found) -> Token | None:
    """Who refuses, holds out or asks, in the words themselves; None where nobody who can act is named."""
    row = found.row
    if row.name in ("ties-it-to", "makes-it-a-condition"):
        words = grammar.tokens_of(doc, found.marker)
        return _acting(grammar.understood_subject(words.root)) if words is not None else None
    asked = row.gives["needs"] == "demanded" or row.gives["terms"] in ("before", "back")
    words = grammar.tokens_of(doc, found.marker if asked else found.thing_at)
    if words is None:
        return None
    node = words.root
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX") and node.idx >= found.sentence.start and (not asked or node.lemma_ in _ASKS):
            who = grammar.understood_subject(node)
            if who is not None and _bound(node):
                return None
            if who is not None and who.idx >= found.sentence.start and _acting(who) and not _part(who, found):
                return who
        if node.head.i == node.i:
            return None
        node = node.head
    return None


def _bound(verb: Token) -> bool:
    """ "Should join only after", "needed to show … before": the subject is told what to do, and sets nothing."""
    if any(c.dep_ == "aux" and c.lower_ in _DUTY for c in verb.children):
        return True
    owes = verb if verb.lemma_ in _OWES else verb.head if verb.dep_ == "xcomp" else None
    return (
        owes is not None
        and owes.lemma_ in _OWES
        and any(c.dep_ == "xcomp" and grammar.has_to(c) for c in owes.children)
    )


_DUTY = frozenset(["should", "must", "ought", "shall"])
_OWES = frozenset(["need", "have", "ought"])


def set_by(doc: Doc, found: Found) -> Span | None:
    """Whose a condition is said to be after its word: "a condition of the government", "set by the council"."""
    if (
        found.row.name not in NAMING
        or found.row.gives["terms"] != "before"
        or not wordings.SET_BY.search(found.marker.of(doc.text))
    ):
        return None
    words = grammar.tokens_of(doc, found.marker)
    by = next((t for t in reversed(words) if t.lower_ in ("by", "of")), None) if words is not None else None
    who = by.nbor() if by is not None and by.i + 1 < len(doc) else None
    while who is not None and who.dep_ in ("det", "compound", "amod", "poss", "nmod") and who.head.i > who.i:
        who = who.head
    if who is None or not acts(who):
        return None
    return grammar.chars(doc, who.left_edge.i, who.i + 1)


def _part(who: Token, found: Found) -> bool:
    """The thing itself, or somebody within the terms."""
    return any(s.start <= who.idx < s.end for s in (found.thing_at, found.terms))


def _acting(who: Token | None) -> Token | None:
    if who is None or not acts(who) or (who.pos_ != "PROPN" and word_kind(who.lemma_.lower()) == "document"):
        return None
    return who


def another(statement: Statement, who: Token) -> bool:
    """Whether the subject is somebody else than the speaker and the speaker's own side."""
    if who.lower_ in _PRONOUNS or any(c.dep_ == "poss" and c.lower_ in _OWN for c in who.children):
        return False
    if who.lemma_.lower() in _ITSELF and not any(c.dep_ in ("amod", "compound", "poss") for c in who.children):
        return False
    words = [t.text for t in who.subtree if t.pos_ == "PROPN" and abs(t.i - who.i) < 4] or [who.lemma_]
    own = f"{statement.source_text} {statement.resolved or ''} {statement.role or ''} {statement.party or ''}".lower()
    return not any(_stem(w) in own for w in words)


def _stem(word: str) -> str:
    low = word.lower()
    return low[:-1] if len(low) > 4 and low.endswith("s") else low


__all__ = ["another", "set_by", "subject_of"]
