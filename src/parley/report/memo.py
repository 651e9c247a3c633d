"""Two pages for a principal: the answer, the courses with the case for and against, limits, and footnoted quotations.

One outline (:func:`outline`) is written as Markdown or DOCX, so that the two say the same. Nothing in either depends on
the clock: the same assessment gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from parley.core.plurals import plural
from parley.insight.results.assessment import Assessment, CourseRow, KindRow, Note, Phrase
from parley.insight.results.registry import find
from parley.insight.results.titles import capital
from parley.report import courses, formats, ranking, verdicts

if TYPE_CHECKING:
    from parley.report.docx_footnotes import WordNotes

ARGUMENTS = 2
"""Sentences for, and against, each course: a memo is two pages."""
COURSES = 6
SECTION_ROWS = 6
"""Of the table of a further section."""
TABLE_WIDTH = 16.6
"""Centimetres between the margins."""
EMPTY = Phrase("")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the memo. ``rows`` for a table (the first is its head), ``text`` with note marks else."""

    kind: Literal["title", "meta", "heading", "lead", "text", "bullet", "table", "command"]
    """A ``command`` is to be copied: none of its signs may be changed, and none of them marks a note."""
    text: Phrase = EMPTY
    rows: tuple[tuple[Phrase, ...], ...] = ()
    widths: tuple[float, ...] = ()
    """Centimetres of the table's columns."""


def outline(a: Assessment, ending: Literal["docx", "md"] = "docx") -> tuple[Part, ...]:
    """The memo's parts in order. The forms differ by ``ending`` alone: each names the command that makes it again."""
    return tuple(_parts(a, ending))


def _parts(a: Assessment, ending: Literal["docx", "md"]) -> Iterator[Part]:
    yield Part("title", Phrase(formats.clean(a.question)))
    yield Part("meta", Phrase(f"{formats.clean(a.title)} · as of {formats.day(a.as_of)} · {formats.notes_line(a)}"))
    yield Part("heading", Phrase("Answer"))
    for i, sentence in enumerate(a.answer):
        yield Part("lead" if i == 0 else "text", sentence)
    yield Part("heading", Phrase("Kinds of deal"))
    head = tuple(
        Phrase(t) for t in ("Kind of deal", *(name.capitalize() for name in verdicts.LINES_SAID.values()), "Blocked by")
    )
    yield Part(
        "table",
        rows=(
            head,
            *(
                (
                    Phrase(formats.clean(k.title)),
                    *(_verdict(k, lines) for lines in verdicts.LINES_SAID),
                    _or_nothing(k.blocked_by),
                )
                for k in a.kinds
            ),
        ),
        widths=(4.0, 2.3, 2.3, 2.3, 5.7),
    )
    yield Part("text", Phrase(verdicts.words_told(a, brief=True)))
    if a.differences:
        d = a.differences[0]
        if d.agree:  # a view's quotation bears on what sets it apart, not on this
            yield Part("heading", Phrase("How the views compare"))
            yield Part("text", Phrase(formats.agreement(a)))
        else:
            yield Part("heading", Phrase(f"Where the views part: {formats.clean(formats.crux_question(a, d))}"))
            for title, said in ((d.left_title, d.left_quote), (d.right_title, d.right_quote)):
                yield Part("bullet", _prefixed(f"{formats.clean(title)}: ", said))
            yield Part("text", d.sentence if d.ways else d.brief or d.sentence)
            for way in d.ways:
                yield Part("text", Phrase(formats.clean(way.head)))
                yield from (Part("bullet", words) for words in (*way.sets, *([Phrase(way.rest)] if way.more else ())))
    if a.courses:
        yield Part("heading", Phrase("Courses"))
        told = " ".join(dict.fromkeys((courses.measures_brief(a), courses.COUNTS)))
        yield Part("text", Phrase(f"{ranking.headline(a, brief=True)}. {told} {courses.OTHERS}"))
        head = tuple(Phrase(t) for t in ("Course", "For", "Against", "Main risk"))
        yield Part(
            "table",
            rows=(head, *(_course(a, course) for course in a.courses[:COURSES])),
            widths=(4.2, 4.4, 4.4, 3.6),
        )
    yield from _sections(a)
    yield Part("heading", Phrase("What it rests on"))
    yield Part("bullet", Phrase(formats.basis_brief(a)))
    yield Part("bullet", _prefixed("Weakest: ", a.weakest))
    if a.watch:
        yield Part("bullet", Phrase("Watch for: " + " · ".join(formats.flat(p) for p in a.watch), _all_notes(a.watch)))
    yield Part("bullet", Phrase(f"Law: {formats.clean(a.law)}"))
    if a.marks:
        yield Part("bullet", Phrase(f"Marked in law: {formats.law_list(a.marks)}"))
    yield Part("bullet", Phrase("Limits: " + formats.clean(" ".join(a.limits[:2]))))
    if a.misuse:
        yield Part("bullet", Phrase(f"Misuse: {formats.clean(a.misuse)}"))
    yield Part("meta", Phrase(f"parley {a.version} · inputs {a.inputs_hash[:16]} · {a.draws} combinations"))
    yield Part("meta", Phrase("Made again by:"))
    yield Part("command", Phrase(a.request.command("memo", "-o", f"memo.{ending}")))


def _sections(a: Assessment) -> Iterator[Part]:
    """The further sections that ask for a place in the memo: headline, text and the head of the table."""
    for key, section in a.extra.items():
        record = find(key)
        if record is None or not record.memo:
            continue
        yield Part("heading", Phrase(formats.clean(section.title)))
        if section.in_memo:
            yield Part("text", Phrase(formats.clean(section.in_memo), section.cited))
        if section.table is not None:
            head = tuple(Phrase(formats.clean(c)) for c in section.table.columns)
            rows = (
                tuple(formats.cited(cell, section.cited) for cell in row) for row in section.table.rows[:SECTION_ROWS]
            )
            width = TABLE_WIDTH / max(1, len(head))
            yield Part("table", rows=(head, *rows), widths=(width,) * len(head))
            left = len(section.table.rows) - SECTION_ROWS
            if left > 0:
                yield Part(
                    "text",
                    Phrase(f"{plural(left, 'more row')}: in the report, under “{formats.clean(section.title)}”."),
                )


def _verdict(row: KindRow, lines: str) -> Phrase:
    """A word over views, and from what to what share."""
    if alone := verdicts.weighed_span(row, lines):
        return Phrase(alone)
    span = verdicts.span_words(row, lines)
    return Phrase(f"{row.over[lines].word} ({span})" if span else row.over[lines].word)


def _course(a: Assessment, course: CourseRow) -> tuple[Phrase, ...]:
    """Its title, its joint effect on the main kind, each side's alternative and what waiting costs; then what is argued."""
    said = [
        f"{formats.clean(course.title)}: {courses.in_memo(a, course, a.main_kind)}",
        courses.typed_brief(course),
        courses.alternatives_brief(a, course),
        courses.waiting_brief(a, course),
    ]
    return (
        Phrase(". ".join(capital(part.rstrip(".")) for part in said if part) + "."),
        _joined(course.case_for[:ARGUMENTS]),
        _joined(course.case_against[:ARGUMENTS]),
        courses.risk(course) or Phrase("not stated"),
    )


def _joined(said: tuple[Phrase, ...]) -> Phrase:
    return Phrase(" ".join(formats.flat(p) for p in said) or "–", _all_notes(said))


def _or_nothing(phrase: Phrase) -> Phrase:
    return Phrase("nothing") if formats.bare(phrase) in ("", "-", "–") else phrase


def _prefixed(prefix: str, phrase: Phrase | None) -> Phrase:
    if phrase is None:
        return Phrase(prefix + "no statement is quoted")
    return Phrase(prefix + phrase.text, phrase.notes)


def _all_notes(phrases: tuple[Phrase, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for p in phrases for n in p.notes))


def used_notes(a: Assessment) -> tuple[Note, ...]:
    """The notes that the memo cites, in the order in which it first does."""
    cited: dict[int, None] = {}
    for part in outline(a):
        for phrase in (part.text, *(cell for row in part.rows for cell in row)):
            cited.update(dict.fromkeys(p.note for p in formats.pieces(phrase) if p.note is not None))
    known = {note.number: note for note in a.notes}
    return tuple(known[n] for n in cited if n in known)


def note_texts(a: Assessment) -> dict[int, str]:
    """The footnotes in the memo's order, by the number that the answer gives them. A document is named in full where it is first
    cited; later notes name the note that does, by its number in the memo."""
    first: dict[str, int] = {}
    out: dict[int, str] = {}
    for place, note in enumerate(used_notes(a), 1):
        seen = first.setdefault(note.document, place) if note.document else place
        out[note.number] = formats.note_words(note, None if seen == place else f"source as in note {seen}")
    return out


def markdown(a: Assessment) -> str:
    """The memo as Markdown with footnotes; text of the case is escaped."""
    out: list[str] = []
    notes = used_notes(a)
    place = {note.number: i for i, note in enumerate(notes, 1)}
    for part in outline(a, "md"):
        text = _md(part.text, place)
        match part.kind:
            case "command":
                out += [*_code(part.text.text), ""]
            case "title":
                out += [f"# {text}", ""]
            case "heading":
                out += [f"## {text}", ""]
            case "lead":
                out += [f"**{text}**", ""]
            case "meta":
                out += [f"*{text}*", ""]
            case "bullet":
                out += [f"- {text}", ""]
            case "text":
                out += [text, ""]
            case "table":
                rows = [" | ".join(_md(cell, place) for cell in row) for row in part.rows]
                out += [f"| {rows[0]} |", "|" + " --- |" * len(part.rows[0]), *(f"| {r} |" for r in rows[1:]), ""]
    out += [f"[^{place[number]}]: {_escaped(text)}" for number, text in note_texts(a).items()]
    return "\n".join(out).rstrip() + "\n"


def _code(text: str) -> list[str]:
    """The lines of a code block: a sign escaped in a command would go to the shell with its backslash."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return [f"{fence}sh", *formats.clean(text).split("\n"), fence]


def _md(phrase: Phrase, place: Mapping[int, int]) -> str:
    """Text with its notes, numbered as the memo lists them; a raised number stands at its word."""
    out = ""
    for piece in formats.pieces(phrase):
        if piece.note is None:
            out += _escaped(piece.text)
        elif piece.note in place:
            out = f"{out.rstrip(' ')}[^{place[piece.note]}]"
    return out


def _escaped(text: str) -> str:
    for sign in ("\\", "`", "*", "_", "<", ">", "[", "]", "|", "#", "!"):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split("\n"))


def docx(a: Assessment) -> bytes:
    """The memo as a Word document, A4, with Word's own footnotes, which Word numbers."""
    import datetime

    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    from parley.report.docx_footnotes import WordNotes

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.7)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(3)
    for name, size in (("Title", 18), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x1C, 0x1C, 0x1B)
        style.element.rPr.rFonts.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}asciiTheme", "")
        style.paragraph_format.space_before = Pt(8 if name != "Title" else 0)
        style.paragraph_format.space_after = Pt(2)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    notes = WordNotes(document, {number: _xml(text) for number, text in note_texts(a).items()})
    for part in outline(a):
        if part.kind == "table":
            _table(document, part, notes)
            continue
        styles = {"title": "Title", "heading": "Heading 2", "bullet": "List Bullet"}
        paragraph = document.add_paragraph(style=styles.get(part.kind, "Normal"))
        _runs(paragraph, part.text, notes, bold=part.kind == "lead", size=Pt(11) if part.kind == "lead" else None)
        if part.kind in ("meta", "command"):
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(0x5A, 0x5A, 0x56)
        if part.kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    notes.attach()
    about = document.core_properties
    about.title, about.author, about.subject = (
        _xml(formats.clean(a.question))[:250],
        "parley",
        _xml(formats.clean(a.title))[:250],
    )
    about.comments = ""
    stamp = datetime.datetime(a.as_of.year, a.as_of.month, a.as_of.day)
    about.created = about.modified = stamp
    about.last_modified_by = "parley"
    out = BytesIO()
    document.save(out)
    return _same_times(out.getvalue())


def _runs(paragraph: Any, phrase: Phrase, notes: WordNotes, *, bold: bool = False, size: Any = None) -> None:
    pieces = list(formats.pieces(phrase))
    last: int | None = None
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.note is not None:
            if last is not None:
                paragraph.add_run(",").font.superscript = True
            notes.refer(paragraph, piece.note)
            last = piece.note
            continue
        text = piece.text
        if after is not None and after.note is not None:
            text = text.rstrip(" ")  # a raised number stands at its word
        if not text:
            continue
        last = None
        run = paragraph.add_run(_xml(text))
        run.bold = bold or None
        if size is not None:
            run.font.size = size


def _table(document: Any, part: Part, notes: WordNotes) -> None:
    from docx.shared import Cm, Pt, RGBColor

    table = document.add_table(rows=0, cols=len(part.rows[0]))
    table.autofit = False
    _rules(table)
    for column, width in zip(table.columns, part.widths, strict=True):
        column.width = Cm(width)
    for i, row in enumerate(part.rows):
        cells = table.add_row().cells
        for cell, phrase, width in zip(cells, row, part.widths, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            _runs(paragraph, phrase, notes, bold=i == 0, size=Pt(9))
            if i and phrase.text == "open":
                for run in paragraph.runs:
                    run.bold, run.font.color.rgb = True, RGBColor(0x0A, 0x66, 0x38)
    space = document.add_paragraph().paragraph_format
    space.space_after, space.line_spacing = Pt(0), Pt(4)


def _rules(table: Any) -> None:
    """Thin grey lines between rows, none between columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B4B3AD")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _xml(text: str) -> str:
    """Text that XML can hold: no control characters, no lone surrogates."""
    return "".join(
        c
        for c in formats.clean(text)
        if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )


def _same_times(data: bytes) -> bytes:
    """The same archive with one fixed time on every member, so that equal memos are equal files."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(item.filename))
    return out.getvalue()
