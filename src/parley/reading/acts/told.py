"""Acts: which of them an attribution is, and which the text tells of by itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span, Spans
from parley.reading.acts import doers, state
from parley.reading.acts.found import Found, clause, found, of_ours
from parley.reading.acts.naming import Actor, Naming, phrase
from parley.reading.english import dating, grammar
from parley.reading.model import ActKind, Deed, Footing, Statement, WarFact, statement_id
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.things import thing_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HELD_UNREAL = frozenset({"deny", "want", "ask"})
"""Statements in whose words an act is denied, wished or asked for, and so not told."""
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "it", "they"})
_REST = 250
"""Characters that an act's clause may go on after the words that the statement has."""
_BY_WORD = frozenset({"threaten", "promise", "offer", "demand", "condition", "accept", "reject", "accuse", "concede"})
"""Acts that a speaker can do by telling of them in their own words ("We reject the plan")."""


def with_acts(text: ParsedText, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements, each with its :class:`~parley.reading.model.Deed` where it is one, and the acts told beside them.

    An act whose anchor is a statement's cue ("threatened"), or that is done by the speaker's own words ("we will strike"), is
    that statement's deed. Every other act becomes a record of its own (``record`` "act", or "state" for the state of the war).
    """
    return _Telling(text, statements).done()


class _Telling:
    def __init__(self, text: ParsedText, statements: Sequence[Statement]) -> None:
        self.text = text
        self.statements = list(statements)
        self.naming = Naming(text, statements)
        self.deeds: dict[int, Deed] = {}
        self.cued: dict[int, int] = {}
        """Statement → where the clause of the act that is its cue ends."""
        self.facts: dict[int, WarFact] = {}
        self.records: dict[str, Statement] = {}
        self.awaited = [span for s in statements for c in s.conditions if c.status != "dropped" for span in c.terms]
        """What must come first is not told as done: "will talk only after its prisoners are freed"."""

    def done(self) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        """Every paragraph once: acts, then the state of the war."""
        for paragraph, place in enumerate(self.text.parses):
            if self.text.parts[paragraph].heading:
                continue
            for act in found(place.doc):
                self._take(paragraph, act)
            for told in state.found(place.doc):
                self._record_state(paragraph, told)
        self._conditional()
        wide = [self._widened(i, s) for i, s in enumerate(self.statements)]
        ids = {s.id: w.id for s, w in zip(self.statements, wide, strict=True)}
        made = tuple(
            replace(s, deed=self.deeds.get(i), fact=self.facts.get(i), within=ids.get(s.within or "", s.within))
            for i, s in enumerate(wide)
        )
        known = {s.id for s in made}
        records = (replace(r, within=ids.get(r.within or "", r.within)) for r in self.records.values())
        return made, tuple(r for r in records if r.id not in known)

    def _clause_end(self, paragraph: int, act: Found) -> int:
        doc = self.text.parses[paragraph].doc
        runs = clause(act.anchor, set(range(*_cue(act.anchor))))
        return self.text.at(paragraph, grammar.chars(doc, *runs[-1])).end if runs else 0

    def _widened(self, index: int, statement: Statement) -> Statement:
        """The statement with its words to the end of the act's clause: "accused snipers of camping" goes on "in the temples"."""
        end, content = self.cued.get(index, 0), statement.content
        if not content or statement.form == "direct" or not 0 < end - content[-1].end <= _REST:
            return statement
        start = content[-1].end
        for other in self.statements:
            if any(start <= s.start < end for s in (*other.cue, *other.source)) or (
                other.id != statement.id and any(start <= s.start < end for s in other.content)
            ):
                return statement
        wide = (*content[:-1], Span(content[-1].start, end))
        text = self.text.document.text
        made = statement_id(statement.document, statement.source, statement.cue, wide)
        return replace(statement, id=made, content=wide, content_text=tuple(s.of(text) for s in wide))

    def _take(self, paragraph: int, act: Found) -> None:
        at = self.text.at(paragraph, _of(act.anchor))
        cued = self._cued(at)
        if cued is not None:
            if cued not in self.deeds:
                self.deeds[cued] = self._deed(paragraph, act)
                self.cued[cued] = self._clause_end(paragraph, act)
            return
        if any(span.contains(at) for span in self.awaited):
            return
        holder = self._holder(at)
        held = self.statements[holder] if holder is not None else None
        if act.spoken:
            if holder is None or held is None or held.negated or held.act in ("ask", "deny", "think"):
                return
            if holder not in self.deeds:
                self.deeds[holder] = self._deed(paragraph, act)
            elif self.deeds[holder].act != act.act:
                self._keep(paragraph, act, None, self._deed(paragraph, act), held, spoken=True)
            return
        if (
            held is not None
            and (held.act in _HELD_UNREAL or held.negated)
            and not self._beside(paragraph, act.anchor, held)
        ):
            return
        own = held is not None and act.standing == "done" and self._own_words(act, held)
        if own and holder is not None and holder not in self.deeds:
            self.deeds[holder] = self._deed(paragraph, act)
            return
        if held is not None and not act.others and (own or self._told_of_itself(paragraph, act, held)):
            self._keep(paragraph, act, None, self._deed(paragraph, act), held, spoken=True)
            return
        self._record(paragraph, act, held)

    def _beside(self, paragraph: int, anchor: Token, held: Statement) -> bool:
        """ "Rejected the ultimatum, accusing Velland of …": hangs on the cue, and is no part of what was rejected."""
        above = self.text.at(paragraph, _of(anchor.head))
        return anchor.dep_ == "advcl" and anchor.tag_ == "VBG" and any(c.overlaps(above) for c in held.cue)

    def _own_words(self, act: Found, held: Statement) -> bool:
        """ "We reject the plan", "it accepts the truce": done in the speaker's own words."""
        if act.act not in _BY_WORD or act.who is None:
            return False
        low = act.who.lower_
        return low in _FIRST or (low in _THIRD and held.form != "direct" and held.cue_text.lower() != "author")

    def _told_of_itself(self, paragraph: int, act: Found, held: Statement) -> bool:
        """ "The government announced that it was suspending the talks": "it" is who announced; a quoted "we" who speaks."""
        if act.who is None or not held.source:
            return False
        if act.who.lower_ in _FIRST:
            return True
        if not (act.who.lower_ in _THIRD or of_ours(act.who)):
            return False
        if held.form == "direct" and not any(c.lower_ == "that" and c.dep_ == "mark" for c in act.anchor.children):
            return False
        verb = act.anchor
        while verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ != "ccomp" or act.who.head.i not in (verb.i, act.anchor.i):
            return False
        above = self.text.at(paragraph, _of(verb.head))
        return any(c.overlaps(above) for c in held.cue)

    def _cued(self, at: Span) -> int | None:
        """The statement whose cue holds the anchor."""
        for i, s in enumerate(self.statements):
            if any(c.overlaps(at) for c in s.cue):
                return i
        return None

    def _holder(self, at: Span) -> int | None:
        """The statement in whose words the anchor lies; of several the one with the fewest."""
        best, size = None, 1 << 60
        for i, s in enumerate(self.statements):
            if any(c.contains(at) for c in s.content):
                length = sum(c.end - c.start for c in s.content)
                if length < size:
                    best, size = i, length
        return best

    def _conditional(self) -> None:
        """A statement that sets a condition and is no other act sets it."""
        for i, s in enumerate(self.statements):
            if s.conditions and i not in self.deeds and not s.negated:
                first = s.conditions[0]
                self.deeds[i] = Deed(
                    "condition", first.marker, about=first.thing_words, about_text=_joined(self.text.document.text, first.thing_words),
                    thing=first.thing, rule=first.rule,
                )  # fmt: skip

    def _deed(self, paragraph: int, act: Found, skip: tuple[Actor, ...] = ()) -> Deed:
        kind: ActKind = act.act  # type: ignore[assignment]
        doc = self.text.parses[paragraph].doc
        whole = self.text.document.text
        because = _spans(
            self.text.at(paragraph, _of(w)) for n, w in act.match.tokens.items() if n not in ("who", "whose", "toward", "them", "mine", "whom")
        )  # fmt: skip
        others = skip or self._toward(paragraph, act)
        about: Spans = ()
        if act.about is not None:
            start, end, _ = _complement(act.about)
            a, b = grammar.trimmed(doc, start, end)
            about = (self.text.at(paragraph, grammar.chars(doc, a, b)),) if b > a else ()
        told = " ".join([_joined(whole, about), *(s.of(whole) for s in because)])
        rest = grammar.chars(doc, *_whole(act)).of(grammar.text(doc))
        return Deed(
            kind, because, toward=tuple(a.span for a in others), toward_text=" and ".join(a.name or a.words for a in others) or None,
            toward_party=others[0].party if len({a.party for a in others}) == 1 else None, about=about,
            about_text=_joined(whole, about) or None, thing=thing_of(told) or thing_of(rest), rule=f"{act.match.row.table}/{act.match.row.name}",
        )  # fmt: skip

    def _toward(self, paragraph: int, act: Found) -> tuple[Actor, ...]:
        if act.toward is None:
            return ()
        named = doers.several(act.toward) or [phrase(act.toward, act.anchor.i)]
        if act.act == "accuse":
            named = [_before_of(self.text.parses[paragraph].doc, words) for words in named]
        return tuple(self.naming.actor(paragraph, words) for words in named)

    def _record(self, paragraph: int, act: Found, held: Statement | None) -> None:
        who: Actor | None = None
        others: tuple[Actor, ...] = ()
        if act.others:
            first, *rest = (self.naming.actor(paragraph, words) for words in act.others)
            who, others = first, (*rest, *self._toward(paragraph, act))
            if act.who is not None and not _covers(act.others, act.who):  # "Qumar hosted talks between X and Y"
                who = self.naming.actor(paragraph, phrase(act.who, act.anchor.i))
                others = (first, *rest)
        elif act.who is not None:
            who = self._actor(paragraph, act.who, act.anchor)
        if who is not None and not others:
            others = tuple(_another(one, who) for one in self._toward(paragraph, act))
        deed = self._deed(paragraph, act, others)
        self._keep(paragraph, act, who, deed, held)

    def _actor(self, paragraph: int, head: Token, anchor: Token) -> Actor:
        """Whose act it is; of "the rebels and the army" both, by the words alone."""
        named = doers.several(head)
        if len(named) < 2 or named[0][2] != head.i:
            return self.naming.actor(paragraph, phrase(head, anchor.i))
        first = self.naming.actor(paragraph, named[0])
        doc = self.text.parses[paragraph].doc
        span = grammar.chars(doc, named[0][0], named[-1][1])
        return replace(
            first,
            span=self.text.at(paragraph, span),
            words=span.of(grammar.text(doc)),
            name=None,
            party=None,
            role=None,
        )

    def _keep(
        self, paragraph: int, act: Found, who: Actor | None, deed: Deed, held: Statement | None, *, spoken: bool = False
    ) -> None:
        doc = self.text.parses[paragraph].doc
        anchor = act.anchor
        group = _cue(anchor)
        leave = set(range(*group))
        if anchor.pos_ == "NOUN":  # "The Front withdrawal from talks"
            leave |= {c.i for c in anchor.children if c.dep_ == "det"}
        for _, _, head in act.others:
            leave |= grammar.subtree(doc[head]) if act.who is not None and _covers(act.others, act.who) else set()
        if act.who is not None:
            own = grammar.subtree(anchor) if act.who.is_ancestor(anchor) else set()
            leave |= grammar.subtree(act.who) - own
            if act.who.head.dep_ == "agent":  # the "by"
                leave.add(act.who.head.i)
        rest = clause(anchor, leave)
        content = _spans(self.text.at(paragraph, grammar.chars(doc, a, b)) for a, b in rest)
        cue = (self.text.at(paragraph, grammar.chars(doc, *group)),)
        self._add(
            paragraph,
            anchor.i,
            who,
            cue,
            content or cue,
            held,
            deed=deed,
            planned=act.standing == "arranged",
            spoken=spoken,
        )

    def _record_state(self, paragraph: int, told: state.Told) -> None:
        doc = self.text.parses[paragraph].doc
        at = self.text.at(paragraph, _of(told.anchor))
        cued = self._cued(at)
        if cued is not None:
            self.facts.setdefault(cued, state.fact(self.text, paragraph, told, self._receiver(paragraph, told)))
            return
        holder = self._holder(at)
        held = self.statements[holder] if holder is not None else None
        if held is not None and (held.act in _HELD_UNREAL or held.negated):
            return
        who = self.naming.actor(paragraph, phrase(told.who, told.anchor.i)) if told.who is not None else None
        group = grammar.group(told.anchor)
        leave = set(range(*group)) | (grammar.subtree(told.who) if told.who is not None else set())
        content = _spans(self.text.at(paragraph, grammar.chars(doc, a, b)) for a, b in clause(told.anchor, leave))
        fact = state.fact(self.text, paragraph, told, self._receiver(paragraph, told))
        cue = (self.text.at(paragraph, grammar.chars(doc, *group)),)
        self._add(paragraph, told.anchor.i, who, cue, content or cue, held, fact=fact)

    def _receiver(self, paragraph: int, told: state.Told) -> Actor | None:
        if told.receiver is None:
            return None
        return self.naming.actor(paragraph, phrase(told.receiver, told.anchor.i))

    def _add(
        self, paragraph: int, anchor: int, who: Actor | None, cue: Spans, content: Spans, held: Statement | None, *,
        deed: Deed | None = None, fact: WarFact | None = None, planned: bool = False, spoken: bool = False,
    ) -> None:  # fmt: skip
        whole = self.text.document.text
        source = (who.span,) if who is not None else held.source if spoken and held is not None else ()
        key = statement_id(self.text.document.id, source, cue, content)
        if fact is not None and key in self.records:  # "withdrew from the town" is an act and a place lost
            self.records[key] = replace(self.records[key], fact=fact)
            return
        part = self.text.parts[paragraph]
        token = self.text.parses[paragraph].doc[anchor]
        name, party, role = (who.name, who.party, who.role) if who is not None else (None, None, None)
        if spoken and held is not None:
            name, party, role = held.resolved, held.party, held.role
        self.records.setdefault(key, Statement(
            id=key, document=self.text.document.id, source=source, cue=cue, content=content,
            source_text=_joined(whole, source), cue_text=_joined(whole, cue), content_text=tuple(s.of(whole) for s in content),
            form="indirect", footing=held.footing if held is not None else Footing("author"),
            resolved=name, party=party, role=role, furniture=part.furniture,
            hedged=_hedged(token) or (held is not None and (held.hedged or held.act == "think")),
            within=held.id if held is not None else None, date=self._date(paragraph, anchor, planned),
            act=deed.act if deed is not None else "state", record="act" if deed is not None else "state", deed=deed, fact=fact,
            reader=self.statements[0].reader if self.statements else "rules",
        ))  # fmt: skip

    def _date(self, paragraph: int, anchor: int, planned: bool) -> datetime.date | None:
        part = self.text.parts[paragraph]
        on = part.date if part.furniture else self.text.document.on
        token = self.text.parses[paragraph].doc[anchor]
        for words in _when(token):
            told = dating.arranged_for(words, on) if planned else dating.said_on(words, on, months=True, done=False)
            if told is not None:
                return told
        return on


def _before_of(doc: Doc, words: tuple[int, int, int]) -> tuple[int, int, int]:
    """Whom an accusation is laid on, without the "of shelling" that the parse hangs on the name."""
    start, end, head = words
    ends = [
        c.i
        for c in doc[head].children
        if c.dep_ == "prep"
        and c.lower_ in ("of", "for")
        and head < c.i < end
        and any(x.dep_ == "pcomp" for x in c.children)
    ]
    return start, min([end, *ends]), head


def _cue(anchor: Token) -> tuple[int, int]:
    """The words that tell the act: a verb with its auxiliaries, "is ready", a noun."""
    if anchor.pos_ == "VERB":
        return grammar.group(anchor)
    verb = anchor.head
    if anchor.pos_ == "ADJ" and verb.pos_ in ("VERB", "AUX") and 0 < anchor.i - verb.i <= 4:
        return grammar.group(verb)[0], anchor.i + 1
    return anchor.i, anchor.i + 1


def _another(toward: Actor, who: Actor) -> Actor:
    """Toward whom, by the words alone where what they are taken to mean is the doer ("met the head of the wing")."""
    return replace(toward, name=None, party=None, role=None) if toward.name and toward.name == who.name else toward


def _when(anchor: Token) -> Iterator[str]:
    """Where an act's day may be told: in its own clause and those above, not in a "which" or "after" beside it, nor in what it announces."""
    top, side = anchor, False
    while top.head.i != top.i and top.dep_ not in ("relcl", "acl"):
        side = side or top.dep_ == "advcl"
        top = top.head
    own = {t.i for t in anchor.ancestors} | {anchor.i}
    out: set[int] = set()
    for word in top.subtree:
        announced = word.dep_ in ("ccomp", "xcomp", "acl") and anchor.is_ancestor(word)
        beside = word.dep_ in ("relcl", "advcl") or announced
        if word.i not in own and beside and word.i != top.i:
            out |= grammar.subtree(word)
    yield "".join(t.text_with_ws if t.i not in out else " " for t in top.subtree)
    if side:
        yield anchor.sent.text


def _whole(act: Found) -> tuple[int, int]:
    root = act.anchor
    return root.left_edge.i, root.right_edge.i + 1


def _complement(about: Token) -> tuple[int, int, int]:
    return about.left_edge.i, about.right_edge.i + 1, about.i


def _covers(parties: tuple[tuple[int, int, int], ...], who: Token) -> bool:
    return any(a <= who.i < b or h == who.i for a, b, h in parties)


_UNSURE = frozenset(
    ["reportedly", "allegedly", "apparently", "supposedly", "purportedly", "perhaps", "possibly", "seemingly"]
)


def _hedged(token: Token) -> bool:
    return any(c.lower_ in _UNSURE for c in token.children)


def _of(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))


def _spans(spans: Iterable[Span]) -> Spans:
    return tuple(sorted({s for s in spans if s.end > s.start}))


def _joined(text: str, spans: Spans) -> str:
    return " … ".join(s.of(text) for s in spans)


__all__ = ["with_acts"]
