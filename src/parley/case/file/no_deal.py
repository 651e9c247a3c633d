"""What going on without a deal is worth: the section ``no_deal:``, by the model that it names.

Each model asks for its own numbers, in the same three groups: ``beliefs`` by holder, ``values`` and others by party.
A number that may be left out has a value that its absence means; views and ``--set`` may fill it all the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field

from parley.case.file.numbers import COST, POINTS, PROBABILITY, Notes, Quantity
from parley.case.file.sections import ANALYST, Sections, blank, spelt_out, unsaid
from parley.case.file.tree import UNSET, Mapping, Node, Scalar

RATE = Quantity("factor", low=0.0)
STRENGTH = Quantity("factor", low=1e-6)
AVERSION = Quantity("factor", low=-20.0, high=20.0)
LOG_ODDS = Quantity("log-odds", low=-10.0, high=10.0)
MOST_OUTCOMES = 1000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Asked:
    """One number that a model asks for. ``absent``: the value that its absence means. It must be there unless it has
    such a value or is ``optional``."""

    quantity: Quantity
    absent: float | None = None
    optional: bool = False

    @property
    def needed(self) -> bool:
        return self.absent is None and not self.optional


@dataclass(frozen=True)
class Model:
    """What a model of no-deal asks for. ``beliefs`` by holder; ``values`` by party."""

    beliefs: AbcMapping[str, Asked]
    values: AbcMapping[str, Asked]
    by_party: AbcMapping[str, Asked] = field(default_factory=dict)
    """Groups with one number a party."""
    sides: bool = True
    """Whether the model needs to know which principal is a, which b."""


OFFICE = {"worth": COST, "fighting": PROBABILITY, "settling": PROBABILITY}
"""What office is worth to those who decide, and the chance of keeping it by fighting on and by settling."""
_POINTS, _SHARE, _A_MONTH = Asked(POINTS), Asked(PROBABILITY), Asked(PROBABILITY)
_COMMON = {
    "costs": Asked(COST, 0.0),
    "asks": Asked(COST, 0.0),
    "tolls": Asked(COST, 0.0),
    "patience": Asked(PROBABILITY, 1.0),
    "aversion": Asked(AVERSION, 0.0),
}
MODELS: dict[str, Model] = {
    "outcomes": Model({}, {}, {"costs": Asked(COST, 0.0), "asks": Asked(COST, 0.0)}, sides=False),
    "costly-lottery": Model(
        beliefs={"chance": _SHARE, "strength": Asked(STRENGTH, optional=True)},
        values={"a-wins": _POINTS, "b-wins": _POINTS},
        by_party={**_COMMON, "subsidies": Asked(COST, 0.0)},
    ),
    "collapse": Model(
        beliefs={"a-collapses": _A_MONTH, "b-collapses": _A_MONTH},
        values={"a-wins": _POINTS, "b-wins": _POINTS, "level": _POINTS},
        by_party=_COMMON,
    ),
    "campaign": Model(
        beliefs={
            "theta": _SHARE,
            "strength": Asked(STRENGTH, 10.0),
        },
        values={"a-wins": _POINTS, "b-wins": _POINTS, "line-low": _POINTS, "line-high": _POINTS},
        by_party={**_COMMON, "toll-growth": Asked(RATE, 0.0)},
    ),
}


class NoDeal(Sections):
    """Reads ``no_deal:``."""

    def read(self) -> None:
        collect, made, numbers = self.collect, self.made, self.numbers
        node = self.root.items.get("no_deal")
        if node is not None and unsaid(node):
            going_on: dict[str, str] = {"going-on": "Going on"}
            section: Mapping | None = spelt_out(node, {"outcomes": going_on, "beliefs": UNSET, "values": UNSET})
        else:
            section = self.section(
                "no_deal",
                required="write no_deal: {outcomes: …, beliefs: …, values: …}, what going on is worth; or no_deal: ?",
            )
        if section is None:
            return
        made.no_deal_model = collect.choice(section.items.get("model"), "model", MODELS) or "outcomes"
        model = MODELS[made.no_deal_model]
        extra = {
            "outcomes": ("outcomes", "sides", "likelihood", "rates"),
            "campaign": ("outcomes", "sides", "campaign", "support", "rates"),
        }.get(made.no_deal_model, ("outcomes", "sides", "rates"))
        allowed = (
            "model",
            "beliefs",
            "values",
            *model.by_party,
            *extra,
            "office",
            "because",
            "evidence",
            "confidence",
            "who",
            "when",
        )
        collect.keys(section, allowed, f"no_deal (model {made.no_deal_model})")
        outer = numbers.notes(section, group=True)
        self.outcomes(section)
        beliefs, values = dict(model.beliefs), dict(model.values)
        if made.no_deal_model == "outcomes":
            likelihood = dict.fromkeys(made.outcomes, PROBABILITY)
            node = section.items.get("likelihood")
            numbers.group("no_deal.likelihood", node, likelihood, outer, noun="outcome", required=())
            if "sides" in section.items:
                self.sides(section)
            beliefs = dict.fromkeys(made.outcomes, _SHARE)
            values = dict.fromkeys(made.outcomes, _POINTS)
        if model.sides:
            self.sides(section)
        self.rates(section, outer)
        self.office(section, outer)
        if made.no_deal_model == "campaign":
            self.campaign(section, outer)
            self.support(section, outer)
            beliefs.update({f"{key}-ends": _A_MONTH for key in made.no_deal_support})
        holders, must = (*made.parties, ANALYST), (*made.principals, ANALYST)
        self.by_holder("no_deal.beliefs", section.items.get("beliefs"), beliefs, outer, holders, must, section)
        parties = tuple(made.parties)
        self.by_holder("no_deal.values", section.items.get("values"), values, outer, parties, made.required, section)
        for name, asked in model.by_party.items():
            self.for_parties(f"no_deal.{name}", section.items.get(name), asked, outer)
        if made.no_deal_model == "outcomes":
            self.check_beliefs(holders)

    def outcomes(self, section: Mapping) -> None:
        collect, made = self.collect, self.made
        for key, node in collect.names(collect.mapping(section.items.get("outcomes"), "outcomes"), "an outcome"):
            made.outcomes[key.text] = collect.text(node, f"outcome {key.text}") or key.text
        collect.at_most(len(made.outcomes), MOST_OUTCOMES, section, "outcomes")
        if not made.outcomes and made.no_deal_model == "outcomes":
            collect.add(section, "no_deal has no outcomes", "write outcomes: {stalemate: Stalemate, …}", "missing")

    def for_parties(self, prefix: str, node: Node | None, asked: Asked, outer: Notes) -> None:
        """One number a party; required parties get what absence means."""
        numbers, made = self.numbers, self.made
        numbers.group(prefix, node, dict.fromkeys(made.parties, asked.quantity), outer, noun="party", required=())
        assert isinstance(asked.absent, float)
        for party in made.parties:
            numbers.absent[f"{prefix}.{party}"] = asked.absent
            if party in made.required and prefix == "no_deal.costs":
                numbers.default(f"{prefix}.{party}", asked.quantity, asked.absent, "Default: none stated.")

    def by_holder(
        self,
        prefix: str,
        node: Node | None,
        asked: AbcMapping[str, Asked],
        outer: Notes,
        holders: tuple[str, ...],
        must: tuple[str, ...],
        near: Node,
    ) -> None:
        """The numbers asked for, of each holder."""
        collect, numbers = self.collect, self.numbers
        wanted = {name: one.quantity for name, one in asked.items()}
        needed = tuple(name for name, one in asked.items() if one.needed)
        for holder in holders:
            for name, one in asked.items():
                path = f"{prefix}.{holder}.{name}"
                numbers.slots[path] = one.quantity
                if one.absent is not None:
                    numbers.absent[path] = one.absent
        noun = "outcome" if self.made.no_deal_model == "outcomes" else "number"
        if isinstance(node, Scalar) and node.plain and node.text == "?":
            for holder in must:
                numbers.group(f"{prefix}.{holder}", node, wanted, outer, noun=noun, required=needed)
            return
        mapping = collect.mapping(node, prefix)
        if mapping is None:
            if blank(node):
                numbers.missing(prefix, must, node or near)
            return
        inner = numbers.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in ("because", "evidence", "confidence", "who", "when"):
                continue
            if key.text not in holders:
                collect.unknown(key, "party" if prefix == "no_deal.values" else "holder", key.text, holders)
                continue
            numbers.group(f"{prefix}.{key.text}", value, wanted, inner, noun=noun, required=needed, near=key)
        lacking = tuple(holder for holder in must if holder not in mapping.items)
        if lacking:
            numbers.missing(prefix, lacking, mapping)

    def check_beliefs(self, holders: tuple[str, ...]) -> None:
        """A holder's beliefs over outcomes must not all be zero."""
        numbers = self.numbers
        for holder in holders:
            paths = [f"no_deal.beliefs.{holder}.{outcome}" for outcome in self.made.outcomes]
            known = [numbers.judgements[p].distribution for p in paths if p in numbers.judgements]
            if known and len(known) == len(paths) and all(d is not None and d.high == 0 for d in known):
                self.collect.add(
                    numbers.places[paths[0]],
                    f"the beliefs of {holder} are all zero",
                    "beliefs are shares of 1: at least one must be above 0",
                    "zero-beliefs",
                )

    # ----------------------------------------------------------------------------------------- models with two sides

    def sides(self, section: Mapping) -> None:
        """Which principals are the two sides of the fighting."""
        collect, principals = self.collect, self.made.principals
        node = section.items.get("sides")
        mapping = collect.mapping(node, "no_deal.sides")
        if mapping is None:
            if blank(node) and len(principals) == 2:
                self.made.no_deal_sides = (principals[0], principals[1])
            elif blank(node):
                collect.add(node or section, "no_deal.sides is missing", "write sides: {a: PARTY, b: PARTY}", "missing")
            return
        collect.keys(mapping, ("a", "b"), "no_deal.sides")
        found = [self.party(mapping.items.get(s), f"side {s}", mapping, principals) for s in ("a", "b")]
        if found[0] is not None and found[1] is not None:
            if found[0] == found[1]:
                collect.add(mapping, f"both sides are {found[0]}", "name two principals")
            self.made.no_deal_sides = (found[0], found[1])

    def rates(self, section: Mapping, outer: Notes) -> None:
        """What a month of fighting costs in units of its own (lives, money), by party."""
        collect, numbers, made = self.collect, self.numbers, self.made
        wanted = dict.fromkeys(made.parties, RATE)
        for key, node in collect.names(collect.mapping(section.items.get("rates"), "no_deal.rates"), "a rate"):
            numbers.group(f"no_deal.rates.{key.text}", node, wanted, outer, noun="party", required=())

    def office(self, section: Mapping, outer: Notes) -> None:
        """Leaders who may lose office with the war, by party: all three numbers or none."""
        collect, numbers, made = self.collect, self.numbers, self.made
        for party in made.parties:
            prefix = f"no_deal.office.{party}"
            for name, quantity in OFFICE.items():
                numbers.slots[f"{prefix}.{name}"] = quantity
            # office that is worth nothing, and kept either way, changes nothing
            numbers.absent.update({f"{prefix}.worth": 0.0, f"{prefix}.fighting": 1.0, f"{prefix}.settling": 1.0})
        mapping = collect.mapping(section.items.get("office"), "no_deal.office")
        if mapping is None:
            return
        notes = numbers.notes(mapping, group=True).over(outer)
        for key, node in mapping:
            if key.text in ("because", "evidence", "confidence", "who", "when"):
                continue
            if key.text not in made.parties:
                collect.unknown(key, "party", key.text, tuple(made.parties))
                continue
            numbers.group(f"no_deal.office.{key.text}", node, OFFICE, notes, noun="number", near=key)

    def campaign(self, section: Mapping, outer: Notes) -> None:
        """The line of contact: whole numbers are structure, the rest judgements."""
        collect, numbers, made = self.collect, self.numbers, self.made
        mapping = collect.mapping(section.items.get("campaign"), "no_deal.campaign")
        if mapping is None:
            if blank(section.items.get("campaign")):
                hint = "write campaign: {positions: 10, start: 5, pace: 1, decisive: 0.3}"
                collect.add(section, "no_deal.campaign is missing", hint, "missing")
            return
        allowed = ("positions", "start", "pace", "decisive", "season", "steps")
        collect.keys(mapping, (*allowed, "because", "evidence", "confidence", "who", "when"), "no_deal.campaign")
        positions = self.whole(mapping.items.get("positions"), "positions", 10, 2, 1000)
        made.no_deal_options = {
            "positions": positions,
            "steps": self.whole(mapping.items.get("steps"), "steps", 4, 1, 1000),
        }
        notes = numbers.notes(mapping, group=True).over(outer)
        place = Quantity("factor", low=0.0, high=float(positions))
        for name, quantity in (("start", place), ("pace", RATE), ("decisive", PROBABILITY)):
            numbers.one(f"no_deal.campaign.{name}", quantity, mapping.items.get(name), notes, mapping)
        season = "no_deal.campaign.season"
        months = dict.fromkeys(MONTHS, RATE)
        numbers.group(season, mapping.items.get("season"), months, notes, noun="month", required=())
        self.steps_suffice(mapping)
        numbers.absent.update({f"{season}.{month}": 1.0 for month in MONTHS})

    def steps_suffice(self, campaign: Mapping) -> None:
        """At most one engagement falls in a step: the pace of the busiest month must not exceed the steps."""
        judgements, steps = self.numbers.judgements, self.made.no_deal_options["steps"]
        medians = {
            name: one.distribution.median
            for name in ("pace", *(f"season.{month}" for month in MONTHS))
            if (one := judgements.get(f"no_deal.campaign.{name}")) is not None and one.distribution is not None
        }
        busiest = medians.get("pace", 0.0) * max(medians.get(f"season.{month}", 1.0) for month in MONTHS)
        if busiest > steps:
            self.collect.add(
                campaign.items.get("pace") or campaign,
                f"no_deal.campaign.pace: {busiest:g} engagements in the busiest month do not fit into {steps} steps a month",
                f"write steps: {math.ceil(busiest)} or more",
            )

    def support(self, section: Mapping, outer: Notes) -> None:
        """Support states that may end: the shift of the odds once they have, and what they cost."""
        collect, numbers, made = self.collect, self.numbers, self.made
        for key, node in collect.names(collect.mapping(section.items.get("support"), "no_deal.support"), "a support"):
            prefix = f"no_deal.support.{key.text}"
            entry = collect.mapping(node, prefix)
            if entry is None:
                continue
            collect.keys(entry, ("title", "shift", "tolls", "because", "evidence", "confidence", "who", "when"), prefix)
            made.no_deal_support[key.text] = collect.text(entry.items.get("title"), "title") or key.text
            notes = numbers.notes(entry, group=True).over(outer)
            numbers.one(f"{prefix}.shift", LOG_ODDS, entry.items.get("shift"), notes, key)
            tolls = dict.fromkeys(made.parties, COST)
            numbers.group(f"{prefix}.tolls", entry.items.get("tolls"), tolls, notes, noun="party", required=())
            numbers.absent.update({f"{prefix}.tolls.{party}": 0.0 for party in made.parties})

    def whole(self, node: Node | None, what: str, default: int, least: int, most: int) -> int:
        """A whole number between bounds."""
        text = self.collect.text(node, what)
        if text is None or node is None:
            return default
        if not text.isdecimal() or not least <= int(text) <= most:
            self.collect.add(node, f"{what}: {text!r} is not a whole number from {least} to {most}")
            return default
        return int(text)
