"""Sides that are taken by acts: who votes against a truce, vetoes a call for one, accepts an invitation to talks, breaks talks off.

The outer act decides: of "vetoed a resolution that called for a ceasefire" the side is the one's who vetoes, and the resolution
has none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span, Spans
from parley.reading.acts.naming import Naming, phrase
from parley.reading.english import grammar
from parley.reading.model import ActKind, Deed, Footing, Stance, StanceSide, Statement, statement_id
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.engine import Match, rules
from parley.reading.sides.propositions import CEASE, TALK
from parley.reading.sides.stance import Finding, Piece, Said, findings

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT = re.compile(rf"\b(?:{TALK}|{CEASE})\b", re.I)
_PROPOSITIONS = ("talks-now", "ceasefire-in-place")
_FOR = frozenset({"accept", "offer", "agree", "concede", "promise", "demand"})
_AGAINST = frozenset({"reject", "suspend", "withdraw"})
_TURNED: dict[StanceSide, StanceSide] = {"for": "against", "against": "for"}
_HOLDS = Said("favour", "accept")
_OPPOSES = Said("deny", "oppose")


def with_sides(
    text: ParsedText, statements: Sequence[Statement], acts: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Statements and acts: acts with the sides that they take, statements without those that an outer act decides."""
    told, done = list(statements), list(acts)
    naming: Naming | None = None
    for paragraph, place in enumerate(text.parses):
        words = text.parts[paragraph].text
        if text.parts[paragraph].heading or _ABOUT.search(words) is None:
            continue
        for match in rules("sides_acts").matches(place.doc):
            inner = _source_at(text, paragraph, told, match.tokens.get("paper") or match.tokens.get("those"))
            for i in inner:
                told[i] = replace(told[i], stances=())
            sides = _sides(text, paragraph, match)
            if sides:
                naming = naming or Naming(text, statements)
                _place(text, paragraph, match, sides, told, done, naming)
        done = [_acted(text, paragraph, act) for act in done]
    return tuple(told), tuple(done)


def _source_at(text: ParsedText, paragraph: int, told: Sequence[Statement], token: Token | None) -> list[int]:
    """Statements whose source is the paper or the people that the outer act is about."""
    if token is None:
        return []
    at = _at(text, paragraph, token)
    return [i for i, s in enumerate(told) if s.stances and any(c.contains(at) for c in s.source)]


def _sides(text: ParsedText, paragraph: int, match: Match) -> tuple[Stance, ...]:
    turns = match.row.gives["turns"]
    if turns == "leaves":
        return ()
    doc = text.parses[paragraph].doc
    head = match.tokens.get("paper") or match.tokens.get("those") or match.tokens["what"]
    outright = "paper" not in match.tokens and "those" not in match.tokens
    span = grammar.chars(doc, head.left_edge.i, head.right_edge.i + 1)
    found = findings([Piece(doc, paragraph, span)], _OPPOSES if outright else Said("say"), codebook=text.book)
    out = []
    for f in found:
        side = f.side if outright or turns == "no" else _TURNED.get(f.side)
        if f.proposition in _PROPOSITIONS and side is not None:
            out.append(Stance(f.proposition, side, _where(text, f)))
    return tuple(out)


def _place(
    text: ParsedText, paragraph: int, match: Match, sides: tuple[Stance, ...], told: list[Statement], done: list[Statement], naming: Naming
) -> None:  # fmt: skip
    """On the statement or the act whose cue it is, else on an act of its own."""
    cue, who = match.tokens["cue"], match.tokens["who"]
    at = _at(text, paragraph, cue)
    for some in (told, done):
        for i, s in enumerate(some):
            if any(c.overlaps(at) for c in s.cue):
                if not s.negated:
                    some[i] = _with(s, sides)
                return
    if any(c.contains(at) for s in told for c in s.content):
        return  # told by somebody: by that account only
    doc = text.parses[paragraph].doc
    actor = naming.actor(paragraph, phrase(who, cue.i))
    cues = (text.at(paragraph, grammar.chars(doc, *grammar.group(cue))),)
    rest = [
        t for t in (match.tokens.get("against"), match.tokens.get("paper"), match.tokens.get("those")) if t is not None
    ]
    content = (text.phrase(paragraph, rest[0]),)
    whole, part = text.document.text, text.parts[paragraph]
    kind: ActKind = "accept" if match.row.gives["turns"] == "no" else "reject"
    done.append(Statement(
        id=statement_id(text.document.id, (actor.span,), cues, content), document=text.document.id, source=(actor.span,), cue=cues, content=content,
        source_text=actor.words, cue_text=cues[0].of(whole), content_text=(content[0].of(whole),), form="indirect", footing=Footing("author"),
        resolved=actor.name, party=actor.party, role=actor.role, furniture=part.furniture, date=part.date if part.furniture else text.document.on,
        stances=sides, act=kind, record="act",
        deed=Deed(kind, cues, about=content, about_text=content[0].of(whole), thing="talks" if sides[0].proposition == "talks-now" else "truce", rule=f"sides_acts/{match.row.name}"),
    ))  # fmt: skip


def _acted(text: ParsedText, paragraph: int, act: Statement) -> Statement:
    """An act in this paragraph with the side that it takes on talks or a truce."""
    deed = act.deed
    if deed is None or act.record != "act" or act.stances or not act.source or act.within or act.negated or act.hedged:
        return act
    part = text.parts[paragraph]
    if deed.act not in _FOR | _AGAINST or not text.at(paragraph, Span(0, len(part.text))).contains(act.cue[0]):
        return act
    if _ABOUT.search(" ".join(act.content_text)) is None:
        return act
    doc = text.parses[paragraph].doc
    inside = [t for t in doc if any(c.contains(_at(text, paragraph, t)) for c in act.content)]
    if not inside:
        return act
    span = Span(inside[0].idx, inside[-1].idx + len(inside[-1].text))
    found = findings([Piece(doc, paragraph, span)], _HOLDS if deed.act in _FOR else _OPPOSES, codebook=text.book)
    return _with(
        act, tuple(Stance(f.proposition, f.side, _where(text, f)) for f in found if f.proposition in _PROPOSITIONS)
    )


def _with(statement: Statement, sides: tuple[Stance, ...]) -> Statement:
    known = {s.proposition for s in statement.stances}
    return replace(statement, stances=(*statement.stances, *(s for s in sides if s.proposition not in known)))


def _where(text: ParsedText, finding: Finding) -> Spans:
    return tuple(sorted({text.at(p, s) for p, s in finding.where}))


def _at(text: ParsedText, paragraph: int, token: Token) -> Span:
    return text.at(paragraph, Span(token.idx, token.idx + len(token.text)))


__all__ = ["with_sides"]
