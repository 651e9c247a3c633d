"""A section that somebody else wrote in one file is shown everywhere, kept, and read back; one that is odd is refused."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import lxml.html
import pytest
import stranger_section
from click.testing import CliRunner
from small_case import write_case

from parley.case import open_source
from parley.cli.main import root
from parley.core import installed
from parley.core.errors import InputError
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.results import registry
from parley.insight.results.section import Ground, Section, SectionRecord, held
from parley.report import html, memo, terminal

QUOTE = "talks now would be a mistake"


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def there() -> Iterator[None]:
    with registry.registered(stranger_section.RECORD):
        yield


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "asked")


def run(*words: object) -> str:
    done = CliRunner().invoke(root, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_it_is_one_file_of_under_150_lines() -> None:
    assert len(Path(stranger_section.__file__).read_text(encoding="utf-8").splitlines()) < 150


@pytest.mark.usefixtures("there")
def test_every_command_shows_it(case: Path, tmp_path: Path) -> None:
    asked = ("--draws", "16")
    told = json.loads(run("assess", case, "--json", *asked))
    section = told["extra"]["staying_power"]
    assert list(told["extra"])[-1] == "staying_power"
    assert section["margins"]["base"]["alpha"]["worst"] == 10.0
    (number,) = section["notes"]
    assert told["notes"][number - 1]["quote"] == QUOTE

    assert "STAYING POWER  Nobody is at the end of its strength." in " ".join(
        line for line in run("assess", case, *asked).splitlines() if "STAYING" in line
    )

    run("report", case, "-o", tmp_path / "report.html", *asked)
    shown = lxml.html.parse(str(tmp_path / "report.html")).getroot().get_element_by_id("extra-staying_power")
    assert "Nobody is at the end of its strength" in shown.text_content()
    assert len(shown.xpath(".//tbody/tr")) == len(section["rows"]) == 4
    assert len(shown.xpath(".//figure/svg/path[@class!='grid']")) == 2  # a curve for each principal
    assert shown.xpath(f".//a[@href='#note-{number}']")
    assert shown.xpath(".//a[@download='asked-extra-staying_power.csv']")

    text = run("memo", case, "-o", tmp_path / "memo.md", *asked) and (tmp_path / "memo.md").read_text(encoding="utf-8")
    assert "## Staying power" in text and "points above its worst outcome" in text
    run("memo", case, "-o", tmp_path / "memo.docx", *asked)
    assert (tmp_path / "memo.docx").stat().st_size > 0


@pytest.mark.usefixtures("there")
def test_the_workbench_shows_it(client: Any) -> None:
    page = lxml.html.document_fromstring(client.get("/answer").text)
    assert "Nobody is at the end" in page.get_element_by_id("extra-staying_power").text_content()
    assert "staying_power" in client.get("/answer.json").json()["a"]["extra"]


def test_it_is_the_same_a_second_time_and_gone_when_taken_out(case: Path) -> None:
    source = open_source(case)
    with registry.registered(stranger_section.RECORD):
        first, second = assess(source, draws=16), assess(source, draws=16)
        assert first == second and dumps(first) == dumps(second)
        found = held(second.extra, stranger_section.Staying)
        assert found is not None and isinstance(found.margins["base"]["alpha"], stranger_section.Margin)
    assert held(assess(source, draws=16).extra, stranger_section.Staying) is None


def test_a_template_of_its_own_is_used_and_its_words_stay_text(case: Path) -> None:
    own = replace(stranger_section.RECORD, template="<p class='mine'>{{ s.margins.base.alpha.worst }} {{ s.text }}</p>")

    def hostile(ground: Ground) -> Section:
        return replace(stranger_section.make(ground), text="<script>alert(1)</script>")

    with registry.registered(replace(own, make=hostile)):
        answer = assess(open_source(case), draws=16, cache=False)
        shown = lxml.html.document_fromstring(html.render(answer)).get_element_by_id("extra-staying_power")
        assert shown.xpath(".//p[@class='mine']")[0].text == "10.0 <script>alert(1)</script>"
        assert not shown.xpath(".//svg|.//script")
        assert "<script>" in terminal.render(answer)


def test_what_asks_for_no_place_on_the_screen_or_in_the_memo_has_none(case: Path) -> None:
    with registry.registered(replace(stranger_section.RECORD, screen=False, memo=False)):
        answer = assess(open_source(case), draws=16, cache=False)
        assert "staying_power" in answer.extra
        assert "STAYING" not in terminal.render(answer)
        assert "Staying" not in memo.markdown(answer)


def test_what_the_case_gives_no_ground_for_is_left_out(case: Path) -> None:
    with registry.registered(replace(stranger_section.RECORD, applies=lambda case: False)):
        assert "staying_power" not in assess(open_source(case), draws=16, cache=False).extra


def test_a_key_that_is_taken_or_no_name_is_refused() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Section):
        key: ClassVar[str] = "no such-key"

    for cls, said in ((registry.OWN[0].cls, "already"), (Odd, "no key")):
        with pytest.raises(InputError, match=said):
            registry.register(SectionRecord(cls, stranger_section.make))


def test_a_section_that_does_not_hold_together_is_refused(case: Path) -> None:
    with pytest.raises(ValueError, match="as many cells"):
        stranger_section.Staying(title="", text="", columns=("one",), rows=(("a", "b"),), margins={})

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Other(Section):
        key: ClassVar[str] = "other"

    record = SectionRecord(Other, stranger_section.make)
    with registry.registered(record), pytest.raises(InputError, match=r"'other' .*Staying, not Other"):
        assess(open_source(case), draws=16, cache=False)


def test_the_recipe_of_the_docs_works_as_it_stands(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "insight.md").read_text(encoding="utf-8")
    recipe = text.split("### A section of your own")[1].split("```python")[1].split("```")[0]
    (tmp_path / "horizon_section.py").write_text(recipe, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with registry.registered(importlib.import_module("horizon_section").RECORD):
        answer = assess(open_source(case), draws=16)
        assert assess(open_source(case), draws=16) == answer
        assert "How far ahead" in memo.markdown(answer) and "HOW FAR AHEAD" in terminal.render(answer)


def test_another_package_adds_one_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    point = EntryPoint("staying", "stranger_section:RECORD", registry.GROUP)
    monkeypatch.setattr(installed, "_points", lambda group, path: (point,) if group == registry.GROUP else ())
    registry._installed.cache_clear()
    try:
        assert registry.records()[-1] is stranger_section.RECORD
        assert registry.from_elsewhere() == (stranger_section.RECORD,)
    finally:
        registry._installed.cache_clear()


def test_own_sections_are_made_by_what_their_records_name() -> None:
    for record in registry.OWN:
        assert isinstance(record.make, str)
        module, _, name = record.make.partition(":")
        assert record.cls.__name__ in getattr(importlib.import_module(module), name).__annotations__["return"]
        assert record not in registry.from_elsewhere()
