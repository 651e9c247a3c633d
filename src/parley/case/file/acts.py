"""What may be done: courses, levers with their limits, and signals; each with the shifts of numbers that it brings."""

from __future__ import annotations

import dataclasses
import re
from typing import Literal

from parley.case import paths
from parley.case.chance.distributions import parse
from parley.case.file.changes import parse_change
from parley.case.file.entries import Entries
from parley.case.file.numbers import Notes
from parley.case.file.tree import UNSET, Mapping, Node, Scalar
from parley.case.schema.argued import COURSE, COURSES, LEVER, LEVERS, LIMIT, LIMITS, RISK, SIGNALS
from parley.case.schema.quantities import Quantity
from parley.case.schema.shared import CHANGE
from parley.case.types import (
    Course,
    Judgement,
    Lever,
    Limit,
    Risk,
    Shift,
    Signal,
)
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean


class Acts(Entries):
    """Reads courses, levers, limits and signals."""

    def first(self) -> None:
        """What views may name: limits and levers; and signals."""
        self.limits()
        self.levers()
        self.signals()

    def limits(self) -> None:
        for key, entry in self.entries("limits", LIMITS):
            notes = self.numbers.notes(entry, group=False)
            path = str(paths.Limit(key.text))
            self.numbers.one(path, LIMIT.quantity("at_most"), entry.items.get("at_most"), notes, key)
            made = self.numbers.judgements.get(path)
            most = made.distribution.median if made and made.distribution else 0.0
            self.made.limits[key.text] = Limit(key.text, self.title(entry, key), most, notes.because, notes.evidence)

    def levers(self) -> None:
        collect = self.collect
        for key, entry in self.entries("levers", LEVERS):
            prefix = paths.group("levers", key.text)
            notes = self.numbers.notes(entry, group=False)
            own = dataclasses.replace(notes, evidence=())  # it says that there is a lever, not how fast or dear it is
            actor = self.parties(entry.items.get("actor"), "actor")
            uses: dict[str, float] = {}
            for name, node in collect.mapping(entry.items.get("uses"), paths.group(prefix, "uses")) or ():
                if name.text not in self.made.limits:
                    collect.unknown(name, "limit", name.text, self.made.limits)
                else:
                    uses[name.text] = self.plain(node, str(paths.LeverUse(key.text, name.text)), 0.0)
            levels = collect.scalars(entry.items.get("levels"), "levels")
            self.made.levers[key.text] = Lever(
                key=key.text,
                title=self.title(entry, key),
                actor=actor[0] if actor else None,
                shifts=(),
                delay_weeks=self.number(
                    str(paths.LeverNumber(key.text, "delay")),
                    LEVER.quantity("delay"),
                    entry.items.get("delay"),
                    own,
                    key,
                )
                or 0.0,
                cost=self.number(
                    str(paths.LeverNumber(key.text, "cost")), LEVER.quantity("cost"), entry.items.get("cost"), own, key
                ),
                uses=uses,
                levels=tuple(self.plain(node, "levels", 1.0) for node in levels) or (1.0,),
                because=notes.because,
                evidence=notes.evidence,
            )
        for key, entry in self.entries("levers", LEVERS):  # now that every lever's numbers are slots
            if key.text in self.made.levers:
                _, shifts = self.shifts("levers", key.text, entry.items.get("changes"))
                risk = self.risk("levers", key.text, entry.items.get("risk"), shifts)
                self.made.levers[key.text] = dataclasses.replace(self.made.levers[key.text], shifts=shifts, risk=risk)

    def signals(self) -> None:
        collect = self.collect
        for key, entry in self.entries("signals", SIGNALS):
            changes_node = entry.items.get("changes")
            _, shifts = self.shifts("signals", key.text, changes_node)
            for shift in shifts:
                if not self.of_minds(shift.path) and isinstance(changes_node, Mapping):
                    collect.add(
                        changes_node.keys[shift.path],
                        f"a signal moves beliefs only, not {shift.path}",
                        "make it a lever, or change no_deal.beliefs., facts., security.holds. or outlook.",
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

    def of_minds(self, path: str) -> bool:
        """Whether the number is only about what somebody believes; a fact is, unless it also moves a number of the war."""
        form = paths.parse(path)
        if isinstance(form, paths.Fact):
            return all(paths.read(target) is None for target in self.structure.facts[form.fact].targets)
        return paths.moves_minds(form)

    def courses(self) -> None:
        collect = self.collect
        for key, entry in self.entries("courses", COURSES):
            changes, shifts = self.shifts("courses", key.text, entry.items.get("changes"))
            levers = self.named(entry.items.get("levers"), "lever", self.made.levers)
            signals = self.named(entry.items.get("signals"), "signal", self.made.signals)
            pulled = [*(self.made.levers[k].steps for k in levers), *(self.made.signals[k].shifts for k in signals)]
            steps = (*shifts, *(shift for some in pulled for shift in some))
            self.made.courses[key.text] = Course(
                key=key.text,
                title=self.title(entry, key),
                audience=self.parties(entry.items.get("audience"), "audience"),
                public=collect.flag(entry.items.get("public"), "public", COURSE.flag("public")),
                changes=changes,
                risk=self.risk("courses", key.text, entry.items.get("risk"), steps),
                case_for=self.sentences(entry.items.get("for"), "for"),
                case_against=self.sentences(entry.items.get("against"), "against"),
                shifts=shifts,
                levers=levers,
                signals=signals,
                gives_up=self.named(entry.items.get("gives_up"), "kind of deal", self.structure.kinds),
                waits=self.apart(
                    paths.ActNumber("courses", key.text, "waits"), COURSE.quantity("waits"), entry.items.get("waits")
                ),
            )

    def risk(self, table: paths.Table, act: str, node: Node | None, steps: tuple[Shift, ...]) -> Risk | None:
        """What may go wrong: a sentence, or with its evidence, its chance and what it would change. ``steps``: all that the
        act does."""
        collect, where = self.collect, paths.group(table, act, "risk")
        if not isinstance(node, Mapping):
            text = collect.text(node, where)
            return Risk(text) if text else None
        collect.keys(node, RISK, where)
        text = collect.text(node.items.get("text"), f"the text of {where}", needed=node)
        chance = self.apart(
            paths.ActNumber(table, act, "risk.chance"), RISK.quantity("chance"), node.items.get("chance")
        )
        _, shifts = self.shifts(table, act, node.items.get("changes"), risky=True)
        if shifts and chance is None:
            collect.add(node, f"{where} changes numbers, and does not say how likely it is", RISK.hint("chance"))
        if chance is not None and "changes" not in node.items:
            collect.add(node, f"{where} has a chance, and changes nothing", "write changes: {PATH: -5 to -2}")
        through = collect.scalars(node.items.get("through"), f"{where}: through")
        known = list(dict.fromkeys(shift.path for shift in steps))
        for word in through:
            if word.text not in known:
                collect.add(word, f"{where}: the act does not change {word.text!r}", did_you_mean(word.text, known))
        if not text:
            return None
        coming = tuple(dataclasses.replace(shift, chance=chance) for shift in shifts)
        evidence = self.evidence.read(node.items.get("evidence"))
        return Risk(text, evidence, chance, coming, tuple(word.text for word in through if word.text in known))

    def apart(self, path: paths.ActNumber, quantity: Quantity, node: Node | None) -> Judgement | None:
        """A number of the act's own, which no view can name: how likely its risk is, or the months that it waits."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return None
        own, numbers = str(path), self.numbers
        if path.what == "waits":
            node = _without_months(node)
        numbers.places[own] = node
        numbers.slots[own] = quantity
        made = numbers.leaf(own, node, Notes(), path.table)
        del numbers.slots[own]  # so that a view that names it is told that it may not
        return made

    def shifts(
        self, table: paths.Table, act: str, node: Node | None, *, risky: bool = False
    ) -> tuple[dict[str, str], tuple[Shift, ...]]:
        """``changes:`` as written, and parsed. ``risky``: those of the act's risk."""
        written: dict[str, str] = {}
        shifts: list[Shift] = []
        where = (table, act, "risk", "changes") if risky else (table, act, "changes")
        for key, value in self.collect.mapping(node, paths.group(*where)) or ():
            if not self.known_path(key, key.text):
                continue
            made = self.shift(paths.Change(table, act, paths.parse(key.text), risky), value)
            if made is not None:
                written[key.text], shift = made
                shifts.append(shift)
        return written, tuple(shifts)

    def shift(self, change: paths.Change, node: Node) -> tuple[str, Shift] | None:
        own, path = str(change), str(change.of)
        collect, numbers = self.collect, self.numbers
        notes, value = Notes(), node
        if isinstance(node, Mapping):
            collect.keys(node, CHANGE, own)
            notes = numbers.notes(node, group=False)
            if "value" not in node.items:
                collect.add(node, f"{own} has no value", CHANGE.hint("value"))
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
            own, amount, notes.because, notes.evidence, notes.confidence, notes.who, notes.when, change.table
        )
        measured = numbers.slots[path]
        return value.text, Shift(path, op, judgement, measured.low, measured.high)

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


def _without_months(node: Node) -> Node:
    """ "3 months" as 3: the unit may be said, and is always this."""
    if isinstance(node, Scalar):
        return dataclasses.replace(node, text=re.sub(r"\s*months?$", "", node.text))
    if isinstance(node, Mapping) and isinstance(value := node.items.get("value"), Scalar):
        return dataclasses.replace(node, items={**node.items, "value": _without_months(value)})
    return node
