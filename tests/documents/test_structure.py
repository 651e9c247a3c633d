"""What a page is made of: paragraphs, bylines, datelines, furniture, front matter, and the facts found with their how."""

from __future__ import annotations

import datetime

import pytest

from parley.documents import Document, from_text, plain
from parley.documents.pieces import signed


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, plain(document, b.span)) for b in document.blocks]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministers met for the third time this year and agreed on nothing at all of\n"
        "substance, officials said. They will meet again in the spring, when the roads are\n"
        "dry.\n"
        "A second paragraph starts here because the line above it was left short, as one\n"
        "does at an end.\n"
    )
    assert [len(words.split()) for _, words in blocks(from_text(text))] == [31, 19]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Officials said that the plan had been discussed for months and that nobody outside the room had been told of any of it. "
    assert len(from_text(f"{line}\n{line}\n{line}").blocks) == 3


def test_a_sentence_broken_by_an_empty_line_is_one_paragraph() -> None:
    text = '"That is up to them," he said, repeating the official\n\nline that any answer has to come from there. "We will see."'
    assert len(from_text(text).blocks) == 1


def test_an_empty_line_after_a_sentence_or_before_a_byline_divides() -> None:
    assert len(from_text("He said that he would go home to his own people.\n\nthen he went").blocks) == 2
    assert [k for k, _ in blocks(from_text("A Title That Is Long Enough To Look Broken Off\n\nby Jo Roe"))] == [
        "heading",
        "byline",
    ]


@pytest.mark.parametrize(
    "line, names",
    [
        ("By Peter Baker Nov. 10, 2022", ("Peter Baker",)),
        ("By Jo Roe and Ann van der Berg | Reuters", ("Jo Roe", "Ann van der Berg", "Reuters")),
        ("by Jo Roe, Senior Fellow, and Lee Q. Doe", ("Jo Roe", "Lee Q. Doe")),
        ("BY JO ROE", ("Jo Roe",)),
        ("By then, the army had left the city and its people behind.", ()),
        ("By contrast, Russia has", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert signed(line) == names


@pytest.mark.parametrize(
    "start, dateline, agency",
    [
        ("WASHINGTON — ", "WASHINGTON —", None),
        ("KYIV, Ukraine – ", "KYIV, Ukraine –", None),
        ("MOSCOW, Nov 10 (Reuters) - ", "MOSCOW, Nov 10 (Reuters) -", "Reuters"),
        ("Geneva (AP) — ", "Geneva (AP) —", "The Associated Press"),
    ],
)
def test_a_news_dateline_is_no_part_of_the_sentence(start: str, dateline: str, agency: str | None) -> None:
    document = from_text(f"{start}The talks have begun, officials said on Tuesday.")
    assert blocks(document) == [
        ("dateline", dateline),
        ("paragraph", "The talks have begun, officials said on Tuesday."),
    ]
    assert (document.outlet.value if document.outlet else None) == agency
    assert document.genre == "news"


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    assert [k for k, _ in blocks(from_text("NATO — an alliance of thirty states — has met again."))] == ["paragraph"]


SIDEBAR = """# Two Sides Far Apart

By Jo Roe

GENEVA — The two sides are far apart, officials said, after a day of talks that went nowhere.

## The State of Play

**In the North:** The army said it had taken a village.

In the South: Nothing moved, the ministry said on Jan. 9, 2023.

The mediators will meet both sides again, one of them said.
"""


def test_a_sidebar_in_a_running_story_is_furniture_with_its_own_date() -> None:
    document = from_text(SIDEBAR)
    assert [(f.kind, f.date) for f in document.furniture] == [
        ("sidebar", None), ("sidebar", None), ("sidebar", datetime.date(2023, 1, 9)),
    ]  # fmt: skip
    assert document.date is None
    assert not document.blocks[-1].furniture and not document.blocks[3].furniture


def test_labelled_paragraphs_without_a_running_story_are_not_furniture() -> None:
    text = "# Three Ways Out\n\nThere are three.\n\n## The options\n\n**First way:** Wait.\n\n**Second way:** Talk.\n\nEach has a price."
    assert from_text(text).furniture == ()


def test_links_at_the_foot_keep_their_dates_and_a_long_paragraph_ends_them() -> None:
    body = "The ministers have agreed to meet again, said an official who was in the room. " * 5
    text = f"A Plain Title\n\nBy Jo Roe\n\nMarch 3, 2021\n\n{body}\n\nRELATED\n\nAnother Story\n\nMay 5, 2022\n\nA Third Story\n\nMay 6, 2022\n\n{body}"
    document = from_text(text)
    assert document.date is not None and (document.date.value, document.date.how) == (
        "2021-03-03",
        "line with only a date",
    )
    assert [f.date for f in document.furniture] == [None, datetime.date(2022, 5, 5), datetime.date(2022, 5, 6)]
    assert not document.blocks[-1].furniture


def test_an_article_goes_on_after_a_box_of_links() -> None:
    text = (
        "A Plain Title\n\nThe ministers have agreed to meet again, said an official who was in the room.\n\nRELATED ARTICLES\n\n"
        "Another story of the day\n\nA third one\n\nThey will meet in the spring, the official added, if the roads are open.\n\n“We shall see.”"
    )
    assert [b.furniture for b in from_text(text).blocks] == [False, False, True, True, True, False, False]


def test_a_heading_of_links_needs_an_article_before_it() -> None:
    assert from_text("TOP STORIES\n\nTHE TALKS FAIL They failed on Monday.\n\nANOTHER DAY It went by.").furniture == ()


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter",
        "Read the full article on the Daily website.",
        "Advertisement",
        "READ MORE: What next",
        "© 2022 The Paper",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    document = from_text(
        f"A Plain Title\n\nThe ministers met, officials said.\n\n{line}\n\nThey will meet again, he said."
    )
    assert [b.furniture for b in document.blocks] == [False, False, True, False]


def test_excerpts_are_known() -> None:
    cut = from_text("A Title\n\nAlso published in The Quarterly\n\nThe question misses the point...")
    assert cut.excerpt is not None and cut.excerpt.value == "The Quarterly"
    linked = from_text("A Title\n\nThe question.\n\nRead the full article on the Foreign Affairs website.")
    assert linked.excerpt is not None and linked.excerpt.value == "Foreign Affairs"
    assert from_text("A Title\n\nThe whole of it is here.").excerpt is None


def test_front_matter_is_facts_and_not_words() -> None:
    text = '---\ntitle: "A note: on talks"\ndate: 2022-11-10\nauthors: [Jo Roe, Lee Doe]\noriginal: Peter Baker, The Paper\n---\n\nThe general said so.\n'
    document = from_text(text)
    assert document.kind == "markdown" and document.genre == "note"
    assert document.title is not None and (document.title.value, document.title.how) == (
        "A note: on talks",
        "front matter",
    )
    assert document.date is not None and document.date.value == "2022-11-10"
    assert [a.value for a in document.authors] == ["Jo Roe", "Lee Doe"]
    assert document.note_of is not None and document.note_of.value == "Peter Baker, The Paper"
    assert blocks(document) == [("paragraph", "The general said so.")]


def test_a_summary_of_ours_says_so_in_its_words_too() -> None:
    document = from_text("Our summary of Peter Baker, The Paper, 10 November 2022.\n\nThe general said so.")
    assert document.note_of is not None and document.note_of.value.startswith("Peter Baker")


def test_header_lines_are_facts_and_their_labels_are_not_words() -> None:
    document = from_text("Headline: The talks fail\nDate: 2024-08-29\nPublisher: Reuters\n\nOfficials said so.\n")
    assert document.title is not None and document.title.value == "The talks fail"
    assert document.date is not None and document.date.value == "2024-08-29"
    assert document.outlet is not None and document.outlet.value == "Reuters"
    assert blocks(document)[0] == ("heading", "The talks fail")


def test_a_file_name_gives_a_date_only_where_the_page_has_none() -> None:
    document = from_text("Just words here.", name="daily-2021-02-03-x.md")
    assert document.date is not None and document.date.how == "file name"
    assert from_text("Just words here.", name="daily-2021-02-31-x.md").date is None


def test_a_file_name_gives_an_outlet_only_where_the_page_names_it_too() -> None:
    named = from_text("A fellow at the Institute of Peace wrote this.", name="institute-of-peace-2021-02-03-x.md")
    assert named.outlet is not None and named.outlet.value == "Institute of Peace"
    for text in ("Nothing of the kind.", "---\noriginal: A work\n---\nThe Institute of Peace said so."):
        assert from_text(text, name="institute-of-peace-2021-02-03-x.md").outlet is None
    assert from_text("Milley said so.", name="milley-2021-02-03.md").outlet is None


def test_what_the_user_gives_wins() -> None:
    document = from_text("A Title\n\nBy Jo Roe\n\nWords.", given={"title": "Mine", "authors": ["A B"]})
    assert document.title is not None and (document.title.value, document.title.how) == ("Mine", "given by the user")
    assert [a.value for a in document.authors] == ["A B"]


@pytest.mark.parametrize(
    "text, genre",
    [
        ("Q: Will you go?\n\nA: We will see about that.\n\nQ: When?\n\nA: Soon, we hope.", "transcript"),
        ("OPINION\n\nWe Must Talk\n\nBy Jo Roe\n\nI say talk.", "opinion"),
        ("Joint communiqué of the two presidents\n\nThe presidents agreed.", "document"),
        ("POLICY BRIEF\n\nWhat next\n\nThe options are three.", "briefing"),
        ("Some words about nothing much.", "unknown"),
    ],
)
def test_genres(text: str, genre: str) -> None:
    assert from_text(text).genre == genre


def test_ids_depend_on_the_text_alone() -> None:
    assert from_text("One text.", name="a").id == from_text("One text.", name="b").id != from_text("One text!").id
