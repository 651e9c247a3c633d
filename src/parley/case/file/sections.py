"""What reading a section needs: the tree, the collector, the numbers; and the matches and declarations that recur."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from parley.case.file.collector import Collector
from parley.case.file.evidence import EvidenceReader
from parley.case.file.numbers import Numbers
from parley.case.file.tree import UNSET, Mapping, Node, Scalar
from parley.case.schema.case import CASE
from parley.case.schema.shared import DECLARATION
from parley.case.types import (
    CaseInteraction,
    Declaration,
    Fact,
    Floor,
    Issue,
    Kind,
    Match,
    Package,
    Party,
    Prior,
    RedLine,
    Rule,
)
from parley.core.suggest import did_you_mean
from parley.nodeal.registry import default


@dataclass
class Structure:
    """What the sections hold, under construction."""

    parties: dict[str, Party] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    interactions: dict[str, CaseInteraction] = field(default_factory=dict)
    floors: dict[str, Floor] = field(default_factory=dict)
    red_lines: dict[str, RedLine] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    packages: dict[str, Package] = field(default_factory=dict)
    rankings: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    no_deal_model: str = field(default_factory=lambda: default().name)
    no_deal_sides: tuple[str, str] | None = None
    no_deal_options: dict[str, int] = field(default_factory=dict)
    no_deal_support: dict[str, str] = field(default_factory=dict)
    main_kind: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    prior: Prior | None = None
    beliefs_dated: datetime.date | None = None

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(key for key, party in self.parties.items() if party.required)

    @property
    def stating(self) -> tuple[str, ...]:
        """Required parties that must state numbers of their own: a ratifier's are its principal's where it states none."""
        return tuple(key for key in self.required if not self.parties[key].leaning)

    @property
    def principals(self) -> tuple[str, ...]:
        return tuple(key for key, party in self.parties.items() if party.role == "principal")


def unsaid(node: Node | None) -> bool:
    """Whether a whole section or entry is left open with ``?``."""
    return isinstance(node, Scalar) and node.text == UNSET


def spelt_out(at: Node, content: dict[str, str | dict[str, str]]) -> Mapping:
    """A mapping as if it had been written at ``at``: what a lone ``?`` stands for."""
    made = Mapping(at.line, at.column)
    for key, value in content.items():
        made.keys[key] = Scalar(key, at.line, at.column)
        made.items[key] = spelt_out(at, dict(value)) if isinstance(value, dict) else Scalar(value, at.line, at.column)
    return made


class Sections:
    """The context of a reader of sections. Each reader adds to ``made``; every mistake goes to the collector."""

    def __init__(
        self, collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers, made: Structure
    ) -> None:
        self.collect = collect
        self.root = root
        self.evidence = evidence
        self.numbers = numbers
        self.made = made

    def section(self, name: str) -> Mapping | None:
        """A section of the root; one that must be there is complained about when it is missing."""
        node = self.root.items.get(name)
        found = self.collect.mapping(node, name)
        if found is None and CASE[name].required and (node is None or isinstance(node, Scalar)):
            self.collect.add(node, f"{name} is missing", CASE.hint(name), "missing")
        return found

    def match(self, node: Node | None, what: str, *, near: Node) -> Match | None:
        return read_match(self.collect, self.made.issues, node, what, near)

    def party(self, node: Node | None, what: str, near: Node, known: tuple[str, ...] | None = None) -> str | None:
        text = self.collect.text(node, what, needed=near)
        names = known if known is not None else tuple(self.made.parties)
        if text is None or node is None:
            return None
        if text not in names:
            self.collect.unknown(node, "party", text, names)
            return None
        return text


def read_match(collect: Collector, issues: dict[str, Issue], node: Node | None, what: str, near: Node) -> Match | None:
    """{issue: [options]}; ``all`` stands for every option. None where nothing usable is written."""
    mapping = collect.mapping(node, what)
    if mapping is None:
        if blank(node):
            collect.add(node or near, f"{what} is missing", "write {issue: [option, option]}", "missing")
        return None
    if not mapping.items:
        collect.add(mapping, f"{what} names no issue", "write {issue: [option, option]}", "missing")
    match: dict[str, tuple[str, ...]] = {}
    for key, value in mapping:
        if key.text not in issues:
            collect.unknown(key, "issue", key.text, issues)
            continue
        known = issues[key.text].options
        if blank(value):
            hint = f"write {key.text}: OPTION, one of {', '.join(known)}"
            collect.add(key, f"{what}: nothing is written under {key.text}", hint, "empty")
            continue
        words = collect.scalars(value, f"{what}: {key.text}")
        if len(words) == 1 and words[0].text == "all" and "all" not in known:
            match[key.text] = tuple(known)
            continue
        for word in words:
            if word.text not in known:
                message = f"issue {key.text} has no option {word.text!r}"
                collect.add(word, message, did_you_mean(word.text, known), "unknown-name")
        if not words and not isinstance(value, Mapping):
            collect.add(value, f"{what} leaves issue {key.text} no option", "name an option, or write all", "empty")
        match[key.text] = tuple(dict.fromkeys(w.text for w in words if w.text in known))
    return match or None


def declaration(collect: Collector, evidence: EvidenceReader, node: Node | None, what: str) -> Declaration | None:
    """{who, date, document, quote}, the quotation checked; a plain sentence stands for who and when."""
    if blank(node) or node is None:
        return None
    if not isinstance(node, Mapping):
        return Declaration(collect.text(node, what), None, None, None)
    collect.keys(node, DECLARATION, what)
    who = collect.text(node.items.get("who"), "who")
    date = collect.date(node.items.get("date"), "date", of=what)
    document, quote = node.items.get("document"), node.items.get("quote")
    if document is None and quote is None:
        return Declaration(who, date, None, None)
    shown = Mapping(
        node.line, node.column, {k: v for k, v in node.items.items() if k in ("document", "quote")}, node.keys
    )
    found = evidence.one(shown)
    if found is None:
        return Declaration(who, date, None, None)
    ours = not evidence.texts.verbatim(found.document, found.quote)
    return Declaration(who, date or found.date, found.document, found.quote, ours)


def in_words(said: Declaration | None) -> str | None:
    """One line, where something was said: who, when: “quotation”."""
    return said.in_words if said is not None else None


def blank(node: Node | None) -> bool:
    """Absent, or nothing written after the key."""
    return node is None or (isinstance(node, Scalar) and node.empty)
