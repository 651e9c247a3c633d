"""What the rendered answer promises: everything said, nothing loaded, any text as text, numbers as in the JSON."""

from __future__ import annotations

import csv
import io
import re
import urllib.parse
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from sample_assessment import HOSTILE, hostile, sample

from parley.core.errors import InputError
from parley.insight.results.assessment import Collision, Phrase
from parley.report import formats, html, terminal
from parley.report.files import write_report
from parley.report.page import Page


def page(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def test_terminal_answer_fits_one_screen() -> None:
    lines = terminal.render(sample()).splitlines()
    assert len(lines) <= 57
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_terminal_wraps_at_the_width_given(width: int) -> None:
    assert max(map(len, terminal.render(sample(), width=width, notes=True).splitlines())) <= width


def test_terminal_says_every_part_in_order() -> None:
    text = terminal.render(sample())
    parts = ["press Kyiv to talk?", "ANSWER", "KIND OF DEAL", "WHERE THEY PART", "IF THE UNITED STATES", "RESTS ON",
             "WEAKEST", "WATCH FOR", "LAW", "LIMITS", "Next"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_views_that_agree_are_not_said_to_part() -> None:
    a = sample()
    agreed = next(d for d in a.differences if d.agree)
    same = replace(a, differences=(replace(agreed, asked="is there a zone for a settlement?", answers=(False, False)),))
    text = " ".join(terminal.render(same).split())
    assert (
        "WHERE THEY PART They agree on one question: is there a zone for a settlement? At the middle numbers there is none in the views after Milley and Sullivan."
        in text
    )
    first = page(html.render(same)).get_element_by_id("answer").text_content()
    assert "there is none in the views after Milley and Sullivan." in first and agreed.question not in first


def test_what_to_watch_for_is_brief_on_the_first_screen_and_whole_below() -> None:
    told = replace(sample(), watch=(Phrase("Aid fails: a vote goes against it"),))
    tree = page(html.render(told))
    assert "a vote goes against it" not in tree.get_element_by_id("answer").text_content()
    assert "Aid fails: a vote goes against it" in tree.get_element_by_id("flips").text_content()
    assert "a vote goes" not in terminal.render(told) and "Aid fails" in terminal.render(told)


def test_terminal_green_is_for_open_only() -> None:
    text = terminal.render(sample(), colour=True)
    assert {m.strip() for m in re.findall("\x1b\\[32m(.*?)\x1b\\[0m", text)} == {"open"}


def test_terminal_notes_name_their_sources() -> None:
    text = terminal.render(sample(), notes=True)
    assert re.search(r"\[5\] +“to a standstill” +Mark A. Milley · on the record, public", text)


def test_terminal_drops_control_characters() -> None:
    bad = replace(sample(), question="Should \x1b[31mWashington\u202e press?", answer=(Phrase("a\x07b\x9b31m"),))
    text = terminal.render(bad)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_page_is_whole_small_and_alone() -> None:
    text = html.render(sample())
    assert len(text.encode()) < 500_000
    tree = page(text)
    assert not tree.xpath("//script|//link|//iframe|//object|//embed|//form")
    for element in tree.xpath("//*[@src or @href]"):
        for name in ("src", "href"):
            address = element.get(name)
            assert address is None or address.startswith(("#", "data:text/csv"))
    assert not re.search(r"url\(|@import", text)


def test_page_links_lead_somewhere() -> None:
    tree = page(html.render(sample()))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")}
    assert targets <= set(ids)


def test_same_assessment_same_bytes() -> None:
    assert html.render(sample()) == html.render(sample())


def test_first_screen_has_no_chart_and_green_only_for_open() -> None:
    first = page(html.render(sample())).get_element_by_id("answer")
    assert not first.xpath(".//svg|.//img")
    for chip in first.xpath(".//*[contains(@class, 'verdict v-')]"):
        assert ("v-open" in chip.get("class").split()) == ("open" in chip.text_content())
    said = first.text_content()
    for part in ("1991 borders", "to a standstill", "steady battlefield progress", "Rests on", "Weakest", "Watch for",
                 "annexations held invalid"):  # fmt: skip
        assert part in said


def test_hostile_text_stays_text() -> None:
    text = html.render(hostile())
    tree = page(text)
    assert not tree.xpath("//script|//img|//*[@onerror]")
    assert HOSTILE in tree.text_content()
    assert tree.xpath("//title")[0].text.startswith("<script>")


def test_fifty_dots_show_the_share() -> None:
    a = sample()
    shown = Page(a)
    for row in a.kinds:
        dots = shown.dots(row)
        assert dots is not None and row.softened.share is not None
        on, off = (sum(int(n) // 8 + 1 for n in re.findall(r"h(\d+)\.5", path)) for path in (dots.on, dots.off))
        assert (on, on + off) == (round(50 * row.softened.share), 50)


def test_every_note_is_linked_and_printed() -> None:
    tree = page(html.render(sample()))
    for note in sample().notes:
        assert tree.get_element_by_id(f"note-{note.number}").text_content().count(note.quote or "") >= 1
    assert tree.xpath("//a[@href='#note-1'][contains(@title, '1991 borders')]")


def test_notes_stand_where_the_text_places_them() -> None:
    phrase = Phrase('"one" [2] and [9] "two"', (2, 3))
    assert formats.flat(phrase) == '"one" [2] and [9] "two" [3]'
    marked = str(html.phrase(phrase))
    assert marked.index("#note-2") < marked.index("two") < marked.index("#note-3")
    assert "#note-9" not in marked


def saved(tree: lxml.html.HtmlElement, name: str) -> list[list[str]]:
    address = tree.xpath(f"//a[@download='{name}.csv']/@href")[0]
    return list(csv.reader(io.StringIO(urllib.parse.unquote(address.split(",", 1)[1]))))


def test_csv_holds_the_numbers_of_the_assessment() -> None:
    a = sample()
    tree = page(html.render(a))
    deals = saved(tree, "ukraine-2022-23-settlement-deals")
    drawn = {(float(r[1]), float(r[2])) for r in deals if r[0].startswith("frontier")}
    assert drawn == {(round(x, 4), round(y, 4)) for x, y in (p.values for p in a.diagrams[0].frontier)}
    assert len([r for r in deals if r[0] == "deal"]) == len(a.diagrams[0].deals)
    kinds = saved(tree, "ukraine-2022-23-kinds")
    assert {(r[0], r[1], r[2], float(r[5])) for r in kinds[1:]} == {
        (k.kind, view, lines, c.share) for k in a.kinds for view, cells in k.by_view.items()
        for lines, c in cells.items()
    }  # fmt: skip
    assert [r[0] for r in saved(tree, "ukraine-2022-23-judgements")[1:]] == [j.path for j in a.judgements]


def test_csv_cells_are_no_formulas() -> None:
    from parley.report.plot import csv_text

    assert list(csv.reader(io.StringIO(csv_text(["a"], [["=1+1"], [-2.5]])))) == [["a"], ["'=1+1"], ["-2.5"]]


@pytest.mark.parametrize(
    "share, error, said",
    [
        (0.41, 0.004, "in 41 of 100 combinations"),
        (0.414, 0.02, "in about 40 of 100 combinations"),
        (0.41, 0.05, "in about 40 of 100 combinations"),
        (0.0, 0.0, "in none of 2000 combinations"),
        (1.0, 0.0, "in all of 2000 combinations"),
        (0.001, 0.001, "in fewer than 1 of 100 combinations"),
        (0.999, 0.001, "in more than 99 of 100 combinations"),
        (None, None, "not counted"),
    ],
)
def test_shares_are_counts_no_finer_than_their_error(share: float | None, error: float | None, said: str) -> None:
    assert formats.count_of(share, error, 2000) == said


def test_no_probability_words_about_shares() -> None:
    text = page(html.render(sample())).text_content() + terminal.render(sample())
    assert not re.search(r"likely|unlikely|\d% (chance|probab)", text, re.IGNORECASE)


def test_report_replaces_only_reports(tmp_path: Path) -> None:
    place = tmp_path / "new" / "report.html"
    write_report(place, html.render(sample()))
    write_report(place, html.render(hostile()))
    assert place.read_text(encoding="utf-8") == html.render(hostile())
    mine = tmp_path / "mine.html"
    mine.write_text("<p>my notes</p>")
    with pytest.raises(InputError, match="not a parley report"):
        write_report(mine, html.render(sample()))
    assert mine.read_text() == "<p>my notes</p>"
    write_report(mine, html.render(sample()), force=True)
    with pytest.raises(InputError, match="is a folder"):
        write_report(tmp_path, "x")
    assert not list(tmp_path.rglob("*.tmp"))


def test_page_names_the_party_of_every_line_that_collides() -> None:
    """Two lines of one party against one of another: the second is not booked to the other, nor the third to nobody."""
    lines, rests = ("no arms", "no settlers", "all stays"), ("", "(inferred by us)", "")
    told = replace(sample(), collisions=(Collision(lines, lines, ("ukraine", "ukraine", "russia"), rests),))
    said = " ".join(page(html.render(told)).xpath("//ul[@class='collisions']/li")[0].text_content().split())
    assert said == "no arms (Ukraine) against no settlers (Ukraine) (inferred by us) against all stays (Russia)"


def test_page_copes_with_an_empty_case() -> None:
    bare = replace(
        sample(), kinds=(), collisions=(), differences=(), courses=(), flips=(), watch=(), limits=(), diagrams=(),
        judgements=(), notes=(), views={}, documents=(), late_evidence=(), late_claims=(), extra={}, scope=None,
        misuse=None, decider=None, law_sources=(), answer=(Phrase("Numbers are still needed."),),
    )  # fmt: skip
    tree = page(html.render(bare))
    assert "Numbers are still needed." in tree.text_content()
    assert "Numbers are still needed." in terminal.render(bare)
    targets = {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")}
    assert targets <= set(tree.xpath("//@id"))


def test_words_of_a_summary_are_not_put_into_anybodys_mouth() -> None:
    first = replace(sample().notes[0], quote="territorial integrity must be restored", verbatim=False)
    ours = replace(sample(), notes=(first, *sample().notes[1:]))
    said = "Volodymyr Zelensky, in our words: territorial integrity must be restored"
    assert said in " ".join(terminal.render(ours, notes=True, width=200).split())
    tree = page(html.render(ours))
    note = tree.get_element_by_id("note-1")
    assert " ".join(note.text_content().split()).startswith("Volodymyr Zelensky, in our words:")
    assert not note.xpath(".//q") and "said-so" not in note.xpath("./span")[0].get("class")
    for link in tree.xpath("//a[@href='#note-1']/@title"):
        assert "“territorial" not in link
