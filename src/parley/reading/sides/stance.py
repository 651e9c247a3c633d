"""Where a statement stands on a proposition: rules that abstain rather than guess, with the words that decided.

Two kinds of rule. *Idioms* are phrases that settle a side by themselves ("it remains to be seen", "seize the moment").
*Things* are what a proposition is about, by its names ("talks", "bargaining table"); how the words stand to them is read
along the parse (:mod:`parley.reading.sides.polarity`). Deliberate ambiguity is found first, then conditions, then "later", then
for and against; for and against found with equal right give none. A negated cue ("did not say") gives no side, but for two:
"did not rule out talks" leaves them open, and "does not believe" denies what follows.

A condition tells two things: "no talks until the troops withdraw" is conditional on talks and for withdrawal first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.conditions.finding import Found
from parley.reading.conditions.marked import marked
from parley.reading.conditions.wordings import SAYING, spurned
from parley.reading.english import grammar
from parley.reading.english.attitude import Attitude, classes
from parley.reading.model import Codebook, StanceSide
from parley.reading.sides.asked import FOREVER, MUTUAL, WHEN, asked_for
from parley.reading.sides.polarity import attitude, nobodys
from parley.reading.sides.propositions import (
    HINT,
    OF_TALKS,
    OF_WAR,
    PUSH,
    RULER,
    Idiom,
    Thing,
    idioms,
    things,
    things_of_case,
)
from parley.reading.sides.whose import against, anothers, bad_or_good, labelled, no_longer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of reported words: characters ``span`` of a paragraph with its parse."""

    doc: Doc
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """The cue under which words are reported."""

    kind: str
    lemma: str = ""
    negated: bool = False
    words: str = ""
    party: str | None = None
    """Of the speaker, where known."""
    token: int = -1
    """Of the cue, in the parse of the first piece's paragraph."""
    labels: bool = False
    """The cue says what a thing is ("called the truce a trap")."""
    speaker: str = ""
    """The speaker's name, role and words, by which what is told of others is known apart."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A side on a proposition with the words that decided it, as (paragraph, characters) of the reported words."""

    proposition: str
    side: StanceSide
    where: tuple[tuple[int, Span], ...]


_ORDER: tuple[StanceSide, ...] = ("ambiguous", "conditional", "later")
_NOBODY = re.compile(r"(?:nobody|no one|no-one|none|neither|few)\b", re.I)
_WANTING = frozenset({"want", "favour", "promise"})
_REFUSES = re.compile(r"\b(?:never|will|would|wo|ca|cannot|can|could|shall)\b|n['’]t\b", re.I)
"""In a negated cue of wanting or agreeing: not left unsaid but refused ("would never agree to")."""
_OPEN = re.compile(r"\b(?:declin|refus)\w*|\b(?:would|did) not (?:say|be drawn|comment)|n['’]t say", re.I)
_RAISING = frozenset(
    {"believe", "think", "want", "expect", "favour", "favor", "support", "consider", "see", "intend", "plan"}
)
"""Verbs whose negation denies what follows: who does not believe it, believes it is not so."""


def findings(
    pieces: Sequence[Piece], said: Said, *, question: str = "", codebook: Codebook | None = None
) -> list[Finding]:
    """The stances that the rules see in reported words; at most one a proposition, in the order of the propositions."""
    words = [p.span.of(grammar.text(p.doc)) for p in pieces]
    if pieces and said.token >= 0 and nobodys(pieces[0].doc[said.token]):
        return []  # "only a fool would refuse" is nobody's refusal
    if _NOBODY.match(said.speaker):
        return []
    said = _refusing(_sworn_not(said, words), " ".join(words))
    whole = " ".join(words)
    out: dict[str, Finding] = {}
    spoken_of = HINT.search(whole) is not None
    for idiom in idioms():
        if (
            (spoken_of or not idiom.may_wait)
            and idiom.proposition not in out
            and (found := _by_idiom(idiom, pieces, whole, said, question))
        ):
            out[idiom.proposition] = found
    seen: dict[str, list[Finding]] = {}
    for piece, text in zip(pieces, words, strict=True):
        for thing in (*things(), *things_of_case(codebook)):
            if thing.belief and OF_TALKS.search(whole) and not OF_WAR.search(whole):
                continue  # a deadlock of the talks is none of the war
            for match in thing.pattern.finditer(text):
                for finding in _by_thing(thing, piece, pieces, match, said, codebook):
                    seen.setdefault(finding.proposition, []).append(finding)
    for proposition, many in seen.items():
        if proposition not in out and (one := _agreed(many)):
            out[proposition] = one
    return list(out.values())


def _sworn_not(said: Said, words: Sequence[str]) -> Said:
    """ "Had sworn “never” to open talks": the one word between marks turns all that is promised or wanted, and hangs on the cue."""
    if len(words) < 2 or said.kind not in _WANTING or _ONLY_NOT.fullmatch(words[0]) is None:
        return said
    return replace(said, kind="deny", lemma="refuse", negated=False)


_ONLY_NOT = re.compile(r"\W*(?:never|not|no longer|under no circumstances)\W*", re.I)


def _refusing(said: Said, content: str) -> Said:
    """ "refuses to hold talks", "declined to negotiate": an act of refusing, not something left unsaid. "Declined to say" is."""
    if not said.negated or _DECLINES.search(said.words) is None or _NOT.search(said.words):
        return said
    if _SPEAKING.search(f"{said.words} {content[:24]}"):
        return said
    return replace(said, kind="deny", lemma="refuse", negated=False)


_DECLINES = re.compile(r"\b(?:refus|declin)\w*", re.I)
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.I)
_SPEAKING = re.compile(
    r"\b(?:say|comment|confirm|discuss|answer|disclose|elaborate|tell|speculate|rule)\b|\bwhether\b", re.I
)


def _by_idiom(idiom: Idiom, pieces: Sequence[Piece], whole: str, said: Said, question: str) -> Finding | None:
    if (idiom.kinds and said.kind not in idiom.kinds) or said.negated != idiom.denied:
        return None
    if idiom.denied and _REFUSES.search(said.words):
        return None
    if (
        said.kind == "deny"
        and idiom.proposition in _CONDITIONED
        and (idiom.side == "ambiguous" or not (idiom.kinds or idiom.side == "against"))
    ):
        return None  # "rejected the possibility of talks" leaves nothing open and is not for them
    found = idiom.pattern.search(whole)
    if found is None or found.end() == found.start():
        return None
    if idiom.about is not None and not idiom.about.search(f"{whole} {question}"):
        return None
    where = tuple(_located(pieces, *found.span()))
    terms = _waits(idiom, pieces, where) if idiom.may_wait else None
    return Finding(idiom.proposition, "conditional" if terms else idiom.side, (*where, *(terms or ())))


def _waits(idiom: Idiom, pieces: Sequence[Piece], where: Sequence[tuple[int, Span]]) -> tuple[tuple[int, Span], ...]:
    """The terms of a condition on what a phrase refuses or promises, in the same sentence: "will not attend unless …"."""
    for piece in pieces:
        for told in marked(piece.doc):
            fits = (
                told.status != "dropped"
                and not told.timed
                and _CONDITION_OF.get(told.thing, idiom.proposition) == idiom.proposition
            )
            if fits and any(
                p == piece.paragraph and told.sentence.contains(s) and not told.terms.contains(s) for p, s in where
            ):
                return ((piece.paragraph, told.terms),)
    return ()


def _bears_on(told: Found, at: Span, piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a condition is set here for the thing at ``at``: one that only goes back to it ("but they must leave first") is its own speaker's."""
    if not told.thing_at.overlaps(at) or told.status == "dropped" or "kept" in told.row.gives:
        return False
    here = any(p.paragraph == piece.paragraph and p.span.overlaps(told.marker) for p in pieces)
    return here or told.row.gives["needs"] != "before-it"


def _same_refusal(told: Found, at: Span) -> bool:
    """Whether a thing stands beside the one that is refused on a condition: "impossible to discuss a truce and to negotiate"."""
    refused = told.row.gives["needs"].startswith("refused") and told.status != "dropped" and not told.timed
    return refused and told.clause.contains(at) and told.clause.contains(told.thing_at) and not told.terms.contains(at)


_CONDITION_OF = {"talks": "talks-now", "truce": "ceasefire-in-place"}


def _located(pieces: Sequence[Piece], start: int, end: int) -> Iterable[tuple[int, Span]]:
    """Characters of the pieces joined by a space, as characters of their paragraphs."""
    at = 0
    for piece in pieces:
        size = piece.span.end - piece.span.start
        low, high = max(start, at), min(end, at + size)
        if high > low:
            yield piece.paragraph, Span(piece.span.start + low - at, piece.span.start + high - at)
        at += size + 1


def _by_thing(
    thing: Thing, piece: Piece, pieces: Sequence[Piece], match: re.Match[str], said: Said, codebook: Codebook | None
) -> Iterable[Finding]:
    at = Span(piece.span.start + match.start(), piece.span.start + match.end())
    head = _head(piece.doc, at)
    if head is None:
        return
    sentence = head.sent.text
    if sentence.rstrip("”\"’' ").endswith("?") or (thing.proposition == "aid" and not _SUPPLY.search(sentence)):
        return
    cue = said.token if piece.paragraph == pieces[0].paragraph else -1  # a quotation carried on has no cue beside it
    found = attitude(piece.doc, at, _inside(piece, pieces), belief=thing.belief, loose=thing.loose, cue=cue)
    told = next((c for c in marked(piece.doc) if _bears_on(c, at, piece, pieces)), None)
    if told is None and found.price:
        return  # "consultations before talks" tells an order in time
    if (
        thing.proposition in _CONDITIONED
        and found.sign * thing.sense < 0
        and any(
            c.terms.contains(at) and c.status != "dropped" and not c.timed and c.thing in _CONDITION_OF
            for c in marked(piece.doc)
        )
    ):
        return  # "no talks without a ceasefire": what must come first is asked for, and not refused with the rest
    if told is None and found.sign * thing.sense < 0 and thing.proposition in _CONDITIONED:
        told = next((c for c in marked(piece.doc) if _same_refusal(c, at)), None)
    if told is not None:
        found.condition, found.lasting = told.terms, False
    if thing.proposition in _CONDITIONED and anothers(head, _inside(piece, pieces), said.speaker, said.party, codebook):
        return
    if cue >= 0 and found.top:
        if against(piece.doc[cue], piece.span) and "against" not in classes().get(said.lemma, frozenset()):
            found.sign, found.told = -found.sign, True
        elif no_longer(piece.doc[cue]):
            found.sign = -found.sign
        if labelled(piece.doc[cue]) and said.lemma in ("call", "describe", "brand", "label", "dub", "term"):
            said = replace(said, labels=True, kind="say")
            found.sign = bad_or_good(piece.doc, at, piece.span)
            found.told = found.sign != 0
    if told is not None and spurned(grammar.text(piece.doc), told.sentence.start, told.marker.start):
        return  # "rejected the demand that they withdraw before talks": another's condition
    if told is not None and told.timed:
        found.later, found.condition = True, None
        found.words.append(told.terms)
    if found.condition is not None and MUTUAL.search(found.condition.of(grammar.text(piece.doc))):
        found.condition = None
    if found.condition is not None and WHEN.fullmatch(found.condition.of(grammar.text(piece.doc))):
        found.later = True  # a time is no condition
        found.words.append(found.condition)
        found.condition = None
    if found.condition is not None and FOREVER.search(found.condition.of(grammar.text(piece.doc))):
        found.condition = None
    if (
        found.condition is not None
        and found.lasting
        and told is None
        and SAYING.search(found.condition.of(grammar.text(piece.doc)))
    ):
        found.condition = None  # "while the others asked for a truce": meanwhile
    if (
        found.condition is not None
        and found.lasting
        and told is None
        and _MEANWHILE.match(found.condition.of(grammar.text(piece.doc)))
    ):
        found.condition = None  # "while putting forward a plan of their own"
    if (
        found.condition is not None
        and found.lasting
        and (found.sign > 0 or asked_for(found.condition.of(grammar.text(piece.doc))))
    ):
        found.lasting = False  # "while he rules" and "as long as they stay" name a price as "until" does
    side = (_belief if thing.belief else _side)(found, thing, said)
    if thing.proposition == "talks-now" and (_pressed(piece, at) or _of_the_past(piece, at, said, cue)):
        side = None
    if side in ("against", "conditional") and thing.proposition == "talks-now":
        after = grammar.text(piece.doc)[at.end : piece.span.end]
        if ruler := RULER.search(after.split(".")[0]):
            yield Finding("leader-must-go", "for", ((piece.paragraph, Span(at.start, at.end + ruler.end())),))
    where = tuple(
        (piece.paragraph, s) for s in sorted({at, *found.words, *([found.condition] if found.condition else [])})
    )
    if side is not None:
        yield Finding(thing.proposition, side, where)
    if found.condition is not None and thing.proposition in _CONDITIONED and not said.negated:
        asked = asked_for(found.condition.of(grammar.text(piece.doc)))
        if asked is not None:
            yield Finding(asked, "for", ((piece.paragraph, found.condition),))


_MEANWHILE = re.compile(r"\W*while \w+ing\b", re.I)
_CHARGING = frozenset({"accuse", "blame", "charge", "fault"})
_CONDITIONED = ("talks-now", "ceasefire-in-place")


def _head(doc: Doc, at: Span) -> Token | None:
    """The word on which the others among these characters hang."""
    words = grammar.tokens_of(doc, at)
    return words.root if words is not None else None


_SUPPLY = re.compile(
    r"\b(?:aid|assist\w*|send\w*|sent|deliver\w*|suppl\w+|provid\w+|provision|ship\w*|need\w*|request\w*|ask\w*|receiv\w+|sell\w*|sale|sold|giv\w+|gave|furnish\w*|"
    r"donat\w+|transfer\w*|consignments?|packages?|embargo|support\w*|help\w*|arming|withh\w+|suspen\w+|cut\w*|keep\w*|coming|flow\w*)\b", re.I,
)  # fmt: skip
"""Words that make weapons a matter of aid; else they are anybody's."""


def _pressed(piece: Piece, at: Span) -> bool:
    """The thing is what somebody is to be pressed into: the words are about pressing, and that is coded."""
    text = piece.span.of(grammar.text(piece.doc))
    start, end = at.start - piece.span.start, at.end - piece.span.start
    return any(m.start() <= start and end <= m.end() + 30 for m in re.finditer(PUSH, text, re.I))


def _of_the_past(piece: Piece, at: Span, said: Said, cue: int) -> bool:
    """ "opposed the Madrid talks", "backed the 2014 talks": talks with a place or a year that somebody was for or against."""
    token = _head(piece.doc, at)
    if token is None:
        return False
    year = any(t.like_num and len(t.text) == 4 for t in token.lefts)
    placed = any(t.pos_ == "PROPN" and t.dep_ in ("compound", "nmod") for t in token.lefts)
    past = cue >= 0 and piece.doc[cue].tag_ == "VBD" and said.lemma in ("oppose", "support", "back", "favour", "favor")
    return year or (placed and past)


def _inside(piece: Piece, pieces: Sequence[Piece]) -> Callable[[Token], bool]:
    spans = [p.span for p in pieces if p.paragraph == piece.paragraph]
    return lambda token: any(s.start <= token.idx < s.end for s in spans)


def _side(found: Attitude, thing: Thing, said: Said) -> StanceSide | None:
    """The side on a thing to be done; None where no word tells."""
    if said.negated and found.hypothetical and _OPEN.search(said.words):
        return "ambiguous"  # "declined to say whether"
    if found.hypothetical or (found.claimed and thing.proposition != "press-ally"):
        return None
    if said.lemma == "deny" and not (found.top and thing.proposition == "press-ally"):
        return None
    if found.excluded and found.sign != found.excluded:
        return "ambiguous"  # "would not rule out"
    if said.lemma in _CHARGING and thing.proposition in _CONDITIONED:
        return None  # what another is accused of doing to the talks tells no side on them
    sign, told = (
        found.sign * thing.sense,
        found.told or (found.turned and found.modal),
    )  # "will never", "nobody is going to"
    if found.top:
        kinds = classes().get(said.lemma, frozenset()) if not said.labels else frozenset()
        if said.lemma == "deny":
            return "against" if thing.proposition == "press-ally" and not said.negated else None
        if "against" in kinds or said.kind in ("deny", "blame"):
            if said.negated:
                return "ambiguous"
            sign, told = -sign, True
        elif (
            said.kind in _WANTING or (said.kind == "ask" and found.infinitive) or ("for" in kinds and not found.finite)
        ):
            told = True
    if said.negated:
        if said.lemma not in _RAISING and not (told and found.top and _REFUSES.search(said.words)):
            return None
        sign = -sign
    if thing.proposition == "aid" and found.goes_on and (found.modal or said.kind == "promise"):
        told = True
    if not told and not (found.modal and (found.condition or found.later)):
        return None
    if found.condition is not None and not found.lasting:
        return "conditional"
    if found.later:
        return "later"
    return "for" if sign > 0 else "against"


def _belief(found: Attitude, thing: Thing, said: Said) -> StanceSide | None:
    """The side on something held to be so: to assert it is to be for it."""
    if found.hypothetical or not found.top or said.kind in ("want", "ask", "deny", "blame", "favour"):
        return None
    if thing.ahead and not (
        found.modal or found.told or found.turned or said.kind == "promise" or said.lemma == "expect"
    ):
        return None
    sign = found.sign * thing.sense
    if said.negated:
        if said.lemma not in _RAISING:
            return None
        sign = -sign
    if found.condition is not None and not found.lasting:
        return "conditional"
    return "for" if sign > 0 else "against"


def _agreed(many: Sequence[Finding]) -> Finding | None:
    """One finding of several on a proposition: an open one, a condition, "later", else the side on which all agree."""
    for side in _ORDER:
        for finding in many:
            if finding.side == side:
                return finding
    return many[0] if len({f.side for f in many}) == 1 else None


__all__ = ["Finding", "Idiom", "Piece", "Said", "Thing", "findings", "idioms", "things"]
