"""A deal that somebody brings: written in a file, as pairs, or as the name of a package of the case.

A file is YAML: a line ``issue: option`` for each issue; or one block with a name of its own that holds them, as a package of
a case does (``title:`` and ``deal:`` are read). Every name is one of the case's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.case.file.collector import Collector
from parley.case.file.tree import Mapping, Node, Scalar, as_text, parse, read_text
from parley.case.schema.worth import PACKAGE
from parley.case.types import Case
from parley.core.errors import CaseError, InputError, Problem
from parley.core.suggest import did_you_mean

STDIN = "-"
EXAMPLE = "give a file, issue=option pairs, or the name of a package of the case"


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody wrote: options by issue, whole or not, and what it is called."""

    deal: dict[str, str]
    name: str | None = None


def read_deal(case: Case, words: Sequence[str], stdin: Callable[[], bytes]) -> Brought:
    """The deal that ``words`` name: ``issue=option`` pairs; or a package, a file or ``-``, which pairs after it then change.

    A package's name goes before a file of the same name (write ``./name`` for that). Raises :class:`InputError`, and
    :class:`CaseError` with the place in the file, for whatever names no issue, option, package or file.
    """
    if not words:
        raise InputError.one("no deal is given", hint=EXAMPLE, code="deal")
    first = words[0]
    if first != STDIN and first not in case.packages and "=" in first and not Path(first).exists():
        return Brought(_pairs(case, words))
    made = _whole(case, first, stdin)
    changed = _pairs(case, words[1:])
    name = f"{made.name}, changed" if made.name and changed else made.name
    return Brought(_in_order(case, {**made.deal, **changed}), name)


def _whole(case: Case, word: str, stdin: Callable[[], bytes]) -> Brought:
    if word == STDIN:
        return from_text(case, as_text(stdin(), "standard input", "deal"), "standard input")
    if word in case.packages:
        package = case.packages[word]
        return Brought(dict(package.deal), package.title)
    path = Path(word)
    if path.is_file():
        return from_text(case, read_text(path, "deal"), word)
    if path.is_dir():
        raise InputError.one(f"{word} is a folder", hint=EXAMPLE, code="deal")
    hint = did_you_mean(word, case.packages) if case.packages else f"{case.name} names no packages; {EXAMPLE}"
    raise InputError.one(f"there is no package and no file {word!r}", hint=hint or EXAMPLE, code="deal")


def from_text(case: Case, text: str, place: str) -> Brought:
    """The deal that YAML tells; ``place`` is used in messages."""
    collect = Collector(parse(text, place, "deal"))
    block, name = _block(collect, case, collect.tree.root)
    deal: dict[str, str] = {}
    for key, node in block:
        if key.text not in case.issues:
            collect.unknown(key, "issue", key.text, case.issues)
            continue
        option = _option(collect, case, key, node)
        if option is not None:
            deal[key.text] = option
    collect.finish()
    return Brought(_in_order(case, deal), name)


def _block(collect: Collector, case: Case, root: Mapping) -> tuple[Mapping, str | None]:
    """The mapping that holds the issues, and its name."""
    title = None
    if "deal" not in case.issues and isinstance(root.items.get("deal"), Mapping):
        collect.keys(root, PACKAGE, "a deal")
        title = collect.text(root.items.get("title"), "title")
        inner = root.items["deal"]
        assert isinstance(inner, Mapping)
        return inner, title
    named = [(key, node) for key, node in root if isinstance(node, Mapping) and key.text not in case.issues]
    if not named:
        return root, None
    if len(named) > 1 or len(root.items) > 1:
        message = f"a file holds one deal, and here are {len(root.items)} entries, {len(named)} of them blocks"
        collect.add(named[-1][0], message, "keep one block, or put each into a file of its own", "deal")
        collect.finish()
    key, node = named[0]
    assert isinstance(node, Mapping)
    if key.text == "packages":
        collect.add(key, "this is a list of packages", "name the package: parley test CASE PACKAGE", "deal")
        collect.finish()
    found, title = _block(collect, case, node)
    return found, title or key.text


def _option(collect: Collector, case: Case, key: Scalar, node: Node) -> str | None:
    known = case.issues[key.text].options
    words = collect.scalars(node, f"the option of {key.text}")
    if len(words) > 1:
        collect.add(node, f"{key.text} takes one option", "a deal names a single one", "deal")
        return None
    if not words or words[0].empty or not words[0].text:
        hint = f"write {key.text}: OPTION, one of {', '.join(known)}"
        collect.add(node, f"{key.text} has no option", hint, "missing")
        return None
    if words[0].text not in known:
        message = f"issue {key.text} has no option {words[0].text!r}"
        collect.add(words[0], message, did_you_mean(words[0].text, known), "unknown-name")
        return None
    return words[0].text


def _pairs(case: Case, words: Iterable[str]) -> dict[str, str]:
    """``issue=option`` pairs; every mistake is told at once."""
    problems: list[Problem] = []
    deal: dict[str, str] = {}
    for word in words:
        issue, equals, option = (part.strip() for part in word.partition("="))
        known = case.issues[issue].options if issue in case.issues else {}
        if not (issue and equals and option):
            problems.append(Problem(f"an option is written issue=option, not {word!r}", hint=EXAMPLE, code="deal"))
        elif issue not in case.issues:
            hint = did_you_mean(issue, case.issues)
            problems.append(Problem(f"there is no issue {issue!r}", hint=hint, code="unknown-name"))
        elif option not in known:
            message = f"issue {issue} has no option {option!r}"
            problems.append(Problem(message, hint=did_you_mean(option, known), code="unknown-name"))
        elif issue in deal:
            problems.append(Problem(f"{issue} is given twice", hint="a deal takes one option of an issue", code="deal"))
        else:
            deal[issue] = option
    if problems:
        raise InputError(tuple(problems))
    return _in_order(case, deal)


def _in_order(case: Case, deal: dict[str, str]) -> dict[str, str]:
    return {issue: deal[issue] for issue in case.issues if issue in deal}


def refuse_missing(case: Case, deal: dict[str, str], kind: str, missing: Sequence[str]) -> CaseError:
    """The error for a deal that leaves issues of a kind open, with the options of each."""
    problems = [
        Problem(
            f"the deal says nothing on {issue}",
            hint="one of: " + ", ".join(case.kinds[kind].only[issue]),
            code="missing",
        )
        for issue in missing
    ]
    last = Problem(
        f"a deal of kind {kind} has an option for each of its issues",
        hint="write the lines that are missing, or add --open for the completion that goes furthest for whoever gains least",
        code="missing",
    )
    return CaseError((*problems, last))
