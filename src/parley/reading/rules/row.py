"""A row of a table of the language: a pattern over the parse or over the characters, what it gives, and its own test.

Tables are ``data/*.toml``. A row that reads the parse::

    [[rule]]
    name = "threaten-to"
    gives = {act = "threaten"}
    anchor = "cue: lemma=threaten|warn pos=VERB"        # looked up by its words; every pattern has one
    with = ["cue > who: dep=nsubj", "cue > content: dep=xcomp|dobj"]
    may = ["content > condition: dep=advcl"]            # taken where it is there
    never = ["cue > not: dep=neg"]                      # vetoes
    example = "Osteria threatened on Monday to cut the gas."
    finds = {who = "Osteria", content = "cut"}          # the word on which each phrase hangs
    counter = ["Osteria did not threaten anybody."]

Attributes are ``lemma``, ``lower``, ``pos``, ``tag``, ``dep``, ``ent``; values are joined by ``|``; ``!=`` denies; ``@name`` is a
list of the file's ``[words]``. Relations, as in spaCy's ``DependencyMatcher``, whose meaning they have: ``A > B`` A is the
head of B, ``A < B`` B of A; ``>>`` and ``<<`` over any number of steps; ``A . B`` B is the next word, ``A ; B`` the word before;
``.*`` and ``;*`` anywhere after or before in the sentence.

A row that reads characters has ``text = '''regular expression'''`` with named groups in the place of ``anchor`` and ``with``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from parley.core.errors import DataError, Location, ParleyError

ATTRIBUTES = ("lemma", "lower", "pos", "tag", "dep", "ent")
RELATIONS = (">", "<", ">>", "<<", ".", ";", ".*", ";*")
_EDGE = re.compile(r"(?P<left>\w+) (?P<relation>>>|<<|>|<|\.\*|;\*|\.|;) (?P<name>\w+)(?:: (?P<tests>.+))?")
_TEST = re.compile(r"(?P<attribute>[a-z]+)(?P<deny>!?)=(?P<values>\S+)")


@dataclass(frozen=True, slots=True)
class Check:
    """What a word must be: an attribute has (or, denied, has not) one of the values."""

    attribute: str
    values: frozenset[str]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A word that stands in a relation to one found before."""

    left: str
    relation: str
    name: str
    tests: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; see the module. ``text`` is set for rows that read characters, ``anchor`` for rows that read the parse."""

    name: str
    table: str
    gives: Mapping[str, str]
    example: str
    finds: Mapping[str, str]
    counter: tuple[str, ...]
    anchor: tuple[str, tuple[Check, ...]] | None = None
    edges: tuple[Edge, ...] = ()
    optional: tuple[Edge, ...] = ()
    never: tuple[Edge, ...] = ()
    text: re.Pattern[str] | None = None
    note: str = ""
    missed: tuple[str, ...] = ()
    """Sentences that it is known to miss: written down, so that they are not forgotten."""
    words: tuple[tuple[str, frozenset[str]], ...] = field(default=())
    """Where the anchor is looked up: its values of ``lemma`` or ``lower``."""


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of ``data/NAME.toml``, in order. Raises :class:`DataError` that names the row where one is malformed."""
    text = files("parley.reading.rules").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return rows(text, name)


def tables() -> tuple[str, ...]:
    """The names of all tables."""
    folder = files("parley.reading.rules").joinpath("data")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def rows(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a table's text. Raises :class:`DataError`: not TOML, or a row that cannot be understood, by its name."""
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(name, str(error)) from None
    lists = {k: tuple(v) for k, v in whole.get("words", {}).items()}
    out = tuple(_row(entry, name, lists) for entry in whole.get("rule", ()))
    names = [r.name for r in out]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise _bad(name, f"two rows are called {twice[0]!r}")
    return out


_KEYS = {"name", "gives", "anchor", "with", "may", "never", "text", "example", "finds", "counter", "note", "missed"}


def _row(entry: Mapping[str, Any], table: str, lists: Mapping[str, Sequence[str]]) -> Row:
    called = f"{table}, row {entry.get('name', '?')!r}"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise _bad(called, f"unknown key {unknown[0]!r}", "one of " + ", ".join(sorted(_KEYS)))
    for key in ("name", "example"):
        if not isinstance(entry.get(key), str):
            raise _bad(called, f"a row needs {key!r}")
    if ("text" in entry) == ("anchor" in entry):
        raise _bad(called, "a row has either 'anchor' (over the parse) or 'text' (over the characters)")
    plain = {
        "name": entry["name"], "table": table, "gives": dict(entry.get("gives", {})), "example": entry["example"],
        "finds": dict(entry.get("finds", {})), "counter": tuple(entry.get("counter", ())), "note": entry.get("note", ""),
        "missed": tuple(entry.get("missed", ())),
    }  # fmt: skip
    if "text" in entry:
        try:
            return Row(**plain, text=re.compile(entry["text"], re.I | re.X))
        except re.error as error:
            raise _bad(called, f"its regular expression is wrong: {error}") from None
    anchor_name, _, told = entry["anchor"].partition(": ")
    tests = _tests(told, lists, called)
    looked = tuple((t.attribute, t.values) for t in tests if t.attribute in ("lemma", "lower") and not t.denied)
    if not looked:
        raise _bad(called, "the anchor must name its words", 'for instance "cue: lemma=threaten|warn"')
    edges = {key: tuple(_edge(e, lists, called) for e in entry.get(key, ())) for key in ("with", "may", "never")}
    known = {anchor_name}
    for edge in edges["with"]:
        if edge.left not in known:
            raise _bad(called, f"{edge.left!r} is not found before {edge.name!r}")
        known.add(edge.name)
    for edge in (*edges["may"], *edges["never"]):
        if edge.left not in known:
            raise _bad(called, f"{edge.left!r} is not one of {', '.join(sorted(known))}")
        if edge in edges["may"]:
            known.add(edge.name)
    return Row(
        **plain,
        anchor=(anchor_name, tests),
        edges=edges["with"],
        optional=edges["may"],
        never=edges["never"],
        words=looked,
    )


def _edge(text: str, lists: Mapping[str, Sequence[str]], called: str) -> Edge:
    found = _EDGE.fullmatch(text)
    if found is None:
        raise _bad(called, f"cannot read {text!r}", 'write "cue > who: dep=nsubj"')
    return Edge(found["left"], found["relation"], found["name"], _tests(found["tests"] or "", lists, called))


def _tests(text: str, lists: Mapping[str, Sequence[str]], called: str) -> tuple[Check, ...]:
    out = []
    for part in text.split():
        found = _TEST.fullmatch(part)
        if found is None or found["attribute"] not in ATTRIBUTES:
            raise _bad(called, f"cannot read {part!r}", "attributes: " + ", ".join(ATTRIBUTES))
        values: set[str] = set()
        for value in found["values"].split("|"):
            if value.startswith("@") and value[1:] not in lists:
                raise _bad(called, f"there is no list of words {value!r}")
            values.update(lists[value[1:]] if value.startswith("@") else (value,))
        out.append(Check(found["attribute"], frozenset(values), bool(found["deny"])))
    return tuple(out)


def _bad(where: str, message: str, hint: str | None = None) -> ParleyError:
    return DataError.one(f"{where}: {message}", where=Location("reading/rules/data"), hint=hint)


__all__ = ["ATTRIBUTES", "RELATIONS", "Check", "Edge", "Row", "rows", "table", "tables"]
