"""Collects everything that is wrong with a case before anything is said; typed access to the tree's nodes.

Each reader returns a usable stand-in where the node is wrong, so that one mistake does not hide the next.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable

from parley.case.file.tree import UNSET, Mapping, Node, Scalar, Sequence, Tree
from parley.case.schema.grammar import KEY, Named, Record
from parley.case.schema.shared import RESERVED
from parley.core.errors import CaseError, Location, Problem
from parley.core.suggest import did_you_mean

MOST_PROBLEMS = 200


class Collector:
    """Problems found so far in one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = list(tree.problems)
        self.undated: list[str] = []
        """What is said to have a date that is not known: doubts, no problems."""

    def add(self, node: Node | None, message: str, hint: str | None = None, code: str = "case") -> None:
        """Note a problem at ``node`` (None: the file as a whole)."""
        where = self.tree.where(node) if node is not None else Location(self.tree.path)
        self.problems.append(Problem(message, where, hint, code))
        if len(self.problems) >= MOST_PROBLEMS:
            last = Problem("and perhaps more: reading stopped here", Location(self.tree.path), code="too-many")
            raise CaseError((*in_order(self.problems), last))

    def at_most(self, count: int, most: int, node: Node | None, what: str) -> None:
        """Stop reading where a case would not fit into memory."""
        if count > most:
            self.add(node, f"{count:,} {what}; {most:,} are the most", "leave out what no deal turns on", "too-large")
            self.finish()

    def unknown(self, node: Node, what: str, word: str, known: Iterable[str]) -> None:
        """A name that nothing bears, with those that come near."""
        self.add(node, f"there is no {what} {word!r}", did_you_mean(word, known), "unknown-name")

    def finish(self) -> None:
        """Raise all problems at once, in file order."""
        if self.problems:
            raise CaseError(in_order(self.problems))

    # -------------------------------------------------------------------------------------------------- readers

    def mapping(self, node: Node | None, what: str) -> Mapping | None:
        """``node`` as a mapping; nothing written counts as absent."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return None
        if isinstance(node, Mapping):
            return node
        self.add(node, f"{what} must be a mapping (key: value)")
        return None

    def keys(self, mapping: Mapping, declared: Record, what: str) -> None:
        """Complain about every key that is not ``declared``; where paths may stand among them, the caller sees to it."""
        if declared.also is not None:
            return
        for key, _ in mapping:
            if key.text not in declared.keys:
                hint = did_you_mean(key.text, declared.keys) or "known here: " + ", ".join(declared.keys)
                self.add(key, f"{what} has no key {key.text!r}", hint, "unknown-key")

    def names(self, mapping: Mapping | None, named: Named) -> list[tuple[Scalar, Node]]:
        """The entries of a mapping whose keys are names of the user's own."""
        entries: list[tuple[Scalar, Node]] = []
        for key, node in mapping or ():
            if key.text in RESERVED or key.text in named.reserved:
                message = f"{key.text!r} has a meaning of its own and cannot name {named.noun}"
                self.add(key, message, code="reserved-name")
            elif not KEY.fullmatch(key.text):
                made = re.sub(r"[^a-z0-9_-]+", "-", key.text.lower()).strip("-_")
                hint = f"write {made}" if KEY.fullmatch(made) else None
                self.add(key, f"names are lower-case letters, digits, - and _: {key.text!r} is not", hint, "name")
            else:
                entries.append((key, node))
                if not named.blank and isinstance(node, Scalar) and node.empty:
                    hints = (field.hint for field in named.record.fields if field.required and field.hint)
                    self.add(key, f"nothing is written under {key.text}", next(hints, None), "missing")
        return entries

    def text(self, node: Node | None, what: str, *, needed: Node | None = None) -> str | None:
        """``node`` as text with outer blanks removed. ``needed``: complain there when it is missing."""
        if node is None or (isinstance(node, Scalar) and node.empty) or (isinstance(node, Scalar) and not node.text):
            if needed is not None:
                self.add(node or needed, f"{what} is missing", code="missing")
            return None
        if isinstance(node, Scalar):
            return node.text.strip()
        self.add(node, f"{what} must be text")
        return None

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """``node`` as a list of texts; a single text counts as a list of one."""
        return tuple(item.text.strip() for item in self.scalars(node, what))

    def scalars(self, node: Node | None, what: str) -> tuple[Scalar, ...]:
        """As :meth:`texts`, with their places."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Sequence):
            found: list[Scalar] = []
            for item in node.items:
                if isinstance(item, Scalar) and item.text.strip():
                    found.append(item)
                else:
                    self.add(item, f"{what} must be a list of words")
            return tuple(found)
        self.add(node, f"{what} must be a list of words")
        return ()

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """``node`` as a list of anything; a single entry counts as a list of one."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        return tuple(node.items) if isinstance(node, Sequence) else (node,)

    def date(self, node: Node | None, what: str, *, of: str | None = None) -> datetime.date | None:
        """``node`` as a calendar date, 2022-11-10. ``of``: what ``?`` leaves undated; None where a date is needed."""
        if of is not None and isinstance(node, Scalar) and node.plain and node.text == UNSET:
            self.undated.append(f"{of}: its date is not known (?); nothing that depends on it is dated")
            return None
        text = self.text(node, what)
        if text is None or node is None:
            return None
        made = as_date(text)
        if made is None:
            self.add(node, f"{what}: {text!r} is not a date", "write year-month-day: 2022-11-10", "date")
        return made

    def flag(self, node: Node | None, what: str, default: bool = False) -> bool:
        """``node`` as true or false."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return default
        if isinstance(node, Scalar) and node.text in ("true", "false"):
            return node.text == "true"
        self.add(node, f"{what} must be true or false")
        return default

    def choice(self, node: Node | None, what: str, known: Collection[str]) -> str | None:
        """``node`` as one of a few words."""
        text = self.text(node, what)
        if text is None or node is None:
            return None
        if text not in known:
            self.add(node, f"{what} cannot be {text!r}", did_you_mean(text, known), "unknown-word")
            return None
        return text


def as_date(text: str) -> datetime.date | None:
    """The date that ``text`` writes as 2022-11-10, or None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By line and column; problems of the file as a whole last; each said once."""

    def place(problem: Problem) -> tuple[int, int]:
        where = problem.where
        line = where.line if where and where.line is not None else 10**9
        return line, (where.column or 0) if where else 0

    return tuple(dict.fromkeys(sorted(problems, key=place)))
