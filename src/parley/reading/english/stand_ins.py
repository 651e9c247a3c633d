"""For what "its" and "his" stand, where the grammar of the sentence or of the one before tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.english import grammar, verb_subject
from parley.reading.english.roles import kind_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def body_before(doc: Doc, it: Token) -> tuple[tuple[int, int], int] | None:
    """The body that the sentence before was about ("The Council met on Monday. It urges …"): its phrase and its head."""
    start = it.sent.start
    if start == 0:
        return None
    root = doc[start - 1].sent.root
    found = grammar.subject(root)
    if found is None or not (found.ent_type_ in ("ORG", "GPE") or kind_of(found) == "org"):
        return None
    phrase = grammar.phrase(found, root.i)
    return (phrase, found.i) if phrase is not None else None


def group_before(doc: Doc, they: Token) -> tuple[tuple[int, int], int] | None:
    """The people that the sentence before was about ("The Vellanders hedged. They insist on …"): its phrase and its head."""
    start = they.sent.start
    root = doc[start - 1].sent.root if start else None
    found = grammar.subject(root) if root is not None else None
    if root is None or found is None or found.i > root.i or found.tag_ not in ("NNS", "NNPS", "NNP"):
        return None
    if not (found.ent_type_ in ("NORP", "ORG", "GPE") or found.tag_ in ("NNS", "NNPS")) or not verb_subject.speaks(
        found
    ):
        return None
    if found.tag_ == "NNP" and not found.text.endswith("s"):
        return None
    phrase = grammar.phrase(found, root.i)
    return (phrase, found.i) if phrase is not None else None


def named_within(pronoun: Token, name: str) -> bool:
    """Whether what "it" or "he" says names the one: "It demands that Velland lift the siege" is not said by Velland."""
    verb = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return False
    last = name.split()[-1].lower() if name.split() else ""
    after = (t for t in verb.subtree if t.i > verb.i and t.i not in t.doc.user_data.get("marked", ()))
    return len(last) > 2 and any(t.lower_ == last and t.pos_ == "PROPN" for t in after)


def owner(possessive: Token) -> tuple[tuple[int, int], int] | None:
    """ "Bo Tern did not retract his claim": the subject of the clause that "his" stands in, its range and head."""
    verb = possessive.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    own = grammar.understood_subject(verb)
    if own is None or own.i >= possessive.i or own.pos_ == "PRON" or not verb_subject.speaks(own):
        return None
    if own.ent_type_ in ("ORG", "GPE") and possessive.lower_ != "their" and len(list(own.lefts)) == 0:
        return None
    found = grammar.phrase(own, verb.i)
    return (found, own.i) if found is not None else None


__all__ = ["body_before", "group_before", "named_within", "owner"]
