"""Where the way up from a thing ends: at a clause that only surrounds what was said of it, or that leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.english import grammar, lexicon
from parley.reading.english.attitude import CONDITION, Attitude, classes, is_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_CLAUSE = frozenset({"relcl", "advcl"})
_SO = frozenset({"true", "so", "correct", "untrue", "false"})


def new_clause(node: Token, out: Attitude) -> bool:
    """The climb ends where another clause begins that only surrounds what was said of the thing."""
    marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
    if marks & {"whether", "when", "how", "why", "where"} and (
        marks & {"whether", "why", "how"} or any(c.tag_ == "TO" for c in node.children)
    ):
        out.hypothetical = True  # "whether they talk", "why the talks failed", "the decision on when to talk"
        return True
    if node.dep_ == "advcl" and "before" in marks and not out.turned:
        out.set_price(node.head, node.left_edge.i)
        return True
    if node.dep_ == "advcl" and marks & (CONDITION | {"when", "before", "after"}):
        out.hypothetical = not out.told or bool(marks & {"if", "unless", "when", "once"})
        return True
    if node.dep_ == "advcl" and "that" in marks and any(c.lower_ == "so" for c in node.children):
        out.told = True  # "so that the talks may resume": what it is for
    if node.dep_ in ("acl", "ccomp", "relcl") and is_of(node.head, "claim") and "that" in marks and not out.told:
        out.claimed = True
    if _held_so(node):
        out.claimed = out.claimed or out.sign < 0  # "it is not true that we refused talks" asks for none
        if any(c.lower_ in ("untrue", "false") for c in (node.head, *node.head.children)):
            out.sign, out.turned = -out.sign, True
        return False
    if node.dep_ in _CLAUSE and out.told:
        return True
    if (
        node.dep_ == "conj"
        and node.head.pos_ in ("VERB", "AUX")
        and any(c.dep_ in grammar.SUBJECTS for c in node.children)
    ):
        return True  # "the war drags on and talks should begin": a sentence of its own
    if node.dep_ in ("ccomp", "parataxis") and node.head.lemma_.lower() in lexicon.verbs() and _says(node.head):
        out.claimed = True  # what somebody within is said to have said is that person's
        return True
    return False


def unsaid(clause: Token) -> bool:
    """An "if", "unless" or "whether" leaves open what the clause says."""
    return any(c.lower_ in ("if", "unless", "whether", "until", "till", "before") for c in clause.children)


def _held_so(clause: Token) -> bool:
    """ "It is (not) the case that", "it is not true that": what follows stands or falls with the clause above."""
    word = clause.head
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return False
    so = (word.lemma_ == "case" and word.dep_ == "attr") or word.lower_ in _SO
    return so or (word.lemma_ == "be" and any(c.lower_ in _SO or c.lemma_ == "case" for c in word.children))


def untrue(verb: Token) -> bool:
    """Whether the verb stands in what is said not to be so ("it is not true that he refused")."""
    clause = verb
    while clause.head.i != clause.i:
        if clause.dep_ in ("ccomp", "acl", "relcl", "csubj", "advcl") and _held_so(clause):
            above = clause.head if clause.head.lemma_ == "be" else clause.head.head
            words = [clause.head, *above.children]
            return any(w.dep_ == "neg" for w in words) != any(w.lower_ in ("untrue", "false") for w in words)
        clause = clause.head
    return False


def _says(verb: Token) -> bool:
    """A verb of saying whose words are somebody's statement of their own; negated thought is not ("do not think that")."""
    cue = lexicon.verbs()[verb.lemma_.lower()]
    if cue.kind == "think":
        return not any(c.dep_ == "neg" for c in verb.children)
    return cue.kind in ("say", "ask", "show", "publish") and "for" not in classes().get(verb.lemma_.lower(), ())


_RUMOURS = frozenset(["report", "rumour", "rumor", "speculation", "allegation"])


def rumoured(clause: Token) -> bool:
    """ "A paper's report that the palace had agreed": what is reported so has not been told as done."""
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return clause.dep_ in ("acl", "ccomp", "relcl") and that and clause.head.lemma_.lower() in _RUMOURS


__all__ = ["new_clause", "rumoured", "unsaid", "untrue"]
