"""A date that is not known is written ?, is a doubt of check, and is never told as a day."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import open_source
from parley.case.drafting.naming import dated, when
from parley.cli.main import root
from parley.core.errors import CaseError
from parley.documents import from_text
from parley.reading import read

MINI = Path(__file__).parent.parent / "data" / "mini"


def mini(tmp_path: Path, old: str, new: str) -> Path:
    case = tmp_path / "case"
    shutil.copytree(MINI, case)
    file = case / "case.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return case


def first_date(section: str) -> str:
    text = (MINI / "case.yaml").read_text(encoding="utf-8")
    at = text.index("date: ", text.index(f"\n{section}:"))
    return text[at : at + len("date: 2022-11-10")]


def test_a_document_without_a_known_date(tmp_path: Path) -> None:
    case = mini(tmp_path, first_date("documents"), "date: ?")
    source = open_source(case)
    assert any(d.date is None for d in source.documents.values())
    (doubt,) = [x for x in source.case().lint if "its date is not known" in x]
    assert doubt.startswith("documents.")
    told = CliRunner().invoke(root, ["check", str(case)])
    assert told.exit_code == 0 and "its date is not known" in told.output


def test_where_a_day_is_needed_a_question_mark_is_none(tmp_path: Path) -> None:
    text = (MINI / "case.yaml").read_text(encoding="utf-8")
    line = next(x for x in text.splitlines() if x.startswith("as_of:"))
    with pytest.raises(CaseError, match="as_of"):
        open_source(mini(tmp_path, line, "as_of: ?"))


def test_a_draft_gives_no_document_a_day_that_it_does_not_state(tmp_path: Path) -> None:
    said = "The minister of Osteria, Marta Quill, said that Osteria would never accept a ceasefire before Velland withdraws its troops.\n"
    (tmp_path / "a.txt").write_text(f"Silence first\n\n{said}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        f"Nothing new\n\nAugust 2023\n\n{said.replace('Marta Quill', 'Ola Berg')}", encoding="utf-8"
    )
    (tmp_path / "c.txt").write_text(
        "The war goes on\n\n14 June 2021\n\nOsteria and Velland fight over the river.\n", encoding="utf-8"
    )
    made = CliRunner().invoke(
        root, ["draft", *(str(tmp_path / f"{n}.txt") for n in "abc"), "-o", str(tmp_path / "case")]
    )
    assert made.exit_code == 0, made.output
    text = (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")
    assert text.count("date: ? ") == 2 and "August 2023; the day is not stated" in text and "2023-08-01" not in text
    assert "as_of: 2023-08-31                     # August 2023 is all that is stated" in text
    assert "date: ?" in text.split("claims:")[-1] or "claims:" not in text
    checked = CliRunner().invoke(root, ["check", str(tmp_path / "case")])
    assert checked.exit_code == 0 and "its date is not known" in checked.output


def test_days_of_statements() -> None:
    said = "Silence first\n\n{}The envoy, Kaja Oder, said that the deal was dead and would stay so.\n"
    undated, month, day = (from_text(said.format(x)) for x in ("", "August 2023\n\n", "14 August 2023\n\n"))
    for document, known in ((undated, "?"), (month, "?"), (day, "2023-08-14")):
        (statement,) = read(document)
        assert when(statement, document) == known
        assert dated(document).strip().startswith(f"date: {known}")
