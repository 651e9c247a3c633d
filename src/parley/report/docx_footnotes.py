"""Footnotes of a Word document, as Word keeps them: a part of their own, to which the text refers (ECMA-376, 17.11).

The library that writes the document knows paragraphs and tables and no footnotes, so the part is made here. Word numbers
footnotes itself, in the order in which the text first refers to them; a second reference to one is a cross-reference to
the first, so that no footnote stands twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PARTNAME = "/word/footnotes.xml"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TEXT, REFERENCE = "footnote text", "footnote reference"
"""Word's own names of the two styles."""


class WordNotes:
    """Collects the footnotes of one document: :meth:`refer` in the text, then :meth:`attach` once at its end."""

    def __init__(self, document: Any, texts: Mapping[int, str]) -> None:
        """``texts``: note number (the report's) → its words, fit for XML. References to other numbers are left out."""
        self.document = document
        self.texts = texts
        self.order: dict[int, int] = {}
        """Note number → number in Word, from 1 in the order of first reference."""
        self._styles()

    def refer(self, paragraph: Any, note: int) -> None:
        """A raised number at the end of ``paragraph``: the footnote itself, or a cross-reference to where it stands."""
        if note not in self.texts:
            return
        if note in self.order:
            self._again(paragraph, self.order[note])
            return
        number = self.order[note] = len(self.order) + 1
        # the bookmark lets later references find the number that Word will give
        paragraph._p.append(_element("w:bookmarkStart", id=number, name=_bookmark(number)))
        paragraph.add_run(style=REFERENCE)._r.append(_element("w:footnoteReference", id=number))
        paragraph._p.append(_element("w:bookmarkEnd", id=number))

    def attach(self) -> None:
        """Add the part with all footnotes referred to; without any there is none."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        if not self.order:
            return
        root = _element("w:footnotes")
        for kind, number in (("separator", -1), ("continuationSeparator", 0)):
            root.append(_within(_element("w:footnote", type=kind, id=number), "w:p", "w:r", f"w:{kind}"))
        for note, number in self.order.items():
            root.append(self._footnote(number, self.texts[note]))
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        part = Part(PackURI(PARTNAME), CONTENT, data, self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _footnote(self, number: int, text: str) -> Any:
        styles = self.document.styles
        note = _element("w:footnote", id=number)
        paragraph = _element("w:p")
        _within(paragraph, "w:pPr", ("w:pStyle", styles[TEXT].style_id))
        _within(paragraph, "w:r", "w:rPr", ("w:rStyle", styles[REFERENCE].style_id))
        paragraph[-1].append(_element("w:footnoteRef"))
        run = _element("w:r")
        words = _element("w:t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = f" {text}"
        run.append(words)
        paragraph.append(run)
        note.append(paragraph)
        return note

    def _again(self, paragraph: Any, number: int) -> None:
        """A field that shows the number of a footnote that stands elsewhere; what it shows until it is updated is that number."""
        field = _element("w:fldSimple", instr=f" NOTEREF {_bookmark(number)} \\h ")
        run = paragraph.add_run(str(number), style=REFERENCE)
        paragraph._p.append(field)
        field.append(run._r)  # moves the run into the field

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self.document.styles
        text = styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size = Pt(7.5)
        text.paragraph_format.space_after = Pt(1)
        raised = styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        raised.font.superscript = True


def _bookmark(number: int) -> str:
    return f"_Note{number}"


def _element(tag: str, **attributes: object) -> Any:
    """A WordprocessingML element; attributes are of the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _within(parent: Any, *path: str | tuple[str, str]) -> Any:
    """Append a chain of nested elements to ``parent``; a tuple is a tag with its ``w:val``. Returns ``parent``."""
    at = parent
    for step in path:
        tag, value = (step, None) if isinstance(step, str) else step
        child = _element(tag) if value is None else _element(tag, val=value)
        at.append(child)
        at = child
    return parent
