"""``parley no-deal``: what going on is worth, who sees it how, and what hangs on that."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from parley.cli import options
from parley.core.plurals import key_words
from parley.insight.results.labels import is_share
from parley.insight.results.words import listed

if TYPE_CHECKING:
    from parley.case.types import Case
    from parley.nodeal.optimism import Pace
    from parley.outlook.clashes import Clash, Hope
    from parley.outlook.going_on import Going, GoingOn


MOST_POSITIONS = 10
"""Positions shown of a longer line."""


@click.command()
@options.at_medians
@options.no_draws
@options.as_json
def command(at: options.AtMedians, as_json: bool) -> None:
    """What going on without a deal is worth to each side, by whose beliefs, and what hangs on that.

    Shows every party's no-deal by its own beliefs and in others' eyes, how each expects it to end, whether correcting one side's
    beliefs opens a zone, how sure a deal must be, and how fast beliefs must move.
    """
    from parley.case import open_source
    from parley.outlook.going_on import going_on

    source = open_source(at.case_path)
    made = going_on(source, at.view, at.kind, at.red_lines, at.overrides)
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(made))
        return
    click.echo(render(source.case(at.view, at.overrides), made))


def render(case: Case, made: GoingOn) -> str:
    """The answer as text."""
    titles = {key: party.title for key, party in case.parties.items()} | {"analyst": "Analyst"}
    lines = [
        f"{case.title}: going on without a deal (model: {made.model}; numbers at their medians)",
        "",
        f"{'What it is worth, in points':<30}{'own':>8}{'analyst':>9}{'differs':>9}{'cost':>7}{'a month':>9}",
    ]
    lines += [_party(titles, g) for g in made.parties]
    lines += [
        f"  {titles[g.party]} settles only for {g.asked:+.1f} points against that: what it asks, and office at stake"
        for g in made.parties
        if g.asked
    ]
    lines += [line for g in made.parties for line in _eyes(titles, g, case.horizon_months)]
    for party, worth in made.everywhere.items():
        shown = range(0, len(worth), max(1, (len(worth) - 1) // MOST_POSITIONS))
        at = ", ".join(f"{k}: {worth[k]:.0f}" for k in shown)
        lines.append(f"  {titles[party]}'s no-deal by where the line stands: {at}")
    lines += ["", "How each expects it to end"]
    for e in made.holders:
        ends = ", ".join(f"{name} {chance:.0%}" for name, chance in e.ends.items())
        clock = "" if e.months is None else f"; {e.months:.0f} months"
        lines.append(f"  {titles.get(e.holder, e.holder)}: {ends}{clock}")
    toward = [made.movement.get(side, 0.0) for side in case.no_deal_sides or ()]
    apart = len(toward) == 2 and toward[0] > 0 > toward[1]
    lines += [f"  {line}" for line in _clashes(titles, made)]
    for holder, positions in made.movement.items():
        lines.append(
            f"  {titles.get(holder, holder)} expects the line to move by {positions:+.2f} positions in five months."
        )
    for party, (gain, cost) in made.winter.items():
        lines.append(
            f"  {titles[party]} expects five months of movement to change its no-deal by {gain:+.1f} points; "
            f"they take {cost:.1f}."
        )
    if apart:
        lines.append("  Each side expects the line to move its own way.")
    zone = f"{_word(made.zone)} ({_word(made.zone_without_lines)} without red lines)"
    lines += ["", f"What hangs on it: {case.kinds[made.kind].title}, zone now {zone}"]
    for c in made.corrected:
        lines.append(
            f"  If {titles[c.party]} saw its no-deal as the analyst does: {_word(c.opens)} "
            f"({_word(c.opens_without_lines)} without red lines)"
        )
    lines += _commitment(titles, made)
    from parley.outlook.going_on import WORST_SHIFT

    if made.regroup is not None and case.no_deal_sides is not None:
        side = titles[case.no_deal_sides[0]]
        lines.append(
            f"  If a broken deal means the war again with odds shifted against {side}, a zone exists without red lines "
            f"for shifts of: {_sets(made.regroup, '')} (log-odds; 0 to {WORST_SHIFT:g} looked at)"
        )
    lines += _pace(titles, made, case.no_deal_sides)
    if made.waiting:
        lines.append(
            "  Waiting for a settlement (settled at the Nash point when a zone first opens; each expects by its own belief):"
        )
    for party, w in made.waiting.items():
        lines.append(
            f"    {titles[party]}: worth {w.value:.1f} ({w.value - w.fight:+.1f} over going on); it expects a zone to open in "
            f"{w.opened:.0%} of futures, after {w.months:.0f} months of war on average"
        )
    for support, curve in made.fatigue.items():
        side = titles[case.no_deal_sides[1]] if case.no_deal_sides else "side B"
        points = ", ".join(f"{h:.0%}: {r:.1f}" for h, r in curve)
        lines.append(
            f"  {case.no_deal_support[support]}: {side}'s no-deal by the monthly chance it gives its end: {points}"
        )
    return "\n".join(lines)


def _clashes(titles: Mapping[str, str], made: GoingOn) -> list[str]:
    """Who expects other ends, and whether each is the more hopeful; where two successes exclude one another, their sum."""
    out = [_clash(titles, c) for c in made.clashes]
    if not out and len(made.parties) > 1 and len(made.holders) > 1:
        out.append("The parties expect the same ends: no mutual optimism.")
    if made.optimism is not None:
        out.append(f"{_sum_of_hopes(made)}.")
    return [*out, "What each expects are our numbers for it, here at their middle."] if out else out


def _clash(titles: Mapping[str, str], c: Clash) -> str:
    one, two = (titles[holder] for holder in c.holders)
    how = "do not expect the same, though the ranges overlap" if c.overlap else "cannot both be right"
    text = f"{one} and {two} {how}: {_apart(c.chances)} apart on “{c.end}” ({c.chances[0]:.0%} and {c.chances[1]:.0%})"
    if abs(c.total - abs(c.chances[0] - c.chances[1])) >= 0.005:
        text += f"; {_points(c.total)} over all ends"
    if c.hopes is True:
        return f"{text}. Each expects more for itself than the other expects for it: mutual optimism."
    if c.hopes is False:
        return f"{text}. Each expects less for itself than the other expects for it: no optimism."
    return f"{text}. {' '.join(_hope(titles, c, hope) for hope in c.each)} No mutual optimism is shown.".replace(
        "  ", " "
    )


def _hope(titles: Mapping[str, str], c: Clash, hope: Hope) -> str:
    """What one of two expects for itself, beside what the other expects for it."""
    other = titles[next(holder for holder in c.holders if holder != hope.party)]
    told = f"({hope.own:.1f} against {hope.other:.1f})"
    if hope.near:
        return (
            f"For {titles[hope.party]} the middle numbers of the two differ by {abs(round(hope.own, 1) - round(hope.other, 1)):.1f} points {told}: "
            f"as good as equal; the ranges overlap."
        )
    more = "more" if hope.own > hope.other else "less"
    return f"{titles[hope.party]} expects {more} for itself than {other} expects for it {told}."


def _sum_of_hopes(made: GoingOn) -> str:
    assert made.optimism is not None
    text = f"The sides' own chances of success sum to {1 + made.optimism:.2f}"
    low, high = made.optimism_range or (made.optimism, made.optimism)
    if low < high:
        text += f" (range {1 + low:.2f} to {1 + high:.2f})"
    if made.optimism <= 0:
        text += ": at most 1, which by itself shows nothing"
    elif low <= 0:
        text += ": within the ranges as good as 1, which shows nothing"
    else:
        text += ": above 1, so the two cannot both come true; that is what optimism on both sides means"
    if made.paid is not None:
        text += f". Costs take {made.paid:.2f} of the stakes: optimism alone leaves no deal above {1 + made.paid:.2f}"
    return text


def _apart(chances: tuple[float, float]) -> str:
    return _points(abs(chances[0] - chances[1]))


def _points(difference: float) -> str:
    count = round(100 * difference)
    return f"{count} point{'' if count == 1 else 's'}"


def _party(titles: dict[str, str], g: Going) -> str:
    analyst = f"{g.seen_by['analyst']:.1f}" if "analyst" in g.seen_by else ""
    differs = "" if g.misperception is None else f"{g.misperception:+.1f}"
    month = "" if g.month is None else f"{g.month:.2f}"
    return f"  {titles[g.party]:<28}{g.own:>8.1f}{analyst:>9}{differs:>9}{g.cost:>7.1f}{month:>9}"


def _eyes(titles: dict[str, str], g: Going, horizon: float) -> list[str]:
    others = [
        f"{titles.get(h, h)} {r:.1f} (cost {g.cost_seen_by[h]:.1f})"
        for h, r in g.seen_by.items()
        if h not in (g.party, "analyst")
    ]
    lines = [f"  {titles[g.party]}'s no-deal in others' eyes: " + ", ".join(others)] if others else []
    for name, (month, whole) in g.rates.items():
        a_month = f"{_spread(month, *g.rates_range[name])} a month without a deal"
        if is_share(name):
            until = ""  # parts of a year's output do not add up month by month beyond what there is
        elif whole is None:
            low, high = (end * horizon for end in g.rates_range[name])
            until = f"; in a straight line over the {horizon:g} months looked at {_spread(month * horizon, low, high)}: no forecast"
        else:
            until = f"; {_count(whole)} until the end that it expects, in a straight line"
        lines.append(f"  {titles[g.party]}, {key_words(name)}: {a_month}{until}")
    return lines


def _commitment(titles: dict[str, str], made: GoingOn) -> list[str]:
    if not made.broken:
        return []
    lines = [
        f"  A zone exists if all give this chance that nobody breaks the plainest deal: {_sets(made.compliance, '')} "
        f"(without red lines: {_sets(made.compliance_without_lines, '')})"
    ]
    for party, intervals in made.broken.items():
        lines.append(f"  {_left(titles[party], intervals)}")
    return lines


def _left(title: str, intervals: Sequence[tuple[float, float]]) -> str:
    """For which worth of a broken deal to a party there is a zone."""
    if not intervals:
        return f"Without red lines there is no zone, whatever a broken deal would leave {title}"
    if len(intervals) == 1 and intervals[0][0] < 0.5 and intervals[0][1] > 99.5:
        return f"Without red lines there is a zone, whatever a broken deal would leave {title}"
    return f"Without red lines there is a zone if a broken deal would leave {title} {_sets(intervals, ' points')}"


def _pace(titles: dict[str, str], made: GoingOn, sides: tuple[str, str] | None) -> list[str]:
    if not made.pace or sides is None:
        return []
    a, b = (titles[s] for s in sides)
    rows = [
        (f"  If {a} keeps winning, {b} must move toward {a}'s winning view (without red lines)", made.pace),
        ("    with red lines that stay as they are", made.pace_with_lines),
        ("    with lines and demands that harden with success", made.pace_hardening),
    ]
    return [f"{what}: {_steps(curve)}" for what, curve in rows if curve]


def _steps(curve: Sequence[Pace]) -> str:
    if all(p.needed is None for p in curve):
        return "no move is enough"
    told = [f"{p.share:.0%} needs {p.needed:.0%}" for p in curve if p.needed is not None]
    short = [f"{p.share:.0%}" for p in curve if p.needed is None]
    return ", ".join(told) + (f"; at {listed(short, 'or')} no move is enough" if short else "")


def _sets(intervals: Sequence[tuple[float, float]], unit: str) -> str:
    if not intervals:
        return "none"
    return " or ".join(
        f"{low:.2f} to {high:.2f}" if not unit else f"{low:.0f} to {high:.0f}{unit}" for low, high in intervals
    )


def _spread(middle: float, low: float, high: float) -> str:
    """The middle with its range."""
    return _count(middle) if low == high else f"{_count(middle)} ({_count(low)} to {_count(high)})"


def _count(value: float) -> str:
    """With the digits that a judgement bears: three of a large number, two of a small one."""
    if abs(value) < 100:
        return f"{value:.2g}"
    return f"{round(value, 2 - math.floor(math.log10(abs(value)))):,.0f}"


def _word(exists: bool | None) -> str:
    return "open" if exists else ("none" if exists is False else "not settled")
