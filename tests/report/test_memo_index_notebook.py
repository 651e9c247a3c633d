"""The memo, the index of reports and the notebook displays say what the answer says."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from click.testing import CliRunner
from lxml import etree
from sample_assessment import HOSTILE, hostile, sample

import parley
from parley.core.errors import InputError
from parley.report import html, index, memo
from parley.report.files import write_report
from parley.report.notebook import TABLES, Answer


def words_of(data: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    notes = ["".join(note.itertext()) for note in word_part(data, "footnotes").iter(W + "footnote")]
    return "\n".join([p.text for p in document.paragraphs] + cells + notes)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def test_memo_holds_answer_courses_law_limits_and_its_quotations() -> None:
    for text in (memo.markdown(sample()), words_of(memo.docx(sample()))):
        for part in ("One must soften", "Urges talks publicly", "Cements gains", "Tells Moscow that waiting pays",
                     "annexations of 2022", "Not the chance of peace", "drag out the war", "to a standstill"):  # fmt: skip
            assert part in text


def test_memo_footnotes_are_all_there_and_none_too_many() -> None:
    text = memo.markdown(sample())
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert cited == set(defined) and len(defined) == len(set(defined))


def test_notes_of_a_memo_are_numbered_as_they_come_and_stand_at_their_word() -> None:
    text = memo.markdown(sample())
    body, _, _ = text.partition("\n[^1]: ")
    cited = list(dict.fromkeys(int(n) for n in re.findall(r"\[\^(\d+)\]", body)))
    assert cited == list(range(1, len(memo.used_notes(sample())) + 1))
    assert " [^" not in body


def test_a_table_that_is_cut_says_how_much_and_where_the_rest_is() -> None:
    from parley.insight.results.sections.softening import Softening

    rows = tuple((f"Side {i}", "“A line”", 1 + i // 3, "in the base case") for i in range(9))
    made = Softening(
        title="What must soften",
        text="T.",
        columns=("who softens", "red lines", "how many", "opens one"),
        rows=rows,
        sets={},
        shut="S.",
    )
    for text in (memo.markdown(a := replace(sample(), extra={"softening": made})), words_of(memo.docx(a))):
        assert "Side 5" in text and "Side 6" not in text
        assert "3 more rows: in the report, under “What must soften”." in text
        assert "S." in text and "T." not in text
    whole = memo.markdown(replace(a, extra={"softening": replace(made, rows=rows[:6])}))
    assert "Side 5" in whole and "more row" not in whole


def test_word_footnotes_are_words_own() -> None:
    """Every number in the text leads to a footnote, in order; each stands once, and later numbers refer to it."""
    a = sample()
    made = memo.docx(a)
    body, part = word_part(made, "document"), word_part(made, "footnotes")
    first = [int(r.get(W + "id")) for r in body.iter(W + "footnoteReference")]
    assert first == list(range(1, len(memo.used_notes(a)) + 1))
    kept = {int(n.get(W + "id")): "".join(n.itertext()).strip() for n in part if n.get(W + "type") is None}
    assert sorted(kept) == first
    assert sorted(kept.values()) == sorted(memo.note_texts(a).values())
    marks = {b.get(W + "name") for b in body.iter(W + "bookmarkStart")}
    again = [f.get(W + "instr").split()[1] for f in body.iter(W + "fldSimple")]
    assert again and set(again) <= marks and len(marks) == len(first)
    styles = {s.get(W + "styleId") for s in word_part(made, "styles").iter(W + "style")}
    assert {s.get(W + "val") for tag in ("rStyle", "pStyle") for s in part.iter(W + tag)} <= styles
    types = [n.get(W + "type") for n in part if n.get(W + "type")]
    assert types == ["separator", "continuationSeparator"]


def test_a_memo_without_notes_has_no_footnotes() -> None:
    bare = replace(sample(), notes=())
    with zipfile.ZipFile(io.BytesIO(memo.docx(bare))) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_memo_is_the_same_bytes_each_time_and_knows_no_clock() -> None:
    made = memo.docx(sample())
    assert made == memo.docx(sample())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_memo_shows_hostile_words_as_text() -> None:
    text = memo.markdown(hostile())
    assert "<script>" not in text.replace("\\<", "") and "\\<script\\>" in text
    assert HOSTILE in words_of(memo.docx(hostile()))
    odd = replace(sample(), title="a\x00b\ud800c\x1bd")
    assert "a" in words_of(memo.docx(odd))


def test_the_command_of_a_memo_can_be_copied_as_it_stands() -> None:
    """No sign of it is escaped, fences in it end no block, and each form names a file of its own kind."""
    sets = (("no_deal.costs.a", "triangular(1, 2, 3)"), ("``` *b* [1]", "4"))
    a = replace(sample(), request=replace(sample().request, sets=sets))
    asked = a.request.command("memo", "-o", "memo.md")
    assert "no_deal.costs.a=triangular(1, 2, 3)" in asked and "``` *b* [1]" in asked
    assert f"\n````sh\n{asked}\n````\n" in memo.markdown(a)
    assert a.request.command("memo", "-o", "memo.docx") in words_of(memo.docx(a)).split("\n")


def test_memo_of_an_empty_case() -> None:
    bare = replace(sample(), kinds=(), differences=(), courses=(), watch=(), notes=(), views={}, limits=(), misuse=None)
    assert "One must soften" in memo.markdown(bare)
    assert memo.docx(bare)


def test_index_lists_reports_and_nothing_else(tmp_path: Path) -> None:
    write_report(tmp_path / "one.html", html.render(sample()))
    write_report(tmp_path / "sub" / "two & three.html", html.render(hostile()))
    (tmp_path / "mine.html").write_text("<p>not one of ours</p>")
    (tmp_path / "binary.html").write_bytes(b"\xff\x00" * 100)
    found = index.reports(tmp_path)
    assert {r.address for r in found} == {"one.html", "sub/two & three.html"}
    page = lxml.html.document_fromstring(index.render(found))
    assert not page.xpath("//script|//img")
    assert HOSTILE in page.text_content() and "One must soften" in page.text_content()
    assert "sub/two%20%26%20three.html" in page.xpath("//td//a/@href|//th//a/@href")
    write_report(tmp_path / "index.html", index.render(found))
    assert index.reports(tmp_path) == found
    assert "No report" in index.render(())
    with pytest.raises(InputError, match="not a folder"):
        index.reports(tmp_path / "nowhere")


def test_index_command_writes_the_page(tmp_path: Path) -> None:
    from parley.cli.index import command

    write_report(tmp_path / "one.html", html.render(sample()))
    told = CliRunner().invoke(command, [str(tmp_path)], catch_exceptions=False)
    assert told.exit_code == 0 and "1 report" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_answers_show_themselves_in_notebooks() -> None:
    shown = Answer(sample())._repr_html_()
    frame = lxml.html.fragment_fromstring(shown)
    assert frame.tag == "iframe" and frame.get("sandbox") == ""
    assert frame.get("srcdoc") == html.render(sample())
    assert lxml.html.fragment_fromstring(Answer(hostile())._repr_html_()).get("srcdoc") == html.render(hostile())


@pytest.mark.parametrize("name", [*TABLES, "barriers"])
def test_tables_become_frames(name: str) -> None:
    pytest.importorskip("pandas")
    frame = Answer(sample()).to_frame(name)
    assert len(frame) > 0
    if name == "kinds":
        assert set(frame.columns) >= {"kind", "view", "red_lines", "verdict", "share", "gap_ukraine"}
        assert len(frame) == sum(len(cells) for row in sample().kinds for cells in row.by_view.values())


def test_an_unknown_table_is_named() -> None:
    pytest.importorskip("pandas")
    with pytest.raises(InputError, match="no table 'kindz'"):
        Answer(sample()).to_frame("kindz")


def test_everything_that_parley_names_can_be_had() -> None:
    for name in parley.__all__:
        assert getattr(parley, name) is not None
    assert set(parley.__all__) <= set(dir(parley))
    with pytest.raises(AttributeError, match="no attribute 'none_such'"):
        _ = parley.none_such


def test_the_example_notebook_runs(answers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setenv("PARLEY_CACHE", answers)
    place = Path(__file__).resolve().parents[2] / "docs" / "answer.ipynb"
    notebook = json.loads(place.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # one text, or its lines
    assert len(names["kinds"]) > 0 and len(names["courses"]) > 0
    assert any(row.softened.verdict == "open" for row in names["costlier"].assessment.kinds)


def test_memo_command_refuses_what_it_cannot_write(tmp_path: Path) -> None:
    from parley.cli.memo import command

    taken = tmp_path / "taken.md"
    taken.write_text("mine")
    with pytest.raises(InputError, match="left as it was"):
        CliRunner().invoke(command, ["case", "-o", str(taken)], catch_exceptions=False)
    with pytest.raises(InputError, match=r"\.docx or \.md"):
        CliRunner().invoke(command, ["case", "-o", str(tmp_path / "a.pdf")], catch_exceptions=False)
    assert taken.read_text() == "mine"


def test_authors_and_topics_stand_in_the_report_and_the_index(tmp_path: Path) -> None:
    named = replace(sample(), authors=("A. <b>Analyst</b>", "B. Other"), topics=("grain", "prisoners"))
    page = html.render(named)
    assert "By A. &lt;b&gt;Analyst&lt;/b&gt;, B. Other." in page
    assert "Topics: grain, prisoners." in page
    (tmp_path / "one.html").write_text(page, encoding="utf-8")
    (listed,) = index.reports(tmp_path)
    assert (listed.authors, listed.topics) == ("A. <b>Analyst</b>, B. Other", "grain, prisoners")
    assert "grain, prisoners" in index.render((listed,))
