"""Domain files of other programs with hostile or broken content: one message, no traceback, no flood of memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parley.case.exchange import genius, jsons
from parley.case.exchange.domain import Domain, IssueSpec, Profile
from parley.case.exchange.jsons import read
from parley.core.errors import DataError

SPACE = {"type": "CartesianOutcomeSpace", "issues": [{"name": "a", "type": "ContiguousIssue", "values": [0, 10**12]}]}


@pytest.mark.parametrize(
    "content, message",
    [
        ({"issueWeights": {"a": 1}, "issues": {"a": ["x"]}}, "not shaped"),
        ({"issueWeights": 5, "issues": {"a": {"x": 1}}}, "not shaped"),
        ({"issuesValues": 5}, "not shaped"),
        ({"LinearAdditiveUtilitySpace": []}, "missing|not shaped|no domain"),
        ({"type": "OutcomeSpace", "issues": 5}, "not shaped"),
        (SPACE, "at most"),
        ({"issueWeights": {"\ud800": 1}, "issues": {}}, "half a character"),
    ],
)
def test_a_wrong_shape_is_named(tmp_path: Path, content: Any, message: str) -> None:
    file = tmp_path / "domain.json"
    file.write_text(json.dumps(content))
    with pytest.raises(DataError, match=message):
        read([file])


def test_a_number_of_thousands_of_digits(tmp_path: Path) -> None:
    file = tmp_path / "domain.json"
    file.write_text('{"issueWeights": ' + "1" * 6000 + "}")
    with pytest.raises(DataError, match="digits"):
        read([file])


@pytest.mark.parametrize("text", ["a: " + "[" * 20_000, "a: 2020-99-99", "a: !!python/object/apply:os.system [x]"])
def test_yaml_that_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "domain.yaml"
    file.write_text(text)
    with pytest.raises(DataError):
        read([file])


@pytest.mark.parametrize("write", [genius.write, jsons.write_geniusweb, jsons.write_negmas])
@pytest.mark.parametrize("name", ["../out", "/etc/x", "..", "Iran / P5+1", ".hidden", "a\x00b", "x" * 500, ""])
def test_an_export_stays_in_its_folder(tmp_path: Path, write: Any, name: str) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    profile = Profile(name, (1.0,), ((0.0, 1.0),), 0.1)
    written = write(Domain(name, (IssueSpec("a", ("x", "y")),), (profile, profile), "case", ()), folder)
    assert len(set(written)) == 3  # two parties of one title: two files
    assert sorted(tmp_path.rglob("*")) == sorted([folder, *written])
    assert all(path.parent == folder and not path.name.startswith(".") for path in written)
