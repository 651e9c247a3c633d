"""What is said of a thing on the way up from it, and how each word on that way is noted down.

The classes of words are data (``data/attitudes.csv``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.english import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one"})
MUST = frozenset({"should", "must", "ought", "shall"})
WILL = frozenset({"will", "would", "’ll", "'ll", "wo", "ca", "can", "could", "may", "shall"})
CONDITION = frozenset({"if", "unless", "until", "once", "provided", "till"})
_WHILE = frozenset({"while", "long"})


@dataclass(slots=True)
class Attitude:
    """What is said of a thing: ``sign`` is 1 or -1, meant only where ``told``."""

    sign: int = 1
    told: bool = False
    """A word of attitude stands on the way."""
    turned: bool = False
    """A negation stands on the way."""
    condition: Span | None = None
    """The words of a condition on it ("only if …", "until …"), in characters of the paragraph."""
    price: bool = False
    """The condition is what stands before "before"."""
    lasting: bool = False
    """The condition says for how long ("while", "as long as"): it puts no price on the thing."""
    modal: bool = False
    """"will", "would", "can", "could" and their like stand on the way: it is not told as a thing done."""
    later: bool = False
    hypothetical: bool = False
    """The thing stands inside an "if": nothing is said of it."""
    claimed: bool = False
    """The thing stands in what a noun of claiming claims ("the suggestion that …")."""
    wisher: str = ""
    """Who is said to want it ("Russia wants a pause"), where a subject says so."""
    goes_on: bool = False
    """The thing is to go on: "will keep sending", "will continue"."""
    finite: bool = False
    """What is reported is a sentence with a subject and a tense."""
    infinitive: bool = False
    """What is reported is an infinitive ("asked them to …")."""
    top: bool = False
    """The way led to the top of what is reported, so that the cue's own attitude counts."""
    excluded: int = 0
    """The sign right after "rule out": where it is turned again, the thing is left open, not wanted."""
    words: list[Span] = field(default_factory=list)
    """The words that counted, in characters of the paragraph."""

    def turn(self, token: Token) -> None:
        """A negation turns the sign."""
        self.sign, self.turned = -self.sign, True
        self.words.append(span_of(token))

    def tell(self, token: Token, sign: int = 1) -> None:
        """A word of attitude: for the thing, or with ``sign`` -1 against it."""
        self.told = True
        self.sign *= sign
        self.words.append(span_of(token))

    def put_off(self, token: Token) -> None:
        """A word that says: not yet."""
        self.later = self.told = True
        self.words.append(span_of(token))

    def set_condition(self, clause: Token) -> None:
        """The clause as the condition, where its first words make it one."""
        marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
        if marks & _WHILE:
            self.condition, self.lasting = whole(clause), True
        elif marks & CONDITION or (marks & {"when", "after", "before"} and (after_only(clause) or self.turned)):
            self.condition, self.lasting = whole(clause), False

    def set_price(self, verb: Token, end: int) -> None:
        """ "They must leave before talks begin": what stands before "before" is the price of the thing."""
        start = verb.left_edge
        if any(
            c.lower_ in MUST or c.lower_ in ("has", "have", "need", "needs") for c in verb.children
        ) or verb.tag_ in (
            "VB",
            "VBP",
            "VBD",
        ):
            last = verb.doc[end - 1]
            self.condition, self.told, self.price = Span(start.idx, last.idx + len(last.text)), True, True


@cache
def classes() -> dict[str, frozenset[str]]:
    """The classes of a word, by lemma."""
    out: dict[str, set[str]] = defaultdict(set)
    for row in lexicon.rows("attitudes.csv"):
        out[row["word"]].add(row["class"])
    return {word: frozenset(found) for word, found in out.items()}


def is_of(token: Token, kind: str) -> bool:
    """Whether the word is of a class."""
    return kind in classes().get(token.lemma_.lower(), ())


def after_only(clause: Token) -> bool:
    """ "only if", "only after": the word before the clause, or hanging on it."""
    first = clause.left_edge
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return before in ("only", "not") or any(c.lower_ == "only" for c in clause.children) or first.lower_ == "only"


def span_of(token: Token) -> Span:
    """The characters of one word."""
    return Span(token.idx, token.idx + len(token.text))


def whole(token: Token) -> Span:
    """The characters of a word with all that hangs on it."""
    last = token.right_edge
    return Span(token.left_edge.idx, last.idx + len(last.text))


__all__ = ["CONDITION", "MUST", "NOBODY", "WILL", "Attitude", "after_only", "classes", "is_of", "span_of", "whole"]
