"""What is argued: views, claims, formulas, analogies, what to watch; and the order in which all of it is read."""

from __future__ import annotations

from typing import Literal, cast

from parley.case.file.acts import Acts
from parley.case.file.correlations import read_correlations
from parley.case.file.entries import Arguments
from parley.case.file.facts import FactReader
from parley.case.file.numbers import Notes, overridden
from parley.case.file.outlook import read_outlook
from parley.case.file.sections import declaration, read_match
from parley.case.file.tree import Mapping, Scalar
from parley.case.schema.argued import ANALOGIES, CLAIMS, FEATURE, FORMULA, FORMULAS, VIEW, VIEWS, WATCHED
from parley.case.types import (
    Analogy,
    Claim,
    Feature,
    Formula,
    Judgement,
    Match,
    View,
    Watch,
)
from parley.core.errors import InputError


class ArgumentReader(Acts):
    """Reads all that is argued and done, once parties, issues and numbers are known."""

    def read(self) -> Arguments:
        """Facts, levers and limits come first, because views may change their numbers."""
        read_outlook(self.collect, self.root, self.numbers, self.structure)
        FactReader(self.collect, self.root, self.evidence, self.numbers, self.structure).read()
        self.first()
        self.views()
        self.courses()
        self.formulas()
        self.claims()
        self.analogies()
        self.watch()
        self.made.correlations = read_correlations(self.collect, self.root.items.get("correlations"), self.known_path)
        return self.made

    def views(self) -> None:
        collect, numbers = self.collect, self.numbers
        for key, entry in self.entries("views", VIEWS):
            date = collect.date(entry.items.get("date"), f"the date of view {key.text}", of=f"view {key.text}")
            who = collect.text(entry.items.get("who"), "who")
            shared = Mapping(entry.line, entry.column)
            for name in ("because", "evidence", "confidence"):
                if name in entry.items:
                    shared.items[name], shared.keys[name] = entry.items[name], entry.keys[name]
            said = numbers.notes(shared, group=True)
            notes = Notes(said.because, said.evidence, said.confidence, who, date)
            overrides: dict[str, Judgement] = {}
            for path, node in entry:
                if path.text in VIEW.keys or not self.known_path(path, path.text):
                    continue
                made = numbers.leaf(path.text, node, notes, f"view {key.text}")
                if made is not None:
                    overrides[path.text] = overridden(made, numbers.judgements.get(path.text))
            if not any(path.text not in VIEW.keys for path, _ in entry):
                collect.add(key, f"view {key.text} changes nothing", "add a line such as no_deal.costs.PARTY: 5 to 10")
            self.made.overrides[key.text] = overrides
            self.made.views[key.text] = View(
                key.text, self.title(entry, key), date, who, said.because, said.evidence, tuple(overrides)
            )

    def formulas(self) -> None:
        collect = self.collect
        for key, entry in self.entries("formulas", FORMULAS):
            means: list[Match] = []
            for item in collect.items(entry.items.get("means"), "means"):
                made = read_match(collect, self.structure.issues, item, f"means of formula {key.text}", key)
                means += [made] if made else []
            if "means" not in entry.items:
                collect.add(key, f"formula {key.text} has no means", FORMULA.hint("means"), "missing")
            self.made.formulas[key.text] = Formula(
                key=key.text,
                title=self.title(entry, key),
                coined=declaration(collect, self.evidence, entry.items.get("coined"), "coined"),
                means=tuple(means),
                because=collect.text(entry.items.get("because"), "because"),
            )

    def claims(self) -> None:
        collect = self.collect
        for key, entry in self.entries("claims", CLAIMS):
            self.made.claims[key.text] = Claim(
                key=key.text,
                who=collect.text(entry.items.get("who"), f"who of claim {key.text}", needed=key) or "",
                date=collect.date(entry.items.get("date"), f"the date of claim {key.text}", of=f"claims.{key.text}"),
                text=collect.text(entry.items.get("text"), f"the text of claim {key.text}", needed=key) or "",
                query=collect.text(entry.items.get("query"), "query") or "",
                premises=collect.texts(entry.items.get("premises"), "premises"),
                evidence=self.evidence.read(entry.items.get("evidence")),
            )

    def analogies(self) -> None:
        collect = self.collect
        for key, entry in self.entries("analogies", ANALOGIES):
            claim = self.named(entry.items.get("claim"), "claim", self.made.claims)
            features: list[Feature] = []
            for item in collect.items(entry.items.get("features"), "features"):
                if not isinstance(item, Mapping):
                    collect.add(item, "a feature is {text: …, shared: shared, not or disputed}")
                    continue
                collect.keys(item, FEATURE, "a feature")
                text = collect.text(item.items.get("text"), "the text of this feature", needed=item)
                shared = collect.choice(item.items.get("shared"), "shared", FEATURE.words("shared"))
                evidence = self.evidence.read(item.items.get("evidence"))
                if text:
                    kind = cast(Literal["shared", "not", "disputed"], shared or FEATURE.chosen("shared"))
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
            collect.keys(item, WATCHED, "watch")
            text = collect.text(item.items.get("text"), "the text of this entry", needed=item)
            path_node = item.items.get("path")
            path = collect.text(path_node, "path")
            if path is not None and path_node is not None and not self.known_path(path_node, path):
                path = None
            to: float | None = None
            to_node = item.items.get("to")
            if to_node is not None and not isinstance(to_node, Scalar):
                collect.add(to_node, "to must be a number")
            elif path is not None and isinstance(to_node, Scalar):
                try:
                    to = self.numbers.slots[path].read(to_node.text).median
                except InputError as error:
                    collect.add(to_node, f"to: {error.problems[0].message}", error.problems[0].hint, "number")
            if text:
                made.append(Watch(text, path, collect.texts(item.items.get("words"), "words"), to))
        self.made.watch = tuple(made)
