"""What a report page shows beyond the assessment itself: headlines, pictures, scales, groups. No HTML here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from parley.case.path_names import names
from parley.case.paths import read
from parley.insight.results.assessment import Assessment, Diagram, JudgementRow, KindRow, Note, Phrase
from parley.insight.results.labels import Heading, before_colon, heading
from parley.insight.results.registry import find
from parley.insight.results.section import Section, SectionRecord
from parley.insight.results.sections.outlook import Outlook
from parley.insight.results.sections.ripeness import Ripeness
from parley.insight.results.titles import capital, within
from parley.insight.results.words import listed
from parley.report import diagram as deal_diagram
from parley.report import formats, pictures, ranking
from parley.report.plot import Scale, csv_text, data_address

STRIP = 120.0
"""Width of a range strip in user units."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A deal diagram with its words: headline, caption, table, CSV."""

    diagram: Diagram
    picture: deal_diagram.Picture
    parties: tuple[str, str]
    headline: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    csv: str
    id: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A range on its scale: 5th to 95th percentile as a bar, the median as a tick."""

    low: float
    high: float
    median: float
    threshold: float | None
    """Where the verdict flips, if on the scale."""


@dataclass(frozen=True, slots=True)
class JudgementGroup:
    """Judgements of one kind under a heading, on one scale."""

    id: str
    title: str
    rows: tuple[tuple[JudgementRow, Strip | None], ...]
    scale: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A further section with its words for the page: the first sentence as headline where it is short, else the title."""

    id: str
    section: Section
    title: str
    headline: str
    text: str
    csv: str
    """Its table as a ``data:`` address."""
    template: str
    """The name of the template that draws it; empty: its chart alone."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A share as dots in rows: lines on which a dash of no length, repeated every :data:`APART`, sets a dot."""

    on: str
    off: str


DOTS, IN_ROW, APART = 50, 25, 8
"""How many dots, how many in a row, and how far apart they stand in user units."""


def _dotted(first: int, after: int) -> str:
    """The path of the dots from ``first`` up to ``after``: a line for each row, half a unit longer than its last dot."""
    lines = []
    for row in range(DOTS // IN_ROW):
        start, end = max(first, row * IN_ROW), min(after, (row + 1) * IN_ROW)
        if start < end:
            x = 4 + APART * (start - row * IN_ROW)
            lines.append(f"M{x} {4 + APART * row}h{APART * (end - start - 1)}.5")
    return "".join(lines)


OF_SECTION = "section:"
"""Before the key of a section in the name of the template that it brings with it."""


def template_of(record: SectionRecord) -> str:
    """The name under which the section's template is found, "" where it has none."""
    if not record.template or record.template.endswith(".html.j2"):
        return record.template
    return f"{OF_SECTION}{record.key}"


def section_source(name: str) -> str | None:
    """The source of a template that a section brings with it, by its name."""
    record = find(name.removeprefix(OF_SECTION)) if name.startswith(OF_SECTION) else None
    return record.template if record is not None else None


def _digits(value: float | None) -> float | None:
    """A range's end to the six digits that a judgement could ever bear."""
    return None if value is None else float(f"{value:.6g}")


class Page:
    """Everything derived that the templates ask for; cheap to make, computed on first use."""

    def __init__(self, assessment: Assessment) -> None:
        self.a = assessment

    @cached_property
    def note_titles(self) -> dict[int, str]:
        """Note number → the text shown at rest: the quotation and its source."""
        return {note.number: self.note_title(note) for note in self.a.notes}

    @staticmethod
    def note_title(note: Note) -> str:
        return formats.note_words(note)

    @cached_property
    def note_by_number(self) -> dict[int, Note]:
        return {note.number: note for note in self.a.notes}

    @cached_property
    def paths(self) -> frozenset[str]:
        """Judgements that the page lists, so that links to others are not made."""
        return frozenset(row.path for row in self.a.judgements)

    def listed(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of ``paths`` that the page lists."""
        return tuple(path for path in paths if path in self.paths)

    def label(self, path: str) -> str:
        """The label of a judgement, or its path."""
        return self._labels.get(path, path)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {row.path: formats.clean(row.label) for row in self.a.judgements}

    def party(self, key: str) -> str:
        return formats.party_title(self.a, key)

    def hue(self, party: str) -> str:
        """The style class of a required party: "a", "b", then "c" for any further one."""
        required = self.a.required
        return "abc"[min(required.index(party), 2)] if party in required else "c"

    def view(self, key: str | None) -> str:
        return formats.view_title(self.a, key)

    def kind(self, key: str) -> str:
        return next((formats.clean(k.title) for k in self.a.kinds if k.kind == key), key)

    @cached_property
    def principals(self) -> tuple[str, ...]:
        """Required parties of whose alternative the courses tell, in order."""
        shown = {found.party for course in self.a.courses for found in course.alternatives}
        return tuple(party for party in self.a.required if party in shown)

    @cached_property
    def view_keys(self) -> tuple[str, ...]:
        """Every view of the table of kinds, the base first."""
        keys = dict.fromkeys(key for row in self.a.kinds for key in row.by_view)
        return tuple(sorted(keys, key=lambda key: key != "base"))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Deal diagrams, those of the main kind first."""
        ordered = sorted(self.a.diagrams, key=lambda d: d.kind != self.a.main_kind)
        return tuple(self._figure(i, d) for i, d in enumerate(ordered))

    def _figure(self, index: int, diagram: Diagram) -> Figure:
        drawn = deal_diagram.picture(diagram)
        first, second = (self.party(p) for p in diagram.parties)
        columns, rows = deal_diagram.table(diagram, self.a)
        shown = rows if len(rows) <= 60 else tuple(r for r in rows if not str(r[0]).startswith("frontier"))
        return Figure(
            diagram=diagram,
            picture=drawn,
            parties=(first, second),
            headline=self._headline(diagram, drawn),
            caption=self._caption(diagram, drawn),
            columns=columns,
            rows=shown,
            csv=data_address(deal_diagram.as_csv(diagram, self.a)),
            id=f"figure-{diagram.kind}-{diagram.view or 'base'}-{index}",
        )

    def _headline(self, diagram: Diagram, drawn: deal_diagram.Picture) -> str:
        kind = self.kind(diagram.kind)
        first, second = (self.party(p) for p in diagram.parties)
        some = "some deals suit" if drawn.open else "no deal suits"
        where = formats.name_in_sentence(self.a, diagram.view or "base")
        return f"{kind}, at the middle numbers of {where}, all red lines lifted: {some} both {first} and {second} better than going on{self._aside(diagram)}"

    def _aside(self, diagram: Diagram) -> str:
        who = listed([within(self.party(party)) for party in diagram.aside])
        one = len(diagram.aside) == 1
        return f"; {who}, who must consent too, {'is' if one else 'are'} not drawn" if who else ""

    @cached_property
    def no_figure(self) -> str:
        """Why there is no diagram."""
        if len(self.a.required) == 2 or self.a.basis.unset:
            return "A diagram needs a kind of deal with numbers, and here not all of them are said."
        who = listed([within(self.party(p)) for p in self.a.required])
        return f"A diagram has two axes, one for each of two principals; here consent is needed of {who}."

    def _caption(self, diagram: Diagram, drawn: deal_diagram.Picture) -> str:
        first, second = (self.party(p) for p in diagram.parties)
        parts = [
            f"Value to {first} (across) against value to {second} (up), in points of each side's own scale; the two "
            f"scales cannot be compared. The line is the frontier: beyond it no deal is on offer. The straight lines "
            f"are what each expects from going on without a deal (middle numbers {formats.points(diagram.reservation[0])} and "
            f"{formats.points(diagram.reservation[1])}), the bands their 5th to 95th percentiles."
        ]
        if drawn.open:
            parts.append("The green zone holds the values that both prefer to going on.")
        else:
            parts += [
                f"With {self.party(diagram.parties[1 - i])} kept at its no-deal line, the best for "
                f"{self.party(gap.party)} is {formats.points(gap.best)}: {formats.points(gap.points)} points short."
                for i, gap in ((diagram.parties.index(g.party), g) for g in drawn.gaps)
            ]
        if len(diagram.deals) > deal_diagram.MANY:
            parts.append(f"Grey squares: {len(diagram.deals)} deals, darker where more of them lie.")
        parts.append(f"{self.view(diagram.view).capitalize()}.")
        return " ".join(parts)

    @cached_property
    def thresholds(self) -> dict[str, float]:
        """Path → flip point of the main kind, where one is known."""
        return {
            flip.path: flip.threshold
            for flip in reversed(self.a.flips)
            if flip.threshold is not None and flip.kind == self.a.main_kind
        }

    @cached_property
    def groups(self) -> tuple[JudgementGroup, ...]:
        """Judgements by their headings, in file order."""
        collected: dict[Heading, list[JudgementRow]] = {}
        for row in self.a.judgements:
            collected.setdefault(heading(row.path, self.party), []).append(row)
        return tuple(self._group(one, rows) for one, rows in collected.items())

    def _group(self, over: Heading, rows: list[JudgementRow]) -> JudgementGroup:
        numbers = [v for row in rows for v in (row.low, row.high, row.median) if v is not None]
        low = min([0.0, *numbers])
        top = max(numbers, default=1.0)
        high = next((limit for limit in (1.0, 10.0, 50.0, 100.0) if top <= limit), top)
        strips = tuple((row, self._strip(row, low, high)) for row in rows)
        return JudgementGroup(
            id="-".join(("group", *over.key)),
            title=over.title,
            rows=strips,
            scale=(low, high),
        )

    def _strip(self, row: JudgementRow, low: float, high: float) -> Strip | None:
        if row.median is None or row.low is None or row.high is None:
            return None
        scale = Scale(low, high, 2.0, STRIP - 2.0)
        at = self.thresholds.get(row.path)
        return Strip(
            low=scale.within(row.low),
            high=scale.within(row.high),
            median=scale.within(row.median),
            threshold=scale(at) if at is not None and low <= at <= high else None,
        )

    @cached_property
    def judgements_csv(self) -> str:
        """All judgements as a ``data:`` address of CSV."""
        columns = ("path", "as written", "median", "low", "high", "confidence", "origin", "basis")
        return data_address(
            csv_text(
                columns,
                (
                    (r.path, r.text, *map(_digits, (r.median, r.low, r.high)), r.confidence, r.origin, r.basis)
                    for r in self.a.judgements
                ),
            )
        )

    @cached_property
    def kinds_csv(self) -> str:
        """Every zone test as a ``data:`` address of CSV."""
        columns = (
            "kind", "view", "red lines", "at the middle numbers", "why empty", "share of combinations of the ranges", "error",
            "shortfall", "over views",
        )  # fmt: skip
        rows = [
            (row.kind, view, lines, c.verdict, c.why_empty, c.share, c.share_se, c.shortfall, row.over[lines].word)
            for row in self.a.kinds
            for view, cells in row.by_view.items()
            for lines, c in cells.items()
        ]
        return data_address(csv_text(columns, rows))

    @cached_property
    def courses_csv(self) -> str:
        """The joint effects of the courses as a ``data:`` address of CSV."""
        columns = (
            "course", "kind", "view", "word", "gap before", "gap after", "shortfall before", "shortfall after",
            "share before", "share after", "error of the change", "given up",
        )  # fmt: skip
        rows = [
            (
                c.course, kind, view, e.word, e.gap_before, e.gap_after, e.shortfall_before, e.shortfall_after,
                e.share_before, e.share_after, e.share_se, "yes" if kind in c.gives_up else "no",
            )
            for c in self.a.courses
            for view, effects in (("base", c.effect), *c.effect_by_view.items())
            for kind, e in effects.items()
        ]  # fmt: skip
        return data_address(csv_text(columns, rows))

    @staticmethod
    def brief(phrase: Phrase) -> Phrase:
        """A phrase as far as its colon, for the first screen; what follows it stands further down."""
        return replace(phrase, text=before_colon(phrase.text))

    def mark(self, path: str) -> str:
        """The mark in law of the option that a judgement is about; empty where it bears none."""
        form = read(path)
        of = names(form) if form is not None else None
        issue = self.a.issues.get(of.issue or "") if of is not None else None
        return "" if issue is None or of is None else issue.marks.get(of.option or "", "")

    def dots(self, row: KindRow) -> Dots | None:
        """Fifty dots for the share of combinations with a zone, lines softened."""
        share = row.softened.share
        if share is None or not row.softened.varies:
            return None
        filled = round(share * DOTS)
        return Dots(on=_dotted(0, filled), off=_dotted(filled, DOTS))

    @cached_property
    def courses_headline(self) -> str:
        """What the courses come to, by their joint effect on the main kind, in the words of the first screen."""
        return ranking.headline(self.a, brief=True)

    @cached_property
    def courses_told(self) -> str:
        """The same with what each does, and in which views."""
        return capital(ranking.headline(self.a))

    @cached_property
    def sections(self) -> tuple[Shown, ...]:
        """The further sections, ready for the template."""
        return tuple(self._shown(key, section) for key, section in self.a.extra.items())

    def _shown(self, key: str, section: Section) -> Shown:
        record = find(key)
        title, text = formats.clean(section.title), formats.clean(section.text)
        first, stop, rest = text.partition(". ")
        short = bool(text) and len(first) <= 130
        return Shown(
            id=f"extra-{key}",
            section=section,
            title=title,
            headline=first.rstrip(".") if short else title,
            text=(rest if stop else "") if short else text,
            csv=data_address(csv_text(section.columns, section.rows)) if section.rows else "",
            template=template_of(record) if record is not None else "",
        )

    @cached_property
    def view_titles(self) -> dict[str, str]:
        """View → title, the base among them."""
        return {"base": "base case", **{key: self.view(key) for key in self.a.views}}

    def drawn(self, section: Section) -> pictures.Drawn | None:
        """The section's chart, if it has one."""
        return None if section.chart is None else pictures.drawn(section.chart, self.view_titles)

    @staticmethod
    def opening_csv(section: Outlook) -> str:
        return pictures.opening_csv(section)

    def fans(self, section: Outlook) -> tuple[pictures.Fan, ...]:
        return pictures.fans(section, self.a.required)

    def square(self, section: Ripeness) -> tuple[pictures.Corner, ...]:
        return pictures.square(section, self.view_titles)

    @cached_property
    def command(self) -> str:
        """The command that makes this report again."""
        return self.a.request.command("report", "-o", "report.html")
