"""HTML, DOCX, PDF and feeds by their content, and the plain refusal of everything that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest

from parley.core.errors import DocumentError
from parley.documents import Document, from_text, plain, read
from parley.documents.collect import Source, documents, fetch, gather

DAYS = ("Monday", "Tuesday", "Friday", "Sunday")
WORDS = "The talks have begun, officials said on Tuesday, and nobody knows how they will end."
PAGE = f"""<!doctype html><html lang="en"><head><title>The talks | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta name="author" content="By Jo Roe and Lee Doe">
<meta property="article:published_time" content="2022-11-10T09:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The talks</h1><p>GENEVA — {WORDS} {WORDS}</p>
<h2>What next</h2><p>{WORDS} <a href="/x">{WORDS}</a></p><ul><li>One thing</li></ul></article><footer>About us</footer></body></html>"""


def words(document: Document) -> list[str]:
    return [plain(document, b.span) for b in document.blocks]


def docx_bytes() -> bytes:
    document = docx.Document()
    document.add_heading("The talks", 0)
    document.add_paragraph("By Jo Roe")
    document.add_paragraph(f"GENEVA — {WORDS}")
    document.add_table(1, 1).cell(0, 0).text = "in a cell"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_bytes(lines: list[str], pages: int = 1) -> bytes:
    """A PDF with the same lines on every page, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in range(pages):
        shown = "".join(f"({line.format(page=number + 1, day=DAYS[number % 4])}) Tj T* " for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        + "".join(f"{p:010} 00000 n \n" for p in places).encode()
    )
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def test_a_web_page_states_its_own_facts() -> None:
    document = read(PAGE.encode(), name="page.txt")
    assert document.kind == "html" and document.genre == "news"
    assert document.title is not None and (document.title.value, document.title.how) == ("The talks", "<title>")
    assert [(a.value, a.how) for a in document.authors] == [("Jo Roe", "<meta author>"), ("Lee Doe", "<meta author>")]
    assert document.date is not None and (document.date.value, document.date.how) == (
        "2022-11-10",
        "<meta article:published_time>",
    )
    assert document.outlet is not None and document.outlet.value == "The Paper"
    assert "Home" not in document.text and "About us" not in document.text
    assert "One thing" in words(document)


def test_headings_that_an_extractor_drops_are_kept_for_the_furniture_below_them() -> None:
    box = "<h2>The State of Play</h2><p><b>In the North:</b> The army took a village.</p><p>In the South: Nothing moved, it said.</p>"
    page = f"<html><body><h1>The talks</h1><p>GENEVA — {WORDS} {WORDS}</p>{box}<p>{WORDS} {WORDS}</p><p>{WORDS} repeating the</p><p>official line. {WORDS}</p></body></html>"
    document = read(page.encode())
    assert [plain(document, f.span).split(":")[0] for f in document.furniture] == [
        "The State of Play",
        "In the North",
        "In the South",
    ]
    assert "repeating the official line." in words(document)[-1]


def test_a_declared_encoding_is_followed() -> None:
    page = "<html><head><meta charset='windows-1252'></head><body><p>Il a dit « café » hier.</p></body></html>"
    assert "« café »" in read(page.encode("windows-1252")).text


def test_a_word_file() -> None:
    document = read(docx_bytes(), name="x.txt")
    assert document.kind == "docx"
    assert document.title is not None and document.title.value == "The talks"
    assert [a.value for a in document.authors] == ["Jo Roe"]
    assert words(document) == ["The talks", "By Jo Roe", "GENEVA —", WORDS, "in a cell"]


def test_a_pdf_loses_its_running_heads_and_mends_its_lines() -> None:
    lines = [
        "The Daily Review",
        "Officials said on {day} that the nego-",
        "tiations would go on beyond {day} as long as needed.",
        "More negotiations will follow on {day}.",
        "{page}",
    ]
    document = read(pdf_bytes(lines, pages=4), name="x.html")
    assert document.kind == "pdf" and document.meta["pages"] == "4"
    assert "The Daily Review" not in document.text
    assert "the negotiations would go on beyond Friday" in document.text.replace("\n", " ")
    assert document.text.count("More negotiations will follow on") == 4


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>
<item><title>First</title><link>https://example.org/1</link><description>&lt;p&gt;Officials said so.&lt;/p&gt;</description>
<pubDate>Thu, 10 Nov 2022 10:00:00 GMT</pubDate></item><item><title>Second</title></item></channel></rss>"""


def test_a_feed_is_several_documents_and_links_are_not_followed() -> None:
    found = list(documents(Source("feed.txt"), FEED.encode()))
    assert [d.name for d in found] == ["First", "Second"]
    first = found[0]
    assert first.date is not None and first.date.value == "2022-11-10"
    assert first.excerpt is not None and first.path == "https://example.org/1"
    assert "Officials said so." in first.text
    with pytest.raises(DocumentError, match="feed"):
        read(FEED.encode())


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b" " * 120_000_000)
    return out.getvalue()


def encrypted() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"...\n\n--- !!", "no words"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"SQLite format 3\x00....", "SQLite"),
        (b"some\x00thing\x01", "binary"),
        (b"\x01\x02\x03" * 100, "binary"),
        (b"It was a caf\xe9.\n", "byte 12 is 0xe9"),
        (b"line one\nline \xff two", ":2: it is not valid UTF-8"),
        (b"{\\rtf1 x}", "RTF"),
        (b"%PDF-1.7\nnothing more", "PDF is broken"),
        (pdf_bytes([]), "no text"),
        (encrypted(), "encrypted"),
        (b"PK\x03\x04 not really", "broken DOCX"),
        (docx_bytes()[:2000], "broken DOCX"),
        (zipped("a.txt"), "ZIP archive"),
        (zipped("mimetype"), "OpenDocument"),
        (zipped("word/document.xml"), "DOCX is broken"),
        (bomb(), "zip bomb"),
        (b"<html><body> </body></html>", "no words"),
        (b"---\ntitle: [open\n---\nwords", "front matter"),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "entities of its own"),
        (b"<?xml version='1.0'?><data>x</data>", "XML of another kind"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        for _ in documents(Source("given.md"), data):
            pass
    assert str(caught.value).startswith("given.md")


@pytest.mark.parametrize("word", ["PKK", "MZ", "ID3", "BZh", "GIF8", "PAR1", "OggS"])
def test_a_text_may_begin_as_other_files_do(word: str) -> None:
    (document,) = documents(Source("given.md"), f"{word} leaders said on Monday that the fight would go on.\n".encode())
    assert document.kind == "text"


def test_missing_folder_and_huge_files_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("Words.")
    with pytest.raises(DocumentError, match=r"no such file[^$]*did you mean 'report.md'"):
        read(tmp_path / "reprot.md")
    with pytest.raises(DocumentError, match="folder"):
        read(tmp_path)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(DocumentError, match="200 MB"):
        read(huge)


def test_an_alias_bomb_in_front_matter_does_not_grow() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 30)]
    document = read(("---\n" + "\n".join(lines) + "\n---\nThe words.").encode())
    assert document.text.endswith("The words.") and len(str(document.meta)) < 10_000


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(DocumentError, match="character 3 is half"):
        from_text("abc\ud800")


def test_a_byte_order_mark_and_utf16_are_understood() -> None:
    assert read("\ufeffHe said so.".encode()).text == "\ufeffHe said so."
    assert read("He said so — ж.".encode("utf-16")).text == "\ufeffHe said so — ж."


def test_gathering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.md", "a.txt", ".hidden", "data.csv", "sub/c.html"):
        (tmp_path / name).write_text("Words.")
    monkeypatch.chdir(tmp_path)
    assert [s.path for s in gather(["."])] == ["a.txt", "b.md", "sub/c.html"]
    assert [s.path for s in gather(["*.md", "b.md", "sub"])] == ["b.md", "sub/c.html"]
    assert [s.path for s in gather(["**/*.html", "data.csv", "none*"])] == ["sub/c.html", "data.csv", "none*"]
    assert [s.where for s in gather(["-", "https://example.org/x"])] == ["stdin", "address"]
    with pytest.raises(DocumentError, match="no such file"):
        fetch(Source("none*"))


def test_an_address_that_does_not_answer_is_refused() -> None:
    with pytest.raises(DocumentError, match="cannot be fetched"):
        fetch(Source("http://127.0.0.1:9/x", "address"))
