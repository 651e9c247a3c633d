"""Where views part: for any two, the judgements that decide, in words, with a quotation from each side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from itertools import combinations

from parley.case.grounds import ground_of
from parley.case.paths import Broken, Combination, EndValue, GroupNumber, Office, Score, Supply, Weight, parse
from parley.case.quoting import said
from parley.case.types import Evidence
from parley.insight.asking.evaluator import Ask, Evaluator, exists
from parley.insight.results.assessment import Difference, Phrase
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, listed, number, short
from parley.insight.results.titles import capital, with_article
from parley.insight.results.turning import Turning, Way
from parley.insight.results.words import in_views, view_name
from parley.insight.sensitivity.exchange import Answer, Crux, Unit, crux
from parley.insight.sensitivity.minimal_sets import Found, Set
from parley.insight.sensitivity.when import SAME_TIME_DAYS, Kind, Stood, belief_or_date, changed


@dataclass(frozen=True)
class Parting:
    """Two views and what lies between their answers to one question."""

    left: str | None
    right: str | None
    crux: Crux
    answer: Answer | None = None
    """The question at the medians, so that views can be asked again in each other's time; None where it speaks of shares."""
    kind: str = ""
    """The kind of deal that the question is about, where it is whether there is a zone."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The crux shown: a set that works both ways where it is as small as one that works one way."""
        c = self.crux
        chosen: Set = next((f.sets[0] for f in sorted(self._found(), key=lambda f: len(f.sets[0]))), frozenset())
        return tuple(c.units[i] for i in sorted(chosen))

    def _found(self) -> list[Found]:
        c = self.crux
        return [f for f in (c.mutual, c.into_left, c.into_right) if f.sets]


def zone_question(ask: Ask) -> Answer:
    """Whether a zone exists."""
    return lambda case, draws: exists(case, draws, ask)


def zone_words(evaluator: Evaluator, ask: Ask) -> str:
    """The question in words."""
    kind = short(evaluator.base.kinds[ask.kind].title)
    lines = {"none": ", all lines of all sides lifted", "declared": ", with every line", "weighed": ""}
    return f"is there a zone for {with_article(kind)}{lines[ask.red_lines]}?"


def partings(evaluator: Evaluator, ask: Ask, views: tuple[str | None, ...]) -> tuple[Parting, ...]:
    """Every pair of views, those that differ first: the smallest crux first, then named views before the base case, then
    the better quoted."""
    answer = zone_question(ask)
    found = [
        Parting(a, b, crux(answer, evaluator.base, evaluator.medians(a), evaluator.medians(b)), answer, ask.kind)
        for a, b in combinations(views, 2)
    ]
    order = {view: i for i, view in enumerate(views)}

    def rank(p: Parting) -> tuple[int, ...]:
        quotes = (quotation(evaluator, p.left, p.units), quotation(evaluator, p.right, p.units))
        quoted = sum(q is not None for q in quotes)
        own = sum(q is not None and q[1] for q in quotes)
        apart = len({q[0].document for q in quotes if q})
        return (
            p.crux.agree,
            len(p.units),
            None in (p.left, p.right),
            -own,
            -quoted,
            -apart,
            order[p.left],
            order[p.right],
        )

    return tuple(sorted(found, key=rank))


def quotation(evaluator: Evaluator, view: str | None, units: tuple[Unit, ...]) -> tuple[Evidence, bool] | None:
    """What a view says on the units: evidence of the judgement itself (True), else the view's own (False)."""
    case = evaluator.case(view)
    for unit in units:
        for path in unit.paths:
            judgement = case.judgements.get(path)
            if judgement is not None and judgement.evidence and (view is None or judgement.origin != "base"):
                return judgement.evidence[0], True
    stance = evaluator.stance(view)
    if stance is not None and stance.evidence:
        return stance.evidence[0], False
    for unit in units:
        for path in unit.paths:
            judgement = case.judgements.get(path)
            if judgement is not None and judgement.evidence:
                return judgement.evidence[0], True
    return None


def apart(evaluator: Evaluator, left: str | None, right: str | None) -> int | None:
    """Days between the dates of two views."""
    a, b = (on(evaluator, view) for view in (left, right))
    return abs((a - b).days) if a and b else None


def on(evaluator: Evaluator, view: str | None) -> datetime.date | None:
    """The date of a view: its own, else that of its latest evidence; the base case stands at ``as_of``."""
    found = evaluator.stance(view)
    if found is None:
        return evaluator.case(view).as_of
    if found.date:
        return found.date
    dates = [e.date for e in found.evidence if e.date]
    return max(dates) if dates else None


def kind_of(evaluator: Evaluator, p: Parting) -> Kind:
    """Whether the two differ in belief, by date, or both, as far as the case says what changed (:mod:`..sensitivity.when`)."""
    if p.crux.agree:
        return "none"
    stood = [_stood(evaluator, view) for view in (p.left, p.right)]
    if stood[0] is None or stood[1] is None:
        return "belief"
    if p.answer is None:
        return "belief" if abs((stood[0].date - stood[1].date).days) <= SAME_TIME_DAYS else "unknown"
    return belief_or_date(p.answer, evaluator.base, stood[0], stood[1])


def _stood(evaluator: Evaluator, view: str | None) -> Stood | None:
    date = on(evaluator, view)
    return None if date is None else Stood(evaluator.medians(view), evaluator.case(view), date)


def of_time(evaluator: Evaluator, p: Parting) -> str:
    """A sentence on belief or date for two views that lie weeks apart; empty where they do not, or agree."""
    days, kind = apart(evaluator, p.left, p.right), kind_of(evaluator, p)
    if days is None or days <= SAME_TIME_DAYS or kind == "none":
        return ""
    long = weeks(days).capitalize()
    people = {evaluator.voice(v) for v in (p.left, p.right)}
    voice = "One and the same voice, " + weeks(days) if len(people) == 1 and None not in people else long
    if kind == "unknown":
        return f"{voice} apart: the case states nothing that changed between the two dates, so part may be date."
    dates = sorted(d for d in (on(evaluator, p.left), on(evaluator, p.right)) if d is not None)
    labels = Labels(evaluator.base)
    every = changed(evaluator.base, dates[0], dates[1])
    decisive = {path for unit in p.units for path in unit.paths}
    moves = [c for c in every if c.path in decisive] or every  # where the crux is about a fact, that one is enough
    what = listed([f"{labels.label(c.path)} ({number(c.before)} to {number(c.after)})" for c in moves])
    said = {
        "date": "put into each other’s time, each gives the other’s answer: a difference of date",
        "belief": f"put into each other’s time, neither answer changes: a difference of {of_what(evaluator, p)}",
        "both": "put into each other’s time, one of the two answers changes: part date, part belief",
    }[kind]
    return f"{voice} apart. Between them the case says that this changed: {what}; {said}."


def weeks(days: int) -> str:
    """A stretch of time in words."""
    count = round(days / 7)
    return f"{_COUNT.get(count, str(count))} week{'s' if count != 1 else ''}"


_COUNT = dict(
    enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
)  # small numbers read better as words


def difference(evaluator: Evaluator, p: Parting, question: str, notes: Footnotes) -> Difference:
    """The parting as the report shows it."""
    labels = Labels(evaluator.base)
    paths = tuple(path for u in p.units for path in u.paths)
    quotes = [_quote(evaluator, view, p, notes) for view in (p.left, p.right)]
    words = told(evaluator, p)
    return Difference(
        question=labels.unit_question(p.units[0].paths) if len(p.units) == 1 else question,
        asked=question,
        left=p.left or "base",
        right=p.right or "base",
        left_title=evaluator.title(p.left),
        right_title=evaluator.title(p.right),
        agree=p.crux.agree,
        paths=paths,
        left_quote=quotes[0],
        right_quote=quotes[1],
        kind=kind_of(evaluator, p),
        sentence=Phrase(words.sentence, paths=paths),
        ways=words.ways,
        brief=brief(evaluator, p),
        units=tuple(u.paths for u in p.units),
        into_left=_sets(p, p.crux.into_left.sets),
        into_right=_sets(p, p.crux.into_right.sets),
        mutual=_sets(p, p.crux.mutual.sets),
        exact=p.crux.into_left.exact and p.crux.into_right.exact and p.crux.mutual.exact,
        differ_on=tuple(path for u in p.crux.units for path in u.paths),
        answers=(p.crux.left_answer, p.crux.right_answer),
        days_apart=apart(evaluator, p.left, p.right),
    )


def _sets(p: Parting, sets: tuple[frozenset[int], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(path for i in sorted(s) for path in p.crux.units[i].paths) for s in sets[:20])


def _quote(evaluator: Evaluator, view: str | None, p: Parting, notes: Footnotes) -> Phrase | None:
    found = quotation(evaluator, view, p.units)
    if found is None:
        return None
    evidence, own = found
    who = evaluator.voice(view)
    paths = tuple(path for u in p.units for path in u.paths) if own else ()
    numbers = notes.cite([evidence], paths=paths, who=who)
    words = said(evidence.quote, notes.verbatim(numbers[0]))
    return Phrase(f"{words} [{numbers[0]}]", numbers, paths)


def told(evaluator: Evaluator, p: Parting, answers: tuple[str, str] | None = None) -> Turning:
    """The parting in words; ``answers``: how yes and no are called where the question is not of a zone."""
    if p.crux.agree:
        if answers is None:
            word = f"Both find {'a' if p.crux.left_answer else 'no'} zone{_for(evaluator, p)}"
        else:
            word = f"Both answer {answers[0] if p.crux.left_answer else answers[1]}"
        if not p.crux.units:
            return Turning(f"{word}; they differ on no judgement.")
        count = len(p.crux.units)
        return Turning(
            f"{word}; they differ on {count} judgement{'s' if count > 1 else ''}, which does not change that."
        )
    found, time = turning(evaluator, p, answers), of_time(evaluator, p)
    return replace(found, sentence=f"{found.sentence} {time}") if time else found


def brief(evaluator: Evaluator, p: Parting) -> Phrase | None:
    """The parting for a first screen, which names one judgement above: that one is "it" here, and of more their number is told;
    None where no exchange swaps the answers."""
    sets = p.crux.mutual.sets
    if p.crux.agree or not sets:
        return None
    size, count = len(sets[0]), len(sets)
    one = size == 1 and len(p.units) == 1 and p.crux.units[next(iter(sets[0]))] == p.units[0]
    if one:
        what = "it" if count == 1 else f"it, or any of {count - 1} others,"
    else:
        what = f"{size} judgements" + (f", in any of {count} ways," if count > 1 else "")
    far = (apart(evaluator, p.left, p.right) or 0) > SAME_TIME_DAYS
    what_apart = of_what(evaluator, p)
    said = {
        "belief": f"a difference of {what_apart}{', not of date ({} apart)' if far else ''}",
        "date": "a difference of date, not of belief ({} apart)",
        "both": "a difference partly of date, partly of belief ({} apart)",
        "unknown": "the difference may be one of date in part ({} apart)",
    }.get(kind_of(evaluator, p), "").format(weeks(apart(evaluator, p.left, p.right) or 0))
    more = "" if one else " (the report names them)"
    return Phrase(
        f"Exchanging {what} swaps the two answers{more}{f': {said}' if said else ''}.", paths=p.units[0].paths
    )


def _for(evaluator: Evaluator, p: Parting) -> str:
    """Of which kind of deal the zone is."""
    known = evaluator.base.kinds.get(p.kind)
    return f" for {with_article(short(known.title))}" if known is not None else ""


def of_what(evaluator: Evaluator, p: Parting) -> str:
    """Of what sort a crux is: of belief, or of what something is worth; and whether a document states the sizes."""
    paths = [path for unit in p.units for path in unit.paths]
    worth = [_of_worth(path) for path in paths]
    sort = "value" if worth and all(worth) else "belief and value" if any(worth) else "belief"
    cases = [evaluator.case(view) for view in (p.left, p.right)]
    stated = [(case, case.judgements[path]) for case in cases for path in paths if path in case.judgements]
    return sort + (" (sizes ours)" if any(ground_of(case, j) != "size" for case, j in stated) else "")


def _of_worth(path: str) -> bool:
    """Whether a judgement says what something is worth to a party, or costs it, not what is so."""
    match parse(path):
        case Weight() | Score() | Combination() | EndValue() | Broken() | Supply() | Office():
            return True
        case GroupNumber(group=group):
            return group in ("costs", "asks")
    return False


def turning(evaluator: Evaluator, p: Parting, answers: tuple[str, str] | None = None) -> Turning:
    """The crux both ways: what, taken from the one view, turns the other's answer, and which exchange swaps both.

    A small crux is told in one sentence ("Either A or B, taken from the view after R, turns the answer of the view after L to
    no; turning that of the view after R to yes takes both."). One of three sets or more is told by what swaps both answers, with
    a list of the sets of each way.
    """
    named = _for(evaluator, p) if p.kind != evaluator.base.main_kind else ""
    yes, no = answers or (f"a zone{named}", f"no zone{named}")
    becomes = {True: yes, False: no}
    left, right = (in_views([view_name(evaluator.title(view))]).removeprefix("in ") for view in (p.left, p.right))
    into_left, into_right, mutual = (
        _alternatives(evaluator, p, f) for f in (p.crux.into_left, p.crux.into_right, p.crux.mutual)
    )
    exact = p.crux.into_left.exact and p.crux.into_right.exact and p.crux.mutual.exact
    limit = "" if exact else " The search was cut short: smaller sets may exist."
    if not into_left and not into_right:
        return Turning(f"They differ, and no exchange of their judgements accounts for it.{limit}")
    ways = (
        _Way(right, left, becomes[p.crux.right_answer], into_left),
        _Way(left, right, becomes[p.crux.left_answer], into_right),
    )
    beside = () if mutual in (into_left, into_right) else mutual
    named_in_all = sum(len(names) for names in (*into_left, *into_right, *beside))
    if max(len(sets) for sets in (into_left, into_right, mutual)) < LISTED and named_in_all <= NAMED:
        return Turning(_in_one_sentence(ways, mutual) + limit)
    return Turning(_swapping(mutual) + limit, _lists(evaluator, p, ways, mutual))


LISTED, NAMED = 3, 4
"""From so many alternatives on, or with more names than that, a crux is told as a list."""
MOST = 8
"""Sets that a list names; of more it says how many there are."""
_Sets = tuple[tuple[str, ...], ...]
"""Alternatives, each by the names of its judgements."""


@dataclass(frozen=True)
class _Way:
    """One direction: judgements of ``source``, put into ``into``, turn its answer to ``becomes``."""

    source: str
    into: str
    becomes: str
    sets: _Sets

    def said(self) -> str:
        """As a sentence without its end."""
        what = _either(self.sets) if self.sets else "nothing"
        turns = "turn" if self.sets and len(self.sets[-1]) > 1 else "turns"
        return f"{what}, taken from {self.source}, {turns} the answer of {self.into} to {self.becomes}"

    def head(self, also: str) -> str:
        """As the head of a list."""
        start = f"aken from {self.source} into {self.into}, "
        if not self.sets:
            return f"T{start}nothing turns its answer to {self.becomes}."
        which = "this turns" if len(self.sets) == 1 else "each of these turns"
        return f"T{start}{which} its answer to {self.becomes}{also}:"


def _in_one_sentence(ways: tuple[_Way, _Way], mutual: _Sets) -> str:
    one, other = ways
    if one.sets and one.sets == other.sets == mutual:
        return f"Exchanging {_either(mutual)} swaps their answers."
    text = capital(one.said())
    together = [name for found in one.sets for name in found]
    if other.sets and other.sets == one.sets:
        text += f"; the same, taken from {other.source}, turns that of {other.into} to {other.becomes}."
    elif len(other.sets) == 1 and len(one.sets) > 1 and sorted(other.sets[0]) == sorted(together):
        count = "both" if len(together) == 2 else f"all {_COUNT.get(len(together), str(len(together)))}"
        text += f"; turning that of {other.into} to {other.becomes} takes {count}."
    else:
        text += f"; {other.said()}."
    if not mutual:
        return f"{text} No exchange found does both at once."
    if mutual in (one.sets, other.sets) and sorted(mutual[0]) == sorted(together):
        return text
    if mutual == other.sets:
        return f"{text} {'Either of these exchanges' if len(mutual) > 1 else 'This last exchange'} swaps both answers at once."
    return f"{text} Exchanging {_either(mutual)} swaps both answers at once."


def _swapping(mutual: _Sets) -> str:
    """The crux in one sentence: which exchange swaps both answers, of many how many there are and what is in all of them."""
    if not mutual:
        return "They part, and no exchange found swaps both answers at once; each is turned by itself."
    if len(mutual) == 1:
        return f"Exchanging {_either(mutual)} swaps their answers."
    size, count = len(mutual[0]), len(mutual)
    shared = [name for name in mutual[0] if all(name in found for found in mutual)]
    if size == 1:
        return f"Exchanging any one of {_told(count, 'judgement')} swaps their answers."
    if shared:
        more = f"{_told(size - len(shared), 'more')} (there {'is' if count == 1 else 'are'} {_told(count, 'such set')})"
        if len(shared) == size - 1:
            more = "either of two others" if count == 2 else f"any one of {_told(count, 'other')}"
        return f"Exchanging {listed(shared)} together with {more} swaps their answers."
    return f"Exchanging {_told(size, 'judgement')} swaps their answers, in any of {_told(count, 'way')}."


def _lists(evaluator: Evaluator, p: Parting, ways: tuple[_Way, _Way], mutual: _Sets) -> tuple[Way, ...]:
    """The sets of each way, and those that swap both answers where they stand in neither and the sentence does not name them."""
    c = p.crux
    out = []
    for way, found in zip(ways, (c.into_left, c.into_right), strict=True):
        one = len(way.sets) == 1
        also = f", and {'exchanged' if one else 'each of them, exchanged,'} swaps both answers"
        out.append(Way(way.head(also if way.sets and way.sets == mutual else ""), *_bullets(evaluator, p, found)))
    if len(mutual) > 1 and mutual not in (ways[0].sets, ways[1].sets):
        out.append(Way("Exchanged, each of these swaps both answers:", *_bullets(evaluator, p, c.mutual)))
    return tuple(out)


def _bullets(evaluator: Evaluator, p: Parting, found: Found) -> tuple[tuple[Phrase, ...], int]:
    """A phrase for each set, and how many more there are."""
    named = zip(_alternatives(evaluator, p, found), _sets(p, found.sets), strict=False)
    shown = tuple(Phrase(_together(names), paths=paths) for names, paths in named)[:MOST]
    return shown, len(found.sets) - len(shown)


def _told(count: int, noun: str) -> str:
    """ "three judgements", "one more"."""
    plural = "" if count == 1 or noun == "more" else "s"
    return f"{_COUNT.get(count, str(count))} {noun}{plural}"


def _alternatives(evaluator: Evaluator, p: Parting, found: Found) -> _Sets:
    """The smallest sets of one direction by the names of their judgements."""
    labels = Labels(evaluator.base)
    return tuple(tuple(labels.unit(p.crux.units[i].paths) for i in sorted(chosen)) for chosen in found.sets)


def _either(sets: _Sets) -> str:
    """ "A", "A and B together", "either A or B", "either A, or B and C together"."""
    told = [_together(names) for names in sets]
    if len(told) == 1:
        return told[0]
    return f"either {', or '.join(told) if any(len(names) > 1 for names in sets) else listed(told, 'or')}"


def _together(names: tuple[str, ...]) -> str:
    return f"{listed(names)} together" if len(names) > 1 else listed(names)
