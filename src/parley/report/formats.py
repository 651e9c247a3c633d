"""The words and number formats that every rendering shares, so that a page, a memo and a terminal never disagree.

Numbers are printed with no more digits than their error supports; a share is always a count of combinations of the
stated ranges and never called a probability.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.case.quoting import said
from parley.core.plurals import plural
from parley.insight.results.assessment import Assessment, Basis, Cell, Difference, JudgementRow, Mark, Note, Phrase
from parley.insight.results.labels import is_probability
from parley.insight.results.labels import turning as turning
from parley.insight.results.section import Value
from parley.insight.results.titles import within
from parley.insight.results.words import NEAR, NO_DOUBT, READING, by_share, counted, in_views, view_name
from parley.insight.sensitivity.doubt import no_range_words

if TYPE_CHECKING:
    from parley.insight.answer.trace import NoteQuote

SIGN = {"open": "●", "none": "○", "ruled out": "⊘", "depends on the view": "◐", "not decided": "?"}
"""A shape beside every verdict: colour alone tells nothing on paper or to a colour-blind reader."""

WHY = {
    "ruled_out": "lines that count, floors or rules leave no possible deal",
    "squeezed": "deals respect the red lines, and some would beat fighting on, but none does both",
    "withheld": "a deal would beat fighting on for all, but somebody would not supply what it needs",
    "no_deal_preferred": "even without red lines, every deal of this kind looks worse than going on to at least one of those who must agree",
}

BASIS = {
    "ours": "the size is ours",
    "direction": "direction from a source; size ours",
    "size": "a source states the size",
}

_MARK = re.compile(r"\[(\d+)\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a phrase: plain text, or the number of a note standing at that place."""

    text: str
    note: int | None = None


def clean(text: str) -> str:
    """``text`` without control characters and direction overrides, which could disguise words or move a cursor."""
    return _CONTROL.sub(" ", text)


def pieces(phrase: Phrase | None) -> Iterator[Piece]:
    """The phrase in order; notes that its text does not place with ``[n]`` follow at the end."""
    if phrase is None:
        return
    known, placed, at = set(phrase.notes), set(), 0
    for mark in _MARK.finditer(phrase.text):
        number = int(mark[1])
        if number in known:
            if mark.start() > at:
                yield Piece(clean(phrase.text[at : mark.start()]))
            yield Piece(mark[0], number)
            placed.add(number)
            at = mark.end()
    if at < len(phrase.text):
        yield Piece(clean(phrase.text[at:]))
    for number in phrase.notes:
        if number not in placed:
            yield Piece(" ")
            yield Piece(f"[{number}]", number)


def flat(phrase: Phrase | None) -> str:
    """The phrase as plain text with its note numbers in brackets."""
    return "".join(piece.text for piece in pieces(phrase))


def bare(phrase: Phrase | None) -> str:
    """The phrase as plain text without note numbers."""
    words = "".join(piece.text for piece in pieces(phrase) if piece.note is None)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r" {2,}", " ", words)).strip()


def day(value: datetime.date | str | None) -> str:
    """``11 Jan 2023``; an ISO date may come as text; "undated" where there is none."""
    on: datetime.date | None
    if isinstance(value, str):
        try:
            on = datetime.date.fromisoformat(value)
        except ValueError:
            return clean(value)
    else:
        on = value
    return f"{on.day} {on:%b %Y}" if on else "undated"


def day_near(value: datetime.date | str | None, near: datetime.date) -> str:
    """The day without its year where that can only be one: within the half year that ends at ``near``."""
    try:
        on = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return day(value)
    return day(value).removesuffix(f" {on.year}") if on and 0 <= (near - on).days <= HALF_A_YEAR else day(value)


HALF_A_YEAR = 183


def count_of(share: float | None, error: float | None, draws: int, varies: bool = True, step: int | None = None) -> str:
    """A share of draws as a count, "in 41 of 100 combinations", in steps that its standard ``error`` bears.

    ``share`` and ``error`` lie in 0..1; ``step``: of the row in which it stands; ``varies`` False: nothing that was drawn has a range, which is said instead.
    """
    text = counted(share, error, draws, varies, step)
    if not text:
        return "not counted"
    return text if text == NO_DOUBT else f"in {text} combinations"


def short_count(
    share: float | None, error: float | None, draws: int, varies: bool = True, step: int | None = None
) -> str:
    """As :func:`count_of`, for a narrow cell: "41 of 100"."""
    return counted(share, error, draws, varies, step) or "not counted"


def cell_text(value: Value) -> str:
    """A cell of a section's table in words: floats rounded, a dash where there is nothing."""
    if value is None:
        return "–"
    return number(value) if isinstance(value, float) else clean(str(value))


def cited(value: Value, notes: Collection[int]) -> Phrase:
    """A cell of a section: ``[n]`` in it is a footnote where n is among the section's ``notes``."""
    text = cell_text(value)
    return Phrase(text, tuple(n for n in map(int, re.findall(r"\[(\d{1,6})\]", text)) if n in notes))


def number(value: float | None, digits: int = 2) -> str:
    """Up to ``digits`` decimals without trailing zeros; an en dash where there is no number."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text in ("-0", "") else text.replace("-", "−")


def size(value: float, path: str) -> str:
    """A judgement's number: per cent for a probability."""
    return f"{number(100 * value, 0)} %" if is_probability(path) else number(value)


def points(value: float | None) -> str:
    """Points to one decimal below ten, whole above."""
    return number(value, 1 if value is not None and abs(value) < 10 else 0)


def percent(value: float | None) -> str:
    """A fraction of a party's range as per cent: 0.053 → "5.3%"; whole from ten per cent on."""
    return "–" if value is None else f"{number(100 * value, 1 if abs(value) < 0.1 else 0)}%"


def gap_words(gap: Mapping[str, float | None], parties: Mapping[str, str]) -> str:
    """How far each party stays below its no-deal value at best, as a share of what is at stake for it."""
    known = [(party, value) for party, value in gap.items() if value is not None]
    if not known:
        return "no gap can be measured: the others cannot be satisfied together"
    if all(value <= 1e-9 for _, value in known):
        spare = ", ".join(f"{within(parties.get(party, party))} {percent(-value)}" for party, value in known)
        return f"room to spare at best: {spare} of what is at stake for each"
    short = ", ".join(f"{within(parties.get(party, party))} {percent(value)}" for party, value in known if value > 1e-9)
    return f"short at best: {short} of what is at stake for each"


def _without_numbers(cell: Cell) -> str:
    if cell.verdict == "ruled out":
        return "No possible deal respects the declared red lines together, whatever the numbers are."
    return "Not decided: numbers are not yet said."


def crux_question(assessment: Assessment, found: Difference) -> str:
    """The judgement on which two views part, with the kind of deal where that is not the one asked about."""
    if found.agree or found.asked_kind in ("", assessment.main_kind):
        return found.question
    title = next((row.title for row in assessment.kinds if row.kind == found.asked_kind), found.asked_kind)
    return f"of another kind of deal, {title}: {found.question}"


def cell_words(cell: Cell, draws: int, parties: Mapping[str, str], lines: str = "", step: int | None = None) -> str:
    """One zone test of one view in a sentence: the middle numbers, then the share over the ranges; with ``lines`` weighed the
    share alone, where there is one."""
    if not cell.reservation:  # of a case whose numbers are not yet said
        return _without_numbers(cell)
    head = {"open": "A zone exists at the middle numbers", "not decided": "Not decided at the middle numbers"}.get(
        cell.verdict, "No zone at the middle numbers"
    )
    why = f" ({WHY[cell.why_empty]})" if cell.why_empty in WHY else ""
    measured = cell.verdict != "open" or any(value is not None for value in cell.gap.values())
    gap = f"; {gap_words(cell.gap, parties)}" if measured and cell.why_empty != "ruled_out" else ""
    share = "not counted" if cell.share is None else short_count(cell.share, cell.share_se, draws, cell.varies, step)
    of = "" if cell.share is None or not cell.varies else " combinations of the stated ranges"
    if by_share(lines, cell.share, cell.varies):
        return f"{share}{of} have a zone{gap and gap + ', at the middle numbers'}."
    close = "close: " if cell.share is not None and cell.varies and abs(cell.share - 0.5) < NEAR else ""
    return f"{head}{why}; {close}{share}{of}{gap}."


def name_in_sentence(assessment: Assessment, view: str) -> str:
    """A view's name as the subject of a sentence."""
    return "the base case" if view == "base" else view_name(view_title(assessment, view))


def quoted(note: Note) -> str:
    """The note's words: in quotation marks where somebody said them, else marked as ours. No quotation marks stand
    around words of a summary of ours: they would put them into somebody's mouth."""
    if not note.quote:
        return "ours, without a source"
    return said(clean(note.quote), note.verbatim, lead=True)


def note_words(note: Note, document: str | None = None) -> str:
    """A whole footnote in plain text: whose words, and where they come from. ``document``: what stands for the document and its
    date, where they were told before."""
    source = source_words(note, document)
    if note.quote and not note.verbatim and note.who:
        return f"{clean(note.who)}, {quoted(note)} · {source.removeprefix(clean(note.who)).removeprefix(' · ')}".rstrip(
            " ·"
        )
    return f"{quoted(note)}{' ' if note.verbatim else ' · '}{source}".strip(" ·")


def source_words(note: Note, document: str | None = None) -> str:
    """Who, how we know, which document, when: the line beneath a quotation. ``document``: what stands for the last two."""
    if document is not None:
        return clean(" · ".join((*attributed(note), document)))
    title = note.document_title or ""
    dated = note.date is not None and str(note.date.year) in title  # "our summary of: …, 10 November 2022" says it
    parts = [*attributed(note), title, day(note.date) if note.date and not dated else None]
    return clean(" · ".join(part for part in parts if part))


def attributed(note: Note | NoteQuote) -> list[str]:
    """Who said it and how we know, of one statement; and for whom it was coded where that is somebody else."""
    coded = f"coded for {note.coded_for}" if note.coded_for else None
    return [part for part in (note.who, note.footing, coded) if part]


def near(text: str, *, end: bool = False, most: int = 90) -> str:
    """The part of a context that stands next to the quotation, cut between words, an ellipsis at the far side."""
    words = " ".join(clean(text).split())
    if not words:
        return ""
    cut = len(words) > most
    if end:
        shown = "… " + words[-most:].partition(" ")[2] if cut else words
        joined = shown.endswith(("“", "(", "‘", "—")) or (shown.endswith('"') and words.count('"') % 2 == 1)
        return shown if joined else shown + " "
    shown = words[:most].rpartition(" ")[0] + " …" if cut else words
    return " " + shown if shown[0].isalnum() or shown[0] in "“(‘" else shown


def agreement(assessment: Assessment) -> str:
    """What is said where no two views part: the question, and the answer that all give, by name."""
    first = assessment.differences[0]
    keys = dict.fromkeys(side for d in assessment.differences for side in (d.left, d.right))
    where = in_views([name_in_sentence(assessment, key) for key in keys])
    found = "one" if first.answers[0] else "none"
    return clean(f"They agree on one question: {first.asked} At the middle numbers there is {found} {where}.")


def range_words(row: JudgementRow) -> str:
    """The judgement as its author wrote it, or "not yet said"."""
    return "not yet said" if row.median is None else clean(row.text)


def notes_line(assessment: Assessment) -> str:
    """ "2 notes (our summaries) · 61 statements · 4 views (our readings) · offline"."""
    documents = assessment.documents
    summaries = sum(1 for document in documents if document.summary)
    if documents and summaries == len(documents):
        kind = plural(len(documents), "note") + (" (our summary)" if summaries == 1 else " (our summaries)")
    elif summaries:
        kind = f"{plural(len(documents), 'document')} ({summaries} our summaries)"
    else:
        kind = plural(len(documents), "document")
    parts = [kind, plural(assessment.statements, "statement")]
    if assessment.views:
        parts.append(
            plural(len(assessment.views), "view") + (READING if len(assessment.views) == 1 else " (our readings)")
        )
    return " · ".join([*parts, "offline"])


def basis_words(assessment: Assessment) -> str:
    """ "143 numbers that a verdict uses: 94 ours; sourced: 11 for size, 38 for direction", how many of them have no range, and how
    many numbers no verdict uses."""
    return counts_words(assessment.basis)


def counts_words(basis: Basis) -> str:
    """The same of the counts alone."""
    unset = f"; {basis.unset} of these not yet said" if basis.unset else ""
    counts = f"{basis.ours} ours; sourced: {basis.size} for size, {basis.direction} for direction{unset}"
    parts = [f"{plural(basis.total, 'number')} that a verdict uses: {counts}."]
    parts += [no_range_words(basis.no_range, basis.total)] if basis.no_range else []
    parts += [f"{plural(basis.apart, 'more number')} no verdict uses."] if basis.apart else []
    return " ".join(parts)


def basis_brief(assessment: Assessment) -> str:
    """The counts in a line: "150 numbers that a verdict uses: 95 ours, 55 sourced for direction, 0 for size; 7 have no range"."""
    b = assessment.basis
    unset = f"; {b.unset} of these not yet said" if b.unset else ""
    every = b.no_range == b.total and b.total > 0
    ranges = f"; {b.no_range} ha{'s' if b.no_range == 1 else 've'} no range" if b.no_range and not every else ""
    counts = f"{b.ours} ours, {b.direction} sourced for direction, {b.size} for size"
    return f"{plural(b.total, 'number')} that a verdict uses: {counts}{unset}{ranges}." + (
        f" {no_range_words(b.no_range, b.total)}" if every else ""
    )


def law_brief(assessment: Assessment) -> str:
    """The legal baseline in a line, and how many options are marked wherever they are listed."""
    line = clean(assessment.law_short or assessment.law)
    n = len(assessment.marks)
    return (
        f"{line.rstrip('.')}. {plural(n, 'option')} {'is' if n == 1 else 'are'} marked wherever listed." if n else line
    )


def party_title(assessment: Assessment, key: str) -> str:
    """The party's title as the case gives it."""
    return clean(assessment.parties.get(key, key))


def view_title(assessment: Assessment, key: str | None) -> str:
    """The view's title; the base case by that name."""
    if key is None or key == "base":
        return "base case"
    entry = assessment.views.get(key)
    return clean(entry.title if entry and entry.title else key)


def terms(assessment: Assessment, deal: Mapping[str, str]) -> list[tuple[str, str]]:
    """A deal as a reader names it: the titles of its issues and options, an option's mark in law behind it; a key stands
    where no title is known."""
    out = []
    for issue, option in deal.items():
        known = assessment.issues.get(issue)
        if known is None:
            out.append((clean(issue), clean(option)))
        else:
            mark = f" [{known.marks[option]}]" if option in known.marks else ""
            out.append((clean(known.title), clean(known.options.get(option, option)) + mark))
    return out


def law_words(mark: Mark) -> str:
    """What law says of an option, in a sentence: "Amnesty (marked in law): the text asks … Source: …"."""
    because = f" {mark.because}" if mark.because else ""
    return clean(
        f"{mark.issue_title}, “{mark.title}” ({mark.word}).{because}"
        + (f" Source: {mark.source}." if mark.source else "")
    )


def law_list(marks: Collection[Mark]) -> str:
    """As :func:`law_words` of each, for a memo: what is asked of whom, in the first sentence of what the case says, for those of which
    the law says the same together; each source once. The report has the rest."""
    by: dict[tuple[str, str | None, str | None], list[str]] = {}
    for mark in marks:
        by.setdefault((mark.word, mark.because, mark.source), []).append(f"{mark.issue_title}, “{mark.title}”")
    said, told = [], set()
    for (word, because, source), options in by.items():
        named = (source or "").partition(": in our words")[0]
        asks = re.split(r"(?<=[.!?]) (?=[A-Z])", because or "", maxsplit=1)[0]
        said.append(f"{'; '.join(options)} ({word}).{f' {asks}' if asks else ''}")
        said += [f"{named}."] if named and named not in told else []
        told.add(named)
    return clean(" ".join(said))


def needs_words(assessment: Assessment, cell: Cell) -> str:
    """Whose consent a cell's example deal needs beside the principals': "the United States (2 points short); Ukraine’s public ratifies"."""
    told = []
    for need in cell.needs:
        title = party_title(assessment, need.party)
        if need.why == "ratifies":
            told.append(f"{title} ratifies" + ("" if need.binding else " (told beside the verdicts)"))
        elif need.short:
            told.append(f"{title} supplies ({need.short:.2g} points short)")
        else:
            told.append(f"{title} supplies")
    return "; ".join(told)


def decider_words(assessment: Assessment) -> str:
    """The party that asks as it stands in a sentence ("the United States"), or "the decider"."""
    if not assessment.decider:
        return "the decider"
    title = party_title(assessment, assessment.decider)
    if title.lower() in OFFICES:
        return f"the {title.lower()}"
    return within(title)


OFFICES = ("mediator", "envoy", "government", "president", "council", "presidency")
"""Titles that take an article."""
