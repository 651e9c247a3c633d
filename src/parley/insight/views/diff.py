"""What changed between two versions of a case, or two dates: in its judgements, in its answer, and which change did it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from parley.case.grounds import Ground, ground_of
from parley.case.late import not_yet
from parley.case.types import Case, Judgement
from parley.deals.problem import Bools
from parley.insight.asking.evaluator import Ask, Evaluator, exists
from parley.insight.results.assessment import Cell
from parley.insight.results.labels import Labels
from parley.insight.results.words import LINES_SAID, PointWord, counted, listed, over
from parley.insight.sections.kinds import LINES, kept_cell
from parley.insight.sensitivity.exchange import crux
from parley.insight.views.moved import ShareMoved, shares_moved
from parley.model.modes import RedLines

if TYPE_CHECKING:
    from parley.case.chance.sampling import Draws
    from parley.case.file.source import CaseSource


@dataclass(frozen=True, slots=True)
class Changed:
    """One judgement before and after; None where it is absent."""

    path: str
    label: str
    before: str | None
    after: str | None
    evidence_gone: tuple[str, ...]
    """Quotations that no longer stand behind it (or came later than the date)."""
    evidence_new: tuple[str, ...]
    ours: tuple[str, ...] = ()
    """Those of the two that are words of a summary of ours, which nobody said so."""
    middle: tuple[float | None, float | None] = (None, None)
    """The median before and after."""
    ground: Ground = "ours"
    """On what its size rests after the change (before it, where it is gone)."""
    who: str | None = None
    """Who set it so, where the case says that."""
    when: datetime.date | None = None
    view: str | None = None
    """The view that sets it; None: the base case."""


@dataclass(frozen=True, slots=True)
class Share:
    """A verdict of the base case whose word stands, while its share of combinations is told otherwise."""

    kind: str
    lines: str
    word: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A verdict before and after, and the fewest changes of judgements that turn it."""

    kind: str
    lines: str
    view: str
    before: str
    after: str
    share: tuple[float | None, float | None]
    because: tuple[tuple[str, ...], ...]
    """Each a smallest set of paths whose change alone turns the old verdict into the new one, at the medians."""
    exact: bool
    by: str
    """In words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Old against new."""

    old: str
    new: str
    as_of: tuple[str, str]
    judgements: tuple[Changed, ...]
    """Those of another size first, then those with other evidence alone."""
    structure: tuple[str, ...]
    """What else changed: kinds, issues, parties, rules, lines, in words."""
    verdicts: tuple[Turned, ...]
    """Verdicts whose word changed."""
    words: dict[str, dict[str, tuple[str, str]]]
    """Kind → {"as declared", "weighed", "if softened"} → the words over views, before and after."""
    documents_gone: tuple[str, ...]
    documents_new: tuple[str, ...]
    sentence: str
    back: bool = False
    """The second is an earlier date of the first: what differs was not yet there."""
    shares: tuple[Share, ...] = ()
    moved: tuple[ShareMoved, ...] = ()
    """Every share of the base case that is not what it was, the main kind first, and which changed numbers moved it."""
    draws: int = 0
    """Combinations of either version; 0: shares were not counted."""
    titles: dict[str, str] = field(default_factory=dict)
    """Document → its title."""


def difference(old: Evaluator, new: Evaluator) -> Difference:
    """Compare two cases; views and kinds that both have, evaluated on each one's own draws with the same seed."""
    kinds = [k for k in new.base.kinds if k in old.base.kinds]
    views = [None, *(v for v in new.views if v in old.views)]
    words: dict[str, dict[str, tuple[str, str]]] = {}
    turned: list[Turned] = []
    shares: list[Share] = []
    parted: list[Ask] = []
    for kind in kinds:
        named: dict[RedLines, dict[str, tuple[PointWord, PointWord]]] = {}
        for view in views:
            for lines in LINES:
                ask = Ask(kind, red_lines=lines)
                before, after = (kept_cell(one, view, ask) for one in (old, new))
                named.setdefault(lines, {})[view or "base"] = before.verdict, after.verdict
                if before.verdict != after.verdict:
                    turned.append(_turned(old, new, view, ask, before, after))
                if view is None and before.share != after.share and (before.varies or after.varies):
                    parted.append(ask)
                if view is None and before.verdict == after.verdict:
                    was, now = (counted(c.share, c.share_se, e.n, c.varies) for c, e in ((before, old), (after, new)))
                    if was != now:
                        shares.append(Share(new.base.kinds[kind].title, LINES_SAID[lines], after.verdict, was, now))
        words[kind] = {
            LINES_SAID[lines]: (
                over({view: a for view, (a, _) in named[lines].items()}, old.base.late_views).word,
                over({view: b for view, (_, b) in named[lines].items()}, new.base.late_views).word,
            )
            for lines in LINES
        }
    changed = changes(old.base, new.base, Labels(new.base), (old.source, new.source))
    for view in views[1:]:
        mine, theirs = old.case(view), new.case(view)
        set_here = {
            path for case in (mine, theirs) for path, j in case.judgements.items() if j.origin.startswith("view ")
        }
        found = changes(mine, theirs, Labels(new.base), (old.source, new.source))
        changed += tuple(replace(c, view=view) for c in found if c.path in set_here)
    changed = tuple(sorted(changed, key=lambda c: c.before == c.after))
    gone, came = _documents(old.base, new.base)
    same = Path(old.source.path).resolve() == Path(new.source.path).resolve()
    back = same and new.base.as_of < old.base.as_of
    titled = {new.base.kinds[kind].title: by for kind, by in words.items()}
    return Difference(
        old=old.base.name,
        new=new.base.name,
        as_of=(old.base.as_of.isoformat(), new.base.as_of.isoformat()),
        judgements=changed,
        structure=structural(old.base, new.base),
        verdicts=tuple(turned),
        words=words,
        documents_gone=gone,
        documents_new=came,
        sentence=_sentence(titled, turned, changed, shares, new.base.as_of if back else None),
        back=back,
        shares=tuple(shares),
        draws=min(old.n, new.n),
        moved=shares_moved(old, new, sorted(parted, key=lambda ask: ask.kind != new.base.main_kind)),
        titles={key: d.title for case in (old.base, new.base) for key, d in case.documents.items()},
    )


def changes(old: Case, new: Case, labels: Labels, sources: tuple[CaseSource, CaseSource]) -> tuple[Changed, ...]:
    """Judgements that differ in size or in evidence."""
    ours = {
        e.quote
        for case, source in zip((old, new), sources, strict=True)
        for judgement in case.judgements.values()
        for e in judgement.evidence
        if not source.verbatim(e.document, e.quote)
    }
    out = []
    for path in dict.fromkeys([*new.judgements, *old.judgements]):
        before, after = old.judgements.get(path), new.judgements.get(path)
        a, b = _text(before), _text(after)
        had, has = _quotes(before), _quotes(after)
        if a != b or had != has:
            out.append(
                Changed(
                    path,
                    labels.label(path),
                    a,
                    b,
                    tuple(q for q in had if q not in has),
                    tuple(q for q in has if q not in had),
                    tuple(q for q in dict.fromkeys((*had, *has)) if q in ours and not (q in had and q in has)),
                    (_middle(before), _middle(after)),
                    *_rests(old, new, before, after),
                )
            )
    return tuple(out)


def structural(old: Case, new: Case) -> tuple[str, ...]:
    """What changed besides numbers, one phrase a change."""
    out = []
    tables: Sequence[tuple[str, Mapping[str, object], Mapping[str, object]]] = (
        ("party", old.parties, new.parties),
        ("issue", old.issues, new.issues),
        ("kind of deal", old.kinds, new.kinds),
        ("red line", {**old.red_lines, **old.late_lines}, {**new.red_lines, **new.late_lines}),
        ("view", old.views, new.views),
        ("course", old.courses, new.courses),
        ("lever", old.levers, new.levers),
        ("claim", old.claims, new.claims),
    )
    for noun, before, after in tables:
        out += [f"{noun} {key} added" for key in after if key not in before]
        out += [f"{noun} {key} removed" for key in before if key not in after]
    for key in new.kinds:
        if key in old.kinds and new.kinds[key].only != old.kinds[key].only:
            out.append(f"kind of deal {key}: other options")
    out += [f"red line “{line.title}”, {not_yet(line)}" for k, line in new.late_lines.items() if k in old.red_lines]
    out += [
        f"red line “{line.title}” by now declared, in force" for k, line in new.red_lines.items() if k in old.late_lines
    ]
    for key in new.red_lines:
        if key in old.red_lines and new.red_lines[key].rules_out != old.red_lines[key].rules_out:
            out.append(f"red line {key}: rules out other options")
    for key in new.courses:
        if key in old.courses and new.courses[key].gives_up != old.courses[key].gives_up:
            out.append(f"course {key}: gives up other kinds of deal")
    if old.rules != new.rules:
        out.append("rules changed")
    if old.no_deal_model != new.no_deal_model:
        out.append(f"model of no-deal: {old.no_deal_model} to {new.no_deal_model}")
    for name in dict.fromkeys([*old.no_deal_options, *new.no_deal_options]):
        was, now = old.no_deal_options.get(name), new.no_deal_options.get(name)
        if was != now:
            out.append(f"no_deal, {name}: {'none' if was is None else was} to {'none' if now is None else now}")
    if old.no_deal_sides != new.no_deal_sides:
        out.append("no_deal: other sides")
    if old.main_kind != new.main_kind:
        out.append(f"main kind: {old.main_kind} to {new.main_kind}")
    return tuple(out)


def _turned(old: Evaluator, new: Evaluator, view: str | None, ask: Ask, before: Cell, after: Cell) -> Turned:
    labels = Labels(new.base)
    left, right = _aligned(old.medians(view), new.medians(view))

    def answer(case: Case, draws: Draws) -> Bools:
        return exists(case, draws, ask)

    because: tuple[tuple[str, ...], ...] = ()
    exact, by = True, "no zone before and none after; why there is none has changed"
    if left is None:
        exact, by = False, "the two versions do not have the same judgements; see what else changed"
    elif (before.why_empty is None) != (after.why_empty is None):
        found = crux(answer, new.case(view), left, right)
        because = tuple(tuple(p for i in sorted(s) for p in found.units[i].paths) for s in found.into_left.sets[:10])
        exact = found.into_left.exact
        if found.agree:
            by = _lines_between(old.base, new.base) or "not the numbers: the structure changed (see what else changed)"
        elif because:
            units = [found.units[i] for i in sorted(found.into_left.sets[0])]
            by = ", ".join(labels.unit(u.paths) for u in units)
    return Turned(
        ask.kind,
        ask.red_lines,
        view or "base",
        before.verdict,
        after.verdict,
        (before.share, after.share),
        because,
        exact,
        by,
    )


def _lines_between(old: Case, new: Case) -> str:
    """The red lines that are in force in one of the two alone, by the dates of their declarations; "" where there are none."""
    apart = [
        *(line.title for key, line in new.late_lines.items() if key in old.red_lines),
        *(line.title for key, line in new.red_lines.items() if key in old.late_lines),
    ]
    return (
        f"not the numbers: {listed([f'“{title}”' for title in apart])}, in force in one of the two alone"
        if apart
        else ""
    )


def _aligned(old: Draws, new: Draws) -> tuple[Draws | None, Draws]:
    """The old medians in the order of the new paths; None where the new version has a judgement that the old has not."""
    if any(path not in old.columns for path in new.paths):
        return None, new
    values = old.values[:, [old.columns[path] for path in new.paths]]
    return replace(new, values=values), new


def _text(judgement: Judgement | None) -> str | None:
    return judgement.distribution.text if judgement is not None and judgement.distribution is not None else None


def _middle(judgement: Judgement | None) -> float | None:
    return judgement.distribution.median if judgement is not None and judgement.distribution is not None else None


def _rests(
    old: Case, new: Case, before: Judgement | None, after: Judgement | None
) -> tuple[Ground, str | None, datetime.date | None]:
    """On what the number rests, who set it, and when."""
    case, judgement = (new, after) if after is not None else (old, before)
    return (
        (ground_of(case, judgement), judgement.who, judgement.when) if judgement is not None else ("ours", None, None)
    )


def _quotes(judgement: Judgement | None) -> tuple[str, ...]:
    return tuple(e.quote for e in judgement.evidence) if judgement is not None else ()


def _documents(old: Case, new: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def known(case: Case) -> list[str]:
        return [k for k, d in case.documents.items() if d.date is None or d.date <= case.as_of]

    before, after = known(old), known(new)
    return tuple(k for k in before if k not in after), tuple(k for k in after if k not in before)


def _sentence(
    words: Mapping[str, Mapping[str, tuple[str, str]]],
    turned: Sequence[Turned],
    changed: Sequence[Changed],
    shares: Sequence[Share],
    back: datetime.date | None,
) -> str:
    """``words`` by the title of the kind; ``back``: the earlier date to which the comparison goes back."""
    if back is not None:
        text = _sentence(words, turned, changed, shares, None)
        return f"Going back to {back.day} {back:%b %Y}: {text[:1].lower()}{text[1:]}"
    sizes = sum(c.before != c.after for c in changed)
    evidence = sum(bool(c.evidence_gone or c.evidence_new) for c in changed)
    what = f"{sizes} number{'s' if sizes != 1 else ''} changed, and the evidence behind {evidence}."
    moved = [f"{kind} {title}: {a} to {b}" for kind, by in words.items() for title, (a, b) in by.items() if a != b]
    if moved:
        return f"The answer changed ({'; '.join(moved)}). {what}"
    told = "; ".join(f"{s.kind}, {s.lines}: {s.before.removesuffix(' of 100')} → {s.after}" for s in shares)
    if told and not turned:
        return f"The words stand; shares of combinations moved ({told}). {what}"
    if turned:
        return f"The table of kinds stands; {len(turned)} verdict{'s' if len(turned) != 1 else ''} under single views changed. {f'Shares of combinations moved ({told}). ' if told else ''}{what}"
    return f"The answer stands. {what}"
