"""The report as a file in a real browser: alone, accessible, printable, and deaf to hostile words."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from served_workbench import Open, Served, start, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

TESTS = Path(__file__).resolve().parents[1]


def module(place: str) -> ModuleType:
    path = TESTS / place
    spec = importlib.util.spec_from_file_location(f"borrowed_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made  # its dataclasses look for their module there
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="session")
def ukraine(tmp_path_factory: pytest.TempPathFactory, examples: Path, answers: str) -> Path:
    place = tmp_path_factory.mktemp("report") / "ukraine.html"
    command = [sys.executable, "-m", "parley.cli.main", "report", str(examples / "ukraine-2022-23"), "-o", str(place)]
    env = {**os.environ, "PARLEY_CACHE": answers}
    subprocess.run([*command, "--draws", "200"], check=True, capture_output=True, env=env)
    return place


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from parley.report.html import render

    place = tmp_path_factory.mktemp("report") / "hostile.html"
    place.write_text(render(module("report/sample_assessment.py").hostile()), encoding="utf-8")
    return place


def test_the_file_is_small(ukraine: Path) -> None:
    assert ukraine.stat().st_size < 600_000  # to be mailed; compressed it is a sixth of that


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_file(opened: Open, ukraine: Path, axe: str, scheme: str) -> None:
    page = opened("", address=ukraine.as_uri(), color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_the_file_fits_any_width(opened: Open, ukraine: Path, width: int) -> None:
    page = opened("", address=ukraine.as_uri(), viewport={"width": width, "height": 800}, offline=True).page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_screen_holds_all_of_the_answer(opened: Open, ukraine: Path) -> None:
    page = opened("", address=ukraine.as_uri(), viewport={"width": 1280, "height": 720}).page
    box = page.locator("#answer").bounding_box()
    assert box["y"] + box["height"] <= 720
    assert page.locator("#answer svg, #answer img").count() == 0


def test_the_file_works_without_scripts_and_its_links_open_what_is_folded(opened: Open, ukraine: Path) -> None:
    page = opened("", address=ukraine.as_uri(), java_script_enabled=False).page
    page.locator("#answer a.why").first.click()
    assert "#j-" in page.url
    assert page.locator(":target").is_visible()
    page.locator("a.note").first.click()
    assert page.locator(":target mark").is_visible()


def printed(page: Page, place: Path) -> list[str]:
    """The words of each page on paper."""
    import pypdf

    page.pdf(path=str(place), format="A4")
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(place).pages]


def test_it_prints_what_is_unfolded_and_the_rest_when_asked(opened: Open, ukraine: Path, tmp_path: Path) -> None:
    page = opened("", address=ukraine.as_uri()).page
    folded = printed(page, tmp_path / "folded.pdf")
    words = " ".join(folded)
    assert "As declared" in words and "Notes" in words
    shut = "[...document.querySelectorAll('details:not([open])')].filter(d => !d.parentElement.closest('details:not([open])')).length"
    assert words.count("(folded: not printed)") == page.evaluate(shut) > 10
    assert "Tables that are folded on the screen are printed folded" in words
    page.get_by_label("Print what is folded too").check()
    whole = printed(page, tmp_path / "whole.pdf")
    assert "(folded: not printed)" not in " ".join(whole) and "are printed folded" not in " ".join(whole)
    assert len(folded) < 0.6 * len(whole)
    blank = [text for text in (*folded[:-1], *whole[:-1]) if len(text) <= 100]
    assert not blank, "a page is all but blank"


def test_on_paper_a_long_table_repeats_its_head_and_no_heading_ends_a_page(
    opened: Open, ukraine: Path, tmp_path: Path
) -> None:
    page = opened("", address=ukraine.as_uri()).page
    heads = [" ".join(text.split()) for text in page.locator("h2, h3, summary").all_inner_texts()]
    page.get_by_label("Print what is folded too").check()
    whole = printed(page, tmp_path / "whole.pdf")
    last = [re.sub(r" ?\d+ / \d+$", "", text)[-60:] for text in whole]
    assert not [head for head in heads if len(head) > 12 and any(text.endswith(head[-50:]) for text in last)]
    claims = [text for text in whole if "Tested in part" in text]
    assert len(claims) > 2 and all("turns on" in text for text in claims)


def test_hostile_words_do_nothing_in_the_file(opened: Open, hostile: Path) -> None:
    watched = opened("", address=hostile.as_uri())
    fired: list[Any] = []
    watched.page.on("dialog", lambda d: fired.append(d.message) or d.dismiss())
    watched.page.mouse.move(100, 100)
    watched.page.wait_for_timeout(200)
    assert not fired and watched.page.locator("img, script").count() == 0


def test_hostile_words_do_nothing_in_the_workbench(opened: Open, served: Served, tmp_path: Path, axe: str) -> None:
    case = module("app/small_case.py").write_case(tmp_path / "small")
    own = start(case, tmp_path / "own.sqlite", draws=16)
    try:
        watched = opened("/answer", address=own.address)
        fired: list[Any] = []
        watched.page.on("dialog", lambda d: fired.append(d.message) or d.dismiss())
        for name in (
            "answer",
            "assumptions",
            "compare",
            "courses",
            "evidence",
            "document",
            "review",
            "positions",
            "claims",
        ):
            watched.go("/" + name)
            assert watched.page.locator("main img, main script").count() == 0
        watched.go("/assumptions")
        watched.page.locator(".field [data-role=slider]").first.focus()
        watched.page.keyboard.press("ArrowLeft")
        watched.page.wait_for_load_state("networkidle")
        assert not fired
    finally:
        own.stop()


def test_another_site_cannot_use_the_workbench(opened: Open, served: Served, browser: Any) -> None:
    """A page of another origin, open in the same browser, can neither read nor change anything."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("about:blank")
    seen = page.evaluate(
        """async (address) => {
          const out = [];
          for (const [path, options] of [['/answer.json', {}], ['/do/undo', {method: 'POST', body: '{}'}],
              ['/do/undo', {method: 'POST', mode: 'no-cors', body: '{}'}]]) {
            try { const a = await fetch(address + path, options); out.push(a.type + a.status); } catch { out.push('refused'); }
          }
          return out;
        }""",
        served.address,
    )
    assert seen[:2] == ["refused", "refused"] and seen[2] in ("opaque0", "refused")
    context.close()
