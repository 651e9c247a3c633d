"""Runs rows over a parse: from the words that a row's pattern is anchored in, outwards along its relations.

The meaning of a pattern is that of spaCy's ``DependencyMatcher`` (a test holds the two against each other); it is run from its
anchor, whose words are looked up once for every word of the text, so that the time hardly grows with the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.rules.row import Check, Edge, Row, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Match:
    """A row found: for a pattern over the parse its words by name, for one over characters the spans of its groups."""

    row: Row
    at: int
    """Where it begins, in characters of the paragraph: of the anchor, or of the whole."""
    tokens: Mapping[str, Token] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)


class Rules:
    """Rows made ready to run. Built once; holds nothing of what it reads."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self._by: dict[str, dict[str, list[int]]] = {"lemma": defaultdict(list), "lower": defaultdict(list)}
        self._texts = [i for i, r in enumerate(self.rows) if r.text is not None]
        for number, row in enumerate(self.rows):
            if row.words:
                attribute, values = row.words[0]
                for value in values:
                    self._by[attribute][value].append(number)

    def matches(self, doc: Doc) -> list[Match]:
        """Every row that the paragraph bears out: one match for each anchor and row, in order of the text, then of the rows."""
        found: list[tuple[int, int, Match]] = []
        for token in doc:
            numbers = {*self._by["lemma"].get(token.lemma_.lower(), ()), *self._by["lower"].get(token.lower_, ())}
            for number in numbers:
                words = first(self.rows[number], token)
                if words is not None:
                    found.append((token.idx, number, Match(self.rows[number], token.idx, tokens=words)))
        if self._texts:
            text = doc.text
            for number in self._texts:
                pattern = self.rows[number].text
                for hit in pattern.finditer(text) if pattern is not None else ():
                    spans = {k: Span(*hit.span(k)) for k, v in hit.groupdict().items() if v is not None}
                    spans["whole"] = Span(*hit.span())
                    found.append((hit.start(), number, Match(self.rows[number], hit.start(), spans=spans)))
        return [m for _, _, m in sorted(found, key=lambda f: (f[0], f[1]))]


@cache
def rules(*names: str) -> Rules:
    """The rows of these tables, ready to run."""
    return Rules([row for name in names for row in table(name)])


def first(row: Row, token: Token) -> dict[str, Token] | None:
    """The words of a row anchored at ``token``, the earliest that fit; None where it does not hold there."""
    if row.anchor is None or not all(_is(token, t) for t in row.anchor[1]):
        return None
    for words in _filled({row.anchor[0]: token}, row.edges):
        more = _optional(words, row.optional)
        if not any(_some(more, edge) for edge in row.never if edge.left in more):
            return more
    return None


def _filled(words: dict[str, Token], edges: Sequence[Edge]) -> Iterator[dict[str, Token]]:
    if not edges:
        yield words
        return
    edge, *rest = edges
    for candidate in _related(words[edge.left], edge.relation):
        if all(_is(candidate, t) for t in edge.tests) and not any(candidate.i == w.i for w in words.values()):
            yield from _filled({**words, edge.name: candidate}, rest)


def _optional(words: dict[str, Token], edges: Sequence[Edge]) -> dict[str, Token]:
    out = dict(words)
    for edge in edges:
        if edge.left in out and edge.name not in out:
            for candidate in _related(out[edge.left], edge.relation):
                if all(_is(candidate, t) for t in edge.tests):
                    out[edge.name] = candidate
                    break
    return out


def _some(words: Mapping[str, Token], edge: Edge) -> bool:
    return any(all(_is(c, t) for t in edge.tests) for c in _related(words[edge.left], edge.relation))


def _related(token: Token, relation: str) -> Iterable[Token]:
    """The words that stand in a relation to a word, in order of the text."""
    doc = token.doc
    if relation == ">":
        return token.children
    if relation == "<":
        return () if token.head.i == token.i else (token.head,)
    if relation == ">>":
        return (t for t in token.subtree if t.i != token.i)
    if relation == "<<":
        return token.ancestors
    sentence = token.sent
    if relation == ".":
        return (doc[token.i + 1],) if token.i + 1 < sentence.end else ()
    if relation == ";":
        return (doc[token.i - 1],) if token.i > sentence.start else ()
    return doc[token.i + 1 : sentence.end] if relation == ".*" else doc[sentence.start : token.i]


def _is(token: Token, test: Check) -> bool:
    match test.attribute:
        case "lemma":
            value = token.lemma_.lower()
        case "lower":
            value = token.lower_
        case "pos":
            value = token.pos_
        case "tag":
            value = token.tag_
        case "dep":
            value = token.dep_
        case _:
            value = token.ent_type_
    return (value in test.values) != test.denied


__all__ = ["Match", "Rules", "first", "rules"]
