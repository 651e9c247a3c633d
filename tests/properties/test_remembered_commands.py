"""Every command that looks into the cache prints, over one that has seen all the others, what it prints over an empty one: under every
pair of values of its options, through a review, two ledgers, another content at the same place, and in the workbench."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import commands_apart
import pytest
import rich_case
from answers_apart import put
from commands_apart import printed

EVERY = bool(os.environ.get("PARLEY_EVERY_CHANGE"))
SAMPLE = os.environ.get("PARLEY_SAMPLE", "1")

SETS = [
    (), ("no_deal.costs.north=9",), ("no_deal.costs.north=9.5",), ("no_deal.costs.north=9 to 12",), ("security.holds.north=0.5",),
    ("security.holds.north=0.5", "no_deal.costs.south=1"), ("red_lines.charter.holds=0.1",), ("outlook.openness.north=0.2",),
]  # fmt: skip
AS_OF = [(), ("--as-of", "2021-02-05"), ("--as-of", "2021-01-15"), ("--as-of", "2021-06-01")]
VIEW = [(), ("--view", "hopeful"), ("--view", "later")]
VIEWS = [*VIEW, ("--view", "hopeful", "--view", "later"), ("--view", "later", "--view", "hopeful"), ("--view", "base")]
KIND = [(), ("--kind", "armistice"), ("--kind", "carts")]
BELIEFS = [(), ("--beliefs", "analyst"), ("--beliefs", "south")]
LINES = [(), ("--red-lines", "declared"), ("--red-lines", "none")]
DRAWS = [("--draws", str(n)) for n in (0, 8, 16)]
SEED = [(), ("--seed", "1")]
JSON = [(), ("--json",)]
SETTING = [tuple(itertools.chain.from_iterable(("--set", s) for s in sets)) for sets in SETS]

COMMANDS: dict[str, tuple[list[str], list[Any]]] = {
    "assess": (["assess", "case"], [SETTING, AS_OF, VIEWS, DRAWS, SEED, JSON]),
    "drivers": (["drivers", "case", "--points", "16"], [SETTING, AS_OF, VIEW, KIND, BELIEFS, LINES, [("--draws", "200"), ("--draws", "208")], SEED, JSON]),
    "compare": (["compare", "case"], [[(), ("hopeful", "later"), ("base", "case@2021-02-05"), ("hopeful", "case:later"), ("base", "case@2021-02-05:hopeful"), ("@2021-02-05", "base")], [(), ("--question", "zone armistice"), ("--question", "zone settlement")], SETTING, AS_OF, DRAWS, SEED, JSON]),
    "claims": (["claims", "case"], [SETTING, AS_OF, VIEWS, [(), ("--claim", "costly"), ("--claim", "standstill")], DRAWS, SEED, JSON]),
    "zone": (["zone", "case"], [SETTING, AS_OF, VIEW, KIND, BELIEFS, LINES, [*DRAWS, ("--within", "20"), ("--within", "5")], SEED, JSON]),
    "no-deal": (["no-deal", "case"], [SETTING, VIEW, KIND, LINES, JSON]),
    "diff": (["diff"], [[("case@2021-02-05",), ("case@2021-01-15",), ("case@2021-01-15", "case@2021-02-05"), ("case@2021-02-05", "case@2021-01-15")], DRAWS, SEED, JSON]),
    "trace": (["trace", "case"], [[("R north",), ("R north as south",), ("gap north settlement",), ("share settlement",), ("no_deal.costs",), ("1",)], SETTING, AS_OF, VIEW, DRAWS, SEED, JSON]),
    "ordinal": (["ordinal", "case"], [SETTING, AS_OF, VIEW, JSON]),
    "frontier": (["frontier", "case"], [SETTING, AS_OF, VIEW, KIND, BELIEFS, LINES, JSON]),
    "memo": (["memo", "case"], [SETTING, AS_OF, VIEWS, DRAWS, SEED]),
}  # fmt: skip
"""The words that each command begins with, and the values of each of its options."""


def pairs(choices: list[list[tuple[str, ...]]], count: int, name: str) -> list[list[str]]:
    """Combinations of options, each pair of values of two options in one of them at least: greedily; or ``count`` by chance."""
    stream = random.Random(f"{name} {SAMPLE}")
    if not EVERY:
        return [[w for part in choices for w in stream.choice(part)] for _ in range(count)]
    places = list(itertools.combinations(range(len(choices)), 2))
    open_pairs = {(a, b, x, y) for a, b in places for x in range(len(choices[a])) for y in range(len(choices[b]))}
    found = []
    while open_pairs:
        tries = []
        seed = stream.choice(sorted(open_pairs))
        for _ in range(30):
            row = [stream.randrange(len(part)) for part in choices]
            row[seed[0]], row[seed[1]] = seed[2], seed[3]
            tries.append((sum((a, b, row[a], row[b]) in open_pairs for a, b in places), row))
        row = max(tries)[1]
        open_pairs -= {(a, b, row[a], row[b]) for a, b in places}
        found.append([w for part, at in zip(choices, row, strict=True) for w in part[at]])
    return found


def apart(folder: Path, files: dict[str, str], commands: list[list[str]]) -> list[Any]:
    """What a process of its own prints for each, last first, over an empty cache."""
    folder.mkdir()
    source = Path(commands_apart.__file__).resolve().parents[2] / "src"
    paths = os.pathsep.join(filter(None, [str(source), os.environ.get("PYTHONPATH")]))
    found = subprocess.run(
        [sys.executable, commands_apart.__file__], input="\n".join(json.dumps(line) for line in (files, *reversed(commands))),
        capture_output=True, text=True, encoding="utf-8", cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "PARLEY_CACHE": str(folder / "none"), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()][::-1]


@pytest.mark.slow
@pytest.mark.parametrize("names", [list(COMMANDS)] if not EVERY else [[name] for name in COMMANDS])
def test_commands_over_one_cache(names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = rich_case.files("outcomes")
    commands = [
        start + rest
        for name in names
        for start, choices in (COMMANDS[name],)
        for rest in pairs(choices, 3 if name in ("assess", "zone") else 1, name)
    ]
    random.Random(SAMPLE).shuffle(commands)
    expected = apart(tmp_path / "apart", files, commands)
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    put(Path("case"), files)
    wrong = []
    for turn in (1, 2):
        for words, right in zip(commands, expected, strict=True):
            if list(printed(words)) != right:
                wrong.append((turn, words))
    good = sum(code == 0 for code, _ in expected)
    print(
        f"{names[:3]}: {len(commands)} tried, {good} answered, {len({text for _, text in expected})} texts, {len(wrong)} wrong",
        wrong,
    )
    print([(words, text[:200]) for words, (code, text) in zip(commands, expected, strict=True) if code][:8])
    assert not wrong
    assert good >= 0.6 * len(commands)
    assert len({text for _, text in expected}) >= (0.2 if names == ["ordinal"] else 0.5) * len(
        {tuple(c) for c in commands}
    )


# ------------------------------------------------------------------------------------- ledgers, files, folders


class Places:
    """A folder with a case and ledgers, one warm cache for all that is asked, and an empty one for each comparison."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch, self.count = folder, patch, 0
        patch.chdir(folder)

    def run(self, *words: str) -> str:
        """What the command prints over the warm cache; it is the same over an empty one."""
        return self.same([*words])

    def same(self, words: list[str]) -> str:
        self.patch.setenv("PARLEY_CACHE", str(self.folder / "cache"))
        warm = printed(words)
        assert warm[0] == 0, warm[1]
        self.count += 1
        empty = self.folder / f"empty-{self.count}"
        self.patch.setenv("PARLEY_CACHE", str(empty))
        assert printed(words) == warm, words
        shutil.rmtree(empty, ignore_errors=True)
        self.patch.setenv("PARLEY_CACHE", str(self.folder / "cache"))
        return warm[1]

    def do(self, *words: str) -> None:
        code, text = printed([*words])
        assert code == 0, text


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    made = Places(tmp_path, monkeypatch)
    put(Path("case"), rich_case.short())
    return made


def said(text: str) -> Any:
    """An answer without the record of what was asked."""
    return {k: v for k, v in json.loads(text).items() if k not in ("request", "inputs_hash")}


def filled(place: str) -> None:
    """A ledger of the documents of the case, read by its names."""
    from parley.case import open_source
    from parley.insight.asking.case_documents import read_sources
    from parley.ledger import Ledger

    documents, found = read_sources(open_source("case"))
    with Ledger.open(place) as ledger:
        for document in documents:
            ledger.add(document, [s for s in found if s.document == document.id])


def ids(place: str) -> dict[str, str]:
    """The statements of a ledger by what they say."""
    from parley.ledger import Ledger

    with Ledger.open(place, write=False) as ledger:
        return {" ".join(s.content_text).replace("\n", " "): s.id for s in ledger.statements()}


ASSESS = ("assess", "case", "--draws", "8", "--json", "--ledger")


def test_every_decision_of_a_review(places: Places) -> None:
    filled("one.sqlite")
    shutil.copy("one.sqlite", "two.sqlite")
    found = ids("one.sqlite")
    crossing = next(i for text, i in found.items() if "that the crossing" in text)  # the case quotes it
    bank = next(i for text, i in found.items() if "shared bank would be" in text)
    who = ("--ledger", "one.sqlite", "--who", "tester")
    first = places.run(*ASSESS, "one.sqlite")
    assert said(places.run(*ASSESS, "two.sqlite")) == said(first)
    told = [first]
    for words in (
        ("accept", crossing, *who),
        ("correct", crossing, "--speaker", "Sam South", "--party", "south", *who),
        ("correct", crossing, "--footing", "unnamed_person", *who),
        ("recode", crossing, "issue.escort.outsiders", "for", *who),
        ("recode", bank, "issue.bank.shared", "none", *who),
        ("merge", "Hal Haven", "--into", "Nora North", *who),
        ("reject", crossing, *who),
        *[("undo", *who)] * 7,
    ):
        places.do("ledger", *words)
        if words[0] == "undo" and len(told) > 8 and not EVERY:
            continue
        told.append(places.run(*ASSESS, "one.sqlite"))
        if EVERY:
            assert said(places.run(*ASSESS, "two.sqlite")) == said(first)
    assert said(places.run(*ASSESS, "two.sqlite")) == said(first)
    assert said(places.run(*ASSESS, "one.sqlite")) == said(first)
    assert len({json.dumps(said(text)) for text in told}) >= 4


def test_another_ledger_at_the_same_place(places: Places) -> None:
    filled("one.sqlite")
    shutil.copy("one.sqlite", "two.sqlite")
    stat = Path("one.sqlite").stat()
    for found in ids("two.sqlite").values():
        places.do("ledger", "reject", found, "--ledger", "two.sqlite", "--who", "tester")
    first = places.run(*ASSESS, "one.sqlite")
    shutil.copy("one.sqlite", "kept.sqlite")
    shutil.copy("two.sqlite", "one.sqlite")
    os.utime("one.sqlite", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    second = places.run(*ASSESS, "one.sqlite")
    assert said(first) != said(second)
    assert said(second) == said(places.run(*ASSESS, "two.sqlite"))
    shutil.copy("kept.sqlite", "one.sqlite")
    assert places.run(*ASSESS, "one.sqlite") == first


EDITS = [
    ("case.yaml", "north: 5, south: 6", "north: 9, south: 6"),
    ("case.yaml", "rules_out: [{bank: [kept]}]", "rules_out: [{bank: [  kept]}]"),
    ("case.yaml", "title: North", "title: Horth"),
    ("case.yaml", "as_of: 2021-03-01", "as_of: 2021-01-01"),
    ("sources/talks.md", "30 January", "20 January"),
    ("sources/talks.md", "rejected any outside", "demanded an outside"),
    ("sources/letter.md", "Nora North denied", "Nora North argued"),
]


@pytest.mark.parametrize("linked", [False, True])
def test_a_file_edited_at_the_same_size_and_moment(places: Places, linked: bool) -> None:
    files = rich_case.short()
    if linked:
        Path("real").mkdir()
        Path("case").rename("real/case")
        Path("case").symlink_to("real/case", target_is_directory=True)
    first = places.run("assess", "case", "--draws", "8", "--json")
    moved = 0
    for place, old, new in EDITS if EVERY else EDITS[:1] + EDITS[5:6] if linked else EDITS[::2]:
        assert old in files[place]
        changed = {**files, place: files[place].replace(old, new, 1)}
        put(Path("case"), changed)
        moved += said(places.run("assess", "case", "--draws", "8", "--json")) != said(first)
        put(Path("case"), files)
        assert printed(["assess", "case", "--draws", "8", "--json"]) == (0, first)
    assert moved >= 1


def test_a_link_that_leads_elsewhere(places: Places) -> None:
    files = rich_case.short()
    Path("case").rename("one")
    put(Path("two"), {**files, "case.yaml": files["case.yaml"].replace("north: 5, south: 6", "north: 55, south: 6")})
    told = []
    for target in ("one", "two", "one"):
        Path("case").unlink(missing_ok=True)
        Path("case").symlink_to(target, target_is_directory=True)
        told.append(places.run("assess", "case", "--draws", "8", "--json"))
    assert told[0] == told[2] != told[1]


def test_documents_exchanged(places: Places) -> None:
    files = rich_case.short()
    first = places.run("assess", "case", "--draws", "8", "--json")
    # every quotation stands in both
    both = f"{files['sources/talks.md']}\n{files['sources/letter.md'].split('---')[2]}"
    for talks, letter in (
        (both, both),
        (files["sources/talks.md"], both),
        (both, files["sources/letter.md"]),
    ):
        put(Path("case"), {**files, "sources/talks.md": talks, "sources/letter.md": letter})
        places.run("assess", "case", "--draws", "8", "--json")
        places.run("claims", "case", "--draws", "8", "--json")
    put(Path("case"), files)
    assert places.run("assess", "case", "--draws", "8", "--json") == first
