"""What is argued and what may be done: views, courses, levers, limits, signals, formulas, analogies, claims, watch."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, cast

from parley.case.changes import parse_change
from parley.case.collect import NOTES, Collector
from parley.case.correlation import read_correlations
from parley.case.distributions import parse
from parley.case.evidence import EvidenceReader
from parley.case.numbers import Notes, Numbers, Quantity, overridden
from parley.case.sections import ANALYST, Structure, declaration, read_match
from parley.case.tree import UNSET, Mapping, Node, Scalar
from parley.case.types import (
    Analogy,
    Argument,
    Claim,
    Correlation,
    Course,
    Feature,
    Formula,
    Judgement,
    Lever,
    Limit,
    Match,
    Shift,
    Signal,
    View,
    Watch,
)
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean

AMOUNT = Quantity("points", low=0.0)
WEEKS = Quantity("factor", low=0.0)
PROBABILITY = Quantity("probability", low=0.0, high=1.0)
VIEW_KEYS = ("title", "date", "who", "because", "evidence", "confidence")
MOVED_BY_SIGNALS = ("no_deal.beliefs.", "security.holds.", "outlook.")


@dataclass
class Arguments:
    """The sections of this module, read."""

    views: dict[str, View] = field(default_factory=dict)
    overrides: dict[str, dict[str, Judgement]] = field(default_factory=dict)
    """View → path → judgement."""
    courses: dict[str, Course] = field(default_factory=dict)
    levers: dict[str, Lever] = field(default_factory=dict)
    limits: dict[str, Limit] = field(default_factory=dict)
    signals: dict[str, Signal] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    analogies: dict[str, Analogy] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    correlations: tuple[Correlation, ...] = ()


def read_outlook(collect: Collector, root: Mapping, numbers: Numbers, made: Structure) -> None:
    """The numbers of ``outlook:``: strength of news, openness and running costs."""
    section = collect.mapping(root.items.get("outlook"), "outlook")
    if section is None:
        return
    collect.keys(section, ("evidence_strength", "openness", "openness_bad", "costs", "failing", *NOTES), "outlook")
    outer = numbers.notes(section, group=True)
    strength = section.items.get("evidence_strength")
    if strength is not None:
        numbers.one("outlook.evidence_strength", Quantity("factor", low=0.0), strength, outer, section)
    holders = (*made.parties, ANALYST)
    for name in ("openness", "openness_bad"):
        wanted = dict.fromkeys(holders, PROBABILITY)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="holder", required=())
    numbers.absent.update({f"outlook.openness.{holder}": 1.0 for holder in holders})
    numbers.absent.update({f"outlook.openness_bad.{holder}": f"outlook.openness.{holder}" for holder in holders})
    for name in ("costs", "failing"):
        wanted = dict.fromkeys(made.parties, AMOUNT)
        numbers.group(f"outlook.{name}", section.items.get(name), wanted, outer, noun="party", required=())
        numbers.absent.update({f"outlook.{name}.{party}": 0.0 for party in made.parties})


class ArgumentReader:
    """Reads the sections once parties, issues and numbers are known."""

    def __init__(
        self, collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers, made: Structure
    ) -> None:
        self.collect = collect
        self.root = root
        self.evidence = evidence
        self.numbers = numbers
        self.structure = made
        self.made = Arguments()

    def read(self) -> Arguments:
        """All of them; levers and limits first, because their numbers are slots for views."""
        self.limits()
        self.levers()
        self.signals()
        self.views()
        self.courses()
        self.formulas()
        self.claims()
        self.analogies()
        self.watch()
        self.made.correlations = read_correlations(self.collect, self.root.items.get("correlations"), self.known_path)
        return self.made

    def entries(self, section: str, noun: str, allowed: tuple[str, ...] | None) -> Iterable[tuple[Scalar, Mapping]]:
        """The named entries of a section that are mappings, keys checked."""
        for key, node in self.collect.names(self.collect.mapping(self.root.items.get(section), section), noun):
            entry = self.collect.mapping(node, f"{section}.{key.text}")
            if entry is None:
                continue
            if allowed is not None:
                self.collect.keys(entry, allowed, f"{section}.{key.text}")
            yield key, entry

    def title(self, entry: Mapping, key: Scalar) -> str:
        return self.collect.text(entry.items.get("title"), "title") or key.text

    def parties(self, node: Node | None, what: str) -> tuple[str, ...]:
        known = self.structure.parties
        found: list[str] = []
        for word in self.collect.scalars(node, what):
            if word.text in known:
                found.append(word.text)
            else:
                self.collect.unknown(word, "party", word.text, known)
        return tuple(found)

    def named(self, node: Node | None, noun: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of keys of another section."""
        names = tuple(known)
        found = self.collect.scalars(node, noun)
        for word in found:
            if word.text not in names:
                self.collect.unknown(word, noun, word.text, names)
        return tuple(word.text for word in found if word.text in names)

    # ------------------------------------------------------------------------------------------------------ views

    def known_path(self, key: Node, path: str) -> bool:
        """Whether ``path`` is a number of the base; otherwise the reason why not is noted at ``key``."""
        numbers = self.numbers
        if path not in numbers.slots:
            self.collect.add(key, f"there is no number {path!r}", suggest_path(path, numbers.slots), "unknown-path")
            return False
        if path not in numbers.judgements and path not in numbers.places and not numbers.fill(path):
            self.collect.add(key, f"the base case has no number for {path}", "state it there first", "unknown-path")
            return False
        return True

    def views(self) -> None:
        collect, numbers = self.collect, self.numbers
        for key, entry in self.entries("views", "a view", None):
            date = collect.date(entry.items.get("date"), f"the date of view {key.text}")
            who = collect.text(entry.items.get("who"), "who")
            shared = Mapping(entry.line, entry.column)
            for name in ("because", "evidence", "confidence"):
                if name in entry.items:
                    shared.items[name], shared.keys[name] = entry.items[name], entry.keys[name]
            said = numbers.notes(shared, group=True)
            notes = Notes(said.because, said.evidence, said.confidence, who, date)
            overrides: dict[str, Judgement] = {}
            for path, node in entry:
                if path.text in VIEW_KEYS or not self.known_path(path, path.text):
                    continue
                made = numbers.leaf(path.text, node, notes, f"view {key.text}")
                if made is not None:
                    overrides[path.text] = overridden(made, numbers.judgements.get(path.text))
            if not any(path.text not in VIEW_KEYS for path, _ in entry):
                collect.add(key, f"view {key.text} changes nothing", "add a line such as no_deal.costs.PARTY: 5 to 10")
            self.made.overrides[key.text] = overrides
            self.made.views[key.text] = View(
                key.text, self.title(entry, key), date, who, said.because, said.evidence, tuple(overrides)
            )

    # ------------------------------------------------------------------------------------------------------- acts

    def shifts(self, prefix: str, node: Node | None) -> tuple[dict[str, str], tuple[Shift, ...]]:
        """``changes:`` as written, and parsed."""
        written: dict[str, str] = {}
        shifts: list[Shift] = []
        for key, value in self.collect.mapping(node, f"{prefix}.changes") or ():
            if not self.known_path(key, key.text):
                continue
            made = self.shift(f"{prefix}.changes.{key.text}", key.text, value)
            if made is not None:
                written[key.text], shift = made
                shifts.append(shift)
        return written, tuple(shifts)

    def shift(self, own: str, path: str, node: Node) -> tuple[str, Shift] | None:
        collect, numbers = self.collect, self.numbers
        notes, value = Notes(), node
        if isinstance(node, Mapping):
            collect.keys(node, ("value", *NOTES), own)
            notes = numbers.notes(node, group=False)
            if "value" not in node.items:
                collect.add(node, f"{own} has no value", 'write value: "+0.1"')
                return None
            value = node.items["value"]
        if not isinstance(value, Scalar):
            collect.add(value, f"{own} must be a change", 'write "+0.1", "-5", "x 0.8", or a value')
            return None
        numbers.places[own] = value
        op: Literal["add", "multiply", "set"] = "set"
        amount = None
        if value.text != UNSET:
            quantity = numbers.slots[path]
            try:
                op, amount = parse_change(value.text, (quantity.low, quantity.high))
                if op == "add" and quantity.unit == "probability" and min(abs(amount.low), abs(amount.high)) > 1:
                    raise InputError.one(f"{value.text} shifts a number between 0 and 1 by more than 1")
            except InputError as error:
                problem = error.problems[0]
                collect.add(value, f"{own}: {problem.message}", problem.hint, "number")
                return None
        judgement = Judgement(
            own, amount, notes.because, notes.evidence, notes.confidence, notes.who, notes.when, own.split(".")[0]
        )
        return value.text, Shift(path, op, judgement)

    def arguments(self, node: Node | None, what: str) -> tuple[Argument, ...]:
        """Sentences, each plain or {text, evidence}."""
        made: list[Argument] = []
        for item in self.collect.items(node, what):
            if isinstance(item, Mapping):
                self.collect.keys(item, ("text", "evidence"), what)
                text = self.collect.text(item.items.get("text"), f"the text of {what}", needed=item)
                evidence = self.evidence.read(item.items.get("evidence"))
            else:
                text, evidence = self.collect.text(item, what), ()
            if text:
                made.append(Argument(text, evidence))
        return tuple(made)

    def courses(self) -> None:
        collect = self.collect
        allowed = ("title", "audience", "public", "changes", "risk", "for", "against", "levers", "signals")
        for key, entry in self.entries("courses", "a course", allowed):
            changes, shifts = self.shifts(f"courses.{key.text}", entry.items.get("changes"))
            risk = self.arguments(entry.items.get("risk"), "risk")
            self.made.courses[key.text] = Course(
                key=key.text,
                title=self.title(entry, key),
                audience=self.parties(entry.items.get("audience"), "audience"),
                public=collect.flag(entry.items.get("public"), "public"),
                changes=changes,
                risk=risk[0].text if risk else None,
                risk_evidence=risk[0].evidence if risk else (),
                case_for=self.arguments(entry.items.get("for"), "for"),
                case_against=self.arguments(entry.items.get("against"), "against"),
                shifts=shifts,
                levers=self.named(entry.items.get("levers"), "lever", self.made.levers),
                signals=self.named(entry.items.get("signals"), "signal", self.made.signals),
            )

    def plain(self, node: Node | None, what: str, default: float) -> float:
        """A number without a range."""
        if not isinstance(node, Scalar) or node.empty:
            if node is not None and not isinstance(node, Scalar):
                self.collect.add(node, f"{what} must be a number")
            return default
        try:
            return parse(node.text, (0.0, float("inf"))).median
        except InputError as error:
            self.collect.add(node, f"{what}: {error.problems[0].message}", error.problems[0].hint, "number")
            return default

    def number(self, path: str, quantity: Quantity, node: Node | None, notes: Notes, near: Node) -> float | None:
        """A judgement under ``path``; its median, or None where not said."""
        if node is None:
            return None
        self.numbers.one(path, quantity, node, notes, near)
        made = self.numbers.judgements.get(path)
        return made.distribution.median if made and made.distribution else None

    def limits(self) -> None:
        for key, entry in self.entries("limits", "a limit", ("title", "at_most", *NOTES)):
            notes = self.numbers.notes(entry, group=False)
            path = f"limits.{key.text}.at_most"
            self.numbers.one(path, AMOUNT, entry.items.get("at_most"), notes, key)
            made = self.numbers.judgements.get(path)
            most = made.distribution.median if made and made.distribution else 0.0
            self.made.limits[key.text] = Limit(key.text, self.title(entry, key), most, notes.because, notes.evidence)

    def levers(self) -> None:
        collect = self.collect
        allowed = ("title", "actor", "changes", "delay", "cost", "uses", "levels", "risk", *NOTES)
        for key, entry in self.entries("levers", "a lever", allowed):
            prefix = f"levers.{key.text}"
            notes = self.numbers.notes(entry, group=False)
            own = dataclasses.replace(notes, evidence=())  # it says that there is a lever, not how fast or dear it is
            actor = self.parties(entry.items.get("actor"), "actor")
            uses: dict[str, float] = {}
            for name, node in collect.mapping(entry.items.get("uses"), f"{prefix}.uses") or ():
                if name.text not in self.made.limits:
                    collect.unknown(name, "limit", name.text, self.made.limits)
                else:
                    uses[name.text] = self.plain(node, f"{prefix}.uses.{name.text}", 0.0)
            levels = collect.scalars(entry.items.get("levels"), "levels")
            self.made.levers[key.text] = Lever(
                key=key.text,
                title=self.title(entry, key),
                actor=actor[0] if actor else None,
                shifts=(),
                delay_weeks=self.number(f"{prefix}.delay", WEEKS, entry.items.get("delay"), own, key) or 0.0,
                cost=self.number(f"{prefix}.cost", AMOUNT, entry.items.get("cost"), own, key),
                uses=uses,
                levels=tuple(self.plain(node, "levels", 1.0) for node in levels) or (1.0,),
                because=notes.because,
                evidence=notes.evidence,
                risk=collect.text(entry.items.get("risk"), "risk"),
            )
        for key, entry in self.entries("levers", "a lever", allowed=None):  # now that every lever's numbers are slots
            if key.text in self.made.levers:
                _, shifts = self.shifts(f"levers.{key.text}", entry.items.get("changes"))
                self.made.levers[key.text] = dataclasses.replace(self.made.levers[key.text], shifts=shifts)

    def signals(self) -> None:
        collect = self.collect
        allowed = ("title", "who", "date", "audience", "changes", "because", "evidence")
        for key, entry in self.entries("signals", "a signal", allowed):
            changes_node = entry.items.get("changes")
            _, shifts = self.shifts(f"signals.{key.text}", changes_node)
            for shift in shifts:
                if not shift.path.startswith(MOVED_BY_SIGNALS) and isinstance(changes_node, Mapping):
                    collect.add(
                        changes_node.keys[shift.path],
                        f"a signal moves beliefs only, not {shift.path}",
                        "make it a lever, or change no_deal.beliefs., security.holds. or outlook.",
                    )
            self.made.signals[key.text] = Signal(
                key=key.text,
                title=self.title(entry, key),
                who=collect.text(entry.items.get("who"), "who"),
                date=collect.date(entry.items.get("date"), "date"),
                audience=self.parties(entry.items.get("audience"), "audience"),
                shifts=shifts,
                because=collect.text(entry.items.get("because"), "because"),
                evidence=self.evidence.read(entry.items.get("evidence")),
            )

    # ------------------------------------------------------------------------------------------------------ words

    def formulas(self) -> None:
        collect = self.collect
        for key, entry in self.entries("formulas", "a formula", ("title", "coined", "means", "because")):
            means: list[Match] = []
            for item in collect.items(entry.items.get("means"), "means"):
                made = read_match(collect, self.structure.issues, item, f"means of formula {key.text}", key)
                means += [made] if made else []
            if "means" not in entry.items:
                collect.add(key, f"formula {key.text} has no means", "write means: [{issue: [option]}]", "missing")
            self.made.formulas[key.text] = Formula(
                key=key.text,
                title=self.title(entry, key),
                coined=declaration(collect, self.evidence, entry.items.get("coined"), "coined"),
                means=tuple(means),
                because=collect.text(entry.items.get("because"), "because"),
            )

    def claims(self) -> None:
        collect = self.collect
        allowed = ("who", "date", "text", "query", "premises", "evidence")
        for key, entry in self.entries("claims", "a claim", allowed):
            self.made.claims[key.text] = Claim(
                key=key.text,
                who=collect.text(entry.items.get("who"), f"who of claim {key.text}", needed=key) or "",
                date=collect.date(entry.items.get("date"), f"the date of claim {key.text}"),
                text=collect.text(entry.items.get("text"), f"the text of claim {key.text}", needed=key) or "",
                query=collect.text(entry.items.get("query"), "query") or "",
                premises=collect.texts(entry.items.get("premises"), "premises"),
                evidence=self.evidence.read(entry.items.get("evidence")),
            )

    def analogies(self) -> None:
        collect = self.collect
        for key, entry in self.entries("analogies", "an analogy", ("title", "claim", "features")):
            claim = self.named(entry.items.get("claim"), "claim", self.made.claims)
            features: list[Feature] = []
            for item in collect.items(entry.items.get("features"), "features"):
                if not isinstance(item, Mapping):
                    collect.add(item, "a feature is {text: …, shared: shared, not or disputed}")
                    continue
                collect.keys(item, ("text", "shared", "evidence"), "a feature")
                text = collect.text(item.items.get("text"), "the text of this feature", needed=item)
                shared = collect.choice(item.items.get("shared"), "shared", ("shared", "not", "disputed"))
                evidence = self.evidence.read(item.items.get("evidence"))
                if text:
                    kind = cast(Literal["shared", "not", "disputed"], shared or "disputed")
                    features.append(Feature(text, kind, evidence))
            self.made.analogies[key.text] = Analogy(
                key.text, self.title(entry, key), claim[0] if claim else None, tuple(features)
            )

    def watch(self) -> None:
        collect = self.collect
        made: list[Watch] = []
        for item in collect.items(self.root.items.get("watch"), "watch"):
            if not isinstance(item, Mapping):
                text = collect.text(item, "watch")
                made += [Watch(text, None)] if text else []
                continue
            collect.keys(item, ("text", "path", "words", "to"), "watch")
            text = collect.text(item.items.get("text"), "the text of this entry", needed=item)
            path_node = item.items.get("path")
            path = collect.text(path_node, "path")
            if path is not None and path_node is not None and not self.known_path(path_node, path):
                path = None
            to: float | None = None
            to_node = item.items.get("to")
            if path is not None and isinstance(to_node, Scalar):
                try:
                    to = self.numbers.slots[path].read(to_node.text).median
                except InputError as error:
                    collect.add(to_node, f"to: {error.problems[0].message}", error.problems[0].hint, "number")
            if text:
                made.append(Watch(text, path, collect.texts(item.items.get("words"), "words"), to))
        self.made.watch = tuple(made)


def suggest_path(path: str, known: Iterable[str]) -> str | None:
    """Nearest paths; those with the same beginning first."""
    names = list(known)
    near = names
    if len(names) > 300:  # difflib compares letter by letter; among thousands of paths a quicker sieve comes first
        from rapidfuzz import process

        near = [found[0] for found in process.extract(path, names, limit=20)]
    hint = did_you_mean(path, near) if len(path) < 500 else None
    if hint is not None:
        return hint
    if any(name.startswith(path + ".") for name in names):
        return f"{path} is a group: write the whole path to one number, such as " + next(
            name for name in names if name.startswith(path + ".")
        )
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        prefix = ".".join(parts[:length]) + "."
        following = list(dict.fromkeys(n[len(prefix) :].split(".")[0] for n in names if n.startswith(prefix)))
        if following:
            return f"after {prefix} there may stand: {', '.join(following[:12])}"
    return "paths begin with " + ", ".join(dict.fromkeys(n.split(".")[0] for n in names))
