"""The section ``facts:``: quantities about the world, when they were seen so, what they move, and who takes them in.

A fact moves every holder's belief by name, never one holder's: who takes in how much is its openness, stated once.
"""

from __future__ import annotations

import dataclasses

from parley.case import paths
from parley.case.file.numbers import Notes
from parley.case.file.sections import Sections, blank
from parley.case.file.tree import Mapping, Node, Scalar
from parley.case.paths import ANALYST
from parley.case.schema.facts import FACT, FACTS, LEVEL, MOVE, READING
from parley.case.schema.quantities import PROBABILITY, Quantity
from parley.case.schema.shared import NOTE_KEYS
from parley.case.types import Fact, Reading
from parley.core.suggest import did_you_mean
from parley.nodeal.record import ASKS, Setting, spelt
from parley.nodeal.registry import record

NOT_MOVED = ("asks", "office", "rates", "likelihood")
"""Parts of ``no_deal`` that are no numbers of the war as it goes."""


class FactReader(Sections):
    """Reads ``facts:``, once the numbers of no-deal and of the outlook are known."""

    def read(self) -> None:
        for key, node in self.collect.names(self.collect.mapping(self.root.items.get("facts"), "facts"), FACTS):
            entry = self.collect.mapping(node, paths.group("facts", key.text))
            if entry is not None:
                self.collect.keys(entry, FACTS.record, paths.group("facts", key.text))
                self.made.facts[key.text] = self.fact(key, entry)

    def fact(self, key: Scalar, entry: Mapping) -> Fact:
        """One fact: its level or levels, what it moves, who takes it in."""
        collect, numbers, name = self.collect, self.numbers, key.text
        notes = numbers.notes(entry, group=False)
        inner = dataclasses.replace(notes, evidence=())
        readings = self.levels(key, entry, notes)
        taken = str(paths.FactTaken(name))
        if blank(entry.items.get("taken_as")):
            numbers.slots[taken] = LEVEL
            collect.add(key, f"facts.{name} has no taken_as", FACT.hint("taken_as"), "missing")
        else:
            numbers.one(taken, LEVEL, entry.items.get("taken_as"), inner, key)
        targets = self.moves(key, entry, inner)
        self.openness(key, entry, inner, any("." not in target for target in targets))
        return Fact(
            name,
            collect.text(entry.items.get("title"), "title") or name,
            collect.text(entry.items.get("unit"), "unit"),
            targets,
            readings,
        )

    # ---------------------------------------------------------------------------------------------------- the level

    def levels(self, key: Scalar, entry: Mapping, notes: Notes) -> tuple[Reading, ...]:
        """Its one level, or its dated readings, earliest first."""
        collect, numbers = self.collect, self.numbers
        path = str(paths.Fact(key.text))
        numbers.slots[path] = LEVEL
        value, listed = entry.items.get("value"), entry.items.get("readings")
        if blank(value) == blank(listed):
            what = "states neither a value nor readings" if blank(value) else "states a value and readings"
            collect.add(key, f"{path} {what}", FACT.hint("readings"), "missing")
        if not blank(value):
            numbers.one(path, LEVEL, value, notes, key)
        found = [made for item in collect.items(listed, "readings") if (made := self.reading(key, item, notes))]
        dates = [reading.date for reading in found]
        if twice := next((d for i, d in enumerate(dates) if d in dates[:i]), None):
            collect.add(listed, f"{path} has two readings of {twice.isoformat()}", "keep one of them", "twice")
        found.sort(key=lambda reading: reading.date)
        if found and blank(value):
            numbers.judgements[path] = found[-1].judgement  # which one is in force hangs on the date asked for
            numbers.places[path] = listed or key
        return tuple(found)

    def reading(self, key: Scalar, node: Node, outer: Notes) -> Reading | None:
        """One dated level; None where it is wrong (and noted)."""
        collect = self.collect
        path = str(paths.Fact(key.text))
        if not isinstance(node, Mapping):
            collect.add(node, f"a reading of {path} is a mapping with a date", FACT.hint("readings"))
            return None
        collect.keys(node, READING, f"a reading of {path}")
        for name in ("date", "value"):
            if blank(node.items.get(name)):
                collect.add(node, f"a reading of {path} has no {name}", READING.hint(name), "missing")
        date = collect.date(node.items.get("date"), "date")
        rest = Mapping(node.line, node.column)
        for name in ("value", *NOTE_KEYS):
            if name in node.items:
                rest.items[name], rest.keys[name] = node.items[name], node.keys[name]
        if date is None or blank(rest.items.get("value")):
            return None
        made = self.numbers.leaf(path, rest, outer)
        if made is None:
            return None
        return Reading(date, dataclasses.replace(made, when=made.when or date))

    # ------------------------------------------------------------------------------------------------- what it moves

    def moves(self, key: Scalar, entry: Mapping, outer: Notes) -> tuple[str, ...]:
        """What the fact moves, each by how much."""
        collect, numbers = self.collect, self.numbers
        prefix = paths.group("facts", key.text, "moves")
        mapping = collect.mapping(entry.items.get("moves"), prefix)
        known = self.targets()
        for name in known:
            numbers.slots[str(paths.FactMove(key.text, name))] = known[name]
        notes = outer if mapping is None else numbers.notes(mapping, group=True).over(outer)
        found = [target for target in mapping or () if target[0].text not in NOTE_KEYS]
        if not found:
            collect.add(entry.items.get("moves") or key, f"{prefix} moves nothing", FACT.hint("moves"), "missing")
        told = []
        for target, node in found:
            if target.text not in known:
                if "no_deal" not in numbers.unknown:
                    collect.add(target, *self.no_target(prefix, target.text, known), "unknown-name")
                continue
            path = str(paths.FactMove(key.text, target.text))
            numbers.one(path, known[target.text], node, notes, target)
            told.append(target.text)
        return tuple(told)

    def targets(self) -> dict[str, Quantity]:
        """What a fact may move: beliefs by name, and the model's own numbers by path; each with the unit of the move."""
        model = record(self.made.no_deal_model)
        here = Setting(("", ""), tuple(self.made.outcomes), tuple(self.made.no_deal_support))
        found = dict.fromkeys(spelt(model.beliefs, here), MOVE)
        for path in self.numbers.slots:
            form = paths.read(path)
            if not isinstance(form, paths.EndValue | paths.GroupNumber | paths.TableNumber):
                continue
            if isinstance(form, paths.GroupNumber) and form.group in (ASKS.name, *NOT_MOVED):
                continue
            found[path] = MOVE
        return found

    def no_target(self, prefix: str, text: str, known: dict[str, Quantity]) -> tuple[str, str | None]:
        """What is wrong with a target, and what to write instead."""
        form = paths.read(text)
        if isinstance(form, paths.Belief):
            return (
                f"{prefix}: a fact moves what every holder believes, not the belief of {form.holder} alone",
                f"write {form.what}; how much {form.holder} takes in is its openness",
            )
        names = [name for name in known if "." not in name]
        return f"{prefix}: there is no belief or number {text!r} to move", did_you_mean(text, known) or (
            "beliefs by name: " + ", ".join(names[:12])
        )

    # --------------------------------------------------------------------------------------------- who takes it in

    def openness(self, key: Scalar, entry: Mapping, outer: Notes, minds: bool) -> None:
        """How much of it each holder takes in; who holds beliefs must have an openness, this one's or that to all news."""
        numbers, name = self.numbers, key.text
        prefix, node = paths.group("facts", name, "openness"), entry.items.get("openness")
        holders = (*self.made.parties, ANALYST)
        wanted = dict.fromkeys(holders, PROBABILITY)
        numbers.group(prefix, node, wanted, outer, noun="holder", required=())
        for holder in holders:
            general = str(paths.Openness(holder))
            stated = general in numbers.judgements or holder != ANALYST
            numbers.absent[str(paths.FactOpenness(holder, name))] = general if stated else 1.0
        self.no_mind(prefix, node)
        lacking = [
            holder
            for holder in paths.believers(numbers.judgements)
            if holder != ANALYST
            and str(paths.FactOpenness(holder, name)) not in numbers.judgements
            and str(paths.Openness(holder)) not in numbers.judgements
        ]
        if minds and lacking:
            self.collect.add(
                node or key,
                f"nothing says how much of facts.{name} is taken in by {', '.join(lacking)}",
                f"write openness: {{{lacking[0]}: 0.3 to 0.7}} there, or the same under outlook",
                "missing-number",
            )

    def no_mind(self, prefix: str, node: Node | None) -> None:
        """Refuse the openness of a party that holds no belief, in the base case or in a view: nothing would read it."""
        numbers = self.numbers
        if not isinstance(node, Mapping) or "no_deal" in numbers.unknown:
            return
        views = self.root.items.get("views")
        told = [view for _, view in views] if isinstance(views, Mapping) else []
        in_views = [key.text for view in told if isinstance(view, Mapping) for key, _ in view]
        minds = paths.believers((*numbers.judgements, *(text for text in in_views if text in numbers.slots)))
        if not minds:
            return
        for key, _ in node:
            if key.text in self.made.parties and key.text not in minds:
                self.collect.add(
                    key,
                    f"{prefix}: {key.text} holds no beliefs about going on, so nothing takes this in",
                    f"leave it out, or write no_deal.beliefs.{key.text}; beliefs are held by {', '.join(minds)}",
                    "unread-number",
                )
