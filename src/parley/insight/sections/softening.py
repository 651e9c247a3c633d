"""What must soften: the smallest sets of declared lines whose lifting opens a zone, under each view, as alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.case.types import Case
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.results.labels import Labels, before_colon, listed, short
from parley.insight.results.section import Ground
from parley.insight.results.sections.softening import Softening
from parley.insight.results.titles import capital, with_article
from parley.insight.results.words import in_views, rests, view_name
from parley.insight.sections.kinds import Sets, softenings, what_lines

FEW = 2
"""Sets of lines of several parties, and sets of one party, that a sentence names; of more it names the smallest."""


def section(ground: Ground) -> Softening:
    """One row a set of lines, for the main kind, the smallest first, with the views in which it opens a zone."""
    evaluator = ground.evaluator
    kind = evaluator.base.main_kind
    sets = {view or "base": softenings(evaluator, kind, view) for view in (None, *evaluator.views)}
    where: dict[tuple[str, ...], list[str | None]] = {}
    for view in (None, *evaluator.views):
        for group in sets[view or "base"]:
            where.setdefault(group, []).append(view)
    rows = sorted((_row(evaluator, group, views) for group, views in where.items()), key=lambda row: row[2])
    return Softening(
        title="What must soften",
        text=softening_words(evaluator, kind, sets),
        columns=("who softens", "red lines", "how many", "opens one"),
        rows=tuple(rows),
        sets=sets,
        shut=softening_words(evaluator, kind, sets, shut=True),
    )


def _row(evaluator: Evaluator, group: tuple[str, ...], views: Sequence[str | None]) -> tuple[str, str, int, str]:
    case = evaluator.base
    owners = tuple(dict.fromkeys(Labels(case).party(case.red_lines[key].party) for key in group))
    whose = f"{owners[0]} alone" if len(owners) == 1 else listed(owners)
    later = [view for view in views if view is not None and view in case.late_views]
    now = [view for view in views if view not in later]
    every = len(now) == 1 + len(evaluator.views) - len(case.late_views)
    said = [in_views([view_name(evaluator.title(view)) for view in now]) if now else ""]
    if every and len(now) > 1:
        said = ["in the base case and every view"]
    if later:
        said.append(f"later than the question: {in_views([view_name(evaluator.title(view)) for view in later])}")
    lines = listed([f"“{case.red_lines[k].title}”{rests(case.red_lines[k].basis)}" for k in group])
    return capital(whose), lines, len(group), "; ".join(part for part in said if part)


def softening_words(evaluator: Evaluator, kind: str, sets: Mapping[str, Sets], *, shut: bool = False) -> str:
    """Under each view (the base case among them, later ones last), what must soften for a zone to open, as alternatives;
    views of which the same is true are told together. ``shut``: of views that have no alternative alone."""
    case = evaluator.base
    told: dict[tuple[bool, str], list[str | None]] = {}
    for view in (None, *evaluator.views):
        if shut and sets[view or "base"]:
            continue
        words = _under(evaluator, kind, view, sets[view or "base"])
        told.setdefault((view is not None and view in case.late_views, words), []).append(view)
    parts = []
    for (late, words), views in sorted(told.items(), key=lambda item: item[0][0]):
        where = in_views([view_name(evaluator.title(view)) for view in views])
        parts.append(f"{f'Dated after the question: {where}' if late else capital(where)}, {words}.")
    return f"At the middle numbers, with every {what_lines(case, joiner='or')} line counted. {' '.join(parts)}".rstrip()


def _under(evaluator: Evaluator, kind: str, view: str | None, sets: Sets) -> str:
    case = evaluator.base
    name = short(case.kinds[kind].title)
    if sets:
        return f"{with_article(name)} opens if {ways(case, sets)}"
    if evaluator.evaluate(view, Ask(kind, red_lines="declared"), n=0).point.exists:
        return (
            f"nothing need soften: {with_article(name)} is open with every {what_lines(case, joiner='or')} line counted"
        )
    return f"no softening of {what_lines(case)} lines opens {with_article(name)}: {refusal(evaluator, kind, view)}"


def refusal(evaluator: Evaluator, kind: str, view: str | None) -> str:
    """Why there is no zone with all lines lifted: to whom going on is worth more than deals, at the middle numbers."""
    labels = Labels(evaluator.base)
    e = evaluator.evaluate(view, Ask(kind, red_lines="none"), n=0)
    if e.point.exists is None:
        return "with all lines lifted it could not be decided within the budget"
    going_on = "fighting on" if evaluator.base.no_deal_sides else "going on"
    blocking = sorted((tuple(labels.party(e.parties[i]) for i in sorted(g)) for g in e.point.blocking), key=len)
    alone = [group[0] for group in blocking if len(group) == 1]
    if alone:
        return f"{going_on} is worth more to {listed(alone)} than {_any_of(evaluator, kind)}"
    if not blocking:
        return f"no deal gives everyone who must agree more than {going_on} does"
    whose = listed(blocking[0])
    return f"no deal gives {'both ' if len(blocking[0]) == 2 else 'all of '}{whose} more than {going_on} does"


def _any_of(evaluator: Evaluator, kind: str) -> str:
    """What a sentence calls whichever deal of a kind: "any deal of this kind"; of a kind with one deal, that deal."""
    from parley.deals.zone import zone
    from parley.model.bare import bare

    only = zone(bare(evaluator.base, kind)).possible.value == 1
    return "this one deal" if only else "any deal of this kind"


def ways(case: Case, sets: Sets, *, brief: bool = False) -> str:
    """Alternatives in words, as what follows "if": who alone could, with which lines, or who with whom.

    "Russia alone softens “A” and “B”; or Ukraine alone “C”; or both: Ukraine’s “C” with Russia’s “A”". Of more than
    :data:`FEW` sets of the same parties their number and the smallest are told. ``brief``: for a first screen; lines of one short
    title are counted, and of several sets of several parties only the number is told.
    """
    by_owner: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for group in sets:
        owners = {case.red_lines[key].party for key in group}
        by_owner.setdefault(tuple(party for party in case.parties if party in owners), []).append(group)
    parts = [
        _way(case, owners, sorted(groups, key=len), brief, first=i == 0, known={(o,) for o in owners} <= set(by_owner))
        for i, (owners, groups) in enumerate(sorted(by_owner.items(), key=lambda item: len(item[0])))
    ]
    return "; or ".join(parts)


def _way(
    case: Case, owners: tuple[str, ...], groups: Sequence[tuple[str, ...]], brief: bool, *, first: bool, known: bool
) -> str:
    labels = Labels(case)
    most = 1 if brief else FEW
    if len(owners) == 1:
        who = f"{labels.party(owners[0])} alone softens"
        if len(groups) > FEW:
            return f"{who} one of {len(groups)} sets of its lines, the smallest {lines_named(case, groups[0], brief)}"
        return f"{who} {', or '.join(lines_named(case, group, brief) for group in groups)}"
    names = listed([labels.party(owner) for owner in owners])
    who = f"{f'both {names}' if len(owners) == 2 else names} soften"
    if brief and not first:
        each = all(len(group) == len(owners) for group in groups)
        return f"{'both' if len(owners) == 2 and known else names} soften {'one line' if each else 'some lines'} each"
    if len(groups) <= most:
        return f"{who}: {', or '.join(_together(case, group, brief) for group in groups)}"
    ways = f"{who}, in {len(groups)} ways"
    return ways if brief else f"{ways}, the smallest {_together(case, groups[0], brief)}"


def _together(case: Case, group: Sequence[str], brief: bool) -> str:
    """Lines of several parties, each with its owner: "Ukraine’s “A” with Russia’s “B”"."""
    labels = Labels(case)
    by_owner: dict[str, list[str]] = {}
    for key in group:
        by_owner.setdefault(case.red_lines[key].party, []).append(key)
    return " with ".join(f"{labels.whose(owner)} {lines_named(case, keys, brief)}" for owner, keys in by_owner.items())


def lines_named(case: Case, keys: Sequence[str], brief: bool = False) -> str:
    """Lines by their titles; of several of one short title the rest of each stands in brackets: "“1991 borders” (Donbas,
    Crimea)"; ``brief``: "2 lines of “1991 borders”"."""
    shorts = [before_colon(line.title) for line in case.red_lines.values()]
    named: dict[str, list[str]] = {}
    for key in keys:
        title = case.red_lines[key].title
        named.setdefault(before_colon(title), []).append(title.partition(":")[2].strip())
    return listed([_with_tails(title, tails, shorts.count(title), brief) for title, tails in named.items()])


def _with_tails(title: str, tails: Sequence[str], of: int, brief: bool) -> str:
    if of < 2 or not all(tails):
        return f"“{title}”"
    if brief and len(tails) > 1:
        return f"{len(tails)} lines of “{title}”"
    return f"“{title}” ({', '.join(tails)})"
