"""What the workbench keeps is given back only for the case, the documents and the ledger as they are now."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parley.app.assumptions import results
from parley.app.reviewing import review
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.ledger import Ledger
from parley.ledger.decisions import correct

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[..., Workbench]]:
    """Workbenches on the small case, closed at the end."""
    made: list[Workbench] = []

    def bench(**more: Path) -> Workbench:
        made.append(Workbench(folder, draws=0, ledger_path=more.get("ledger")))
        return made[-1]

    yield bench
    for one in made:
        one.close()


def answered(workbench: Workbench) -> str:
    """The answer, which is that of a computation anew."""
    kept = workbench.assessment(State())
    statements, _ = workbench.ledger_statements()
    anew = assess(workbench.source, kept.request, statements=statements, cache=False)
    assert dumps(kept) == dumps(anew)
    return dumps(kept)


def rewrite(file: Path, old: str, new: str) -> None:
    """Exchange as many characters, and give the file back its times: nothing but its content tells."""
    assert len(old) == len(new)
    text, found = file.read_text(encoding="utf-8"), file.stat()
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_an_edit_that_keeps_the_time_and_the_size_is_seen(folder: Path, opened: Callable[..., Workbench]) -> None:
    workbench = opened()
    before = answered(workbench)
    sliders = dumps(results(workbench, State()))
    rewrite(folder / "case.yaml", "{north: 5,", "{north: 9,")
    assert answered(workbench) != before
    assert dumps(results(workbench, State())) != sliders
    assert workbench.latest() is not None


def test_a_changed_document_is_seen(folder: Path, opened: Callable[..., Workbench]) -> None:
    workbench = opened()
    before = answered(workbench)
    document = folder / next(iter(workbench.source.documents.values())).file
    document.write_text(document.read_text(encoding="utf-8") + "\n\nThe mayor said that it rained.\n", encoding="utf-8")
    assert answered(workbench) != before


def test_a_broken_edit_keeps_the_last_good_answer_and_a_mended_one_is_seen(
    folder: Path, opened: Callable[..., Workbench]
) -> None:
    workbench = opened()
    before = answered(workbench)
    file = folder / "case.yaml"
    good = file.read_text(encoding="utf-8")
    document = folder / next(iter(workbench.source.documents.values())).file
    aside = document.rename(folder / "aside.md")
    assert answered(workbench) == before
    assert workbench.trouble
    aside.rename(document)
    assert answered(workbench) == before
    assert workbench.trouble is None
    file.write_text(good.replace("title: ", "title: Another ", 1), encoding="utf-8")
    assert answered(workbench) != before


def test_a_review_by_another_process_is_seen(folder: Path, tmp_path: Path, opened: Callable[..., Workbench]) -> None:
    workbench = opened(ledger=tmp_path / "evidence.sqlite")
    before = answered(workbench)
    counted = review(workbench, {})["decided"]
    with Ledger.open(tmp_path / "evidence.sqlite") as ledger:  # another connection, as another process has
        for statement in ledger.statements():
            correct(ledger, statement.id, {"resolved": "Somebody"}, "elsewhere")
    assert answered(workbench) != before
    assert review(workbench, {})["decided"] > counted


def test_a_mark_tells_every_content_of_a_ledger_from_every_other(folder: Path) -> None:
    from parley.case import open_source
    from parley.insight.asking.case_documents import read_sources
    from parley.ledger.decisions import judge, undo

    documents, statements = read_sources(open_source(folder))
    ledger = Ledger.memory()
    marks = [ledger.mark()]
    for document in documents:
        ledger.add(document, [s for s in statements if s.document == document.id])
        marks.append(ledger.mark())
    judge(ledger, [ledger.statements()[0].id], "accept", "tester")
    marks.append(ledger.mark())
    undo(ledger, "tester", None)
    marks.append(ledger.mark())
    assert len(set(marks)) == len(marks)
    assert ledger.mark() == marks[-1]
    ledger.close()


def test_a_making_that_fails_leaves_nothing_behind(opened: Callable[..., Workbench]) -> None:
    workbench = opened()
    with pytest.raises(ZeroDivisionError):
        workbench.keep("key", lambda: 1 // 0)
    assert not workbench._pending
    assert workbench.keep("key", lambda: 1) == 1
    assert workbench.keep("key", lambda: 2) == 1
