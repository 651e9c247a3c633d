"""The plain fields at the top of a case: title, question, decider, date, horizon, law, scope, misuse, authors, topics."""

from __future__ import annotations

import dataclasses
import datetime
import re

from parley.case.file.collector import Collector
from parley.case.file.sections import Structure, blank
from parley.case.file.tree import Mapping, Node
from parley.case.schema.case import CASE, LAW
from parley.case.schema.grammar import Stretch, Value
from parley.case.types import Law

MONTHS = {"day": 12 / 365.25, "week": 7 * 12 / 365.25, "month": 1.0, "year": 12.0}
NO_LAW = "This case states no legal baseline."


@dataclasses.dataclass(frozen=True)
class Head:
    """The plain fields at the top of a case."""

    title: str
    question: str
    decider: str | None
    as_of: datetime.date
    horizon_months: float
    law: Law
    scope: str | None
    misuse: str | None
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    lint: tuple[str, ...]

    @classmethod
    def read(cls, collect: Collector, root: Mapping, made: Structure, name: str) -> Head:
        items = root.items
        decider_node = items.get("decider")
        decider = collect.text(decider_node, "decider")
        if decider is not None and decider_node is not None and decider not in made.parties:
            collect.unknown(decider_node, "party", decider, made.parties)
        as_of = collect.date(items.get("as_of"), "as_of")
        if as_of is None and blank(items.get("as_of")):
            collect.add(items.get("as_of"), "as_of is missing", CASE.hint("as_of"), "missing")
        law, lint = _law(collect, items.get("law"))
        return cls(
            title=collect.text(items.get("title"), "title") or name,
            question=collect.text(items.get("question"), "question") or "Is there a deal that all would prefer?",
            decider=decider,
            as_of=as_of or datetime.date.min,
            horizon_months=_months(collect, items.get("horizon"), CASE["horizon"].value),
            law=law,
            scope=collect.text(items.get("scope"), "scope"),
            misuse=collect.text(items.get("misuse"), "misuse"),
            authors=collect.texts(items.get("authors"), "authors"),
            topics=collect.texts(items.get("topics"), "topics"),
            lint=lint,
        )


def _law(collect: Collector, node: Node | None) -> tuple[Law, tuple[str, ...]]:
    entry = collect.mapping(node, "law")
    if entry is None:
        return Law(NO_LAW, (), NO_LAW), ("law: no legal baseline is stated, which every report would print",)
    collect.keys(entry, LAW, "law")
    text = collect.text(entry.items.get("text"), "text of law", needed=entry) or ""
    sources = collect.texts(entry.items.get("sources"), "sources of law")
    short = collect.text(entry.items.get("short"), "short") or text
    return Law(text, sources, short), () if sources else ("law: no source is named for the legal baseline",)


def _months(collect: Collector, node: Node | None, declared: Value) -> float:
    assert isinstance(declared, Stretch)
    text = collect.text(node, "horizon")
    if text is None or node is None:
        return declared.months
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(day|week|month|year)s?", text)
    if match is None or float(match[1]) == 0:
        collect.add(node, f"horizon: {text!r} is not a stretch of time", CASE.hint("horizon"))
        return declared.months
    return float(match[1]) * MONTHS[match[2]]
