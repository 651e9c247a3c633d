"""``parley frontier``: the documented JSON, on the shipped cases."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from parley.cli.frontier import command

CASES = ["ukraine-2022-23", "iran-2012"]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lines", ["weighed", "declared", "none"])
def test_json_has_each_non_dominated_value_once(examples: Path, name: str, lines: str) -> None:
    if not (examples / name).exists():
        pytest.skip(f"{name} is not among the examples")
    found = json.loads(run(str(examples / name), "--red-lines", lines, "--json"))
    assert found["over"] in ("admissible", "possible") and found["deals"] > 0
    assert lines != "none" or found["over"] == "admissible"
    points = [tuple(p["values"].values()) for p in found["points"]]
    assert len(points) == len(set(points)) > 0
    array = np.array(points)
    for row in array:
        assert not ((array >= row).all(axis=1) & (array > row).any(axis=1)).any()
    for p in found["points"]:
        assert p["deals_at_point"] is None or p["deals_at_point"] >= 1
        assert set(p["deal"]) == set(found["points"][0]["deal"])
    assert set(found["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    assert found["solutions"]["utilitarian"] in found["points"]
    sums = array.sum(axis=1)
    assert sum(found["solutions"]["utilitarian"]["values"].values()) == pytest.approx(sums.max())
    r = np.array(list(found["reservation"].values()))
    inside = (array >= r - 1e-6).all(axis=1)
    for name_of in ("nash", "kalai_smorodinsky", "egalitarian"):
        chosen = found["solutions"][name_of]
        assert (chosen is not None) == bool(found["over"] == "admissible" and inside.any())
        if chosen:
            assert chosen in found["points"]


def test_text_says_over_what_and_why_a_point_is_missing(examples: Path) -> None:
    if not (examples / CASES[0]).exists():
        pytest.skip("the example is not there")
    declared = run(str(examples / CASES[0]), "--red-lines", "declared")
    assert "cannot be compared across parties" in declared
    assert "none, since no zone exists" in declared
    assert run(str(examples / CASES[0])) == run(str(examples / CASES[0]))
