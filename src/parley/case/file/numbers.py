"""Every number of a case by its dotted path: what it may be, what is written, and why.

A *slot* is a path that the case's parties, issues and options make
possible, whether or not the file fills it; views, ``--set`` and courses may fill any slot and nothing else.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from typing import cast

from parley.case import paths
from parley.case.file.collector import Collector
from parley.case.file.evidence import EvidenceReader
from parley.case.file.tree import UNSET, Mapping, Node, Scalar
from parley.case.schema.quantities import Quantity
from parley.case.schema.shared import LEAF
from parley.case.schema.shared import NOTE_KEYS as NOTES
from parley.case.types import Confidence, Distribution, Evidence, Judgement
from parley.core.errors import InputError
from parley.core.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Notes:
    """What a number, or the mapping around it, says about itself."""

    because: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence | None = None
    who: str | None = None
    when: datetime.date | None = None

    def over(self, outer: Notes) -> Notes:
        """These notes, with what they leave unsaid taken from ``outer``. Whoever states a reason of its own does not
        inherit the quotations of another; a number with a quotation of its own keeps the reason of its group."""
        own_grounds = self.because is not None or bool(self.evidence)
        return Notes(
            because=self.because if self.because is not None else outer.because,
            evidence=self.evidence if own_grounds else outer.evidence,
            confidence=self.confidence or outer.confidence,
            who=self.who or outer.who,
            when=self.when or outer.when,
        )


class Numbers:
    """Reads numbers into judgements; remembers slots and places."""

    def __init__(self, collect: Collector, evidence: EvidenceReader) -> None:
        self.collect = collect
        self.evidence = evidence
        self.slots: dict[str, Quantity] = {}
        self.judgements: dict[str, Judgement] = {}
        self.places: dict[str, Node] = {}
        self.absent: dict[str, float | str] = {}
        self.unknown: set[str] = set()
        """Sections of which nobody knows what they hold: a number of theirs is not said to be missing."""
        """What the absence of a number means: a value, or the path of the number that stands in for it."""

    def notes(self, mapping: Mapping, *, group: bool) -> Notes:
        """The notes among the keys of ``mapping``."""
        collect, items = self.collect, mapping.items
        if not any(name in items for name in NOTES):
            return Notes()
        confidence = collect.choice(items.get("confidence"), "confidence", LEAF.words("confidence"))
        return Notes(
            because=collect.text(items.get("because"), "because"),
            evidence=self.evidence.read(items.get("evidence"), group=group),
            confidence=cast("Confidence | None", confidence),
            who=collect.text(items.get("who"), "who"),
            when=collect.date(items.get("when"), "when"),
        )

    def leaf(self, path: str, node: Node, outer: Notes, origin: str = "base") -> Judgement | None:
        """The number at ``node`` for the slot ``path``; None where it is wrong (and noted)."""
        collect, quantity = self.collect, self.slots[path]
        value: Node | None = node
        notes = outer
        if isinstance(node, Mapping):
            collect.keys(node, LEAF, path)
            notes = self.notes(node, group=False).over(outer)
            value = node.items.get("value")
            if value is None:
                if all(key.text in LEAF.keys for key, _ in node):
                    collect.add(node, f"{path} has no value", LEAF.hint("value"))
                return None
        if not isinstance(value, Scalar):
            collect.add(value, f"{path} must be a number", "a number, a range such as 0.2 to 0.6, or ?")
            return None
        distribution: Distribution | None = None
        if value.text != UNSET:  # in quotation marks too: no number is a text
            try:
                distribution = quantity.read(value.text)
            except InputError as error:
                problem = error.problems[0]
                collect.add(value, f"{path}: {problem.message}", problem.hint, "number")
                return None
        return Judgement(
            path, distribution, notes.because, notes.evidence, notes.confidence, notes.who, notes.when, origin
        )

    def group(
        self,
        prefix: str,
        node: Node | None,
        wanted: AbcMapping[str, Quantity],
        outer: Notes,
        *,
        noun: str,
        required: tuple[str, ...] | None = None,
        near: Node | None = None,
    ) -> None:
        """Numbers by name under ``prefix``. ``required``: names that must be there (all, if None); ``near``: where
        to complain when the whole group is missing; ``?`` for a group leaves each of its numbers unset."""
        for name, quantity in wanted.items():
            self.slots.setdefault(paths.group(prefix, name), quantity)
        must = tuple(wanted) if required is None else required
        if isinstance(node, Scalar) and node.text == UNSET:
            for name in must:
                self._keep(paths.group(prefix, name), node, outer)
            return
        mapping = self.collect.mapping(node, prefix)
        if mapping is None:
            if must and (node is None or (isinstance(node, Scalar) and node.empty)):
                self.missing(prefix, must, node or near)
            return
        inner = self.notes(mapping, group=True).over(outer)
        for key, value in mapping:
            if key.text in NOTES:
                continue
            if key.text not in wanted:
                hint = did_you_mean(key.text, wanted)
                self.collect.add(key, f"{prefix}: there is no {noun} {key.text!r}", hint, "unknown-name")
                continue
            self._keep(paths.group(prefix, key.text), value, inner)
        lacking = tuple(name for name in must if name not in mapping.items)
        if lacking:
            self.missing(prefix, lacking, mapping)

    def missing(self, prefix: str, names: tuple[str, ...], node: Node | None) -> None:
        """Complain about numbers that must be there."""
        self.collect.add(
            node,
            f"{prefix} has no number for {', '.join(names)}",
            "write a number, or ? for one not yet said",
            "missing-number",
        )

    def one(self, path: str, quantity: Quantity, node: Node | None, outer: Notes, near: Node) -> None:
        """A single number that must be there."""
        self.slots[path] = quantity
        if node is None or (isinstance(node, Scalar) and node.empty):
            self.collect.add(
                node or near, f"{path} is missing", "write a number, or ? for one not yet said", "missing-number"
            )
            return
        self._keep(path, node, outer)

    def default(self, path: str, quantity: Quantity, value: float, because: str) -> None:
        """Fill a slot that the file leaves out."""
        self.slots[path] = quantity
        if path not in self.judgements:
            self.judgements[path] = Judgement(path, quantity.read(value), because, origin="default")

    def fill(self, path: str) -> bool:
        """Give a number that the file leaves out the value that its absence means, so that every view has the same
        paths; False where absence has no meaning."""
        meaning = self.absent.get(path)
        if isinstance(meaning, float):
            self.default(path, self.slots[path], meaning, "Default: none stated.")
            return True
        if meaning is None or (meaning not in self.judgements and not self.fill(meaning)):
            return False
        self.judgements[path] = dataclasses.replace(self.judgements[meaning], path=path, origin="default")
        return True

    def _keep(self, path: str, node: Node, outer: Notes) -> None:
        made = self.leaf(path, node, outer)
        self.places[path] = node
        if made is not None:
            self.judgements[path] = made


def overridden(judgement: Judgement, base: Judgement | None) -> Judgement:
    """A judgement of a view that says nothing about confidence keeps that of the base."""
    if base is None or judgement.confidence is not None:
        return judgement
    return dataclasses.replace(judgement, confidence=base.confidence)
