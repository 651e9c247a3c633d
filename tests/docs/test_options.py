"""Every command and every option of the command line stands in docs/commands.md, with what it does and its default."""

from __future__ import annotations

import re
from pathlib import Path

import click
import generated
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = dict(generated.commands())


def section(name: str) -> str:
    """What the page says under the heading of one command, as far as the next heading."""
    found = re.search(
        rf"^#{{3,4}} `parley {re.escape(name)}(?: [^`]*)?`\n(?P<body>.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL
    )
    assert found, f"no section of its own: parley {name}"
    return found["body"]


def rows(text: str) -> dict[str, str]:
    """Option → what its table row says, for every name in its first cell."""
    found = {}
    for first, rest in re.findall(r"^\| `([^`]+)` \|(.*)\|$", text, re.MULTILINE):
        for name in re.findall(r"-{1,2}[a-z][a-z-]*", first):
            found[name] = rest.strip()
    return found


COMMON = (re.search(r"^## Common options.*?(?=^## )", PAGE, re.MULTILINE | re.DOTALL) or [""])[0]


def common(name: str, option: str) -> str | None:
    """The row of the common options that has ``option`` for the command ``name``: two rows may bear one name."""
    group, _, sub = name.rpartition(" ")
    taker = rf"\b{group} \([^)]*\b{sub}\b" if group else rf"(?<![\w-]){name}(?![\w-])"
    for line in COMMON.splitlines():
        if option in rows(line) and re.search(taker, line.rsplit("|", 2)[1]):
            return rows(line)[option]
    return None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_in_its_section(name: str) -> None:
    body = section(name)
    own, also = rows(body), set(re.findall(r"`(--[a-z-]+)`", body))
    for option in generated.options(COMMANDS[name]):
        (long,) = {max(option.opts, key=len)}
        if long in own:
            assert len(own[long].strip("| ")) > 3, f"parley {name} {long}: the row says nothing"
        else:
            assert long in also and common(name, long), f"parley {name} {long} is not documented"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_table_has_an_option_that_the_command_does_not_take(name: str) -> None:
    taken = {o for option in generated.options(COMMANDS[name]) for o in (*option.opts, *option.secondary_opts)}
    assert rows(section(name)).keys() <= taken


@pytest.mark.parametrize("name", COMMANDS)
def test_a_default_is_stated(name: str) -> None:
    own = rows(section(name))
    for option in generated.options(COMMANDS[name]):
        long = max(option.opts, key=len)
        row = own.get(long) or common(name, long) or ""
        if isinstance(option.default, int | float | str) and not option.is_flag:
            assert str(option.default) in row.replace(",", ""), f"parley {name} {long}: its default {option.default}"
        if option.required:
            assert "needed" in row


def test_every_option_says_what_it_does() -> None:
    silent = [f"{name} {o.opts}" for name, c in COMMANDS.items() for o in generated.options(c) if not o.help]
    assert not silent


def test_every_variable_of_the_environment_is_documented() -> None:
    read = {
        name for p in (ROOT / "src").rglob("*.py") for name in re.findall(r"\bPARLEY_[A-Z]+\b", p.read_text("utf-8"))
    }
    assert read and all(f"`{name}`" in PAGE for name in read), read


def test_the_made_parts_are_as_the_script_writes_them() -> None:
    for page in generated.PAGES:
        for name, body in generated.parts((ROOT / page).read_text(encoding="utf-8")):
            if name != "rooms":  # lines come and go with every change
                assert body == generated.made(name), f"{page}: run python docs/generated.py"


def test_a_new_option_would_be_missed() -> None:
    made = click.Option(["--brand-new"], help="Nobody has written of it.")
    assert "--brand-new" not in PAGE
    assert generated.said(made) == ("Nobody has written of it.", "")
    assert generated.spelled(click.Option(["-n", "--number"], type=click.IntRange(2, 9))) == "-n, --number N"
