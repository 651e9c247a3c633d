"""Files broken at random places are refused in words or read, never a failure of another kind; and all words of a DOCX."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from parley.core.errors import DocumentError
from parley.documents import read
from parley.documents.collect import Source, documents


def pdf() -> bytes:
    drawn = zlib.compress(b"BT /F1 12 Tf 10 200 Td (Officials said that all was well.) Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


PAGE = b"""<!doctype html><html lang="en"><head><title>Talks - Post</title><meta name="author" content="Jo Roe">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks", "datePublished": "2023-01-11"}</script>
</head><body><h1>Talks</h1><time datetime="2023-01-11">x</time><p>Officials said that all was well &amp; good.</p></body></html>"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><link>https://x.example/</link><item>
<title>Talks &lt;b&gt;x&lt;/b&gt;</title><link>http://x.example/1</link><pubDate>Thu, 10 Nov 2022 22:00:00 -0500</pubDate>
<description><![CDATA[<p>Officials said so.</p>]]></description></item></channel></rss>"""


def changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                del out[at : at + chance.randrange(30)]
            case 1:
                start = chance.randrange(len(out))
                out[at:at] = out[start : start + chance.randrange(40)]
            case 2:
                out[at] = chance.choice(b"0123456789<>()[]/ RTJ\x00\xff&;")
            case _:
                out[at] = chance.randrange(256)
    return bytes(out[: chance.randrange(1, len(out))] if chance.random() < 0.1 else out)


def packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(name: str, data: bytes) -> str | None:
    try:
        list(documents(Source(name), data))
    except DocumentError as error:
        return str(error)
    return None


@pytest.mark.parametrize("kind, whole", [("pdf", pdf()), ("html", PAGE), ("feed", FEED)])
def test_broken_files_are_refused_in_words_or_read(kind: str, whole: bytes) -> None:
    chance = random.Random(7)
    assert all("fficials said" in d.text for d in documents(Source(kind), whole))
    for _ in range(400):
        refused = refusal(kind, changed(whole, chance))
        assert refused is None or refused.startswith(kind)


def test_a_filter_that_is_not_known_is_a_refusal() -> None:
    with pytest.raises(DocumentError, match="the PDF is broken"):
        read(pdf().replace(b"/FlateDecode", b"/FlatterCode"), name="x.pdf")


def written(*bodies: str, notes: str | None = None) -> bytes:
    made = docx.Document()
    made.add_paragraph("Officials said that all was well.")
    for body in bodies:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(body))
    out = io.BytesIO()
    made.save(out)
    if notes is None:
        return out.getvalue()
    parts = unpacked(out.getvalue())
    parts["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>".encode()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        b' Target="footnotes.xml"/></Relationships>',
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.footnotes+xml"/></Types>',
    )
    return packed(parts)


W = nsdecls("w")
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"


def test_a_broken_docx_is_refused_in_words_or_read() -> None:
    chance = random.Random(8)
    parts = unpacked(written(notes="<w:footnote w:id='2'><w:p><w:r><w:t>See below.</w:t></w:r></w:p></w:footnote>"))
    names = [n for n in parts if n.endswith((".xml", ".rels"))]
    for _ in range(150):
        victim = chance.choice(names)
        broken = {n: changed(c, chance) if n == victim else c for n, c in parts.items()}
        if chance.random() < 0.1:
            del broken[victim]
        refused = refusal("x.docx", packed(broken))
        assert refused is None or refused.startswith("x.docx")


@pytest.mark.parametrize(
    "body, said",
    [
        (f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a form.</w:t></w:r></w:p></w:sdtContent></w:sdt>", "In a form."),
        (f"<w:p {W}><w:sdt><w:sdtContent><w:r><w:t>In a line.</w:t></w:r></w:sdtContent></w:sdt></w:p>", "In a line."),
        (
            f"<w:p {W}><w:r><w:t>He </w:t></w:r><w:ins w:id='1' w:author='x'><w:r><w:t>never </w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>always </w:delText></w:r></w:del><w:r><w:t>agreed.</w:t></w:r></w:p>",
            "He never agreed.",
        ),
        (f"<w:p {W}><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a b c-d"),
        (
            f"<w:p {W} {MC}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "In a box.",
        ),
        (f"<w:p {W}><w:fldSimple w:instr='DATE'><w:r><w:t>Today</w:t></w:r></w:fldSimple></w:p>", "Today"),
    ],
)  # fmt: skip
def test_all_words_that_a_reader_of_the_docx_sees(body: str, said: str) -> None:
    assert read(written(body), name="x.docx").text == f"Officials said that all was well.\n\n{said}"


def test_tables_in_tables_and_notes() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Inner.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    table = f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>Outer.</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    notes = (
        "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>The envoy denied it.</w:t></w:r></w:p></w:footnote>"
    )
    text = read(written(table, notes=notes), name="x.docx").text
    assert text.split("\n\n")[1:] == ["Outer.", "Inner.", "The envoy denied it."]
