"""Judgements in plain words: what a dotted path is about, and the question to ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.case.types import Case
from parley.model.no_deal import setting
from parley.nodeal.record import Number
from parley.nodeal.registry import record

ANALYST = "analyst"


def short(title: str) -> str:
    """A title with its first letter lowered, for use inside a sentence (names and acronyms keep theirs)."""
    first = title.split(" ", 1)[0]
    if len(first) > 1 and first[1:].islower() and first.lower().rstrip(",:;") in _LOWER:
        return title[0].lower() + title[1:]
    return title


_LOWER = {
    "a", "an", "the", "full", "ceasefire", "prisoners", "limited", "back", "land", "frozen", "attritional", "stalemate",
    "binding", "four", "out", "sanctions", "guarantees", "forces", "alignment", "phased", "settlement", "framework",
    "deal", "agreement", "peace", "truce", "armistice", "comprehensive", "first", "exchange", "pause", "local", "carts",
    "customs", "grain", "enrichment", "relief", "interim", "stock", "some", "no", "partial", "justice", "reparations", "security",
}  # fmt: skip


_OFFICE = {
    "worth": "office is worth to",
    "fighting": "fighting on does for the office of",
    "settling": "settling does for the office of",
}


class Labels:
    """Names for the paths of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.model = record(case.no_deal_model)
        self.setting = setting(case)

    def party(self, key: str) -> str:
        """A holder's name: a party's title, or "we" for the analyst."""
        if key == "analyst":
            return "we"
        found = self.case.parties.get(key)
        title = found.title if found else key
        return f"the {title}" if title.startswith("United ") else title

    def whose(self, key: str) -> str:
        """The possessive."""
        name = self.party(key)
        if key == "analyst":
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
        found = self.case.red_lines.get(key)
        return f"“{found.title}”" if found else key

    def label(self, path: str) -> str:
        """What the judgement is, as a noun phrase."""
        match path.split("."):
            case ["values", party, "weights", issue]:
                return f"the weight that {self.party(party)} gives to {short(self.issue(issue))}"
            case ["values", party, "scores", issue, option]:
                return f"how {self.party(party)} values “{self.option(issue, option)}” ({short(self.issue(issue))})"
            case ["interactions", name, "points", party]:
                return f"what the combination {name} adds for {self.party(party)}"
            case ["floors", name, "at_least"]:
                return f"the floor {name}"
            case ["red_lines", line, "holds"]:
                owner = self.case.red_lines[line].party if line in self.case.red_lines else ""
                return f"how firmly {self.party(owner)} holds to {self.line(line)}"
            case ["toughness", party]:
                return f"how far {self.whose(party)} lines stand or fall together"
            case ["no_deal", "beliefs", holder]:
                return f"{self.whose(holder)} beliefs about going on"
            case ["levers" | "courses" | "signals" as table, name, "changes", *rest]:
                return f"what {self._act(table, name)} does to {self.label('.'.join(rest))}"
            case ["no_deal", "office", party, what]:
                return f"what {_OFFICE.get(what, what)} {self.whose(party)} leaders"
            case ["outlook", "hardening", party]:
                return f"how far success hardens {self.whose(party)} lines"
            case ["outlook", "demands", party]:
                return f"how far success raises what {self.party(party)} asks"
            case ["security", "holds", holder] | ["kinds", _, "security", "holds", holder]:
                return f"{self.whose(holder)} trust that a deal holds{self._in(path)}"
            case ["security", "effects", issue, option]:
                return f"how much “{self.option(issue, option)}” secures a deal"
            case ["security", "if_broken", party] | ["kinds", _, "security", "if_broken", party]:
                return f"what is left to {self.party(party)} if a deal is broken{self._in(path)}"
            case ["levers", name, what] if what in ("cost", "delay"):
                verb = "costs" if what == "cost" else "takes until it works"
                return (
                    f"what {self._act('levers', name)} {verb}"
                    if what == "cost"
                    else f"how long {self._act('levers', name)} {verb}"
                )
            case ["levers", name, "uses", limit]:
                return f"how much of “{self._limit(limit)}” {self._act('levers', name)} uses"
            case ["limits", limit, "at_most"]:
                return f"how much of “{self._limit(limit)}” will be borne"
            case ["outlook", "evidence_strength"]:
                return "how much a month of news tells"
            case ["outlook", "costs", party]:
                return f"what a month of waiting costs {self.party(party)}"
            case ["outlook", "failing", party]:
                return f"what failed talks cost {self.party(party)}"
            case ["outlook", "openness", party]:
                return f"how much of the news {self.party(party)} takes in"
            case ["no_deal", *rest] if (asked := self._asked(rest)) is not None:
                return self._worded(asked[0].label, *asked[1:])
            case _:
                return path

    def brief(self, path: str) -> str:
        """The judgement in three or four words, for a table."""
        match path.split("."):
            case ["values", party, "weights", issue]:
                return f"{self.whose(party)} weight on {short(self.issue(issue))}"
            case ["values", party, "scores", issue, _]:
                return f"{self.whose(party)} view of {short(self.issue(issue))}"
            case ["no_deal", "beliefs", holder]:
                return f"{self.whose(holder)} hopes"
            case ["no_deal", *rest] if (asked := self._asked(rest)) is not None and asked[0].brief:
                return self._worded(asked[0].brief, *asked[1:])
            case ["security", "holds", holder] | ["kinds", _, "security", "holds", holder]:
                return f"{self.whose(holder)} trust"
            case ["security", "if_broken", party] | ["kinds", _, "security", "if_broken", party]:
                return f"{self.whose(party)} fear of cheating"
            case ["red_lines", line, "holds"]:
                return self.line(line)
            case _:
                return self.label(path)

    def question(self, path: str) -> str:
        """The judgement as the question on which it turns."""
        match path.split("."):
            case ["red_lines", line, "holds"] if line in self.case.red_lines:
                owner = self.case.red_lines[line].party
                return f"would {self.party(owner)} really hold to {self.line(line)}?"
            case ["no_deal", "beliefs", holder]:
                return f"what does {self.party(holder)} expect of going on?"
            case ["no_deal", *rest] if (asked := self._asked(rest)) is not None and asked[0].question:
                number, who, name = asked
                ours = who == ANALYST and number.question_to_us
                return self._worded(number.question_to_us if ours else number.question, who, name)
            case ["values", party, "weights", issue]:
                return f"how much does {short(self.issue(issue))} really weigh for {self.party(party)}?"
            case ["values", party, "scores", issue, option]:
                return f"how bad or good is “{self.option(issue, option)}” really for {self.party(party)}?"
            case ["security", "holds", holder] | ["kinds", _, "security", "holds", holder]:
                return f"how far does {self.party(holder)} really trust a deal to hold?"
            case _:
                return f"{self.label(path)}: is it so?"

    def _asked(self, rest: list[str]) -> tuple[Number, str, str] | None:
        """What the case's model of no-deal declares of a path below ``no_deal``: (number, party or holder, what it is about)."""
        return self.model.number(rest, self.setting)

    def _worded(self, words: str, who: str, name: str) -> str:
        """A record's words with the case's names filled in."""
        a, b = self.setting.sides
        title = self.case.outcomes.get(name) or self.case.no_deal_support.get(name, name)
        verb = "" if who == ANALYST else "s"
        return words.format(
            party=self.party(who), whose=self.whose(who), s=verb, name=title, a=self.party(a), b=self.party(b)
        )

    def _act(self, table: str, key: str) -> str:
        held: Mapping[str, Any] = {
            "levers": self.case.levers,
            "courses": self.case.courses,
            "signals": self.case.signals,
        }[table]
        return f"“{held[key].title}”" if key in held else key

    def _limit(self, key: str) -> str:
        return self.case.limits[key].title if key in self.case.limits else key

    def _in(self, path: str) -> str:
        parts = path.split(".")
        if parts[0] == "kinds" and parts[1] in self.case.kinds:
            return f" ({short(self.case.kinds[parts[1]].title)})"
        return ""

    def unit(self, paths: tuple[str, ...]) -> str:
        """A unit of exchange: a single judgement, or a holder's beliefs."""
        return self.label(paths[0]) if len(paths) == 1 else self.label(".".join(paths[0].split(".")[:3]))


def before_colon(title: str) -> str:
    """ "1991 borders: Crimea" as "1991 borders", where there is no room."""
    return title.split(": ", 1)[0]


def number(value: float, path: str = "") -> str:
    """A judgement's size with the digits that a judgement bears: percent for probabilities, else at most one decimal."""
    if is_probability(path):
        return f"{100 * value:.0f} %"
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def is_probability(path: str) -> bool:
    """Whether a path holds a probability (0 to 1)."""
    parts = path.split(".")
    return (
        path.startswith(("no_deal.beliefs.", "toughness.", "outlook.openness."))
        or parts[-1] == "holds"
        or (len(parts) >= 2 and parts[-2] == "holds")
    )


def listed(words: tuple[str, ...] | list[str], joiner: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"
