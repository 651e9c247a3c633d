"""Pages as different systems make them: whose date, whose name, and what the page says that it is only a part of."""

from __future__ import annotations

import pytest

from parley.documents import Document, read

BODY = """<p>GENEVA — Officials said on Tuesday that neither side was ready for talks, and that any pause in the
fighting would only help the other side prepare for a longer war.</p>
<p>"We are ready to talk whenever they stop shelling our cities," the foreign minister, Ann Doe, said at a news
conference that lasted for more than an hour in the capital.</p>
<p>Two diplomats, speaking on the condition of anonymity, said that a proposal had been circulated among the
guarantors but that no date had been fixed for a meeting.</p>"""


def page(head: str, body: str) -> Document:
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), name="page.html")


def known(document: Document) -> tuple[str | None, list[str], str | None, str | None]:
    def value(found: object) -> str | None:
        return getattr(found, "value", None)

    return value(document.title), [a.value for a in document.authors], value(document.outlet), value(document.date)


def test_linked_data_that_refers_to_its_own_items() -> None:
    graph = """{"@context": "https://schema.org", "@graph": [
      {"@type": "WebPage", "@id": "#page", "name": "No Talks - The Post", "datePublished": "2022-01-01"},
      {"@type": "NewsArticle", "@id": "#article", "headline": "No Talks", "author": {"@id": "#jr"},
       "datePublished": "2023-01-11T22:00:00-05:00", "publisher": {"@id": "#org"}},
      {"@type": "Organization", "@id": "#org", "name": "The Post"},
      {"@type": "Person", "@id": "#jr", "name": "Jo Roe"}]}"""
    document = page(
        f'<script type="application/ld+json">{graph}</script>', f"<article><h1>No Talks</h1>{BODY}</article>"
    )
    assert known(document) == ("No Talks", ["Jo Roe"], "The Post", "2023-01-11")
    assert document.date is not None and document.date.how == "JSON-LD"


def test_microdata_of_the_article_and_not_of_what_is_beside_it() -> None:
    document = page(
        "<title>No Pause</title>",
        f"""<div class="related-posts"><h4>Related</h4><time datetime="2024-02-24">24 February 2024</time></div>
        <article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">No Pause</h1>
        <span itemprop="author" itemscope itemtype="https://schema.org/Person">By <span itemprop="name">Jo Roe</span></span>
        <time itemprop="datePublished" datetime="2023-01-13T10:00">13 January</time>
        <span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Harbour Times"></span>
        <div itemprop="articleBody">{BODY}</div></article>""",
    )
    assert known(document) == ("No Pause", ["Jo Roe"], "Harbour Times", "2023-01-13")
    assert document.date is not None and document.date.how == "microdata"


@pytest.mark.parametrize(
    "above, own, date",
    [
        ('<header><time datetime="2025-06-01">today</time></header>', '<time datetime="2023-01-14">x</time>', "2023-01-14"),
        ('<aside><h2>Latest</h2><time datetime="2025-05-30">x</time></aside>', "", None),
        ('<div id="most-read"><time datetime="2025-05-30">x</time></div>', "", None),
        ('<article class="card"><time datetime="2025-05-30">x</time></article>', "", None),
        ("", '<time datetime="2023-01-20">updated</time><time class="entry-date" datetime="2023-01-14">x</time>', "2023-01-14"),
    ],
)  # fmt: skip
def test_a_time_is_the_articles_where_it_stands_with_its_heading(above: str, own: str, date: str | None) -> None:
    document = page("", f"{above}<article><h1>Guarantors Meet</h1>{own}{BODY}</article>")
    assert known(document)[3] == date


def test_a_list_of_other_articles_below_dates_nothing() -> None:
    more = "".join(f'<article><h3>Other</h3><time datetime="2025-0{n}-01">x</time></article>' for n in range(1, 5))
    document = page("", f'<main><h1>Guarantors Meet</h1>{BODY}<section class="more-from">{more}</section></main>')
    assert document.date is None


def test_byline_and_date_beside_the_text_that_the_extractor_leaves_out() -> None:
    document = page(
        "<title>Why Talks Must Wait | Border Institute</title>",
        f"<article><h1>Why Talks Must Wait</h1><div>by <a>Jo Roe</a></div><div>Jan 16, 2023</div>{BODY}</article>",
    )
    assert known(document) == ("Why Talks Must Wait", ["Jo Roe"], "Border Institute", "2023-01-16")
    assert document.outlet is not None and "after the heading" in document.outlet.how


def test_the_part_of_a_title_that_is_no_site_is_kept() -> None:
    document = page("<title>Talks – Again</title>", f"<article><h1>Talks – Again</h1>{BODY}</article>")
    assert document.outlet is None


@pytest.mark.parametrize(
    "line",
    ["To continue reading, subscribe to the Review.", "Subscribe to read the full story",
     "This article is for subscribers only.", "You’ve reached your limit of free articles."],
)  # fmt: skip
def test_a_wall_for_subscribers_makes_an_excerpt_and_is_furniture(line: str) -> None:
    document = page("", f"<article><h1>The secret channel</h1>{BODY}<p>{line}</p></article>")
    assert document.excerpt is not None and line in document.excerpt.how
    assert [f.kind for f in document.furniture] == ["paywall"]


@pytest.mark.parametrize(
    "written", ["2023/01/16", "2023-01-16T23:30:00-05:00", "20230116", "2023.01.16", "Jan 16, 2023"]
)
def test_dates_as_pages_declare_them(written: str) -> None:
    assert known(page(f'<meta name="date" content="{written}">', f"<h1>Talks</h1>{BODY}"))[3] == "2023-01-16"


def test_the_pages_own_address_and_last_change() -> None:
    head = """<link rel="canonical" href="https://post.example/2023/talks">
    <meta property="article:modified_time" content="2023-02-01T09:00:00Z">"""
    document = page(head, f"<h1>Talks</h1>{BODY}")
    assert (document.meta["url"], document.meta["modified"]) == ("https://post.example/2023/talks", "2023-02-01")
    assert "url" not in page('<link rel="canonical" href="https://post.example/">', f"<h1>Talks</h1>{BODY}").meta


@pytest.mark.parametrize(
    "line, names",
    [
        (
            '<div class="author_fmt">By <a rel="author" href="/a">Brenda Good, MA</a><br>Wire News</div>',
            ["Brenda Good"],
        ),
        (
            '<span class="pb-byline">By <a href="/p">Erin Field</a></span> <span>March 18 at 3:57 PM</span>',
            ["Erin Field"],
        ),
        ('<address><a rel="author">Mike Stone</a></address>', ["Mike Stone"]),
        ('<p class="byline"><span class="by">by</span> <a class="byauthor">Lucas Reed</a></p>', ["Lucas Reed"]),
        ("<p>By Erin Field and Jo Roe, 18 March at 3:57 PM</p>", ["Erin Field", "Jo Roe"]),
        ('<span class="author-follow"><a>Follow us</a></span>', []),
    ],
)
def test_bylines_as_pages_mark_them(line: str, names: list[str]) -> None:
    document = page("", f"<article><h1>No Talks</h1>{line}{BODY}{BODY}</article>")
    assert [a.value for a in document.authors] == names


def test_an_author_box_below_the_text_signs_nothing_above_it() -> None:
    long = "<p>" + "The talks went on for days and nobody would say what they had been about. " * 4 + "</p>"
    document = page(
        "", f'<article><h1>No Talks</h1>{long}<div class="author-box"><a rel="author">Jo Roe</a></div></article>'
    )
    assert document.authors == ()


@pytest.mark.parametrize(
    "before, after", [("<![CDATA[", "]]>"), ("//<![CDATA[\n", "\n//]]>"), ("<!--", "-->"), ("", "")]
)
def test_linked_data_as_old_systems_wrap_it(before: str, after: str) -> None:
    data = (
        '{"@type": "NewsArticle", "headline": "No\tTalks", "author": {"name": "Jo Roe"}, "datePublished": "2024-06-25"}'
    )
    head = f'<script type="application/ld+json">\n{before}\n{data}\n{after}\n</script>'
    assert known(page(head, f"<h1>No Talks</h1>{BODY}")) == ("No Talks", ["Jo Roe"], None, "2024-06-25")


def test_a_description_in_the_place_of_a_headline_is_no_title() -> None:
    head = '<title>Norland</title><script type="application/ld+json">{"@type": "Article", "headline": "kingdom in the north"}</script>'
    assert known(page(head, f"<h1>Norland</h1>{BODY}"))[0] == "Norland"


def test_a_day_in_a_table_of_facts_dates_nothing() -> None:
    rows = "".join(f"<tr><th>Fact {n}</th><td>Value {n}</td></tr>" for n in range(8))
    table = f"<table>{rows}<tr><th>Founded</th><td>7 May 1856</td></tr></table>"
    assert page("", f"<article><h1>Norland</h1>{table}{BODY}{BODY}</article>").date is None
