"""Every page of the workbench in a real browser: by mouse and by keyboard, light and dark, small and large."""

from __future__ import annotations

import json
import re
import time
import urllib.parse
from pathlib import Path
from typing import Any

import pytest
from served_workbench import Open, Served, start, violations

PAGES = ("answer", "assumptions", "compare", "courses", "evidence", "document", "review", "positions", "claims")


def api(page: Any, path: str) -> Any:
    return page.evaluate("async (p) => (await fetch(p)).json()", path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Open, axe: str, name: str, scheme: str) -> None:
    page = opened(f"/{name}", color_scheme=scheme).page
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_their_width(opened: Open, name: str, width: int) -> None:
    page = opened(f"/{name}", viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tabs_lead_everywhere_by_mouse_and_keyboard(opened: Open) -> None:
    page = opened("/answer").page
    for title in (
        "Assumptions",
        "Compare",
        "Courses",
        "Articles",
        "Evidence",
        "Review",
        "Positions",
        "Claims",
        "Answer",
    ):
        page.click(f".tabs >> text={title}")
        assert page.locator(".tabs [aria-current=page]").inner_text() == title
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator(".tabs a").nth(5).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence*")


def test_first_screen_holds_the_answer(opened: Open) -> None:
    page = opened("/answer", viewport={"width": 1280, "height": 720}).page
    first = page.locator("#answer").bounding_box()
    assert first is not None and first["y"] + first["height"] <= 800
    for words in ("Rests on", "Weakest", "Watch for", "Law"):
        assert page.locator("#answer").get_by_text(words, exact=True).first.is_visible()
    assert page.locator("#answer svg").count() == 0


def cost_field(page: Any, party: str = "ukraine") -> Any:
    return page.locator(f'.field[data-path="no_deal.costs.{party}"]').first


def verdicts(page: Any) -> list[str]:
    return [re.sub(r"\s+", " ", t) for t in page.locator("table.live tbody tr td:last-child").all_inner_texts()]


def slide(page: Any, field: Any, value: float) -> None:
    field.locator("[data-role=slider]").evaluate(
        "(s, v) => { s.value = v; s.dispatchEvent(new Event('input', {bubbles: true}));"
        " s.dispatchEvent(new Event('change', {bubbles: true})); }",
        value,
    )


def settled(page: Any, changes: int) -> None:
    page.wait_for_function("n => new URLSearchParams(location.search).getAll('set').length === n", arg=changes)
    page.wait_for_load_state("networkidle")


def test_a_slider_moves_the_verdict_and_undo_takes_it_back(opened: Open) -> None:
    page = opened("/assumptions").page
    before = verdicts(page)
    field = cost_field(page)
    page.locator(".outputs table.live").wait_for()
    slide(page, field, float(field.locator("[data-role=slider]").get_attribute("max") or 0))
    settled(page, 1)
    page.wait_for_function("() => document.querySelector('.outputs .was')")
    after = verdicts(page)
    assert after != before and any("open was" in v for v in after)
    shown = api(page, "/result.json" + page.evaluate("location.search"))
    for row, text in zip(shown["result"]["rows"], after, strict=True):
        assert row["cells"]["none"]["verdict"] in text
    page.click("#undo")
    settled(page, 0)
    page.wait_for_function("() => !document.querySelector('.outputs .was')")
    assert verdicts(page) == before
    assert field.locator("[data-role=text]").input_value() == field.get_attribute("data-start")


def test_sliders_work_by_keyboard(opened: Open) -> None:
    page = opened("/assumptions").page
    field = cost_field(page)
    slider = field.locator("[data-role=slider]")
    start_value = float(slider.input_value())
    slider.focus()
    page.keyboard.press("ArrowRight")
    settled(page, 1)
    step = float(slider.get_attribute("step") or 1)
    assert float(slider.input_value()) == pytest.approx(start_value + step, abs=step / 2 + 1e-9)
    field.locator("[data-role=back]").focus()
    page.keyboard.press("Enter")
    settled(page, 0)


def test_a_field_takes_a_range_and_refuses_nonsense(opened: Open) -> None:
    watched = opened("/assumptions")
    page = watched.page
    text = cost_field(page).locator("[data-role=text]")
    text.fill("30 to 40")
    text.press("Enter")
    settled(page, 1)
    assert page.locator("#problem").is_hidden()
    text.fill("40 to 30")
    text.press("Tab")
    page.locator("#problem").wait_for(state="visible")
    assert "no_deal.costs.ukraine" in page.locator("#problem").inner_text()
    watched.logged = [line for line in watched.logged if "400" not in line]


def test_state_is_in_the_address(opened: Open) -> None:
    address = "/assumptions?view=after-milley&kind=ceasefire&set=no_deal.costs.ukraine%3D25"
    page = opened(address).page
    assert page.locator("#view").input_value() == "after-milley"
    assert page.locator("#kind").input_value() == "ceasefire"
    assert cost_field(page).locator("[data-role=text]").input_value() == "25"
    assert "changed" in (cost_field(page).get_attribute("class") or "")
    page.click("#reset")
    settled(page, 0)


def test_numbers_in_the_picture_are_those_of_the_json(opened: Open) -> None:
    page = opened("/assumptions?kind=settlement").page
    diagram = api(page, "/result.json?kind=settlement")["result"]["diagram"]
    shown = page.evaluate(
        """() => {
          const s = document.querySelector('.outputs svg');
          const ticks = axis => [...s.querySelectorAll(`text.tick[text-anchor="${axis}"]`)]
            .map(t => [Number(t.textContent.replace('−', '-')), Number(t.getAttribute(axis === 'middle' ? 'x' : 'y'))]);
          return {x: ticks('middle'), y: ticks('end'),
            a: Number(s.querySelector('line.nodeal.a').getAttribute('x1')),
            b: Number(s.querySelector('line.nodeal.b').getAttribute('y1')),
            frontier: s.querySelector('.frontier').getAttribute('points').split(' ').map(p => p.split(',').map(Number))};
        }"""
    )

    def value(ticks: list[list[float]], at: float, shift: float = 0.0) -> float:
        (v0, p0), (v1, p1) = ticks[0], ticks[-1]
        return v0 + (at - (p0 - shift)) / (p1 - p0) * (v1 - v0)

    assert value(shown["x"], shown["a"]) == pytest.approx(diagram["reservation"][0], abs=0.1)
    assert value(shown["y"], shown["b"], 4.0) == pytest.approx(diagram["reservation"][1], abs=0.1)
    drawn = {(round(value(shown["x"], a), 0), round(value(shown["y"], b, 4.0), 0)) for a, b in shown["frontier"]}
    for point in diagram["frontier"]:
        a, b = point["values"]
        assert any(abs(a - x) <= 1 and abs(b - y) <= 1 for x, y in drawn)


def test_a_slider_asks_once_a_move_and_draws_what_it_asked_for(opened: Open) -> None:
    page = opened("/assumptions").page
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """async () => {
          const slider = document.querySelector('.field [data-role=slider]');
          const low = Number(slider.min), high = Number(slider.max);
          for (let i = 0; i < 24; i++) {
            const done = new Promise(r => document.addEventListener('parley:result', r, {once: true}));
            slider.value = low + (high - low) * (i + 1) / 26;
            slider.dispatchEvent(new Event('input', {bubbles: true}));
            await done;
            await new Promise(r => requestAnimationFrame(r));
          }
        }"""
    )
    results = [url for url in asked if "/result?" in url]
    assert len(results) == len(set(results)) == 24, asked


def test_compare_shows_the_crux_of_the_pair_chosen(opened: Open) -> None:
    page = opened("/compare").page
    assert page.locator("blockquote").count() >= 1
    page.select_option("select[name=left]", "after-sullivan")
    page.wait_for_url("**left=after-sullivan*")
    assert page.locator("tr.chosen").count() == 2


def test_courses_add_up_to_a_bundle(opened: Open) -> None:
    page = opened("/courses").page
    page.locator(".act input").nth(3).check()
    page.wait_for_url("**act=*")
    assert "Nothing picked" not in page.locator("main").inner_text()
    told = api(page, "/courses.json" + page.evaluate("location.search"))
    assert told["picked"] and told["moved"]
    assert {row["effect"]["word"] for row in told["rows"]} <= {"opens", "nearer", "further", "no change", "depends"}
    page.locator(".act input").nth(4).focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => new URLSearchParams(location.search).getAll('act').length === 2")


def test_evidence_narrows_by_facet_and_word(opened: Open) -> None:
    page = opened("/evidence").page
    total = api(page, "/evidence.json")["total"]
    page.locator(".facets a").first.click()
    assert 0 < api(page, "/evidence.json" + page.evaluate("location.search"))["total"] < total
    page.goto(page.url.split("/evidence")[0] + "/evidence?q=standstill")
    assert page.locator(".quote mark").first.inner_text().lower().startswith("standstill")


def test_document_marks_stand_where_the_ledger_says(opened: Open) -> None:
    page = opened("/document").page
    told = api(page, "/document.json")
    whole = page.locator("#text").evaluate("e => e.textContent")
    assert whole == "".join(s["text"] for s in told["segments"])
    page.locator("#text .seg.is-content").first.click()
    assert page.locator(".statements li.chosen").count() == 1


def test_review_by_keys_changes_the_count_and_survives_a_restart(opened: Open, served: Served, tmp_path: Path) -> None:
    own = start(served.case, tmp_path / "own.sqlite")
    try:
        page = opened("/review", address=own.address).page
        first = page.locator("#review").get_attribute("data-statement")
        before = api(page, "/review.json")
        listed = api(page, "/evidence.json?record=all")["total"]
        page.keyboard.press("a")
        page.wait_for_function("id => document.querySelector('#review')?.dataset.statement !== id", arg=first)
        page.keyboard.press(" ")
        page.wait_for_url("**skip=1*")
        page.keyboard.press("x")
        page.wait_for_function("() => document.querySelector('progress')?.value === 2")
        after = api(page, "/review.json")
        assert (after["open"], after["decided"]) == (before["open"] - 2, 2)
        assert api(page, "/evidence.json?record=all")["total"] == listed - 1  # acts are reviewed too
    finally:
        own.stop()
    again = start(served.case, tmp_path / "own.sqlite")
    try:
        page = opened("/review", address=again.address).page
        assert api(page, "/review.json")["decided"] == 2
        page.keyboard.press("Backspace")
        page.wait_for_url("**id=*")
        assert api(page, "/review.json")["decided"] == 1
        assert page.locator(".history .undone").count() == 1
    finally:
        again.stop()


def test_spans_are_corrected_by_selecting_text(opened: Open) -> None:
    page = opened("/review?skip=2").page
    statement = page.locator("#review").get_attribute("data-statement")
    words = page.locator("#text .seg.is-content").first
    box = words.bounding_box()
    assert box is not None
    wanted = words.evaluate(
        """e => { const r = document.createRange(); r.setStart(e.firstChild, 0); r.setEnd(e.firstChild, 9);
                  const s = getSelection(); s.removeAllRanges(); s.addRange(r); return r.toString(); }"""
    )
    page.click("[data-span=content]")
    page.wait_for_url(f"**id={statement}*")
    told = api(page, f"/review.json?id={statement}")
    assert "".join(t for t, _ in told["statement"]["said"]) == wanted
    assert told["statement"]["status"] == "corrected"
    page.click("[data-do=undo]")
    page.wait_for_function("() => document.querySelector('#status').textContent === 'open'")


def test_speakers_merge_and_come_apart_again(opened: Open) -> None:
    page = opened("/evidence").page
    speaker = api(page, "/evidence.json")["facets"][1]["values"][0]["value"]
    found = api(page, "/evidence.json?speaker=" + urllib.parse.quote(speaker))["statements"]
    chosen = next(s for s in found if s["speaker"] == speaker)
    page.goto(page.url.split("/evidence")[0] + f"/review?id={chosen['id']}")
    page.fill("#resolved", "One Name")
    page.click("[data-do=merge]")
    page.wait_for_function("() => document.querySelector('dd b').textContent === 'One Name'")
    assert api(page, "/evidence.json?speaker=One%20Name")["total"] >= 1
    page.click("[data-do=undo]")
    page.wait_for_url("**/review*")
    page.wait_for_load_state("networkidle")
    assert api(page, "/evidence.json?speaker=One%20Name")["total"] == 0


def test_a_surname_of_another_document_is_shown_as_read_and_set_apart(opened: Open, tmp_path: Path) -> None:
    for name, said in (
        ("full.txt", "Kaja Oder, a trader, said that the quokka harvest had failed."),
        ("short.txt", "Oder said on Friday that the quokka price would rise, and later Oder retracted the statement."),
    ):
        (tmp_path / name).write_text(said + "\n")
        page = opened("/evidence").page
        page.set_input_files("#file", str(tmp_path / name))
        page.locator("main .notice").wait_for()
    found = api(page, "/evidence.json?q=price")["statements"][0]
    assert (found["speaker"], found["read_as"]) == ("Kaja Oder", "Oder")
    page.goto(page.url.split("/evidence")[0] + "/evidence?q=price")
    assert "read as Oder" in page.locator("main").inner_text()
    page.goto(page.url.split("/evidence")[0] + f"/review?id={found['id']}")
    page.get_by_text("Oder is somebody else").click()
    page.wait_for_function("() => document.querySelector('dl.facts dd b').textContent === 'Oder'")
    assert "stays apart" in page.locator(".history").inner_text()
    page.click("[data-do=undo]")
    page.wait_for_url("**/review*")
    page.wait_for_load_state("networkidle")
    assert api(page, "/evidence.json?q=price")["statements"][0]["speaker"] == "Kaja Oder"


def test_a_second_coder_changes_nothing_that_stands(opened: Open) -> None:
    page = opened("/review?who=second").page
    before = api(page, "/review.json")
    page.get_by_text("Second coder").click()
    page.fill("#value", "wrong")
    page.click("[data-do=code]")
    page.wait_for_url("**id=*")
    assert page.locator(".history li").last.inner_text().find("second") > 0
    assert api(page, "/review.json")["open"] == before["open"]


def test_two_tabs_at_once(opened: Open) -> None:
    one, two = opened("/review?who=one").page, opened("/review?who=two&skip=5").page
    before = api(one, "/review.json")["decided"]
    one.keyboard.press("a")
    two.keyboard.press("x")
    one.wait_for_load_state("networkidle")
    two.wait_for_load_state("networkidle")
    deadline = time.monotonic() + 10
    while api(one, "/review.json")["decided"] != before + 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert api(two, "/review.json")["decided"] == before + 2
    for page in (one, two):
        page.keyboard.press("Backspace")
        page.wait_for_url("**id=*")
        page.wait_for_load_state("networkidle")
    assert api(one, "/review.json")["decided"] == before


def test_a_document_is_added_by_choosing_a_file_and_stays_text(opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "hostile <img src=x onerror=alert(1)>.txt"
    file.write_text(
        "Talks\n\n“<script>alert(1)</script> We will not negotiate,” said Ivan <img src=x onerror=alert(2)> Petrov, a "
        "spokesman. The minister said that 😀 the fighting would go on.\n",
        encoding="utf-8",
    )
    page = opened("/evidence").page
    page.set_input_files("#file", str(file))
    page.locator("main .notice").wait_for()
    assert "statements" in page.locator("main .notice").inner_text()
    names = [d["value"] for f in api(page, "/evidence.json")["facets"] if f["name"] == "document" for d in f["values"]]
    name = next(n for n in names if "hostile" in n)
    page.goto(page.url.split("/evidence")[0] + "/document?id=" + urllib.parse.quote(name))
    assert "<script>alert(1)</script>" in page.locator("#text").evaluate("e => e.textContent")
    assert page.locator("main img, main script").count() == 0
    page.goto(page.url.split("/document")[0] + "/evidence?document=" + urllib.parse.quote(name))
    assert page.locator("main img, main script").count() == 0


def test_refused_uploads_say_why(opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"\x00\xff" * 200)
    watched = opened("/evidence")
    watched.page.set_input_files("#file", str(file))
    watched.page.locator("main .notice").wait_for()
    assert "broken.pdf" in watched.page.locator("main .notice").inner_text()
    watched.logged = [line for line in watched.logged if "400" not in line]


def test_a_state_is_saved_as_a_view(opened: Open, served: Served, tmp_path: Path, browser: Any) -> None:
    import shutil

    case = tmp_path / "ukraine-2022-23"
    shutil.copytree(served.case, case)
    own = start(case, tmp_path / "own.sqlite")
    try:
        before = (case / "case.yaml").read_text(encoding="utf-8")
        page = opened("/assumptions?set=no_deal.costs.ukraine%3D25", address=own.address).page
        page.click("#save-view")
        page.fill("#save-key", "costlier")
        page.fill("#save-name", 'Costlier: "our" reading')
        page.click("#save-now")
        page.wait_for_url("**view=costlier*")
        after = (case / "case.yaml").read_text(encoding="utf-8")
        assert set(before.splitlines()) <= set(after.splitlines())
        assert len(after.splitlines()) == len(before.splitlines()) + 4
        assert cost_field(page).locator("[data-role=text]").input_value() == "25"
    finally:
        own.stop()


def test_positions_and_claims_say_what_their_json_says(opened: Open) -> None:
    page = opened("/positions").page
    told = api(page, "/positions.json")
    assert page.locator(".names div").count() == len(told["actors"])
    page.click(".tabs >> text=Claims")
    claims = api(page, "/claims.json")["claims"]
    assert page.locator("table.claims tbody tr").count() == len(claims)
    shown = page.locator(f"#claim-{claims[0]['id']} td").first.inner_text()
    assert claims[0]["views"]["base"]["verdict"] in shown


def test_every_page_is_json_too(opened: Open) -> None:
    page = opened("/answer").page
    for name in PAGES:
        assert isinstance(api(page, f"/{name}.json"), dict)
    assert json.dumps(api(page, "/answer.json"))
