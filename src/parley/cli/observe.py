"""``parley observe``: what was seen moves each side's beliefs, and the zone is replayed week by week."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from parley.cli import options
from parley.core.errors import InputError

if TYPE_CHECKING:
    from parley.case.observations import Observations
    from parley.case.observations.records import Engagement
    from parley.case.types import Case
    from parley.outlook.replay import AsOf, Moved, Replay


@dataclass(frozen=True, slots=True)
class Series:
    """How a weekly series is read as engagements."""

    column: str | None
    gained_by: str | None
    threshold: float | None
    gaps: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Which records count, and how far apart the replays are."""

    since: str | None
    until: str | None
    step: int


series = options.gathered(
    Series,
    "series",
    click.option("--column", metavar="NAME", help="Column of a weekly series that holds the net change of control."),
    click.option("--gained-by", metavar="PARTY", help="Who gains when that column is above 0. [default: side A]"),
    click.option(
        "--threshold", type=float, metavar="SIZE", help="A change at least this large counts as a decisive engagement."
    ),
    click.option("--gaps", is_flag=True, help="Accept missing dates in a series."),
)
window = options.gathered(
    Window,
    "window",
    click.option("--from", "since", metavar="DATE", help="Leave out records before this date."),
    click.option("--until", metavar="DATE", help="Leave out records after this date."),
    click.option("--step", type=click.IntRange(1, 3660), default=7, show_default=True, help="Days between replays."),
)


@click.command()
@options.at_medians
@click.argument("data", metavar="DATA.csv", nargs=-1, required=True)
@series
@click.option(
    "--likelihood", multiple=True, metavar="OUTCOME=CHANCE", help="Chance that side A wins an engagement on a path."
)
@click.option(
    "--poll", "poll_path", metavar="PATH", help="Read the latest poll as this number, say red_lines.KEY.holds."
)
@window
@options.no_draws
@options.as_json
def command(
    at: options.AtMedians,
    data: tuple[str, ...],
    series: Series,
    likelihood: tuple[str, ...],
    poll_path: str | None,
    window: Window,
    as_json: bool,
) -> None:
    """Move each side's beliefs by what was seen, and replay the zone as of each date.

    DATA.csv holds engagements (date, won_by, title), a weekly series, polls (date, party, share), or an export of UCDP GED or ACLED.
    It starts from no_deal.prior, or from the case's beliefs where these are older than the first record; else it refuses,
    for the records would be counted twice. Each side takes in an engagement with its openness (outlook.openness).
    """
    from parley.case import open_source
    from parley.case.observations import load
    from parley.outlook.replay import Polled, ZoneTest, replay
    from parley.outlook.replay import Window as Within

    source = open_source(at.case_path)
    case = source.case(at.view, at.overrides)
    wanted = [series.column] if series.column else []
    found = [load(path, case.parties, columns=wanted, gaps=series.gaps) for path in data]
    engagements = sorted((e for f in found for e in _engagements(case, f, series)), key=lambda e: e.date)
    polls = sorted((p for f in found for p in f.polls), key=lambda p: p.date)
    if poll_path is not None and not polls:
        raise InputError.one("--poll needs a file of polls", hint="its columns are date, party, share")
    made = replay(
        source,
        engagements,
        ZoneTest(at.view, at.kind, at.red_lines, at.overrides),
        polled=Polled(polls, poll_path),
        likelihood=_chances(likelihood),
        window=Within(
            options.parse_date(window.since, "--from"), options.parse_date(window.until, "--until"), window.step
        ),
    )
    if as_json:
        from parley.core.jsonio import dumps

        click.echo(dumps(made))
        return
    notes = [note for f in found for note in f.notes]
    if series.column is not None:
        notes.append("Each step of the series counts as one engagement, however much changed hands in it.")
    click.echo(render(case, made, notes))


def _engagements(case: Case, found: Observations, series: Series) -> Sequence[Engagement]:
    from parley.case.observations.records import from_series
    from parley.core.suggest import did_you_mean
    from parley.model.no_deal import setting

    if found.engagements or found.series is None or found.kind == "acled":
        return found.engagements
    if found.kind == "ucdp":
        raise InputError.one(
            f"{found.path}: UCDP GED counts deaths and names no winner, so it moves no belief about who wins",
            hint="give engagements (date, won_by), a series of control with --column, or an ACLED export",
        )
    column, gained_by, threshold = series.column, series.gained_by, series.threshold
    if column is None or threshold is None:
        raise InputError.one(
            f"{found.path} is a series: say which column is the change of control and what size counts",
            hint=f"--column NAME --threshold SIZE; its columns of numbers: {', '.join(list(found.series.columns)[:12])}",
        )
    a, b = setting(case).sides
    positive = gained_by or a
    if positive not in (a, b):
        raise InputError.one(
            f"--gained-by {positive!r} is neither side of the war", hint=did_you_mean(positive, (a, b))
        )
    return from_series(found.series, column.lower(), positive, b if positive == a else a, threshold, found.path)


def _chances(given: Iterable[str]) -> dict[str, float]:
    chances: dict[str, float] = {}
    for item in given:
        name, _, value = item.partition("=")
        try:
            chances[name.strip()] = float(value)
        except ValueError:
            raise InputError.one(
                f"--likelihood takes OUTCOME=CHANCE, not {item!r}", hint="for example --likelihood stalemate=0.5"
            ) from None
    return chances


def render(case: Case, made: Replay, notes: Sequence[str]) -> str:
    """The replay as text: what moved, then one line a date."""
    from parley.case.paths import GroupNumber, Line, Office, parse
    from parley.insight.results.labels import Labels
    from parley.insight.results.titles import within

    titles = {key: party.title for key, party in case.parties.items()} | {"analyst": "Analyst"}
    first, last = made.dates[0], made.dates[-1]
    seen = last.seen
    labels = Labels(case)
    named = {  # an outcome by its title, another belief as it is said elsewhere
        m.path: f"{titles.get(m.holder, m.holder)}: {case.outcomes[m.name]}"
        if m.name in case.outcomes
        else labels.label(m.path)
        for m in made.moved
    }
    wide = min(max([43, *map(len, named.values())]), 70)
    lines = [
        f"{case.title}: {case.kinds[made.kind].title}, as of each date",
        f"{made.records} record{'' if made.records == 1 else 's'}, {_day(first.date + datetime.timedelta(days=1))} to {_day(last.date)}: {seen.won:g} won by {within(titles[made.side_a])}, "
        f"{seen.lost:g} by {within(titles[made.side_b])}, {seen.nothing:g} changed nothing.",
        f"{_begun(made, first.date)} The size of every move is a rule, not a finding.",
        "",
        f"{'Beliefs (no-deal: ' + made.model + ')':<{wide + 1}}{'before':>8}{'after':>8}   takes in",
    ]
    for m in made.moved:
        lines.append(f"{_cut(named[m.path], wide):<{wide + 1}}{m.prior:>8.2f}{m.posterior:>8.2f}   {_takes_in(m)}")
    hardened = [h for h in made.hardened if h.before != h.after]
    if hardened:
        lines += ["", f"{'What success has moved (a judgement of the case)':<60}{'before':>8}{'after':>8}"]
    for h in hardened:
        form = parse(h.path)
        what = f"holds to “{case.red_lines[form.key].title}”" if isinstance(form, Line) else "asks above its no-deal"
        lines.append(f"{_cut(titles[h.party] + ' ' + what, 59):<60}{h.before:>8.2f}{h.after:>8.2f}")
    parties = list(first.reservation)
    widths = [max(14, min(len(titles[p]), _NAME) + 4) for p in parties]
    head = "".join(f"{'R ' + _cut(titles[p], _NAME):>{wide}}" for p, wide in zip(parties, widths, strict=True))
    lines += ["", f"{'as of':<13}{head}  {'zone':<6}if lines were lifted"]
    lines += [_line(d, parties, widths) for d in _moving(made.dates)]
    lines += ["", _turns("The verdict of the replay", made.dates, lambda d: d.exists)]
    lines.append(_turns("Without red lines it", made.dates, lambda d: d.exists_without_lines))
    lines += [*_beside(made, titles, last), *_entering(case, first.date, last.date)]
    if last.polls:
        lines.append("Latest polls: " + ", ".join(f"{titles[p]} {share:.0%}" for p, share in last.polls.items()) + ".")
    lines += [*notes, *made.notes, "R is what going on without a deal is worth to each by its own beliefs, in points."]
    forms = (parse(path) for path in (*case.judgements, *(h.path for h in hardened)))
    if any(isinstance(form, Office) or (isinstance(form, GroupNumber) and form.group == "asks") for form in forms):
        lines.append("What a party asks above that, or for its leaders' office, is counted in R.")
    return "\n".join(lines)


def _beside(made: Replay, titles: Mapping[str, str], last: AsOf) -> list[str]:
    """The case's own numbers of the last date beside the replay's: they come from elsewhere, and may say otherwise."""
    own = made.own
    if own is None:
        return []

    def told(d: AsOf) -> str:
        worth = ", ".join(f"R {titles[p]} {r:.1f}" for p, r in d.reservation.items())
        return f"{worth}; {LINES[made.red_lines]}: {_word(d.exists)}; lines lifted: {_word(d.exists_without_lines)}"

    begun = "the case's own numbers" if made.prior is None else f"the prior of {_day(made.prior)}"
    same = told(own) == told(last)
    verdicts = (own.exists, own.exists_without_lines) == (last.exists, last.exists_without_lines)
    how = "the same" if same else "other values and the same verdicts" if verdicts else "other verdicts"
    return [
        f"Replayed from {begun}, {_day(last.date)}: {told(last)}.",
        f"The case's own numbers of {_day(last.date)} (as assess and no-deal have them) give {how}: {told(own)}.",
    ]


LINES = {"weighed": "lines weighed", "declared": "lines as declared", "none": "lines lifted"}


def _entering(case: Case, first: datetime.date, last: datetime.date) -> list[str]:
    """Red lines that were declared on the way: each counts from the day of its declaration."""
    dated = [
        (line.declaration.date, line)
        for line in (*case.red_lines.values(), *case.late_lines.values())
        if line.declaration is not None and line.declaration.date is not None
    ]
    said = [
        f"“{line.title}” ({case.parties[line.party].title}) {f'from {_day(date)}' if date <= last else 'not yet'}"
        for date, line in sorted(dated, key=lambda pair: pair[0])
        if date > first
    ]
    return [f"Red lines count from the day of their declaration: {'; '.join(said)}."] if said else []


def _begun(made: Replay, first: datetime.date) -> str:
    """From what the replay starts."""
    if made.prior is not None:
        return f"It starts from what the case takes each to have held on {_day(made.prior)} (no_deal.prior)."
    return f"The case's numbers are taken as what each held on {_day(first)}."


def _moving(dates: Sequence[AsOf]) -> list[AsOf]:
    """The dates on which something differs from the date before, and the last."""
    kept = [dates[0]]
    for d in dates[1:]:
        before = kept[-1]
        if (d.reservation, d.exists, d.exists_without_lines) != (
            before.reservation,
            before.exists,
            before.exists_without_lines,
        ):
            kept.append(d)
    return kept if kept[-1] is dates[-1] else [*kept, dates[-1]]


def _turns(what: str, dates: Sequence[AsOf], verdict: Callable[[AsOf], bool | None]) -> str:
    changed = [y for x, y in pairwise(dates) if verdict(x) != verdict(y)]
    if not changed:
        return f"{what} does not change on the way: {_word(verdict(dates[0]))}."
    return f"{what} changes: " + ", ".join(f"{_word(verdict(d))} as of {_day(d.date)}" for d in changed) + "."


_NAME = 24
"""Signs of a party's name at the head of a column."""


def _cut(text: str, width: int) -> str:
    """``text``, or as much of it as fits, and that it goes on."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _line(d: AsOf, parties: Sequence[str], widths: Sequence[int]) -> str:
    values = "".join(f"{d.reservation[p]:>{wide}.1f}" for p, wide in zip(parties, widths, strict=True))
    return f"{d.date.isoformat():<13}{values}  {_word(d.exists):<6}{_word(d.exists_without_lines)}"


def _takes_in(m: Moved) -> str:
    return f"{m.openness:.0%}" + ("" if m.openness_bad == m.openness else f", of its own defeats {m.openness_bad:.0%}")


def _word(exists: bool | None) -> str:
    return "open" if exists else ("none" if exists is False else "?")


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"
