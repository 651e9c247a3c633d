"""Tables in a narrow window and in a wide one: every cell has its name, nothing covers anything, what is hidden shows."""

from __future__ import annotations

from typing import Any

import pytest
from served_workbench import Open

NARROW = {"width": 400, "height": 900}
STACKED = """() => [...document.querySelectorAll('table.stack')].flatMap(t => {
  const heads = [...t.tHead.rows[0].cells].map(c => c.childNodes[0].textContent.trim());
  return [...t.tBodies[0].rows].flatMap(r => [...r.cells].slice(1).filter(c => c.textContent.trim()).map(c => {
    const told = getComputedStyle(c, '::before').content.replace(/^"|"$/g, '');
    return [heads[c.cellIndex], told];
  }));
})"""
COVERED = """() => [...document.querySelectorAll('.cell')].filter(c => c.querySelector('.verdict')).map(c => {
  const told = document.createRange(); told.selectNodeContents(c.querySelector('.lines'));
  return [told.getBoundingClientRect().right, c.querySelector('.verdict').getBoundingClientRect().left,
          c.querySelector('.sign').getBoundingClientRect().left - c.getBoundingClientRect().left];
}).filter(x => x[0])"""


@pytest.mark.parametrize("path", ["answer", "assumptions", "compare", "courses", "claims"])
def test_each_cell_is_named_by_its_column_where_columns_are_stacked(opened: Open, path: str) -> None:
    page = opened(f"/{path}", viewport=NARROW).page
    named = page.evaluate(STACKED)
    assert named
    assert [told for _, told in named] == [head for head, _ in named]


def test_every_view_of_a_claim_is_on_a_narrow_screen(opened: Open) -> None:
    page = opened("/claims", viewport=NARROW).page
    for cell in page.locator("table.claims tbody tr").first.locator("td").all():
        box = cell.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 400


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("path", ["answer", "compare"])
def test_no_verdict_covers_what_it_is_the_verdict_of_and_signs_align(opened: Open, path: str, width: int) -> None:
    page = opened(f"/{path}", viewport={"width": width, "height": 900}).page
    cells = page.evaluate(COVERED)
    assert cells and all(lines <= verdict for lines, verdict, _ in cells)
    signs = [sign for *_, sign in cells]
    assert max(signs) - min(signs) <= 1


def test_a_wide_table_of_kinds_has_heads_of_two_lines(opened: Open) -> None:
    page = opened("/answer", viewport={"width": 1280, "height": 900}).page
    head = page.locator(".first .kinds thead").bounding_box()
    blocked = page.locator(".first .kinds thead th").last.bounding_box()
    assert head is not None and head["height"] < 60
    assert blocked is not None and blocked["width"] >= 180


def hidden(page: Any) -> list[str]:
    """Regions that scroll sideways without a shade at their edge."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.scroll')].filter(s => s.scrollWidth > s.clientWidth + 1"
        " && !getComputedStyle(s).backgroundImage.includes('gradient')).map(s => s.ariaLabel)"
    )
    return found


@pytest.mark.parametrize("path", ["answer", "compare", "courses", "positions", "claims"])
def test_what_scrolls_sideways_shows_that_it_does(opened: Open, path: str) -> None:
    assert hidden(opened(f"/{path}", viewport=NARROW).page) == []


def test_a_picture_that_goes_on_says_so_and_long_titles_are_kept_whole(opened: Open) -> None:
    page = opened("/positions", viewport=NARROW).page
    assert page.locator(".sideways").is_visible()
    menu = page.locator("select[name=about]")
    assert menu.get_attribute("title") == menu.locator("option[selected]").get_attribute("title")
    assert menu.evaluate("m => getComputedStyle(m).textOverflow") == "ellipsis"


def test_a_page_that_cannot_be_shown_keeps_the_bar(opened: Open) -> None:
    watched = opened("/answer")
    page = watched.page
    page.goto(watched.address + "/compare?left=nobody")
    watched.logged.clear()  # the browser logs the refusal itself
    assert page.locator(".tabs [aria-current=page]").inner_text() == "Compare"
    assert "there is no view" in page.locator(".notice").inner_text()
