"""``parley check`` and ``parley new`` as their users meet them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.cli.check import command as check
from parley.cli.main import root
from parley.cli.new import command as new
from parley.core.errors import CaseError, InputError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


def run(command: object, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(a) for a in arguments])  # type: ignore[arg-type]
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_case_in_order() -> None:
    result = run(check, MINI)
    assert result.exit_code == 0
    assert "case.yaml: in order" in result.output
    assert "3 parties, 3 issues, 2 kinds of deal, 2 views, 1 course" in result.output
    counts = json.loads(run(check, MINI, "--json").output)
    assert counts["ok"] is True
    assert counts["numbers"] == counts["ours"] + counts["direction"] + counts["size"]
    assert counts["unset"] == []
    assert counts["late_views"] == ["later"]


def test_numbers_still_needed_are_listed_with_their_places(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    text = (
        file.read_text()
        .replace("north-gains: 0.1 to 0.3", "north-gains: ?")
        .replace("no_deal.costs.south: 9", "no_deal.costs.south: ?")
    )
    file.write_text(text)
    result = run(check, tmp_path / "mini")
    assert result.exit_code == 0
    assert "2 numbers not yet said" in result.output
    assert "case.yaml:88:20: no_deal.beliefs.south.north-gains" in result.output
    assert "views.later: no_deal.costs.south" in result.output
    assert run(check, tmp_path / "mini", "--complete").exit_code == 2
    assert json.loads(run(check, tmp_path / "mini", "--json").output)["unset"] == [
        "no_deal.beliefs.south.north-gains", "views.later: no_deal.costs.south",
    ]  # fmt: skip


def test_errors_in_words_and_as_json(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    file.write_text(file.read_text().replace("decider: harbour", "decider: harbor"))
    with pytest.raises(CaseError, match="there is no party 'harbor'"):
        run(check, tmp_path / "mini")
    result = run(check, tmp_path / "mini", "--json")
    assert result.exit_code == 2
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (4, 10, "unknown-name")


@pytest.mark.parametrize("quoted", [True, False])
def test_a_document_that_is_not_in_utf_8_is_named_with_what_to_do(tmp_path: Path, quoted: bool) -> None:
    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    if quoted:
        place = tmp_path / "mini" / "sources" / "talks.md"
        place.write_bytes(place.read_bytes() + b"\nThe caf\xe9 stayed open.\n")
    else:
        place = tmp_path / "mini" / "sources" / "other.txt"
        place.write_bytes(b"The caf\xe9 stayed open.\n")
        text = file.read_text()
        file.write_text(
            text.replace("\ndocuments:\n", "\ndocuments:\n  other: {file: sources/other.txt, title: Other}\n")
        )
    with pytest.raises(InputError, match=f"{place.name}.*not valid UTF-8: byte") as refused:
        run(check, tmp_path / "mini")
    assert "iconv -f windows-1252 -t utf-8" in str(refused.value) and "sources/" in str(refused.value)


def test_ctrl_c_is_told_and_leaves_with_the_code_of_one_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("parley.cli.brief.read_all", stop)
    told = CliRunner().invoke(root, ["brief", "a.md"])
    assert told.exit_code == 130 and "parley: interrupted; nothing already written was lost" in told.output


def test_the_whole_program_prints_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(b"\x00\x01\x02")
    made = subprocess.run(
        [sys.executable, "-m", "parley", "check", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert made.returncode == 2
    assert made.stdout == ""
    assert made.stderr == f"parley: {tmp_path}/case.yaml: this is not a text file; a case is YAML in UTF-8\n"


def test_a_new_case_is_in_order_and_answers(tmp_path: Path) -> None:
    result = run(new, tmp_path / "mine")
    assert result.exit_code == 0
    assert (tmp_path / "mine" / "sources" / "note-1.md").is_file()
    checked = run(check, tmp_path / "mine", "--complete")
    assert checked.exit_code == 0
    assert "Doubts" not in checked.output
    from parley.case import load
    from parley.model.evaluate import evaluate

    found = evaluate(load(tmp_path / "mine"), draws=64)
    assert found.point.exists is not None


def test_a_new_case_points_its_editor_to_the_schema_beside_it(tmp_path: Path) -> None:
    run(new, tmp_path / "mine")
    first, *_ = (tmp_path / "mine" / "case.yaml").read_text(encoding="utf-8").split("\n")
    beside = tmp_path / "mine" / first.removeprefix("# yaml-language-server: $schema=")
    printed = run(new, "--schema").output
    assert beside.read_text(encoding="utf-8") == printed
    assert json.loads(printed)["$schema"].endswith("draft/2020-12/schema")
    with pytest.raises(InputError, match="no folder is named"):
        run(new)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    run(new, tmp_path / "mine")
    before = (tmp_path / "mine" / "case.yaml").read_bytes()
    (tmp_path / "file").write_text("x")
    for target in ("mine", "file"):
        with pytest.raises(InputError, match="nothing was written"):
            run(new, tmp_path / target)
    assert (tmp_path / "mine" / "case.yaml").read_bytes() == before
    (tmp_path / "empty").mkdir()
    assert run(new, tmp_path / "empty").exit_code == 0


def test_a_new_case_says_that_it_is_made_up_and_where_it_is_as_typed(tmp_path: Path) -> None:
    found = run(new, tmp_path / "mine")
    assert f"parley assess {tmp_path / 'mine'}" in found.output and "../" not in found.output
    from parley.case import load

    assert "MADE UP" in load(tmp_path / "mine").title
