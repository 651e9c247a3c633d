"""Conditions in the words of a paragraph: a marker ("until", "in exchange for"), what hangs on it, and what must come first.

The markers are rows (table ``conditions``). A row says on which side of its marker the terms stand, and how the other clause must
stand to the thing that it names: "no talks until they leave" waits, "they talked until they left" only tells an order in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from parley.core.spans import Span
from parley.reading.conditions import bounds
from parley.reading.conditions.things import Mood, Named, Toned, moods, things
from parley.reading.english import grammar
from parley.reading.model import BargainThing
from parley.reading.rules.row import Row, table

if TYPE_CHECKING:
    from spacy.tokens import Doc

Status = Literal["set", "dropped", "repeated", "hardened"]
_AFTER = 70
"""Characters after "a condition for" or "before" within which the thing is named."""
_FAR = 2
"""Sentences back in which what "it" or "that" means is looked for."""
_LOOSE = frozenset({"unless", "only-when", "provided", "on-one-condition", "condition-is-that"})
"""Rows whose marker alone tells that something waits, whatever it is."""
_ANY_MARK = re.compile(
    r"\b(?:until|till|unless|only|if|once|soon|long|while|with|without|except|than|absent|short|exchange|return|price|provided|providing|conditions?|preconditions?|pre-conditions?|"
    r"understanding|proviso|event|prerequisites?|pre-requisites?|requirements?|basis|tie[sd]?|tying|link(?:s|ed|ing)?|conditional|contingent|conditioned|depend\w*|subject|hing\w+|rests?|rested|"
    r"before|prior|ahead|advance|moment|day|immediately|for|order|precede|come|followed|follow|preceded|start|begin|first|must|should|has|have|had|needs?|peg\w*|hangs?|make|makes|made|subordinat\w+)\b",
    re.I,
)
_TIME = re.compile(
    r"\W*(?:(?:the|this|next|last|early|late|mid|end|beginning|middle|start|of|at|least|coming|following|a|an|about|some|another|few|several|many|\d+|one|two|three|four|five|six|ten|\w+teen|"
    r"first|second|third)[ -])*(?:spring|summer|autumn|fall|winter|hours?|minutes?|days?|months?|years?|weeks?|weekend|decades?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|easter|christmas|ramadan|eid|new year|midnight|noon|dawn|dusk|nightfall|sunset|sunrise|night|evening|morning|afternoon|now|then|"
    r"recently|today|tomorrow|tonight|yesterday|later|harvest|further notice|elections?|\d{4}|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?|its end|the end)\b(?! (?:of|to) (?:the )?(?:war|fighting|siege|blockade|offensive|occupation|attacks|hostilities|violence))",
    re.I,
)
_DATED = re.compile(
    r"\b(?:(?:on|by|this|next|last|open\w*|start\w*|begin\w*) (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next|this|last) (?:week|month)|in (?:january|february|march|april|june|july|august|september|october|november|december)|scheduled|due to|which (?:open|start|begin)|set (?:to|for)|tomorrow|later (?:on|in|this))\b",
    re.I,
)
_TOLD_PAST = re.compile(r"\b(?:did|was|were|had)(?:\s+\w+ly)?$", re.I)
_PRONOUN = re.compile(r"\b(?:it|this|that|so|such|these|them|they|those|anything|both)\b", re.I)
_BARE = re.compile(
    r"(?:it|this|that|these|them|those|both|so|all (?:of )?(?:this|that|these))(?: (?:is|are|was|were|be|has been|have been)(?: \w+)?)?",
    re.I,
)
_BREAKS = re.compile(
    r"\b(?:end|ends|leave|quit|abandon|pull out of|withdraw(?:ing)? from|walk(?:ing)? (?:out|away)|break(?:ing)? (?:off)?|scrap|cancel|collapse|fail|lose|risk|threaten\w*|undermine|derail|jeopardi[sz]e|resume (?:the )?(?:war|fighting|attacks|offensive|strikes)|violat\w+|suffer)\b", re.I,
)  # fmt: skip
_SUPPOSED = re.compile(
    r"\W*(?:(?:the |any |peace |these |those )*(?:talks|negotiations|truce|ceasefire|cease-fire|deal|agreement|diplomacy|efforts?|mediation|they|it|that|this) (?:fail|collapse|break|fall|do(?:es)? not|don’t|doesn’t|is not|are not|stall|succeed|hold)|(?:asked|necessary|possible|need be|so|anything|confirmed|true|successful|implemented|approved|passed|elected|given a choice|you|I were|he were|there were|it were)\b|(?:both|all|the two) (?:sides|parties))",
    re.I,
)
_COULD = re.compile(r"could|may|might|can|possible|possibility|conceivable|support|back|welcome", re.I)
_NEVER_TERMS = re.compile(
    r"\W*(?:pre-?conditions?|conditions?|delay|(?:any )?(?:further )?(?:delay|explanation|comment|details)|doubt|anonymity)\b",
    re.I,
)
_DROPPED = re.compile(
    r"\b(?:no longer|not|stopped|ceased(?: to)?|without) (?:be )?(?:insist\w*|demand\w*|requir\w*|repeat\w*|set(?:ting)?|mak(?:e|es|ing)|ask\w*|tie[sd]?|tying|link\w*|condition(?:ed|ing|al)?|an? (?:pre-?)?condition)\b|"
    r"\b(?:dropp?(?:s|ed|ing)|abandon(?:s|ed|ing)?|g(?:a|i)ve(?:n|s)? up|giving up|withdr(?:ew|awn|aws?|awing)|waiv(?:es?|ed|ing)|relax(?:es|ed|ing)?|soften(?:s|ed|ing)?|back(?:s|ed|ing) (?:away|down) from|retreat(?:s|ed) from|lift(?:s|ed)) "
    r"(?:\w+ ){0,3}?(?:insist\w*|demands?|requirements?|(?:pre-?)?conditions?|prerequisites?|stipulations?|requests?|link)\b", re.I,
)  # fmt: skip
_REPEATED = re.compile(
    r"\b(?:reiterat\w+|repeat(?:s|ed|ing)?|restat\w+|reaffirm\w*|once again|renew(?:s|ed|ing)? (?:its|their|his|her|the)|as before|has (?:long|repeatedly|always) |repeatedly|still insist\w*|continue[sd]? to insist)\b",
    re.I,
)
_HARDENED = re.compile(
    r"\b(?:harden\w*|toughen\w*|stiffen\w*|rais(?:es|ed|ing) (?:its|their|his|her|the) (?:demands?|price|terms)|(?:new|further|additional|another|fresh) (?:pre-?)?conditions?|now also|went further|add(?:s|ed|ing)? (?:a|the|another|new|further) (?:\w+ )?(?:pre-?)?condition)",
    re.I,
)
_THREAT = re.compile(r"\b(?:threaten|warn|vow)\w*", re.I)
_BY_TALKING = re.compile(
    r"(?:\w+ ){0,3}?(?:talks|talking|negotiations?|negotiating|dialogue|diplomacy|compromise)", re.I
)
_CLAUSE_FIRST = re.compile(
    r"(?:^|[“\"‘(,;:—–-]\s*|\b(?:that|and|but|says?|said|so|added|because|or)[”\"]?\s+[“\"]?)$", re.I
)
_NOT_ITS_TERMS = re.compile(r"\b(?:not|never|no longer|neither|hardly|n['’]t)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A condition in a paragraph, in its characters."""

    row: Row
    sentence: Span
    thing: BargainThing
    thing_at: Span
    clause: Span
    """The clause of the thing, in which whoever sets it is named."""
    marker: Span
    terms: Span
    status: Status
    reach: Span
    """All that the row took: another row's marker within it is part of this one."""


def conditions(doc: Doc) -> list[Found]:
    """The conditions in a paragraph, in order; of two on the same words the first row's."""
    known = doc.user_data.get("conditions")
    if known is None:
        known = doc.user_data["conditions"] = list(_once(_all(doc)))
    return cast("list[Found]", known)


def _all(doc: Doc) -> Iterator[Found]:
    text = grammar.text(doc)
    if _ANY_MARK.search(text) is None:
        return
    named = things(text)
    if not named and not re.search(r"\bcondition|\bunless\b|\bonly (?:if|when|after)\b", text, re.I):
        return
    sents = bounds.sentences(doc)
    for row in table("conditions"):
        for hit in row.text.finditer(text) if row.text is not None else ():
            at = hit.start("marker")
            number = next((i for i, s in enumerate(sents) if s.start <= at < s.end), None)
            if number is not None and (found := _Reading(doc, text, sents, number, row, hit).found()) is not None:
                yield found


class _Reading:
    """One marker, read."""

    def __init__(self, doc: Doc, text: str, sents: list[Span], number: int, row: Row, hit: re.Match[str]) -> None:
        self.doc, self.text, self.sents, self.number, self.row, self.hit = doc, text, sents, number, row, hit
        self.sentence = sents[number]
        self.marker = bounds.trimmed(text, *hit.span("marker"))
        self.needs = row.gives["needs"]

    def found(self) -> Found | None:
        """The condition, or None where the words only tell an order in time, or name nothing that waits."""
        if self.sentence.of(self.text).rstrip('”"’ \n').endswith("?"):
            return None
        where = self.row.gives["terms"]
        reading = {
            "after": self._terms_after,
            "before": self._terms_before,
            "group": self._terms_in_row,
            "back": self._terms_back,
        }
        read = reading[where]()
        if read is None:
            return None
        thing, clause, terms = read
        terms = self._meant(terms)
        words = terms.of(self.text)
        if len(words) < 3 or _NEVER_TERMS.match(words) or self._only_time(words) or terms.overlaps(thing.span):
            return None
        if thing.thing == "treaty" and _BY_TALKING.fullmatch(words):
            return None  # "no peace without talks" asks for talks
        return Found(
            self.row,
            self.sentence,
            thing.thing,
            thing.span,
            clause,
            self.marker,
            terms,
            self._status(terms),
            Span(*self.hit.span()),
        )

    # -- terms after the marker: "no talks until they leave", "until they leave, no talks"

    def _terms_after(self) -> tuple[Named, Span, Span] | None:
        text = self.text
        after = self.hit.end("to") if "to" in self.hit.groupdict() else self.hit.end("marker")
        if self.row.gives.get("thing") == "group":
            named = things(text, *self.hit.span("thing"))
            clause = Span(bounds.behind(text, self.sentence.start, self.marker.start), after)
            return (named[0], clause, self._cut(after)) if named else None
        start = bounds.behind(text, self.sentence.start, self.marker.start)
        clause = Span(start, self.marker.start)
        thing = self._thing(clause, before=True)
        if thing is not None:
            return (thing, clause, self._cut(after)) if self._fits(thing, after) else None
        if self.row.gives.get("first") and _CLAUSE_FIRST.search(text[self.sentence.start : self.marker.start]):
            return self._fronted(after)
        return None

    def _cut(self, start: int) -> Span:
        text, end = self.text, self.sentence.end
        span = bounds.trimmed(text, start, bounds.ahead(text, start, end))
        if span.end <= span.start and self.needs == "free" and self.number + 1 < len(self.sents):
            following = self.sents[self.number + 1]  # "On one condition. The guns fall silent first."
            span = bounds.trimmed(text, following.start, bounds.ahead(text, following.start, following.end))
        return span

    def _fronted(self, after: int) -> tuple[Named, Span, Span] | None:
        """ "Until they leave, there will be no talks": the terms reach to where a clause begins that names the thing so."""
        text, end = self.text, self.sentence.end
        cuts = list(re.finditer(r",\s(?:then\s)?|\sthen\s|\s(?=there\s(?:is|will|can|are)\b)", text[after:end]))
        for cut in cuts:
            at = after + cut.end()
            if re.match(r"(?:and |or )?(?:until|unless|if|that|which|who)\b", text[at:end], re.I):
                continue
            stop = bounds.ahead(text, at, end)
            clause = Span(at, stop)
            thing = self._thing(clause, before=False)
            if thing is not None and self._fits(thing, after):
                return thing, clause, bounds.trimmed(text, after, after + cut.start())
        return self._by_parse(after)

    def _by_parse(self, after: int) -> tuple[Named, Span, Span] | None:
        tokens = grammar.tokens_of(self.doc, self.marker)
        head = tokens[-1].head if tokens is not None else None
        if head is None or head.dep_ not in ("advcl", "ccomp") or head.head.i < head.i:
            return None
        stop = head.right_edge.idx + len(head.right_edge.text)
        clause = Span(stop, bounds.ahead(self.text, stop, self.sentence.end)) if stop < self.sentence.end else None
        thing = self._thing(clause, before=False) if clause is not None else None
        if clause is None or thing is None or not self._fits(thing, after):
            return None
        return thing, clause, bounds.trimmed(self.text, after, stop)

    # -- terms before it: "they must leave before talks", "their release is a condition for talks"

    def _terms_before(self) -> tuple[Named, Span, Span] | None:
        text, after = self.text, self.hit.end()
        stop = min(self.sentence.end, after + _AFTER)
        named = things(text, after, stop)
        start = bounds.behind(text, self.sentence.start, self.marker.start)
        tail = text[after : bounds.ahead(text, after, self.sentence.end)]
        if not named and self.needs != "demanded" and _PRONOUN.match(tail):
            back = self._back()
            named = [back] if back is not None else []
        if not named or (self.row.name.startswith("before") and _DATED.search(tail)):
            return None
        clause = Span(start, named[0].span.end)
        if self.needs == "demanded":
            toned = moods(text, start, self.marker.start, ["demanded"])
            if not toned or moods(text, max(start, self.marker.start - 12), self.marker.start, ["refused"]):
                return None
            if self._refused_before(start):
                return None
            begin = self._begin(start, toned[0].span)
        else:
            if self.row.name == "before-any" and self._refused_before(start):
                return None
            begin = bounds.led(text, start, self.marker.start)
            toned = moods(text, begin, self.marker.start, ["demanded"])
            if toned and self.row.name == "before-any":
                begin = self._begin(begin, toned[0].span)
        terms = bounds.trimmed(text, begin, self.marker.start)
        if self.row.name == "is-a-condition-for":
            terms = self._of_nominal(terms)
        return named[0], clause, terms

    def _refused_before(self, start: int) -> bool:
        """ "Will not free anyone before talks": what waits stands before, and the row for that takes it."""
        return bool(
            moods(self.text, start, self.marker.start, ["refused"]) and things(self.text, start, self.marker.start)
        )

    def _begin(self, start: int, word: Span) -> int:
        """Where what is demanded begins: after the word of demanding, or with the subject of "must"."""
        if re.match(
            r"demand|insist|want|ask|requir|call|expect|adamant|urg|s(?:eek|ought)|wait|need(?:s|ed)?\b(?! to)",
            word.of(self.text),
            re.I,
        ):
            hit = re.match(r"\s+(?:on|for|that)\b", self.text[word.end :])
            return word.end + (hit.end() if hit else 0)
        return bounds.led(self.text, start, word.start)

    def _of_nominal(self, terms: Span) -> Span:
        """Of "insisted on a withdrawal as a condition for": the withdrawal; of "the town, a condition for": the town."""
        text = self.text
        begin = bounds.led(text, terms.start, terms.end)
        toned = moods(text, begin, terms.end, ["demanded"])
        if toned:
            begin = max(begin, self._begin(begin, toned[-1].span)) if toned[-1].span.end < terms.end - 3 else begin
        return bounds.trimmed(text, begin, terms.end)

    def _terms_back(self) -> tuple[Named, Span, Span] | None:
        """ "Only then will we talk": the sentence before, or what stands before in this one."""
        text, after = self.text, self.hit.end()
        clause = Span(after, bounds.ahead(text, after, self.sentence.end))
        named = things(text, clause.start, clause.end)
        if self.marker.start - self.sentence.start > 8:
            terms = Span(bounds.led(text, self.sentence.start, self.marker.start), self.marker.start)
        elif self.number > 0:
            before = self.sents[self.number - 1]
            terms = Span(bounds.led(text, before.start, before.end), before.end)
        else:
            return None
        return (named[0], clause, bounds.trimmed(text, terms.start, terms.end)) if named else None

    # -- terms in the row's own words

    def _terms_in_row(self) -> tuple[Named, Span, Span] | None:
        text = self.text
        terms = bounds.trimmed(text, *self.hit.span("terms"))
        if self.row.gives.get("thing") == "after":
            after = self.hit.end()
            clause = Span(bounds.behind(text, self.sentence.start, self.marker.start), self.sentence.end)
            named = things(text, after, min(self.sentence.end, after + _AFTER))
            return (named[0], clause, terms) if named else None
        back = self._back()
        if back is None or not terms.of(text):
            return None
        end = min(terms.end, bounds.ahead(text, terms.start, self.sentence.end))
        return (
            back,
            Span(self.sentence.start, self.marker.start),
            bounds.trimmed(text, bounds.led(text, terms.start, self.marker.start), end),
        )

    # -- the thing

    def _thing(self, clause: Span, *, before: bool) -> Named | None:
        """The thing of a clause, where the clause stands to it as the row needs."""
        text = self.text
        named = things(text, clause.start, clause.end)
        wanted: list[Mood] = [m for m in ("refused", "willing", "demanded") if m in self.needs]
        toned = moods(text, clause.start, clause.end, wanted or ["refused", "willing", "demanded"])
        if "refused" in self.needs or not wanted:
            toned = [t for t in toned if t.mood != "refused" or not self._past(t.span, clause)]
        if wanted and not toned:
            if self.needs == "any-or-willing" and named:
                return named[-1] if before else named[0]
            return None
        if not named:
            back = self._back() if _PRONOUN.search(clause.of(text)) or self.needs == "free" else None
            if back is not None:
                return back
            return self._other(clause, toned, before)
        if not toned:
            return named[-1] if before else named[0]
        word = toned[-1] if before else toned[0]
        if word.mood == "refused" and before:
            last = toned[-1].span
            word = next((t for t in reversed(toned) if any(n.span.start >= t.span.start for n in named)), toned[-1])
            if word.span != last and text[word.span.end : last.start].count(",") > 1:
                word = toned[-1]
        later = [n for n in named if n.span.end > word.span.start and n.span.start != word.span.start]
        return later[0] if later else named[-1]

    def _past(self, word: Span, clause: Span) -> bool:
        """ "Did not begin until": told as past, an order in time."""
        text = self.text
        if _TOLD_PAST.search(text[clause.start : word.start].rstrip()):
            return True
        low = word.of(text).lower()
        rest = text[word.end : clause.end]
        return (
            low in ("no", "none")
            and re.search(r"\b(?:was|were|had been|took)\b", rest) is not None
            and not re.search(r"\b(?:would|will|could|can)\b", rest)
        )

    def _fits(self, thing: Named, after: int) -> bool:
        """Whether what an "if" or "once" holds out is given for it, and no threat, and nothing merely supposed."""
        if self.row.name not in ("if-then-willing", "in-exchange", "as-long-as", "not-if-not"):
            return True
        text = self.text
        terms = text[after : self.sentence.end]
        if self.row.name != "in-exchange" and _SUPPOSED.match(terms):
            return False
        if self.row.name == "not-if-not":
            return True
        clause = Span(max(self.sentence.start, thing.span.start - 60), thing.span.end)
        if self.row.name == "if-then-willing":
            around = Span(
                bounds.behind(text, self.sentence.start, thing.span.start), min(self.sentence.end, thing.span.end + 40)
            )
            toned = moods(text, around.start, around.end, ["willing", "refused"])
            if any(t.mood == "refused" for t in toned):
                return False
            marker = self.marker.of(text).lower()
            if marker == "if" and all(_COULD.fullmatch(t.span.of(text)) for t in toned):
                return False
            if re.search(r"\bif\b|\bwhether\b", text[around.start : thing.span.start], re.I) and marker != "if":
                return False
        return _BREAKS.search(clause.of(text)) is None

    def _back(self) -> Named | None:
        """The thing last spoken of, in this sentence or the two before."""
        named = things(self.text, self.sents[max(0, self.number - _FAR)].start, self.marker.start)
        return named[-1] if named else None

    def _other(self, clause: Span, toned: list[Toned], before: bool) -> Named | None:
        """What waits is none of the things that wars are ended by: its words, for a marker that leaves no doubt."""
        if self.row.name not in _LOOSE:
            return None
        threat = _THREAT.search(self.text, clause.start, clause.end) if self.row.name == "unless" else None
        if not toned and threat is None:
            return None
        start = toned[-1 if before else 0].span.start if toned else threat.start() if threat else clause.start
        span = bounds.trimmed(self.text, start, clause.end)
        return Named(span, "other") if span.end - span.start > 5 else None

    # -- the terms

    def _only_time(self, words: str) -> bool:
        hit = _TIME.match(words)
        if hit is None:
            return False
        rest = words[hit.end() :].strip(' ,.”"')
        return not rest or not re.search(
            r"\b(?:is|are|was|were|has|have|will|would|must|leave|withdraw|free|release)\b", rest[:30]
        )

    def _meant(self, terms: Span) -> Span:
        """What "it" or "these" asks for: the sentence before."""
        if _BARE.fullmatch(terms.of(self.text)) and self.number > 0:
            before = self.sents[self.number - 1]
            return bounds.trimmed(self.text, before.start, before.end)
        return terms

    def _status(self, terms: Span) -> Status:
        lead = self.text[self.sentence.start : max(self.marker.end, min(terms.end, self.marker.start))]
        if _DROPPED.search(lead) or (
            self.row.name == "is-a-condition-for" and _NOT_ITS_TERMS.search(self.text[terms.end : self.hit.end()])
        ):
            return "dropped"
        whole = self.sentence.of(self.text)
        if _HARDENED.search(whole):
            return "hardened"
        return "repeated" if _REPEATED.search(whole) else "set"


def _once(found: Iterator[Found]) -> Iterator[Found]:
    kept: list[Found] = []
    for one in found:
        if not any(
            o.marker.overlaps(one.marker)
            or (o.row.gives["terms"] == "group" and o.reach.overlaps(one.marker))
            or (o.terms == one.terms and o.thing == one.thing)
            or (o.sentence == one.sentence and _shared(o.terms, one.terms) > 0.6)
            for o in kept
        ):
            kept.append(one)
    return iter(sorted(kept, key=lambda f: f.marker.start))


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(1, min(one.end - one.start, other.end - other.start))


__all__ = ["Found", "Status", "conditions"]
