"""A case file as a tree in which every key and value knows its line and column.

YAML 1.2 by ruamel.yaml's event stream: every scalar stays the text that was written (``no`` is a word, ``1e3`` is
four characters until a number is asked for). Anchors, aliases, tags and second documents are refused: they make a
case harder to read, and an alias bomb possible. Size, depth and the number of nodes are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from parley.core.errors import CaseError, Location, Problem

if TYPE_CHECKING:
    from ruamel.yaml.events import Event, ScalarEvent

MAX_BYTES = 4_000_000
MAX_NODES = 120_000
MAX_DEPTH = 40

UNSET = "?"
_HELD = "\ue000"
"""Stands for a lone ``?`` while YAML is parsed, where it would begin a complex key; one character for one."""
_LONE_QUESTION = re.compile(r"(?<=[:\-\[,{(] )\?(?=[ \r]*(?:$|[,}\]]|[ ]#))|(?<=[\[{,])\?(?=[,}\]])", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Scalar:
    """Text as written; ``plain`` when without quotes. Lines and columns count from 1."""

    text: str
    line: int
    column: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Nothing was written, or YAML's null."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(slots=True, eq=False)
class Sequence:
    """A list, in file order."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys to nodes, in file order. ``keys`` holds where each key stands."""

    line: int
    column: int
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        """Pairs of key and value."""
        return ((self.keys[name], node) for name, node in self.items.items())


Node: TypeAlias = "Scalar | Sequence | Mapping"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file: its root, its lines for messages, and what was already wrong (duplicate keys)."""

    path: str
    lines: tuple[str, ...]
    root: Mapping
    problems: tuple[Problem, ...]

    def at(self, line: int, column: int | None = 1) -> Location:
        """The place in the file, with the line itself."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        return Location(self.path, line, column, text)

    def where(self, node: Node) -> Location:
        """Where ``node`` begins."""
        return self.at(node.line, node.column)


BEGIN = {
    "case": ("parley new FOLDER writes a template", "begin with: parley: 1"),
    "deal": ("write a line for each issue: bank: shared", "write a line for each issue: bank: shared"),
}
"""What to write in a file: where there is nothing, and where there is no mapping."""


def read_text(path: Path, what: str = "case") -> str:
    """The text of a file that holds a case (or ``what`` else): UTF-8 (a byte-order mark is dropped), at most :data:`MAX_BYTES`.

    Raises :class:`CaseError` for a missing, empty, binary or oversized file, in one sentence.
    """
    where = Location(str(path))
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CaseError.one(
                f"this file has {size / 1e6:.0f} MB; a {what} file has at most {MAX_BYTES // 1_000_000} MB",
                where=where,
                hint="put the texts that the case quotes into sources/ and name them under documents:"
                if what == "case"
                else 'write a line "issue: option" for each issue, and nothing else',
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise CaseError.one("there is no such file", where=where, hint="see: parley new FOLDER") from None
    except OSError as error:
        raise CaseError.one(f"cannot be opened: {error.strerror or error}", where=where) from None
    return as_text(data, str(path), what)


def as_text(data: bytes, path: str, what: str = "case") -> str:
    """The same of what was already read; ``path`` is used in messages."""
    where = Location(path)
    if len(data) > MAX_BYTES:
        raise CaseError.one(f"more than {MAX_BYTES // 1_000_000} MB; a {what} is a short text", where=where)
    if not data.strip():
        raise CaseError.one("the file is empty", where=where, hint=BEGIN[what][0])
    if b"\x00" in data[:100_000]:
        raise CaseError.one(f"this is not a text file; a {what} is YAML in UTF-8", where=where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CaseError.one(
            f"byte {error.start} is not UTF-8; a {what} is YAML in UTF-8", where=Location(path, line)
        ) from None


def parse(text: str, path: str, what: str = "case") -> Tree:
    """Parse ``text``; ``path`` and ``what`` it holds are used in messages. Raises :class:`CaseError` where it is not usable YAML."""
    return _Builder(text, path, what).build()


class _Builder:
    """Folds YAML events into nodes with an explicit stack, so that depth cannot exhaust the interpreter's."""

    def __init__(self, text: str, path: str, what: str) -> None:
        self.what = what
        self.source = _LONE_QUESTION.sub(_HELD, text)
        self.path = path
        self.lines = tuple(text.split("\n"))
        self.problems: list[Problem] = []
        self.nodes = 0
        self.documents = 0
        self.stack: list[Sequence | Mapping] = []
        self.pending: list[Scalar | None] = []
        """The key that waits for its value, one entry for each open collection."""

    def at(self, line: int, column: int) -> Location:
        text = self.lines[line - 1].rstrip("\r") if 0 < line <= len(self.lines) else None
        return Location(self.path, line, column, text)

    def fail(self, message: str, line: int, column: int, hint: str | None = None) -> CaseError:
        return CaseError((Problem(message, self.at(line, column), hint, "yaml"),))

    def build(self) -> Tree:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
        from ruamel.yaml.reader import ReaderError

        root: Node | None = None
        try:
            for event in YAML(typ="safe", pure=True).parse(self.source):
                made = self.take(event)
                root = made if made is not None else root
        except MarkedYAMLError as error:
            raise self.syntax(error) from None
        except ReaderError as error:
            before = self.source[: error.position]
            line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
            code = error.character if isinstance(error.character, int) else ord(error.character)
            raise self.fail(f"the character U+{code:04X} may not stand here", line, column) from None
        except YAMLError as error:
            raise CaseError.one(f"not YAML: {error}", where=Location(self.path)) from None
        if root is None or (isinstance(root, Scalar) and root.empty):
            raise CaseError.one(f"the file holds no {self.what}", where=Location(self.path), hint=BEGIN[self.what][0])
        if not isinstance(root, Mapping):
            hint = BEGIN[self.what][1]
            raise self.fail(f"a {self.what} is a mapping of keys to values", root.line, root.column, hint)
        return Tree(self.path, self.lines, root, tuple(self.problems))

    def take(self, event: Event) -> Node | None:
        """Fold one event; the finished root, or None."""
        from ruamel.yaml import events as ev

        if isinstance(event, ev.ScalarEvent):
            node = self.scalar(event)
            return self.place(node)
        if isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
            self.guard(event)
            mark = event.start_mark
            kind = Mapping if isinstance(event, ev.MappingStartEvent) else Sequence
            opened = kind(mark.line + 1, mark.column + 1)
            self.place(opened, closed=False)
            self.stack.append(opened)
            self.pending.append(None)
            if len(self.stack) > MAX_DEPTH:
                raise self.fail(f"nested more than {MAX_DEPTH} deep", opened.line, opened.column)
            return None
        if isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.pending.pop()
            done = self.stack.pop()
            return done if not self.stack else None
        if isinstance(event, ev.AliasEvent):
            mark = event.start_mark
            raise self.fail(
                f"aliases (*name) are not used in {self.what} files",
                mark.line + 1,
                mark.column + 1,
                'write the value out; put quotes around text that begins with "*"',
            )
        if isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            self.stack, self.pending = [], []
            if self.documents > 1:
                raise self.fail(
                    f"a {self.what} file holds one document", event.start_mark.line + 1, 1, "remove the second ---"
                )
        return None

    def guard(self, event: Event) -> None:
        """Refuse anchors and tags; count nodes."""
        self.nodes += 1
        mark = event.start_mark
        if self.nodes > MAX_NODES:
            raise self.fail(f"more than {MAX_NODES:,} entries", mark.line + 1, mark.column + 1)
        if getattr(event, "anchor", None) is not None:
            raise self.fail(
                "anchors (&name) are not used in case files",
                mark.line + 1,
                mark.column + 1,
                'write the value where it is needed; put quotes around text that begins with "&"',
            )
        if getattr(event, "tag", None) is not None:
            raise self.fail(
                "tags (!name) are not used in case files",
                mark.line + 1,
                mark.column + 1,
                'put quotes around text that begins with "!"',
            )

    def scalar(self, event: ScalarEvent) -> Scalar:
        self.guard(event)
        mark = event.start_mark
        text: str = event.value
        if _HELD in text:
            text = text.replace(_HELD, UNSET)
        return Scalar(text, mark.line + 1, mark.column + 1, not event.style)

    def place(self, node: Node, *, closed: bool = True) -> Node | None:
        """Put a node where it belongs; the node itself if it is a finished root."""
        if not self.stack:
            return node if closed else None
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return None
        key = self.pending[-1]
        if key is None:
            if not isinstance(node, Scalar):
                raise self.fail("a key must be a word", node.line, node.column, "braces that begin a value need a key")
            self.pending[-1] = node
            return None
        self.pending[-1] = None
        if key.text in parent.keys:
            first = parent.keys[key.text]
            self.problems.append(
                Problem(
                    f"the key {key.text!r} is here twice; it stands in line {first.line} already",
                    self.at(key.line, key.column),
                    "remove or rename one of them",
                    "duplicate-key",
                )
            )
        else:
            parent.items[key.text] = node
            parent.keys[key.text] = key
        return None

    def syntax(self, error: object) -> CaseError:
        """ruamel's message in our words, with what usually causes it."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or "not YAML")
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            return self.fail("a tab indents this line; YAML is indented with spaces", line, indent.index("\t") + 1)
        if "mapping values are not allowed" in problem and text[: column - 1].count(": ") == 0:
            return self.fail("this line is indented further than the one it continues", line, len(indent) + 1)
        if "mapping values are not allowed" in problem:
            return self.fail(
                "a second ': ' in one line", line, column, "put quotes around a text that holds a colon and a space"
            )
        if "'%'" in problem or "'@'" in problem or "'`'" in problem:
            return self.fail(f"{problem}", line, column, "put quotes around the text")
        context = getattr(error, "context", None)
        before = getattr(error, "context_mark", None)
        hint = f"{context} that begins in line {before.line + 1}" if context and before is not None else None
        return self.fail(f"not YAML: {problem}", line, column, hint)
