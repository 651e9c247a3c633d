"""Conditions in the words of a paragraph: a marker ("until", "in exchange for"), what hangs on it, and what must come first.

The markers are rows (table ``conditions``). A row says on which side of its marker the terms stand, and how the other clause must
stand to the thing that it names: "no talks until they leave" waits, "they talked until they left" only tells an order in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from parley.core.spans import Span
from parley.reading.conditions import bounds, wordings
from parley.reading.conditions.finding import Found, Status, once
from parley.reading.conditions.moods import Mood, Toned, moods
from parley.reading.english import grammar
from parley.reading.model import BargainThing
from parley.reading.rules.row import Row, table
from parley.reading.rules.things import Named, things

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AFTER = 70
"""Characters after "a condition for" or "before" within which the thing is named."""
_FRONTED = frozenset({"before", "before-any", "for-to-resume"})
"""Rows whose marker may open the sentence, with what is demanded after it."""
_HELD_OUT = frozenset({"if-then-willing", "provided", "only-when", "only-parted", "in-exchange"})
"""Rows that a concession may wait for ("will drop their demand if …"), though it is none of the things."""
_FAR = 2
"""Sentences back in which what "it" or "that" means is looked for."""
_LOOSE = frozenset({"unless", "only-when", "only-parted", "provided", "on-one-condition", "condition-is-that"})
"""Rows whose marker alone tells that something waits, whatever it is."""
NAMING = frozenset(
    {
        "these-include",
        "conditions-are",
        "conditions-follow",
        "stipulated-that",
        "the-next-is",
        "set-the-condition-of",
        "is-a-condition-for",
    }
)
"""Rows that call it a condition: where nothing is named that waits, it is a condition all the same."""


def conditions(doc: Doc) -> list[Found]:
    """The conditions in a paragraph, in order; of two on the same words the first row's."""
    return [f for f in marked(doc) if not f.timed]


def marked(doc: Doc) -> list[Found]:
    """As :func:`conditions`, with those whose terms are only a time."""
    known = doc.user_data.get("conditions")
    if known is None:
        known = doc.user_data["conditions"] = list(once(_all(doc)))
    return cast("list[Found]", known)


def _all(doc: Doc) -> Iterator[Found]:
    text = grammar.text(doc)
    if wordings.ANY_MARK.search(text) is None:
        return
    named = things(text)
    if not named and wordings.BY_ITSELF.search(text) is None:
        return
    low = text.lower()
    sents: list[Span] = []
    for row in table("conditions"):
        word = row.gives.get("word")
        if row.text is None or (word is not None and not any(w in low for w in word.split("|"))):
            continue
        for hit in row.text.finditer(text):
            sents = sents or bounds.sentences(doc)
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
        if (
            len(words) < 3
            or (self.row.name == "without" and wordings.NEVER_TERMS.match(words))
            or wordings.SETTING.match(words)
            or terms.overlaps(thing.span)
        ):
            return None
        if thing.thing == "treaty" and wordings.BY_TALKING.fullmatch(words):
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
            wordings.only_time(words),
            Span(*self.hit.span()),
        )

    # -- terms after the marker: "no talks until they leave", "until they leave, no talks"

    def _terms_after(self) -> tuple[Named, Span, Span] | None:
        text = self.text
        after = self.hit.end("to") if "to" in self.hit.groupdict() else self.hit.end("marker")
        if self.row.gives.get("listed") and not self._listed():
            return None
        if self.row.gives.get("thing") == "group":
            named = self._in_group()
            clause = Span(bounds.behind(text, self.sentence.start, self.marker.start), after)
            return (named, clause, self._cut(after)) if named is not None else None
        start = bounds.behind(text, self.sentence.start, self.marker.start)
        clause = Span(start, self.marker.start)
        thing = self._thing(clause, before=True)
        if thing is not None:
            return (thing, clause, self._cut(after)) if self._fits(thing, after) else None
        if self.row.gives.get("first") and wordings.CLAUSE_FIRST.search(text[self.sentence.start : self.marker.start]):
            return self._fronted(after)
        return None

    def _listed(self) -> bool:
        """Whether the sentences just before speak of conditions, of which this is one more."""
        start = self.sents[max(0, self.number - 3)].start
        return wordings.CALLED.search(self.text, start, self.sentence.start) is not None

    def _in_group(self) -> Named | None:
        """The thing that the row itself names."""
        span = bounds.trimmed(self.text, *self.hit.span("thing"))
        told = self.row.gives.get("is")
        if told is not None:
            return Named(span, cast("BargainThing", told))
        named = things(self.text, span.start, span.end)
        if (
            not named and not self.marker.of(self.text).lower().startswith("ma") and self.row.gives.get("hinge") != "no"
        ):  # "made an offer to sign" ties nothing
            named = things(self.text, span.start, span.end, of="hinge")
        other = self.row.gives.get("else")
        if other == "back":  # "some conditions should be met": for what was last spoken of
            back = next(iter(named), None) or self._back()
            return back or Named(span, "other")
        return next(
            iter(named), Named(span, cast("BargainThing", other)) if other is not None and span.of(self.text) else None
        )

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
        cuts = list(wordings.MAIN_CLAUSE.finditer(text[after:end]))
        for cut in cuts:
            at = after + cut.end()
            if cut.start() < 4 or re.match(r"(?:and |or )?(?:until|unless|if|that|which|who)\b", text[at:end], re.I):
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
        if self.row.name in _FRONTED and wordings.CLAUSE_FIRST.search(text[self.sentence.start : self.marker.start]):
            fronted = self._demanded_after(after)
            if fronted is not None:
                return fronted
        stop = min(self.sentence.end, after + _AFTER)
        named = things(text, after, stop)
        start = bounds.behind(text, self.sentence.start, self.marker.start)
        tail = text[after : bounds.ahead(text, after, self.sentence.end)]
        if not named and self.needs != "demanded" and wordings.PRONOUN.match(tail):
            back = self._back()
            named = [back] if back is not None else []
        if not named and self.row.name in NAMING and wordings.SET_BY.search(self.marker.of(text)):
            named = [self._unnamed()]
        if not named or (self.row.name.startswith("before") and wordings.DATED.search(tail)):
            return None
        clause = Span(start, max(named[0].span.end, self.marker.start))
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
            begin = start if self.marker.of(text).startswith("as ") else bounds.led(text, start, self.marker.start)
            toned = moods(text, begin, self.marker.start, ["demanded"])
            if toned and self.row.name == "before-any":
                begin = self._begin(begin, toned[0].span)
        terms = bounds.trimmed(text, begin, self.marker.start)
        if self.row.name == "is-a-condition-for":
            terms = self._of_nominal(terms)
            if wordings.NO_TERMS.search(terms.of(text)):
                return None  # "the Front set conditions for talks", "if the conditions for a truce are in place"
        return named[0], clause, terms

    def _demanded_after(self, after: int) -> tuple[Named, Span, Span] | None:
        """ "Before talks can begin, they must leave": what is demanded stands after the comma."""
        text = self.text
        stop = bounds.ahead(text, after, self.sentence.end)
        comma = text.find(",", after, stop)
        named = things(text, after, comma) if comma > 0 else []
        if not named or not moods(text, comma, stop, ["demanded"]) or wordings.DATED.search(text[after:comma]):
            return None
        return named[0], Span(self.marker.start, comma), bounds.trimmed(text, comma + 1, stop)

    def _refused_before(self, start: int) -> bool:
        """ "Will not free anyone before talks": what waits stands before, and the row for that takes it."""
        refused = wordings.REFUSED_FIRST.search(self.text, start, self.marker.start)
        return bool(refused is not None and things(self.text, start, self.marker.start))

    def _begin(self, start: int, word: Span) -> int:
        """Where what is demanded begins: after the word of demanding, or with the subject of "must"."""
        if re.match(r"need", word.of(self.text), re.I) and re.match(r"\s+to\b", self.text[word.end :]):
            return bounds.led(self.text, start, word.start)
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
        begin = terms.start if self.marker.of(text).startswith("as ") else bounds.led(text, terms.start, terms.end)
        owned = wordings.WHOSE.search(text, begin, terms.end)
        if owned is not None:  # "the pilot, whose release was a condition"
            begin = owned.start()
        toned = moods(text, begin, terms.end, ["demanded"])
        if toned:
            begin = max(begin, self._begin(begin, toned[-1].span)) if toned[-1].span.end < terms.end - 3 else begin
        return bounds.trimmed(text, begin, terms.end)

    def _terms_back(self) -> tuple[Named, Span, Span] | None:
        """ "Only then will we talk": the sentence before, or what stands before in this one."""
        text, after = self.text, self.hit.end()
        clause = Span(after, bounds.ahead(text, after, self.sentence.end))
        named = things(text, clause.start, clause.end)
        if self.row.gives.get("asks") and not (self.number > 0 and self._asks(self.sents[self.number - 1])):
            return None
        if self.marker.start - self.sentence.start > 8:
            terms = Span(bounds.led(text, self.sentence.start, self.marker.start), self.marker.start)
        elif self.number > 0:
            before = self.sents[self.number - 1]
            terms = Span(bounds.led(text, before.start, before.end), before.end)
        else:
            return None
        return (named[0], clause, bounds.trimmed(text, terms.start, terms.end)) if named else None

    def _asks(self, sentence: Span) -> bool:
        """Whether a sentence says what must be done."""
        return wordings.MUST.search(self.text, sentence.start, sentence.end) is not None

    # -- terms in the row's own words

    def _terms_in_row(self) -> tuple[Named, Span, Span] | None:
        text = self.text
        terms = bounds.trimmed(text, *self.hit.span("terms"))
        where = self.row.gives.get("thing")
        if where in ("group", "before"):
            start = bounds.behind(text, self.sentence.start, self.marker.start)
            ahead_of = things(text, start, self.marker.start) if where == "before" else []
            thing = self._in_group() if where == "group" else ahead_of[-1] if ahead_of else None
            end = min(terms.end, bounds.ahead(text, terms.start, self.sentence.end))
            begin = bounds.led(text, terms.start, self.marker.start) if terms.end <= self.marker.start else terms.start
            return (thing, Span(start, self.marker.end), bounds.trimmed(text, begin, end)) if thing else None
        if where == "after":
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
        named = things(text, clause.start, clause.end, of="hinge" if self.row.name == "tied-to" else "condition")
        wanted: list[Mood] = [m for m in ("refused", "willing", "demanded") if m in self.needs]
        toned = moods(text, clause.start, clause.end, wanted or ["refused", "willing", "demanded"])
        if "refused" in self.needs or not wanted:
            toned = [t for t in toned if t.mood != "refused" or not self._past(t.span, clause)]
        if wanted and not toned:
            if self.needs == "any-or-willing" and named:
                return named[-1] if before else named[0]
            return None
        if not named and self.row.name in NAMING:
            return self._unnamed()
        if not named and self.row.name in _HELD_OUT and toned:
            given = things(text, clause.start, clause.end + 4, of="held-out")
            if given and wordings.PROMISED.search(
                text, max(clause.start, given[0].span.start - 24), given[0].span.start
            ):
                return given[0]
        if not named:
            back = self._back() if wordings.PRONOUN.search(clause.of(text)) or self.needs == "free" else None
            if back is None and before and wordings.COMES_BACK.search(clause.of(text)):
                back = self._back()
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
        low = word.of(text).lower()
        if wordings.CALLED_BAD.fullmatch(low):
            return False  # "was meaningless without": reported, and still so
        if wordings.TOLD_PAST.search(text[clause.start : word.start].rstrip()):
            return True
        rest = text[word.end : clause.end]
        return (
            low in ("no", "none")
            and re.search(r"\b(?:was|were|had been|took)\b", rest) is not None
            and not re.search(r"\b(?:would|will|could|can)\b", rest)
        )

    def _fits(self, thing: Named, after: int) -> bool:
        """Whether what an "if" or "once" holds out is given for it, and no threat, and nothing merely supposed."""
        text = self.text
        terms = text[after : self.sentence.end]
        if self.row.name == "while":
            return wordings.SAYING.search(text[after : bounds.ahead(text, after, self.sentence.end)]) is None
        if self.row.name == "after-it":  # what "will" be after it may be a plan
            toned = moods(text, bounds.behind(text, self.sentence.start, thing.span.start), after, ["willing"])
            return any(wordings.HELD_OUT.fullmatch(t.span.of(text)) for t in toned)
        if self.row.name not in ("if-then-willing", "in-exchange", "as-long-as", "not-if-not"):
            return True
        if self.row.name != "in-exchange" and wordings.SUPPOSED.match(terms):
            return False
        if self.row.name == "not-if-not":
            return not self._of_a_threat()
        clause = Span(max(self.sentence.start, thing.span.start - 60), thing.span.end)
        comma = text.rfind(", ", clause.start, thing.span.start)
        clause = Span(max(clause.start, comma + 1), clause.end)
        if self.row.name == "if-then-willing":
            around = Span(
                bounds.behind(text, self.sentence.start, thing.span.start), min(self.sentence.end, thing.span.end + 40)
            )
            toned = moods(text, around.start, around.end, ["willing", "refused"])
            if any(t.mood == "refused" for t in toned):
                return False
            marker = self.marker.of(text).lower()
            if marker == "if" and all(wordings.COULD.fullmatch(t.span.of(text)) for t in toned):
                return False
            if re.search(r"\bif\b|\bwhether\b", text[around.start : thing.span.start], re.I) and marker != "if":
                return False
        return wordings.BREAKS.search(clause.of(text)) is None

    def _of_a_threat(self) -> bool:
        """ "Threats to bomb the towns if they don't sign": what is threatened waits, and nothing that wars are ended by."""
        start = bounds.behind(self.text, self.sentence.start, self.marker.start)
        return wordings.THREATS.search(self.text, start, self.marker.start) is not None

    def _unnamed(self) -> Named:
        """What a condition is set for where its own clause does not say: the thing last spoken of, else no thing of the table."""
        inside = things(self.text, self.marker.start, self.marker.end)
        until = self.sentence.start if self.row.gives["terms"] == "before" else self.marker.start
        return inside[-1] if inside else self._back(until) or Named(self.marker, "other")

    def _back(self, until: int | None = None) -> Named | None:
        """The thing last spoken of, in this sentence or the two before."""
        until = self.marker.start if until is None else until
        named = things(self.text, self.sents[max(0, self.number - _FAR)].start, until)
        return named[-1] if named else None

    def _other(self, clause: Span, toned: list[Toned], before: bool) -> Named | None:
        """What waits is none of the things that wars are ended by: its words, for a marker that leaves no doubt."""
        if self.row.name in wordings.REFUSALS:
            last = toned[-1 if before else 0].span if toned else None
            firm = (
                last is not None
                and wordings.FIRM.search(self.text, max(clause.start, last.start - 8), clause.end) is not None
            )
            if not firm or wordings.SAYS_NOTHING.search(self.text, clause.start, clause.end):
                return None
        elif self.row.name not in _LOOSE:
            return None
        threat = wordings.THREAT.search(self.text, clause.start, clause.end) if self.row.name == "unless" else None
        if not toned and threat is None:
            return None
        start = toned[-1 if before else 0].span.start if toned else threat.start() if threat else clause.start
        span = bounds.trimmed(self.text, start, clause.end)
        return Named(span, "other") if span.end - span.start > 5 else None

    # -- the terms

    def _meant(self, terms: Span) -> Span:
        """What "it" or "these" asks for: the sentence before."""
        if wordings.BARE.fullmatch(terms.of(self.text)) and self.number > 0:
            before = self.sents[self.number - 1]
            return bounds.trimmed(self.text, before.start, before.end)
        return terms

    def _status(self, terms: Span) -> Status:
        lead = self.text[self.sentence.start : max(self.marker.end, min(terms.end, self.marker.start))]
        overtaken = wordings.HAD_INSISTED.search(lead) and wordings.TURNED.search(self.sentence.of(self.text))
        if (
            overtaken
            or wordings.DROPPED.search(lead)
            or (
                self.row.name == "is-a-condition-for"
                and wordings.NOT_ITS_TERMS.search(self.text[terms.end : self.hit.end()])
            )
        ):
            return "dropped"
        whole = self.sentence.of(self.text)
        if wordings.HARDENED.search(whole):
            return "hardened"
        return "repeated" if wordings.REPEATED.search(whole) else "set"


__all__ = ["NAMING", "Found", "Status", "conditions", "marked"]
