"""What going on without a deal is worth: the section ``no_deal:``, by the model that it names.

Each model's record says what it asks for (:mod:`parley.nodeal.record`), in groups that all share: ``beliefs`` by holder, ``values`` and
others by party, and tables of its own. A number that may be left out has a value that its absence means; views and ``--set`` may fill it
all the same.
"""

from __future__ import annotations

from collections.abc import Mapping as AbcMapping

from parley.case import paths
from parley.case.file.numbers import Notes
from parley.case.file.prior import read_prior
from parley.case.file.sections import Sections, blank, spelt_out, unsaid
from parley.case.file.tree import UNSET, Mapping, Node, Scalar
from parley.case.paths import ANALYST
from parley.case.schema.going_on import LEADERS, OUTCOMES, OUTCOMES_FIELD, RATES, SIDES, SIDES_FIELD, asked_by, quantity
from parley.case.schema.grammar import Named
from parley.case.schema.grammar import Record as Declared
from parley.case.schema.quantities import RATE
from parley.case.schema.shared import NOTE_KEYS
from parley.nodeal.record import ASKS, MONTH_NAMES, Number, Record, Setting, Table, Whole, spelt
from parley.nodeal.registry import default, record, records, shipped

MOST_OUTCOMES = 1000
OFFICE = {name: LEADERS.quantity(name) for name in ("worth", "fighting", "settling")}
"""What office is worth to those who decide, and the chance of keeping it by fighting on and by settling."""


class NoDeal(Sections):
    """Reads ``no_deal:``."""

    def read(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        node = self.root.items.get("no_deal")
        if node is not None and unsaid(node):
            going_on: dict[str, str] = {"going-on": "Going on"}
            section: Mapping | None = spelt_out(node, {"outcomes": going_on, "beliefs": UNSET, "values": UNSET})
        else:
            section = self.section("no_deal")
        if section is None:
            return
        chosen = section.items.get("model")
        # what other packages offer is looked for only where the name is none of those shipped
        other = isinstance(chosen, Scalar) and chosen.text not in ("", *shipped())
        known = tuple(records() if other else shipped())
        made.no_deal_model = collect.choice(chosen, "model", known) or default().name
        if other and isinstance(chosen, Scalar) and chosen.text not in known:
            # what it would ask for nobody knows: one error, and none about its numbers
            numbers.unknown.add("no_deal")
            return
        model = record(made.no_deal_model)
        declared = asked_by(model)
        collect.keys(section, declared, f"no_deal (model {made.no_deal_model})")
        outer = self.numbers.notes(section, group=True)
        self.outcomes(section, model)
        if model.sides or "sides" in section.items:
            self.sides(section)
        self.rates(section, outer)
        self.office(section, outer)
        for table in model.tables:
            self.table(section, table, declared, outer)
        here = Setting(("", ""), tuple(made.outcomes), tuple(made.no_deal_support))
        beliefs, values = spelt(model.beliefs, here), spelt(model.values, here)
        noun = "outcome" if model.shares else "number"
        holders, must = (*made.parties, ANALYST), (*made.principals, ANALYST)
        self.by_holder(
            paths.group("no_deal", "beliefs"),
            section.items.get("beliefs"),
            beliefs,
            outer,
            holders,
            must,
            section,
            noun,
        )
        self.by_holder(
            paths.group("no_deal", "values"),
            section.items.get("values"),
            values,
            outer,
            tuple(made.parties),
            made.stating,
            section,
            noun,
        )
        for number in dict.fromkeys((*model.by_party, ASKS)):
            self.for_parties(paths.group("no_deal", number.name), section.items.get(number.name), number, outer)
        if model.shares:
            self.check_beliefs(holders)
        made.prior = read_prior(collect, numbers, section.items.get("prior"), model, beliefs, outer)
        made.beliefs_dated = collect.date(section.items.get("beliefs_dated"), "beliefs_dated")

    def outcomes(self, section: Mapping, model: Record) -> None:
        collect, made = self.collect, self.made
        for key, node in collect.names(collect.mapping(section.items.get("outcomes"), "outcomes"), OUTCOMES):
            made.outcomes[key.text] = collect.text(node, f"outcome {key.text}") or key.text
        collect.at_most(len(made.outcomes), MOST_OUTCOMES, section, "outcomes")
        if not made.outcomes and model.outcomes:
            collect.add(section, "no_deal has no outcomes", OUTCOMES_FIELD.hint, "missing")

    def for_parties(self, prefix: str, node: Node | None, asked: Number, outer: Notes) -> None:
        """One number a party; required parties get what absence means where the model wants it written."""
        numbers, made, measured = self.numbers, self.made, quantity(asked)
        must = made.stating if asked.needed else ()
        numbers.group(prefix, node, dict.fromkeys(made.parties, measured), outer, noun="party", required=must)
        for party in made.parties:
            if asked.absent is None:
                continue
            numbers.absent[paths.group(prefix, party)] = asked.absent
            if party in made.stating and asked.filled:
                numbers.default(paths.group(prefix, party), measured, asked.absent, "Default: none stated.")

    def by_holder(
        self,
        prefix: str,
        node: Node | None,
        asked: AbcMapping[str, Number],
        outer: Notes,
        holders: tuple[str, ...],
        must: tuple[str, ...],
        near: Node,
        noun: str,
    ) -> None:
        """The numbers asked for, of each holder."""
        collect, numbers = self.collect, self.numbers
        wanted = {name: quantity(one) for name, one in asked.items()}
        needed = tuple(name for name, one in asked.items() if one.needed)
        for holder in holders:
            for name, one in asked.items():
                path = paths.group(prefix, holder, name)
                numbers.slots[path] = quantity(one)
                if one.absent is not None:
                    numbers.absent[path] = one.absent
        if isinstance(node, Scalar) and node.plain and node.text == "?":
            for holder in must:
                numbers.group(paths.group(prefix, holder), node, wanted, outer, noun=noun, required=needed)
            return
        mapping = collect.mapping(node, prefix)
        if mapping is None:
            if blank(node):
                numbers.missing(prefix, must, node or near)
            return
        inner = numbers.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in NOTE_KEYS:
                continue
            if key.text not in holders:
                collect.unknown(
                    key, "party" if prefix == paths.group("no_deal", "values") else "holder", key.text, holders
                )
                continue
            numbers.group(paths.group(prefix, key.text), value, wanted, inner, noun=noun, required=needed, near=key)
        lacking = tuple(holder for holder in must if holder not in mapping.items)
        if lacking:
            numbers.missing(prefix, lacking, mapping)

    def check_beliefs(self, holders: tuple[str, ...]) -> None:
        """A holder's beliefs over outcomes must not all be zero."""
        numbers = self.numbers
        for holder in holders:
            shares = [str(paths.Belief(holder, outcome)) for outcome in self.made.outcomes]
            known = [numbers.judgements[p].distribution for p in shares if p in numbers.judgements]
            if known and len(known) == len(shares) and all(d is not None and d.high == 0 for d in known):
                self.collect.add(
                    numbers.places[shares[0]],
                    f"the beliefs of {holder} are all zero",
                    "beliefs are shares of 1: at least one must be above 0",
                    "zero-beliefs",
                )

    # ----------------------------------------------------------------------------------------- models with two sides

    def sides(self, section: Mapping) -> None:
        """Which principals are the two sides of the fighting."""
        collect, principals = self.collect, self.made.principals
        node = section.items.get("sides")
        mapping = collect.mapping(node, paths.group("no_deal", "sides"))
        if mapping is None:
            if blank(node) and len(principals) == 2:
                self.made.no_deal_sides = (principals[0], principals[1])
            elif blank(node):
                collect.add(node or section, "no_deal.sides is missing", SIDES_FIELD.hint, "missing")
            return
        collect.keys(mapping, SIDES, paths.group("no_deal", "sides"))
        found = [self.party(mapping.items.get(s), f"side {s}", mapping, principals) for s in ("a", "b")]
        if found[0] is not None and found[1] is not None:
            if found[0] == found[1]:
                collect.add(mapping, f"both sides are {found[0]}", "name two principals")
            self.made.no_deal_sides = (found[0], found[1])

    def rates(self, section: Mapping, outer: Notes) -> None:
        """What a month of fighting costs in units of its own (lives, money), by party."""
        collect, numbers, made = self.collect, self.numbers, self.made
        wanted = dict.fromkeys(made.parties, RATE)
        for key, node in collect.names(
            collect.mapping(section.items.get("rates"), paths.group("no_deal", "rates")), RATES
        ):
            numbers.group(paths.group("no_deal", "rates", key.text), node, wanted, outer, noun="party", required=())

    def office(self, section: Mapping, outer: Notes) -> None:
        """Leaders who may lose office with the war, by party: all three numbers or none."""
        collect, numbers, made = self.collect, self.numbers, self.made
        for party in made.parties:
            for name, measured in OFFICE.items():
                numbers.slots[str(paths.Office(party, name))] = measured
            # office that is worth nothing, and kept either way, changes nothing
            numbers.absent.update({str(paths.Office(party, name)): LEADERS.default(name) for name in OFFICE})
        mapping = collect.mapping(section.items.get("office"), paths.group("no_deal", "office"))
        if mapping is None:
            return
        notes = numbers.notes(mapping, group=True).over(outer)
        for key, node in mapping:
            if key.text in NOTE_KEYS:
                continue
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, tuple(made.parties))
                continue
            numbers.group(paths.group("no_deal", "office", key.text), node, OFFICE, notes, noun="number", near=key)

    # ------------------------------------------------------------------------------------------ a model's own tables

    def table(self, section: Mapping, table: Table, declared: Declared, outer: Notes) -> None:
        """A key of the model's own."""
        value = declared[table.key].value
        prefix, node = paths.group("no_deal", table.key), section.items.get(table.key)
        if isinstance(value, Named):
            if blank(node) and table.needed:
                self.collect.add(section, f"{prefix} is missing", declared.hint(table.key), "missing")
            self.entries(prefix, node, table, value, outer)
        elif isinstance(value, Declared) and (table.wholes or table.series):
            self.parts(prefix, node, table, value, declared.hint(table.key), outer, section)
        else:
            here = Setting(("", ""), tuple(self.made.outcomes))
            wanted = spelt(table.numbers, here)
            self._absent(prefix, wanted)
            quantities = {name: quantity(n) for name, n in wanted.items()}
            must = tuple(name for name, n in wanted.items() if n.needed)
            self.numbers.group(prefix, node, quantities, outer, noun=table.noun, required=must, near=section)

    def parts(
        self,
        prefix: str,
        node: Node | None,
        table: Table,
        declared: Declared,
        hint: str,
        outer: Notes,
        section: Mapping,
    ) -> None:
        """Whole numbers are structure, the rest judgements."""
        collect, numbers, made = self.collect, self.numbers, self.made
        wholes = {w.name: w.default for w in table.wholes}
        mapping = collect.mapping(node, prefix)
        if mapping is None:
            made.no_deal_options.update(wholes)
            if blank(node) and table.needed:
                collect.add(section, f"{prefix} is missing", hint, "missing")
            return
        collect.keys(mapping, declared, prefix)
        wholes = {w.name: self.whole(mapping.items.get(w.name), w) for w in table.wholes}
        made.no_deal_options.update(wholes)
        notes = numbers.notes(mapping, group=True).over(outer)
        for number in table.numbers:
            path, at = paths.group(prefix, number.name), mapping.items.get(number.name)
            measured = quantity(number, wholes)
            if number.needed or not blank(at):
                numbers.one(path, measured, at, notes, mapping)
            else:
                numbers.slots[path] = measured
        self._absent(prefix, {n.name: n for n in table.numbers})
        for number in table.series:
            months = dict.fromkeys(MONTH_NAMES, quantity(number, wholes))
            inside = paths.group(prefix, number.name)
            must = MONTH_NAMES if number.needed else ()
            numbers.group(inside, mapping.items.get(number.name), months, notes, noun="month", required=must)
            self._absent(inside, dict.fromkeys(MONTH_NAMES, number))
        if table.check is not None:
            start = f"{prefix}."
            medians = {
                path.removeprefix(start): one.distribution.median
                for path, one in numbers.judgements.items()
                if path.startswith(start) and one.distribution is not None
            }
            fault = table.check(medians, wholes)
            if fault is not None:
                collect.add(mapping.items.get(fault[0]) or mapping, *fault[1:])

    def entries(self, prefix: str, node: Node | None, table: Table, named: Named, outer: Notes) -> None:
        """Entries that the case names, each with a title and the table's numbers."""
        collect, numbers, made = self.collect, self.numbers, self.made
        for key, value in collect.names(collect.mapping(node, prefix), named):
            inside = paths.group(prefix, key.text)
            entry = collect.mapping(value, inside)
            if entry is None:
                continue
            collect.keys(entry, named.record, inside)
            made.no_deal_support[key.text] = collect.text(entry.items.get("title"), "title") or key.text
            notes = numbers.notes(entry, group=True).over(outer)
            for number in table.numbers:
                path, at = paths.group(inside, number.name), entry.items.get(number.name)
                if number.needed or not blank(at):
                    numbers.one(path, quantity(number), at, notes, key)
                else:
                    numbers.slots[path] = quantity(number)
            self._absent(inside, {n.name: n for n in table.numbers})
            for number in table.by_party:
                wanted = dict.fromkeys(made.parties, quantity(number))
                path = paths.group(inside, number.name)
                numbers.group(path, entry.items.get(number.name), wanted, notes, noun="party", required=())
                self._absent(path, dict.fromkeys(made.parties, number))

    def _absent(self, prefix: str, declared: AbcMapping[str, Number]) -> None:
        """What the absence of these numbers means."""
        for name, number in declared.items():
            if number.absent is not None:
                self.numbers.absent[paths.group(prefix, name)] = number.absent

    def whole(self, node: Node | None, what: Whole) -> int:
        """A whole number between bounds."""
        text = self.collect.text(node, what.name)
        if text is None or node is None:
            return what.default
        if not text.isdecimal() or not what.least <= int(text) <= what.most:
            self.collect.add(node, f"{what.name}: {text!r} is not a whole number from {what.least} to {what.most}")
            return what.default
        return int(text)
