"""The answer on one terminal screen: plain text, at most ``width`` columns, about 60 lines."""

from __future__ import annotations

import os
import re
import shlex
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

from parley.insight.results.assessment import Assessment, Difference
from parley.insight.results.labels import before_colon
from parley.insight.results.registry import find
from parley.insight.results.words import READING, rests
from parley.report import courses, formats, ranking, verdicts

WORDS = 11
"""Columns of a word of verdict."""
LABEL = 10
"""Columns that the labels at the left edge take."""
WATCHED = 3
"""What to watch for: the first few, each as far as its colon; the report has all."""


class Ink:
    """ANSI colours, or nothing. Green marks what is open and nothing else."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on else text

    def bold(self, text: str) -> str:
        return self._wrap("1", text)

    def dim(self, text: str) -> str:
        return self._wrap("2", text)

    def verdict(self, text: str) -> str:
        return self._wrap("32", text) if text.strip() == "open" else text


def _labelled(label: str, text: str, width: int, ink: Ink, indent: int = LABEL) -> list[str]:
    lines = textwrap.wrap(text, width - indent, break_long_words=True, break_on_hyphens=False) or [""]
    return [ink.bold(label.ljust(indent)) + lines[0], *(" " * indent + line for line in lines[1:])]


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], ink: Ink, words_in: frozenset[int]
) -> list[str]:
    """Columns of fixed widths; cells wrap, columns in ``words_in`` hold verdicts. The last column may not be padded."""
    out = []
    for at, row in enumerate((head, *rows)):
        cells = [_wrapped(c, w) for c, w in zip(row, widths, strict=True)]
        for i in range(max(map(len, cells))):
            line = []
            for j, (cell, width) in enumerate(zip(cells, widths, strict=True)):
                text = (cell[i] if i < len(cell) else "").ljust(width)
                line.append(ink.bold(text) if at == 0 else ink.verdict(text) if j in words_in else text)
            out.append("  ".join(line).rstrip())
    return out


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a cell; a line break in it stays."""
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width, break_on_hyphens=False)] or [""]


def _kinds(a: Assessment, width: int, ink: Ink) -> list[str]:
    """The words over views, each with the span of its shares below it, and what they are."""
    rows = [
        (
            formats.clean(k.title),
            *(
                verdicts.weighed_span(k, lines, of="")
                or f"{k.over[lines].word}\n{verdicts.span_words(k, lines, of='')}"
                for lines in verdicts.LINES_SAID
            ),
            _or_nothing(_without_bases(formats.flat(k.blocked_by))),  # said below the table
        )
        for k in a.kinds
    ]
    said = tuple(name.upper() for name in verdicts.LINES_SAID.values())
    head = ("KIND OF DEAL", *said, "BLOCKED BY")
    words = [min(WORDS, max(len(row[i]) for row in (head, *rows))) for i in (1, 2, 3)]
    first, blocked = _shared([head, *rows], width - sum(words) - 8)
    out = _table(head, rows, (first, *words, blocked), ink, frozenset({1, 2, 3}))
    return out + [ink.dim(line) for line in textwrap.wrap(verdicts.words_told(a, brief=True), width)]


def _shared(rows: Sequence[Sequence[str]], width: int) -> tuple[int, int]:
    """How to share ``width`` columns between the first and the last cell of all rows for the fewest lines; cells between them hold
    words of verdict and are as tall as they are."""
    between = [max((_height(cell, WORDS) for cell in row[1:-1]), default=1) for row in rows]

    def lines(first: int) -> tuple[int, int]:
        """Lines of the table; of as many, those that wrapped first cells take: titles read best whole."""
        heads = [_height(row[0], first) for row in rows]
        tall = (
            max(head, least, _height(row[-1], width - first))
            for head, least, row in zip(heads, between, rows, strict=True)
        )
        return sum(tall), sum(heads)

    longest = max((len(row[0]) for row in rows), default=12)
    choices = range(min(12, width // 2), min(longest, width - 12) + 1)
    best = min(choices, key=lambda first: (lines(first), -first), default=width // 2)
    return best, width - best


def _height(text: str, width: int) -> int:
    return max(1, len(_wrapped(text, width)))


def _without_bases(text: str) -> str:
    for basis in ("polled", "inferred"):
        text = text.replace(rests(basis), "")
    return text


def _or_nothing(text: str) -> str:
    return text if text not in ("", "-", "–") else "nothing"


def _part(a: Assessment, difference: Difference, width: int, ink: Ink) -> list[str]:
    titles = (difference.left_title, difference.right_title)
    ours = all(title.endswith(READING) for title in titles)
    label = "WHERE THEY PART" + (" (our readings)" if ours else "")
    out = _labelled(label, formats.clean(formats.crux_question(a, difference)), width, ink, len(label) + 2)
    for side, title, quote in (
        (difference.left, difference.left_title, difference.left_quote),
        (difference.right, difference.right_title, difference.right_quote),
    ):
        view = a.views.get(side)
        head = formats.clean(title.removesuffix(READING) if ours else title)
        head += f", {formats.day_near(view.date, a.as_of)}" if view and view.date else ""
        head += ", later than the question" if view and view.late else ""
        said = formats.flat(quote)
        room = width - 4 - len(head)
        if said and len(said) <= room:
            out.append(f"  {head}  {said}")
        else:
            told = f"{head}: {said}" if said else head
            out += textwrap.wrap(told, width, initial_indent="  ", subsequent_indent="    ")
    sentence = formats.flat(difference.brief or difference.sentence)
    return out + textwrap.wrap(sentence, width, initial_indent="  ", subsequent_indent="  ")


def _courses(a: Assessment, width: int, ink: Ink) -> list[str]:
    """The headline; then a line a course: its joint effect on the main kind and each principal's alternative; then what waiting
    costs. Risks stand with the notes."""
    shown = courses.columns(a, PARTIES)
    question = f"IF {formats.decider_words(a).upper()} …"
    head = (question, "ZONE", *(formats.party_title(a, p).upper()[:14] for p in shown))
    rows = []
    for course in a.courses:
        by = {found.party: courses.alternative_brief(found) for found in course.alternatives}
        rows.append((formats.clean(course.title), courses.row_words(a, course), *(by.get(p, "-") for p in shown)))
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(2, len(head))]
    first, second = _shared([(r[0], r[1]) for r in (head, *rows)], width - sum(widths) - 2 * (len(widths) + 1))
    out = _labelled("COURSES", ranking.headline(a, brief=True), width, ink)
    out += _table(head, rows, (first, second, *widths), ink, frozenset())
    for words in dict.fromkeys(courses.waiting_shortest(a, course) for course in a.courses):
        line = words if len(words) <= width else re.sub(r" \([^()]*: --notes\)", "", words)
        out += textwrap.wrap(line, width, subsequent_indent="  ")
    starred = any(courses.parts_on_view(a, course, a.main_kind) for course in a.courses)
    ranged = any(c.effect[a.main_kind].reason == "range" for c in a.courses if a.main_kind not in c.gives_up)
    told = " ".join(
        (courses.measures_brief(a), *([RANGED] if ranged else []), SIDES, courses.STARRED if starred else RISKS)
    )
    return out + [ink.dim(line) for line in textwrap.wrap(told, width)]


SIDES = "Sides: alternatives, points."
RANGED = "Depends: over its own range."
RISKS = "Risks: --notes."
PARTIES = 2
"""Columns of alternatives: of more parties the report tells."""


def _risks(a: Assessment, width: int, ink: Ink) -> list[str]:
    """Risk and waiting of every course, in full, and who says what of it where not every view says the same."""
    out = ["", ink.bold("RISKS OF THE COURSES")] if a.courses else []
    for course in a.courses:
        risk = formats.flat(courses.risk(course)) if course.risk is not None else ""
        views = courses.by_views(a, course, a.main_kind) if courses.parts_on_view(a, course, a.main_kind) else ""
        said = "; ".join(part for part in (risk, courses.waiting_brief(a, course), views) if part) or "no risk is named"
        out += textwrap.wrap(f"{formats.clean(course.title)}: {said}", width, subsequent_indent="  ")
    return out


def _sections(a: Assessment, width: int, ink: Ink) -> list[str]:
    """The headlines of the further sections that ask for a place on the first screen; parley's own stand in the report."""
    out: list[str] = []
    for key, section in a.extra.items():
        record = find(key)
        if record is not None and record.screen:
            label = formats.clean(section.title).upper()
            out += _labelled(label, formats.clean(section.on_screen), width, ink, min(len(label) + 2, width // 2))
    return ["", *out] if out else []


def _notes(a: Assessment, width: int, ink: Ink) -> list[str]:
    out = ["", ink.bold("NOTES")]
    for note in a.notes:
        text = formats.note_words(note) + (f" (supports the {note.supports})" if note.supports else "")
        out += textwrap.wrap(
            text, width, initial_indent=f"[{note.number}]".ljust(6), subsequent_indent=" " * 6, break_on_hyphens=False
        )
    return out


def render(
    assessment: Assessment,
    *,
    colour: bool = False,
    notes: bool = False,
    width: int = 80,
    report: str | None = None,
    program: str = "parley",
) -> str:
    """The one-screen answer as text that ends with a newline.

    ``colour`` is for the caller to decide (a terminal, and no ``NO_COLOR``); ``notes`` adds the numbered notes with
    their sources; ``width`` in columns, at least 60; ``report`` is the place of the HTML report where one was
    written, ``program`` what to type to run parley.
    """
    a, ink, width = assessment, Ink(colour), max(60, width)
    out: list[str] = []
    when = f"as of {formats.day(a.as_of)}"
    question = f"parley: {_decapitalise(formats.clean(a.question))}"
    if len(question) + len(when) + 2 <= width:
        out.append(ink.bold(question) + when.rjust(width - len(question)))
    else:
        out += [ink.bold(line) for line in textwrap.wrap(question, width)] + [when]
    out += [*(ink.dim(line) for line in textwrap.wrap(formats.notes_line(a), width))]
    out += _labelled("ANSWER", " ".join(formats.flat(p) for p in a.answer), width, ink)
    out += ["", *_kinds(a, width, ink)]
    if a.differences and a.differences[0].agree:
        out += ["", *_labelled("WHERE THEY PART", formats.agreement(a), width, ink, 17)]
    elif a.differences:
        out += ["", *_part(a, a.differences[0], width, ink)]
    if a.courses:
        out += ["", *_courses(a, width, ink)]
    out += _sections(a, width, ink)
    out.append("")
    out += _labelled("RESTS ON", formats.basis_brief(a), width, ink)
    out += _labelled("WEAKEST", formats.flat(a.weakest), width, ink)
    if a.watch:
        more = f" · {len(a.watch) - WATCHED} more" if len(a.watch) > WATCHED else ""
        out += _labelled(
            "WATCH FOR", " · ".join(before_colon(formats.flat(p)) for p in a.watch[:WATCHED]) + more, width, ink
        )
    out += _labelled("LAW", formats.law_brief(a), width, ink)
    out += _labelled("LIMITS", formats.clean(" ".join(a.limits[:2])), width, ink)
    if report:
        out += _labelled("Report", report, width, ink, 8)
    asked = a.request
    steps = (
        (f"{program} serve {shlex.quote(asked.source)}", f"{program} brief YOUR-FILES")
        if report
        else (
            asked.shorthand("report", "-o", "report.html", program=program),
            asked.shorthand("assess", "--notes", program=program),
        )
    )
    line = " · ".join(steps)
    for i, step in enumerate((line,) if len(line) <= width - 8 else steps):
        out.append(ink.bold(("Next" if i == 0 else "").ljust(8)) + step)  # not wrapped: it is there to be copied
    if notes:
        out += _risks(a, width, ink)
        out += _notes(a, width, ink) if a.notes else []
    return "\n".join(line.rstrip() for line in out) + "\n"


def _decapitalise(text: str) -> str:
    """ "Should Washington …" → "should Washington …" after "parley:"; names and abbreviations stay."""
    first = text.split(" ", 1)[0]
    starters = {"Should", "Is", "Are", "Can", "Could", "Would", "Will", "Does", "Do", "What", "When", "Which", "How"}
    return text[:1].lower() + text[1:] if first in starters else text


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to ``stream``: a terminal, and neither ``NO_COLOR`` nor ``TERM=dumb`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
