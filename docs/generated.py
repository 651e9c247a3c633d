"""Write the parts of the documentation that the code knows best: python docs/generated.py.

A part stands between ``<!-- made: NAME -->`` and ``<!-- end -->``; everything else is written by hand and left alone:

* ``options CMD`` (docs/commands.md): the options of one command, with what each does and its default;
* ``common options``, ``common options of the ledger`` (docs/commands.md): those that three commands or more take alike, and which;
* ``names``, ``signature NAME`` (docs/api.md): what ``import parley`` gives, and how each is called;
* ``house`` (ARCHITECTURE.md): the rooms drawn, with what each imports from (as far as it does not follow);
* ``rooms`` (ARCHITECTURE.md): modules and lines of each room.

``tests/docs`` fails where a part differs from what this script would write (``rooms`` excepted: lines come and go).
"""

from __future__ import annotations

import ast
import inspect
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("docs/commands.md", "docs/api.md", "ARCHITECTURE.md")
ALIKE = 3
"""An option is common from so many commands on that take it with the same words and the same default."""

_PART = re.compile(r"(<!-- made: (?P<name>[^>]+?) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)
_STATED = re.compile(r"\s*\[default: (?P<value>[^\]]*)\]\.?")


def commands(group: click.Group | None = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command that runs something, by its words: "zone", "ledger about"."""
    from parley.cli.main import root

    here = group or root
    context = click.Context(here)
    for name in here.list_commands(context):
        command = here.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def options(command: click.Command) -> list[click.Option]:
    """The options of a command that are shown."""
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def spelled(option: click.Option) -> str:
    """How an option is written: "--draws N", "--furniture / --no-furniture", "-o, --output FILE"."""
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names += " / " + ", ".join(option.secondary_opts)
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        value = "\\|".join(str(c) for c in option.type.choices)
    else:
        kinds = {"integer": "N", "integer range": "N", "float range": "X", "float": "X", "path": "FILE", "text": "TEXT"}
        value = (option.metavar or kinds.get(option.type.name, option.type.name.upper())).replace("|", "\\|")
    return f"{names} {value}"


def said(option: click.Option) -> tuple[str, str]:
    """What an option does and its default, both in words."""
    words = " ".join((option.help or "").split())
    stated = _STATED.search(words)
    words = _STATED.sub("", words)
    low, high = getattr(option.type, "min", None), getattr(option.type, "max", None)
    if low is not None and low > 1 and high is not None:
        words += f" From {low:,} to {high:,}."
    if option.multiple and "repeated" not in words:
        words += " May be repeated."
    if option.required:
        default = "needed"
    elif stated:
        default = stated["value"]
    elif isinstance(option.default, bool | int | float | str) and not option.is_flag:
        default = str(option.default)
    else:
        default = ""
    return words.replace("|", "\\|").strip(), default


def alike(option: click.Option) -> tuple[str, str, str]:
    """What two commands' options must share to be one common option."""
    return (spelled(option), *said(option))


def shared() -> dict[tuple[str, str, str], list[str]]:
    """Common options, and the commands that take each."""
    takers: dict[tuple[str, str, str], list[str]] = {}
    for name, command in commands():
        for option in options(command):
            takers.setdefault(alike(option), []).append(name)
    return {key: names for key, names in takers.items() if len(names) >= ALIKE}


def options_of(name: str) -> str:
    """The part ``options NAME``."""
    command = dict(commands())[name]
    common = shared()
    own = [o for o in options(command) if alike(o) not in common]
    text = ""
    if own:
        text += "| option | what it does | default |\n| --- | --- | --- |\n"
        text += "".join(f"| `{spelled(o)}` | {said(o)[0]} | {said(o)[1]} |\n" for o in own)
    others = [o for o in options(command) if alike(o) in common]
    if others:
        listed = ", ".join(f"`{max(o.opts, key=len)}`" for o in others)
        text += ("\n" if own else "") + f"{'And' if own else 'Takes'} the [common](#common-options) {listed}.\n"
    return text or "No options.\n"


def common_options(of_ledger: bool) -> str:
    """The parts ``common options`` and ``common options of the ledger``: those that only its commands take."""
    text = "| option | what it does | default | taken by |\n| --- | --- | --- | --- |\n"
    for (option, words, default), names in shared().items():
        if of_ledger == all(name.startswith(("ledger ", "statements")) for name in names):
            text += f"| `{option}` | {words} | {default} | {_listed(names)} |\n"
    return text


def _listed(names: list[str]) -> str:
    """Commands in few words: "zone, ledger (about, export)"."""
    groups: dict[str, list[str]] = {}
    for name in names:
        group, _, sub = name.rpartition(" ")
        groups.setdefault(group or name, []).extend([sub] if group else [])
    return ", ".join(f"{name} ({', '.join(subs)})" if subs else name for name, subs in groups.items())


def names() -> str:
    """The part ``names``."""
    import parley

    text = "| name | what it is |\n| --- | --- |\n"
    for name in parley.__all__:
        doc = (inspect.getdoc(getattr(parley, name)) or "").split("\n\n")[0]
        text += f"| [`parley.{name}`](#parley{name.lower()}) | {_plain(doc)} |\n"
    return text


def signature(name: str) -> str:
    """The part ``signature NAME``: how it is called, or for a class nobody needs to build, its public names."""
    import parley

    value = getattr(parley, name)
    if inspect.isclass(value):
        public = [n for n in dict.fromkeys([*vars(value), *getattr(value, "__annotations__", ())]) if n[0] != "_"]
        return _block(f"class parley.{name}", [f"{n}{_called(vars(value).get(n))}" for n in sorted(public)])
    given: list[str] = []
    for p in inspect.signature(value).parameters.values():
        if p.kind == p.KEYWORD_ONLY and "*" not in given:
            given.append("*")
        given.append(f"{p.name}=…" if callable(p.default) and p.default is not p.empty else str(p).replace("'", ""))
    joined = ",\n    ".join(given)
    back = str(inspect.signature(value).return_annotation).strip("'")
    return f"```text\nparley.{name}(\n    {joined}\n) -> {back}\n```\n"


def _called(value: object) -> str:
    """The brackets of a method; nothing for what is read without calling."""
    inner = getattr(value, "__func__", value)
    if not callable(inner):
        return ""
    names = [n for n in inspect.signature(inner).parameters if n not in ("self", "cls")]
    return f"({', '.join(names)})"


def _block(head: str, lines: list[str]) -> str:
    return "```text\n" + "\n".join([head, *(f"    .{line}" for line in lines)]) + "\n```\n"


def _plain(doc: str) -> str:
    """A docstring's first paragraph for a page: roles and double back-quotes as code."""
    doc = re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"`\1`", " ".join(doc.split()))
    return doc.replace("``", "`").replace("|", "\\|")


def order() -> list[str]:
    """The rooms in the order in which ARCHITECTURE.md lists them."""
    return re.findall(r"^\| `(\w+)/` \| [A-Za-z]", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)


def imports(room: str) -> set[str]:
    """Rooms from which a room imports."""
    found: set[str] = set()
    for path in (ROOT / "src" / "parley" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found |= {name.split(".")[1] for name in names if name.startswith("parley.")}
    return found - {room}


def house() -> str:
    """The part ``house``: a drawing of the rooms; an arrow goes from a room to one that imports from it. What follows from
    other arrows is left out, and so are those from ``core``, of which everything makes use."""
    listed = order()
    into = {room: (imports(room) & set(listed)) - {"core"} for room in listed}
    below: dict[str, set[str]] = {}
    for room in listed:  # in order, so that what it imports from is known already
        below[room] = into[room].union(*(below[r] for r in into[room]))
    lines = []
    for room in listed:
        direct = [r for r in listed if r in into[room] and not any(r in below[o] for o in into[room])]
        lines += [f"  {r} --> {room}" for r in direct]
    return "```mermaid\nflowchart TD\n" + "\n".join(lines) + "\n```\n"


def rooms() -> str:
    """The part ``rooms``: modules, lines, median, 90th percentile and largest module of each room."""
    source = ROOT / "src" / "parley"
    text = "| room | modules | lines | median | 90th percentile | largest |\n| --- | --- | --- | --- | --- | --- |\n"
    every: list[tuple[int, str]] = []
    for room in order():
        sizes = [
            (len(p.read_text(encoding="utf-8").splitlines()), str(p.relative_to(source)))
            for p in (source / room).rglob("*.py")
            if p.name != "__init__.py"
        ]
        every += sizes
        text += _sizes(f"`{room}/`", sizes)
    return text + _sizes("all", every)


def _sizes(name: str, sizes: list[tuple[int, str]]) -> str:
    lines = sorted(n for n, _ in sizes)
    high = lines[min(len(lines) - 1, round(0.9 * (len(lines) - 1)))]
    most, where = max(sizes)
    middle = round(statistics.median(lines))
    return f"| {name} | {len(lines)} | {sum(lines):,} | {middle} | {high} | `{where}` {most} |\n"


def made(name: str) -> str:
    """What stands between the marks of the part ``name``."""
    if name.startswith("options "):
        return options_of(name.removeprefix("options "))
    if name.startswith("signature "):
        return signature(name.removeprefix("signature "))
    if name.startswith("common options"):
        return common_options(name.endswith("of the ledger"))
    return {"names": names, "house": house, "rooms": rooms}[name]()


def rewritten(text: str) -> str:
    """A page with all its made parts as the code now has them."""
    return _PART.sub(lambda m: f"{m[1]}{made(m['name'])}{m[4]}", text)


def parts(text: str) -> list[tuple[str, str]]:
    """(name, body) of the made parts of a page."""
    return [(m["name"], m["body"]) for m in _PART.finditer(text)]


def main() -> None:
    for page in PAGES:
        path = ROOT / page
        if path.exists():
            path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
