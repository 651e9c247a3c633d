"""Nobody but a model's own file names it; and importing the records stays cheap."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from parley.core.errors import InputError
from parley.nodeal import registry
from parley.nodeal.record import Number, Record, Setting, Table, spelt

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "parley"
MODULES = [sys.modules[record.build.__module__] for record in registry.shipped().values()]
OWN = {f"{module.__name__.removeprefix('parley.').replace('.', '/')}.py" for module in MODULES}
OTHER_MEANINGS = {
    # the key `outcomes:` of a case, and what a table calls the outcomes' titles
    ("outcomes", "case/file/no_deal.py"),
    ("outcomes", "nodeal/record.py"),
    ("outcomes", "case/exchange/convert.py"),
    ("outcomes", "case/schema/going_on.py"),
}


def named(source: Path, names: set[str]) -> set[tuple[str, str]]:
    """(name, file): string literals of a tree of modules that are a model's name, docstrings aside."""
    found = set()
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.add((node.value, str(path.relative_to(source))))
    return found


def test_no_file_but_its_own_names_a_model(tmp_path: Path) -> None:
    names = set(registry.shipped())
    assert {(name, file) for name, file in named(SOURCE, names) if file not in OWN} == OTHER_MEANINGS
    (tmp_path / "x.py").write_text('if model == "campaign":\n    pass\n', encoding="utf-8")
    assert named(tmp_path, names) == {("campaign", "x.py")}


def test_no_file_asks_of_which_class_a_model_is() -> None:
    classes = {
        name
        for module in MODULES
        for name, one in vars(module).items()
        if inspect.isclass(one) and getattr(one, "name", None) in registry.shipped()
    }
    assert {"Outcomes", "Campaign"} <= classes
    assert len(classes) == len(MODULES)
    wrong = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and classes & {alias.name for alias in node.names}
    }
    assert not wrong


def test_the_plainest_is_the_default_and_an_unknown_name_is_answered() -> None:
    assert registry.default().name == "outcomes"
    with pytest.raises(InputError, match="campain") as found:
        registry.record("campain")
    assert "campaign" in str(found.value.problems[0].hint)


def test_a_record_knows_what_a_path_is_about() -> None:
    record, here = registry.record("campaign"), Setting(("x", "y"), supports=("aid",))
    found = {
        path: record.number(path.split("."), here)
        for path in ("beliefs.x.theta", "beliefs.x.aid-ends", "costs.y", "campaign.season.jan", "support.aid.tolls.y")
    }
    named = {path: (one[0].name, *one[1:]) for path, one in found.items() if one is not None}
    assert named == {
        "beliefs.x.theta": ("theta", "x", "theta"),
        "beliefs.x.aid-ends": ("{support}-ends", "x", "aid"),
        "costs.y": ("costs", "y", "costs"),
        "campaign.season.jan": ("season", "", "season"),
        "support.aid.tolls.y": ("tolls", "y", "aid"),
    }
    for path in ("beliefs.x.chance", "beliefs.x", "rates.lives.x", "support.aid", "campaign.positions"):
        assert record.number(path.split("."), here) is None


def test_names_are_spelt_out_by_what_the_case_names() -> None:
    assert list(spelt((Number("{outcome}", ""), Number("x", "")), Setting(("", ""), ("up", "down")))) == [
        "up",
        "down",
        "x",
    ]
    assert not spelt((Number("{support}-ends", ""),), Setting(("", "")))


def test_a_record_without_rules_still_answers() -> None:
    plain = Record("plain", "nothing", lambda read: None)  # type: ignore[arg-type, return-value]
    assert plain.better_end({}, "b", Setting(("", ""))) == 1
    assert plain.better_end({}, None, Setting(("", ""))) is None


@pytest.mark.parametrize("change, words", [
    ({"name": "My Model"}, "is no name"), ({"beliefs": (Number("Theta", ""),)}, "is no name"),
    ({"by_party": (Number("rates", ""),)}, "is taken"), ({"by_party": (Number("x", ""),), "tables": (Table("x"),)}, "is taken"),
    ({"tables": (Table("x", named="an x"), Table("y", named="a y"))}, "only one table"),
    ({"tables": (Table("x", by_party=(Number("z", ""),)),)}, "by party"), ({"shares": True}, "outcomes=True"),
])  # fmt: skip
def test_a_record_that_no_case_could_fill_is_refused(change: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Record(**{"name": "plain", "title": "", "build": lambda read: None, **change})


def test_help_loads_no_model_and_records_load_no_compiler() -> None:
    """Opening a case reads records; the kernels that a campaign compiles are not touched by it."""
    code = (
        "import sys; import parley.cli.main; assert 'numpy' not in sys.modules and 'parley.nodeal' not in sys.modules;"
        "from parley.nodeal.registry import records; records(); assert not {'numba', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT / "src")
