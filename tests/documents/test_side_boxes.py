"""Side boxes of web pages: kept in the text, marked as page furniture, each item with its own date."""

from __future__ import annotations

import datetime

import pytest

from parley.documents import Document, read

ONE = """President Ada Quist said on Friday that the talks between the two governments would not go on before the summer,
and that the army would hold the valley until then, whatever the mediators proposed."""
TWO = """Bo Lund, the envoy, said that he regretted the decision and that the two sides had been close to an understanding
on prisoners and on the bridges over the river."""
HEAD = '<title>Talks stall</title><meta property="article:published_time" content="2024-05-03">'
LINKS = """<h2>Most read</h2><ul><li><a href="/a">Army takes the port, 1 Jan 2020</a></li>
<li><a href="/b">Minister resigns</a></li></ul>"""


def page(body: str) -> Document:
    return read(f"<!doctype html><html><head>{HEAD}</head><body>{body}</body></html>".encode(), name="page.html")


def own(document: Document) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if not b.furniture]


def beside(document: Document) -> list[tuple[str, datetime.date | None]]:
    return [(f.span.of(document.text), f.date) for f in document.furniture]


def folded(*words: str) -> list[str]:
    return [" ".join(w.split()) for w in words]


@pytest.mark.parametrize(
    "box", [f"<aside>{LINKS}</aside>", f'<div class="box">{LINKS}</div>', f'<div class="related-stories">{LINKS}</div>',
            f'<div role="complementary">{LINKS}</div>', f"<section>{LINKS}</section>", f'<section id="most-read">{LINKS}</section>'],
)  # fmt: skip
@pytest.mark.parametrize("where", ["above", "between", "below"])
def test_a_box_of_links_is_marked_and_each_item_keeps_its_date(box: str, where: str) -> None:
    order = {"above": (box, ONE, "", TWO), "between": ("", ONE, box, TWO), "below": ("", ONE, TWO, box)}[where]
    body = "".join(part if part.startswith("<") or not part else f"<p>{part}</p>" for part in order)
    document = page(f"<article><h1>Talks stall</h1>{body}</article>")
    assert own(document) == folded("Talks stall", ONE, TWO)
    assert ("Army takes the port, 1 Jan 2020", datetime.date(2020, 1, 1)) in beside(document)
    assert ("Minister resigns", None) in beside(document)
    assert document.date is not None and document.date.value == "2024-05-03"


def test_an_aside_outside_of_the_article_is_kept_and_marked_and_the_site_is_not() -> None:
    document = page(
        f"<nav><a href=/>Home</a></nav><main><article><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p></article>"
        '<aside class="widget-area"><h3>Weather</h3><p>Rain is expected.</p></aside></main>'
        '<div id="comments"><h3>Comments</h3><aside><p>Joe said that this is bad.</p></aside></div><footer>Contact us</footer>'
    )
    assert own(document) == folded("Talks stall", ONE, TWO)
    assert beside(document) == [("Weather", None), ("Rain is expected.", None)]
    assert not any(words in document.text for words in ("Home", "Joe", "Contact"))


def test_cards_without_a_list_keep_their_dates_apart() -> None:
    cards = "".join(
        f'<div class="card"><h4><a href=/x>{title}</a></h4><time>{day}</time></div>'
        for title, day in (("Port falls", "1 Jan 2020"), ("Envoy leaves", "2 Feb 2021"))
    )
    document = page(f"<article><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p><aside>{cards}</aside></article>")
    assert [(words.split("\n")[0], date) for words, date in beside(document)] == [
        ("Port falls", datetime.date(2020, 1, 1)),
        ("Envoy leaves", datetime.date(2021, 2, 2)),
    ]


def test_a_link_and_the_date_behind_it_are_two_words_in_a_box_and_a_drop_cap_is_one_in_the_article() -> None:
    document = page(
        f"<article><h1>Talks stall</h1><p><span>P</span>{ONE[1:]}</p><p>{TWO}</p>"
        "<aside><p><a href=/x>Port falls</a><span>1 Jan 2020</span></p></aside></article>"
    )
    assert own(document)[1].startswith("President Ada")
    assert beside(document) == [("Port falls 1 Jan 2020", datetime.date(2020, 1, 1))]


@pytest.mark.parametrize("name", ["article-widget", "related-content", "sidebar-layout", "newsletter"])
def test_what_holds_the_article_is_no_side_box_whatever_it_is_called(name: str) -> None:
    document = page(f'<div class="{name}"><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p></div>')
    assert own(document) == folded("Talks stall", ONE, TWO) and not document.furniture


def test_an_article_in_an_aside_is_the_article() -> None:
    document = page(f"<aside><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p></aside>")
    assert set(folded(ONE, TWO)) <= set(own(document))


def test_kinds_of_boxes() -> None:
    document = page(
        f"<article><h1>Talks stall</h1><p>{ONE}</p><aside><p>Sign up for our newsletter.</p></aside><p>{TWO}</p>"
        '<aside><p><a href="/f">Read the full article on the Foreign Review website</a></p></aside>'
        '<aside class="fact-box"><h3>The valley</h3><p>It has two bridges.</p></aside></article>'
    )
    assert [f.kind for f in document.furniture] == ["newsletter", "full article", "sidebar", "sidebar"]
    assert document.excerpt is not None and document.excerpt.value == "Foreign Review"


@pytest.mark.parametrize("line", ["Also published in The Hill", "This article was also published in <a>The Hill</a>."])
def test_a_short_text_also_published_elsewhere_is_an_excerpt(line: str) -> None:
    short = page(f"<article><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p><div><p>{line}</p></div></article>")
    assert short.excerpt is not None and short.excerpt.value == "The Hill"
    long = page(f"<article><h1>Talks stall</h1>{f'<p>{ONE}</p><p>{TWO}</p>' * 8}<div><p>{line}</p></div></article>")
    assert long.excerpt is None


def test_a_very_short_page_keeps_its_paragraphs() -> None:
    short = "<h1>Talks stall</h1><p>By Ida Rolf</p><p>Ada Quist said talks would stop.</p><p>Bo Lund disagreed.</p>"
    said = ["Talks stall", "By Ida Rolf", "Ada Quist said talks would stop.", "Bo Lund disagreed."]
    assert own(page(f"<main>{short}</main>")) == said
    assert own(read(short.encode(), name="cut.html")) == said
    boxed = page(f"<main>{short}<aside><p>Rain.</p></aside></main>")
    assert own(boxed) == said and beside(boxed) == [("Rain.", None)]


def test_a_stray_quotation_mark_or_a_script_is_no_tag_with_a_thousand_attributes() -> None:
    words = " ".join(f"word{i}" for i in range(1500))
    broken = (
        f'<p class="a" ">{ONE}</p><script>if (a<b) {{ "{words}" }}</script><!-- <a {words} --><h2 "x="1">{words}</h2>'
    )
    document = page(f"<article><h1>Talks stall</h1>{broken}<p>{TWO}</p></article>")
    assert folded(ONE)[0] in own(document)


def test_a_link_in_brackets_between_paragraphs_is_furniture_and_words_in_brackets_are_not() -> None:
    document = page(
        f"<article><h1>Talks stall</h1><p>{ONE}</p><p><a>[Read: Who fights in the valley, and why]</a></p><p>[Laughter.]</p><p>{TWO}</p>"
        "</article>"
    )
    assert [words for words, _ in beside(document)] == ["[Read: Who fights in the valley, and why]"]
    assert "[Laughter.]" in own(document)


CARD = "<p><a href=1>Bread is dear in all of Tolm</a></p><p>By Kurt Bad</p><p>5 January 2031</p>"


@pytest.mark.parametrize(
    "name",
    [
        "related-stories",
        "most-read",
        "promo",
        "widget",
        "newsletter",
        "recirc",
        "top-stories",
        "header-latest",
        "news-ticker",
    ],
)
@pytest.mark.parametrize("where", ["above", "below the heading"])
def test_the_name_and_the_day_in_a_box_are_not_the_articles(name: str, where: str) -> None:
    box = f'<div class="{name}"><h4>Elsewhere</h4>{CARD}</div>'
    heads = box + "<h1>Talks stall</h1>" if where == "above" else "<h1>Talks stall</h1>" + box
    document = read(
        f"<html><body><article>{heads}<p>{ONE}</p><p>{TWO}</p></article></body></html>".encode(), name="p.html"
    )
    assert document.date is None and document.authors == ()
    signed = heads + "<p>By Tom Vale</p><p>3 February 2031</p>"
    document = read(
        f"<html><body><article>{signed}<p>{ONE}</p><p>{TWO}</p></article></body></html>".encode(), name="p.html"
    )
    assert document.date is not None and document.date.value == "2031-02-03"
    assert [a.value for a in document.authors] == ["Tom Vale"]


@pytest.mark.parametrize("name", ["responses", "comments", "reader-reactions", "discussion-thread"])
def test_what_readers_wrote_below_is_left_out_with_its_day(name: str) -> None:
    wrote = f'<section class="{name}"><h3>Hannes wrote</h3><p>13 April 2032</p><p>{TWO.replace("Bo Lund", "My cousin")}</p></section>'
    document = read(
        f"<html><body><article><h1>Talks</h1><p>{ONE}</p><p>{TWO}</p></article>{wrote}</body></html>".encode(),
        name="p.html",
    )
    assert "cousin" not in document.text and document.date is None


@pytest.mark.parametrize("name", ["related-to-war", "conflict-related-deaths", "socialist-party", "shared-history"])
def test_a_name_that_only_begins_like_that_of_a_box_marks_nothing(name: str) -> None:
    document = page(f'<article><h1>Talks stall</h1><p>{ONE}</p><div class="{name}"><p>{TWO}</p></div></article>')
    assert folded(TWO)[0] in own(document)


@pytest.mark.parametrize(
    "line", ["Read also: Army takes the port", "READ ALSO: Army takes the port", "See also: The port"]
)
def test_read_also(line: str) -> None:
    document = page(f"<article><h1>Talks stall</h1><p>{ONE}</p><p><a href=1>{line}</a></p><p>{TWO}</p></article>")
    assert own(document) == folded("Talks stall", ONE, TWO)


def test_a_link_to_the_full_article_makes_an_excerpt_wherever_it_stands() -> None:
    document = page(
        f"<article><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p><p><a href=1>Read the full article</a></p></article>"
    )
    assert document.excerpt is not None and [f.kind for f in document.furniture] == ["full article"]


def test_a_pull_quote_is_furniture_and_who_is_quoted_stands_below_the_quotation() -> None:
    pulled = f'<div class="pull-quote"><p>{TWO}</p></div>'
    quoted = "<blockquote><p>“First they leave, then we talk.”</p><cite>Bo Lund</cite></blockquote>"
    document = page(f"<article><h1>Talks stall</h1><p>{ONE}</p>{pulled}{quoted}<p>{TWO}</p></article>")
    assert own(document) == folded("Talks stall", ONE, "“First they leave, then we talk.”", "Bo Lund", TWO)
    assert [f.kind for f in document.furniture] == ["sidebar"]


def test_linked_data_of_other_stories_tells_nothing_of_this_one() -> None:
    items = ",".join(
        f'{{"@type": "NewsArticle", "headline": "{head}", "author": {{"name": "{who}"}}, "datePublished": "{day}"}}'
        for head, who, day in (("Bread is dear", "Wrong Man", "2020-01-01"), ("Talks stall", "Tom Vale", "2031-02-03"))
    )
    head = f'<script type="application/ld+json">[{items}]</script>'
    text = (
        f"<html><head>{head}</head><body><article><h1>Talks stall</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    )
    document = read(text.encode(), name="p.html")
    assert document.date is not None and document.date.value == "2031-02-03"
    assert [a.value for a in document.authors] == ["Tom Vale"]
