"""Judgements in plain words: what a dotted path is about, and the question to ask of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from parley.case.consent import mark_of
from parley.case.path_names import names
from parley.case.paths import (
    ANALYST,
    ActNumber,
    Assures,
    Belief,
    Breaks,
    Broken,
    Change,
    Combination,
    Effect,
    Fact,
    FactMove,
    FactOpenness,
    FactTaken,
    Floor,
    LeverNumber,
    LeverUse,
    Limit,
    Line,
    NewsStrength,
    NoDeal,
    Office,
    Openness,
    Outlook,
    Path,
    Rate,
    Score,
    Supply,
    Toughness,
    Trust,
    Weight,
    parse,
    read,
    words,
)
from parley.case.types import Case, Course, Lever, Signal
from parley.insight.results.titles import short as short
from parley.insight.results.titles import within
from parley.insight.results.words import listed as listed
from parley.model.no_deal import setting
from parley.nodeal.registry import record

_OFFICE = {
    "worth": "office is worth to",
    "fighting": "fighting on does for the office of",
    "settling": "settling does for the office of",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What to call a judgement. ``brief`` and ``question`` where they differ from what the label gives."""

    label: str
    brief: str | None = None
    question: str | None = None


class Labels:
    """Names for the paths of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.model = record(case.no_deal_model)
        self.setting = setting(case)

    def party(self, key: str) -> str:
        """A holder's name: a party's title, or "we" for the analyst."""
        if key == ANALYST:
            return "we"
        found = self.case.parties.get(key)
        title = found.title if found else key
        return within(title)

    def title(self, key: str) -> str:
        """A party's title as it stands, for a heading."""
        return self.case.parties[key].title if key in self.case.parties else key

    def whose(self, key: str) -> str:
        """The possessive."""
        name = self.party(key)
        if key == ANALYST:
            return "our"
        return f"{name}’" if name.endswith("s") else f"{name}’s"

    def issue(self, key: str) -> str:
        return self.case.issues[key].title if key in self.case.issues else key

    def option(self, issue: str, key: str) -> str:
        options = self.case.issues[issue].options if issue in self.case.issues else {}
        return options[key].title if key in options else key

    def outcome(self, key: str) -> str:
        return self.case.outcomes.get(key, key)

    def line(self, key: str) -> str:
        found = self.case.red_lines.get(key) or self.case.late_lines.get(key)
        return f"“{found.title}”" if found else key

    def _named(self, issue: str, key: str) -> str:
        """An option in quotation marks, with its mark in law behind it."""
        mark = mark_of(self.case, issue, key)
        return f"“{self.option(issue, key)}”" + (f" [{mark.word}]" if mark else "")

    def label(self, path: str | Path) -> str:
        """What the judgement is, as a noun phrase."""
        return self.words(path).label

    def brief(self, path: str | Path) -> str:
        """The judgement in three or four words, for a table."""
        words = self.words(path)
        return words.brief or words.label

    def question(self, path: str | Path) -> str:
        """The judgement as the question on which it turns."""
        words = self.words(path)
        return words.question or f"{words.label}: is it so?"

    def words(self, path: str | Path) -> Words:
        """What to call the judgement at ``path``."""
        form = parse(path) if isinstance(path, str) else path
        if isinstance(form, NoDeal):
            return self._no_deal(form)
        match form:
            case Weight(party, issue):
                on = short(self.issue(issue))
                return Words(
                    f"the weight that {self.party(party)} gives to {on}",
                    f"{self.whose(party)} weight on {on}",
                    f"how much does {on} really weigh for {self.party(party)}?",
                )
            case Score(party, issue, key):
                on, option = short(self.issue(issue)), self._named(issue, key)
                return Words(
                    f"how {self.party(party)} values {option} ({on})",
                    f"{self.whose(party)} view of {on}",
                    f"how bad or good is {option} really for {self.party(party)}?",
                )
            case Combination(key, party):
                found = self.case.interactions.get(key)
                told = [
                    listed([f"“{self.option(issue, option)}”" for option in options], "or")
                    for issue, options in (found.match if found else {}).items()
                ]
                return Words(f"what {listed(told) or key} together add for {self.party(party)}")
            case Floor(key):
                floor = self.case.floors.get(key)
                if floor is None:
                    return Words(f"the floor {key}")
                on = short(self.issue(floor.issue))
                return Words(
                    f"the floor that we set under what {self.party(floor.party)} may score on {on}",
                    f"our floor for {self.party(floor.party)} on {on}",
                    f"how little could {self.party(floor.party)} really live with on {on}?",
                )
            case Line(key):
                line = self.case.red_lines.get(key) or self.case.late_lines.get(key)
                owner = line.party if line is not None else None
                return Words(
                    f"how firmly {self.party(owner or '')} holds to {self.line(key)}",
                    self.line(key),
                    f"would {self.party(owner)} really hold to {self.line(key)}?" if owner else None,
                )
            case Toughness(party):
                return Words(f"how far {self.whose(party)} lines stand or fall together")
            case Supply(issue, option, party):
                return Words(
                    f"what {self._named(issue, option)} is worth to {self.party(party)}, who must supply it",
                    f"{self.whose(party)} consent to {self._named(issue, option)}",
                    f"would {self.party(party)} really supply {self._named(issue, option)}?",
                )
            case Breaks(party):
                return Words(
                    f"what {self.party(party)} can break",
                    None,
                    f"how far can {self.party(party)} break a deal that the parties mean to keep?",
                )
            case Assures(party):
                return Words(f"the trust that a deal gains from {self.party(party)}")
            case Trust(holder, kind):
                return Words(
                    f"{self.whose(holder)} trust that a deal holds{self._in(kind)}",
                    f"{self.whose(holder)} trust",
                    f"how far does {self.party(holder)} really trust a deal to hold?",
                )
            case Broken(party, kind):
                return Words(
                    f"what is left to {self.party(party)} if a deal is broken{self._in(kind)}",
                    f"{self.whose(party)} fear of cheating",
                )
            case Effect(issue, option):
                return Words(f"how much {self._named(issue, option)} secures a deal")
            case NewsStrength():
                return Words("how much a month of news tells")
            case Openness(holder, bad=False):
                return Words(f"how much of the news {self.party(holder)} takes in")
            case Outlook("hardening", party):
                return Words(f"how far success hardens {self.whose(party)} lines")
            case Outlook("demands", party):
                return Words(f"how far success raises what {self.party(party)} asks")
            case Outlook("costs", party):
                return Words(f"what a month of waiting costs {self.party(party)}")
            case Outlook("failing", party):
                return Words(f"what failed talks cost {self.party(party)}")
            case LeverNumber(lever, "cost"):
                return Words(f"what {self._act('levers', lever)} costs")
            case LeverNumber(lever, _):
                return Words(f"how long {self._act('levers', lever)} takes until it works")
            case LeverUse(lever, limit):
                return Words(f"how much of “{self._limit(limit)}” {self._act('levers', lever)} uses")
            case Limit(key):
                return Words(f"how much of “{self._limit(key)}” will be borne")
            case Change(table, key, of, risky=True):
                return Words(f"what the risk of {self._act(table, key)} does to {self.label(of)}")
            case ActNumber(table, key, "risk.chance"):
                return Words(
                    f"how likely the risk of {self._act(table, key)} is to come true",
                    f"the risk of {self._act(table, key)}",
                )
            case ActNumber(table, key):
                return Words(f"how many months {self._act(table, key)} lets pass")
            case Change(table, key, of):
                return Words(f"what {self._act(table, key)} does to {self.label(of)}")
            case Fact(key):
                title = self.fact(key)
                return Words(title, _begun(title), f"{title}?" if _asks(title) else f"what is {title}, really?")
            case FactTaken(key):
                return Words(f"at which level of “{self.fact(key)}” the beliefs hold as stated")
            case FactMove(key, target):
                return Words(f"how much “{self.fact(key)}” moves {self._target(target)}")
            case FactOpenness(holder, key):
                return Words(
                    f"how much {self.party(holder)} take{'' if holder == ANALYST else 's'} in of {self.fact(key)}",
                    f"what {self.party(holder)} take{'' if holder == ANALYST else 's'} in",
                    f"how much {'do' if holder == ANALYST else 'does'} {self.party(holder)} really take in of {self.fact(key)}?",
                )
            case Openness() | Outlook():
                return Words(str(form))  # known to the case's author by their paths
            case _:
                assert_never(form)

    def fact(self, key: str) -> str:
        """A fact's title, for use inside a sentence."""
        found = self.case.facts.get(key)
        return f"{found.title[:1].lower()}{found.title[1:]}" if found else key

    def _target(self, target: str) -> str:
        """What a fact moves, in words: a belief, whoever holds it, or a number of the war."""
        if "." in target:
            return self.label(target)
        return f"what is believed of “{self.case.outcomes.get(target, target)}”"

    def _no_deal(self, form: NoDeal) -> Words:
        """Words for the numbers of what going on without a deal is worth: those of the model are as its record words them."""
        if isinstance(form, Office):
            return Words(f"what {_OFFICE.get(form.what, form.what)} {self.whose(form.party)} leaders")
        if isinstance(form, Rate):
            return Words(
                f"what a month of going on costs {self.party(form.party)} in {_plain(form.key.replace('-', ' '))}"
            )
        asked = self.model.number(words(form)[1:], self.setting)
        if asked is None:
            return Words(str(form))  # known to the case's author by its path
        number, who, name = asked
        question = number.question_to_us if who == ANALYST and number.question_to_us else number.question

        def worded(text: str) -> str | None:
            return self._worded(text, who, name) if text else None

        return Words(worded(number.label) or str(form), worded(number.brief), worded(question))

    def _worded(self, text: str, who: str, name: str) -> str:
        """A record's words with the case's names filled in."""
        a, b = self.setting.sides
        title = self.case.outcomes.get(name) or self.case.no_deal_support.get(name, name)
        verb = "" if who == ANALYST else "s"
        return text.format(
            party=self.party(who), whose=self.whose(who), s=verb, name=title, a=self.party(a), b=self.party(b)
        )

    def unit(self, paths: tuple[str, ...]) -> str:
        """A unit of exchange: a single judgement, or a holder's beliefs."""
        return self._unit(paths).label

    def unit_question(self, paths: tuple[str, ...]) -> str:
        """The unit as the question on which it turns."""
        words = self._unit(paths)
        return words.question or f"{words.label}: is it so?"

    def _unit(self, paths: tuple[str, ...]) -> Words:
        whose = names(parse(paths[0])).holder
        if len(paths) == 1 or whose is None:
            return self.words(paths[0])
        return Words(
            f"{self.whose(whose)} beliefs about going on",
            f"what {self.party(whose)} {'expect' if whose == ANALYST else 'expects'}",
            f"what does {self.party(whose)} expect of going on?",
        )

    def _act(self, table: str, key: str) -> str:
        tables: Mapping[str, Mapping[str, Course | Lever | Signal]] = {
            "levers": self.case.levers,
            "courses": self.case.courses,
            "signals": self.case.signals,
        }
        found = tables[table].get(key)
        return f"“{found.title}”" if found is not None else key

    def _limit(self, key: str) -> str:
        return self.case.limits[key].title if key in self.case.limits else key

    def _in(self, kind: str | None) -> str:
        return f" ({short(self.case.kinds[kind].title)})" if kind in self.case.kinds and kind is not None else ""


def _asks(title: str) -> bool:
    """Whether a title reads as an indirect question: "how far the front still moves"."""
    return title.split(" ", 1)[0] in ("how", "whether", "what", "when", "which", "who")


def _begun(title: str) -> str:
    """The first words of a title, for a table."""
    words = title.split()
    return title if len(words) <= 6 else " ".join(words[:6]) + " …"


def before_colon(title: str) -> str:
    """ "1991 borders: Crimea" as "1991 borders", where there is no room."""
    return title.split(": ", 1)[0]


def number(value: float, path: str = "") -> str:
    """A judgement's size with the digits that a judgement bears: percent for probabilities, else at most one decimal."""
    if is_probability(path):
        return f"{100 * value:.0f} %"
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def turning(median: float, threshold: float, path: str = "") -> str:
    """Where a judgement turns an answer, with the digits that tell it from the median and no more: 31.22 beside 32 is "31.2",
    128.3 beside 36 is "128"; percent for probabilities."""
    scale, unit = (100.0, " %") if is_probability(path) else (1.0, "")
    move = scale * abs(threshold - median)
    digits = 2 if move <= 0 else min(2, max(0, math.ceil(-math.log10(0.2 * move))))
    text = f"{scale * threshold:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if text == "-0" else text.replace("-", "−")) + unit


def is_probability(path: str) -> bool:
    """Whether a path holds a probability (0 to 1)."""
    match read(path):
        case Belief(_, what):
            return what != "strength"
        case Line() | Trust() | Toughness() | Openness(bad=False) | FactOpenness() | ActNumber(_, _, "risk.chance"):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Heading:
    """What a table, or a row of sliders, stands under."""

    key: tuple[str, ...]
    """The words with which the paths under it begin."""
    title: str


_HEADINGS = {
    "interactions": "What combinations add",
    "floors": "Essential interests",
    "red_lines": "Whether red lines hold",
    "toughness": "How strongly lines stand together",
    "issues": "What options ask of those who supply them",
    "parties": "Who can break or assure a deal",
    "kinds": "Where a kind of deal differs",
    "facts": "Facts",
    "outlook": "Outlook",
    "courses": "Steps of courses",
    "levers": "Levers",
    "signals": "Signals",
    "limits": "Limits",
}


def heading(path: str | Path, party: Callable[[str], str]) -> Heading:
    """Under which heading a judgement stands; ``party`` gives a party's name."""
    form = parse(path) if isinstance(path, str) else path
    key = words(form)
    match form:
        case Weight(who) | Score(who):
            return Heading(key[:3], f"What each side wants · {party(who)} · {key[2]}")
        case Trust(_, None) | Broken(_, None) | Effect():
            return Heading(key[:2], f"Whether a deal would be kept · {_plain(key[1])}")
        case _ if isinstance(form, NoDeal):
            return Heading(key[:2], f"What going on without a deal is worth · {_plain(key[1])}")
        case _:
            return Heading(key[:1], _HEADINGS[key[0]])


def _plain(key: str) -> str:
    return key.replace("_", " ")


def is_share(key: str) -> bool:
    """Whether a rate is a part of something that has an end (per cent, share): months of it do not add up without limit."""
    return bool(re.search(r"\b(percent|per cent|share)\b", key.replace("-", " ").replace("_", " ")))
