"""PDFs are read in the order of the eye: columns by position, sentences over the break of a page, no heads and feet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parley.documents import read
from parley.documents.pdf_layout import Fragment, in_order, keeps_hyphen, text_of
from parley.reading import read as statements_of

DATA = Path(__file__).parent.parent / "data" / "pdf"
LEFT = [
    "President Ola Bergstrand said on Tues-", "day that the northern bridge would", 'stay closed. "We shall not be hur-',
    'ried into a truce," she told a crowd in', "the port.",
]  # fmt: skip
RIGHT = [
    "The mediator, Carla Vance, said both", "delegations had agreed to meet again", "within ten days.",
    "A spokesman for the rebels, Idris Moe,", 'denied it. "Those reports are invented," he', "said in the market town.",
]  # fmt: skip
WIDTHS = {
    **dict.fromkeys("il", 0.222),
    **dict.fromkeys("tf.", 0.278),
    "r": 0.333,
    "T": 0.611,
    "w": 0.722,
    **dict.fromkeys("svyk", 0.5),
}
"""Of Helvetica's letters, in their size; all others of these lines are 0.556 wide."""
Drawn = list[tuple[float, float, float, str]]


def pdf(*pages: Drawn) -> bytes:
    """A PDF of pages, each of which draws words at places: x, y, size, words; in the order given."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    for number, page in enumerate(pages):
        stream = "\n".join(
            f"BT /F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm ({re.sub(r'([()])', r'[]', words)}) Tj ET"
            for x, y, size, words in page
        )
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {5 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


def column(x: float, top: float, lines: list[str], size: float = 10, step: float = 14) -> Drawn:
    return [(x, top - step * i, size, line) for i, line in enumerate(lines)]


def by_rows(*columns: Drawn) -> Drawn:
    """What is drawn row by row over all columns, as some programs write it."""
    return sorted((item for drawn in columns for item in drawn), key=lambda item: (-item[1], item[0]))


@pytest.mark.parametrize(
    "drawn", [column(60, 700, LEFT) + column(320, 700, RIGHT), by_rows(column(60, 700, LEFT), column(320, 700, RIGHT))]
)
def test_each_side_keeps_its_words(drawn: Drawn) -> None:
    document = read(pdf(drawn), name="x.pdf")
    said = {s.source_text: s.content_text for s in statements_of(document)}
    assert "We shall not be hurried into a truce" in " ".join(
        " ".join(c) for who, c in said.items() if who in ("President Ola Bergstrand", "she")
    )
    assert "Those reports are invented" in " ".join(
        " ".join(c) for who, c in said.items() if who in ("he", "A spokesman for the rebels, Idris Moe")
    )
    assert document.text.index("the port.") < document.text.index("The mediator")
    assert "Tuesday" in document.text and "hurried" in document.text


def test_three_columns_under_a_heading_and_a_line_across() -> None:
    lines = [[f"column {c} line {i} has words enough" for i in range(6)] for c in "abc"]
    head = [(60.0, 780.0, 18.0, "A heading that runs across all three of the columns of this page")]
    foot = [
        (
            60.0,
            600.0,
            10.0,
            "A line of the same size that runs across all three columns of the whole page, as captions do",
        )
    ]
    below = [[f"below {c} line {i} has words enough" for i in range(6)] for c in "abc"]
    drawn = by_rows(
        *(column(60 + 180 * n, 740, lines[n]) for n in range(3)),
        *(column(60 + 180 * n, 570, below[n]) for n in range(3)),
    )
    text = read(pdf([*head, *foot, *drawn]), name="x.pdf").text
    places = [text.index(words) for words in (
        "A heading", *(f"column {c} line 0" for c in "abc"), "A line of the same", *(f"below {c} line 0" for c in "abc"),
    )]  # fmt: skip
    assert places == sorted(places)


def test_one_column_with_a_table_is_not_divided() -> None:
    prose = column(
        60, 700, [f"Line {i} of a page that is one column wide and has a table below it, which stays" for i in range(6)]
    )
    table = by_rows(
        column(60, 560, ["North", "South", "River", "Hills"]), column(320, 560, ["11 men", "14 men", "9 men", "2 men"])
    )
    assert "North 11 men South 14 men" in " ".join(read(pdf(prose + table), name="x.pdf").text.split())


def test_words_drawn_one_by_one_stay_in_their_lines() -> None:
    drawn: Drawn = []
    for line, row in enumerate(
        [
            "The envoy said that no bridge would be",
            "opened before the guns on the hills were",
            "silent for a whole day and a night.",
        ]
    ):
        x = 60.0
        for word in row.split():
            drawn.append((x, 700 - 14 * line, 10, word))
            x += sum(WIDTHS.get(letter, 0.556) for letter in word) * 10 + 2.78
    assert read(pdf(drawn), name="x.pdf").text == (
        "The envoy said that no bridge would be opened before the guns on the hills were silent for a whole day and a night."
    )


def test_a_sentence_over_the_break_of_a_page_its_note_and_its_heads() -> None:
    first = [
        *column(60, 745, ["Silence first"], 14), *column(60, 720, ["The chief delegate, Marta Quill, said the guns must fall silent before", 'any paper is signed, because "no clause can'], 11),
        (60, 80, 7, "1 An earlier paper said the reverse."), (290, 30, 8, "- 1 -"),
    ]  # fmt: skip
    second = [
        (60, 800, 8, "Vorland Review"),
        (60, 740, 11, 'outlive a single night of bombardment," and left the hall.'),
        (290, 30, 8, "- 2 -"),
    ]
    document = read(pdf(first, second), name="x.pdf")  # type: ignore[arg-type]
    assert document.title is not None and document.title.value == "Silence first"
    assert document.outlet is not None and document.outlet.value == "Vorland Review"
    assert "no clause can outlive a single night of bombardment" in document.text
    assert "- 1 -" not in document.text and "Vorland" not in document.text
    assert document.text.endswith("1 An earlier paper said the reverse.")
    (statement,) = [s for s in statements_of(document) if "outlive" in " ".join(s.content_text)]
    assert "Marta Quill" in statement.source_text


def test_pages_printed_from_a_browser() -> None:
    two = read(DATA / "two-columns.pdf")
    assert two.title is not None and two.title.value == "Talks at the river"
    assert two.date is not None and two.date.value == "2023-05-02"
    order = [
        "Bergstrand",
        "hurried into a truce",
        "Yusuf Tan",
        "and at which the commanders",
        "Carla Vance",
        "Idris Moe",
    ]
    assert [two.text.index(words) for words in order] == sorted(two.text.index(words) for words in order)
    three = read(DATA / "three-columns.pdf")
    assert three.title is not None and three.title.value == "Grain leaves the harbour while the council talks"
    assert three.outlet is not None and three.outlet.value == "The Harbour Review"
    assert "The delegate of the northern council, Ola Bergstrand, said" in three.text
    assert "localhost" not in three.text and "1/2" not in three.text
    paragraphs = [b for b in three.blocks if b.kind == "paragraph"]
    assert len(paragraphs) == 12 and all(b.span.of(three.text).endswith(".") for b in paragraphs)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("hur", "ried", False), ("Tues", "day", False), ("Moscow", "backed", True), ("cease", "fire", True), ("self", "defence", True),
        ("nego", "tiations", False), ("north", "east", True), ("re", "ported", False), ("dis", "tricts", False),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line(first: str, second: str, kept: bool) -> None:
    assert keeps_hyphen(first, second, {"day", "east", "north"}) is kept


def test_the_document_says_how_a_word_is_written() -> None:
    assert text_of(["a cease-", "fire"], {"ceasefire"}) == "a ceasefire"
    assert text_of(["a pan-", "african plan"], {"pan-african"}) == "a pan-african plan"
    assert text_of(["the Kel-", "Moran road"], set()) == "the Kel- Moran road"


def test_columns_of_fragments_alone() -> None:
    left = [Fragment(0, 90, -12.0 * i, 10, f"left side line {i}") for i in range(5)]
    right = [Fragment(100, 190, -12.0 * i, 10, f"right side line {i}") for i in range(5)]
    shuffled = [f for pair in zip(left, right, strict=True) for f in pair]
    assert [f.text for run in in_order(shuffled) for f in run] == [f.text for f in (*left, *right)]
    near = [Fragment(92, 190, -12.0 * i, 10, f"right side line {i}") for i in range(5)]
    assert len(in_order([*left, *near])) == 1  # no white between them
