"""What the sections of arguments and acts share: named entries, parties, paths to numbers, sentences with evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.case import paths
from parley.case.file.collector import Collector
from parley.case.file.evidence import EvidenceReader
from parley.case.file.numbers import Numbers
from parley.case.file.sections import Structure
from parley.case.file.tree import Mapping, Node, Scalar
from parley.case.schema.grammar import Named
from parley.case.schema.shared import SENTENCE
from parley.case.types import (
    Analogy,
    Argument,
    Claim,
    Correlation,
    Course,
    Formula,
    Judgement,
    Lever,
    Limit,
    Signal,
    View,
    Watch,
)
from parley.core.suggest import did_you_mean


@dataclass
class Arguments:
    """Everything that is argued and may be done, read."""

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


class Entries:
    """The context of a reader: sections whose entries have names of the user's own."""

    def __init__(
        self, collect: Collector, root: Mapping, evidence: EvidenceReader, numbers: Numbers, made: Structure
    ) -> None:
        self.collect = collect
        self.root = root
        self.evidence = evidence
        self.numbers = numbers
        self.structure = made
        self.made = Arguments()

    def entries(self, section: str, named: Named) -> Iterable[tuple[Scalar, Mapping]]:
        """The named entries of a section that are mappings, keys checked."""
        for key, node in self.collect.names(self.collect.mapping(self.root.items.get(section), section), named):
            entry = self.collect.mapping(node, f"{section}.{key.text}")
            if entry is None:
                continue
            self.collect.keys(entry, named.record, f"{section}.{key.text}")
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
        return tuple(dict.fromkeys(word.text for word in found if word.text in names))

    def known_path(self, key: Node, path: str) -> bool:
        """Whether ``path`` is a number of the base; otherwise the reason why not is noted at ``key``."""
        numbers = self.numbers
        if path not in numbers.slots:
            if paths.section(path) in numbers.unknown:
                return False  # the section itself could not be read, and that is said there
            self.collect.add(key, f"there is no number {path!r}", suggest_path(path, numbers.slots), "unknown-path")
            return False
        if path not in numbers.judgements and path not in numbers.places and not numbers.fill(path):
            self.collect.add(key, f"the base case has no number for {path}", "state it there first", "unknown-path")
            return False
        return True

    def sentences(self, node: Node | None, what: str) -> tuple[Argument, ...]:
        """Sentences, each plain or {text, evidence}."""
        made: list[Argument] = []
        for item in self.collect.items(node, what):
            if isinstance(item, Mapping):
                self.collect.keys(item, SENTENCE, what)
                text = self.collect.text(item.items.get("text"), f"the text of {what}", needed=item)
                evidence = self.evidence.read(item.items.get("evidence"))
            else:
                text, evidence = self.collect.text(item, what), ()
            if text:
                made.append(Argument(text, evidence))
        return tuple(made)


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
    inside = next((name for name in names if paths.within(name, path)), None)
    if inside is not None:
        return f"{path} is a group: write the whole path to one number, such as {inside}"
    group, following = paths.nearest_group(path, names)
    if group:
        return f"after {group}. there may stand: {', '.join(following[:12])}"
    return "paths begin with " + ", ".join(following)
