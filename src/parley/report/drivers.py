"""What drives an answer, in words, for the terminal."""

from __future__ import annotations

import textwrap

from parley.case.paths import Line
from parley.case.types import Case
from parley.insight.asking.evaluator import Ask
from parley.insight.results.labels import Labels
from parley.insight.results.words import counted
from parley.insight.sensitivity.doubt import NO_DOUBT, doubt_words
from parley.insight.sensitivity.drivers import Drivers, reservation_name
from parley.insight.sensitivity.scenario import rule_part
from parley.insight.sensitivity.unvaried import unvaried
from parley.report.formats import size, turning

WIDTH = 80
SHOWN = 8


def render(case: Case, ask: Ask, d: Drivers) -> str:
    """Flip points, flip sets, sensitivity, conditions; each with what it means and its limits."""
    labels = Labels(case)
    verdict = "a zone exists" if d.exists else "there is no zone"
    out = [f"{case.title}: {case.kinds[ask.kind].title} · red lines {ask.red_lines} · {ask.beliefs} beliefs"]
    doubt = unvaried(case, ask)
    share = NO_DOUBT if doubt.still else f"over the stated ranges a zone exists in {counted(d.share, None)}"
    out += _wrapped(f"At the medians {verdict}; {share}. {doubt_words(doubt)}".rstrip())
    out += ["", "ONE JUDGEMENT ALONE would reverse it"]
    inside = [t for t in d.flip_points if t.within_range]
    fixed = set(doubt.unvaried)
    beyond = [t for t in d.flip_points if not t.within_range]
    for turn in inside[:SHOWN]:
        out += _wrapped(
            f"{labels.label(turn.path)}: from {size(turn.median, turn.path)} to {turning(turn.median, turn.threshold, turn.path)}",
            "  - ",
        )
    if not inside:
        out += ["  none within its own range"] if doubt.ranged else ["  not varied: no number has a range"]
    if beyond:
        nearest = beyond[0]
        where = "not varied (no range stated)" if nearest.path in fixed else "outside of its range"
        out += _wrapped(
            f"{where}, nearest: {labels.label(nearest.path)}, from {size(nearest.median, nearest.path)} to {turning(nearest.median, nearest.threshold, nearest.path)}",
            "  - ",
        )
    out += _sets(labels, d)
    out += ["", f"WHAT MOVES IT over the ranges (total effect on its {d.measured}, of 100; ± two errors)"]
    sure = [driver for driver in d.total_effects if driver.total > 2 * driver.total_error]
    if not sure:
        few = "too few points to tell them apart; ask for more with --points"
        out += _wrapped(few if doubt.ranged else "not varied: no number has a range", "  ")
    for driver in sure[:SHOWN]:
        line = f"{100 * driver.total:.0f} ± {max(1, round(200 * driver.total_error))}"
        out += _wrapped(f"{line:>9}  {labels.label(driver.path)}", "  ", "             ")
    if d.where_zone and d.dummy is not None:
        told = [w for w in d.where_zone[:4] if w.index > 2 * d.dummy]
        if told:
            out += ["", "ONLY WHERE A ZONE EXISTS, what decides how much there is to spare (PAWN)"]
            out += [line for w in told for line in _wrapped(f"{w.index:.2f}  {labels.label(w.path)}", "  ", "        ")]
    out += ["", "A ZONE EXISTS MOSTLY WHERE"]
    out += _conditions(case, labels, d)
    out += ["", *_wrapped(LIMIT)]
    return "\n".join(out)


LIMIT = (
    "Limits: all of this is about the analyst's own ranges. A judgement without a range cannot show up here; a wide "
    "range shows up because it is wide."
)


def _sets(labels: Labels, d: Drivers) -> list[str]:
    f = d.flip_sets
    pairs = [s for s in f.sets if len(s) > 1]
    if not pairs:
        return []
    out = ["", "TOGETHER, at the ends of their ranges, these would (fewest first)"]
    for group in pairs[:4]:
        out += _wrapped(" + ".join(f"{labels.label(m.path)} at {m.to:.3g}" for m in group), "  - ")
    rest = len(pairs) - 4 + f.more
    if rest > 0:
        out += [f"  and {rest} more sets (--json lists up to {len(f.sets)})"]
    out += _wrapped(
        f"Complete up to sets of {f.exact_to} among judgements that push one way only; sets with weights and other "
        f"two-way judgements were searched up to {f.searched_to}, at the ends of the ranges.",
        "  ",
    )
    return out


def _conditions(case: Case, labels: Labels, d: Drivers) -> list[str]:
    if d.conditions is None:
        return ["  no simple condition was found: a zone exists too rarely, nearly always, or without a pattern"]
    box = d.conditions
    parts = []
    no_deal = {reservation_name(party): party for party in case.parties}
    lines = {Line(key).name: line for key, line in case.red_lines.items()}
    for limit in box.limits:
        name = d.condition_names[limit.variable]
        if name in no_deal:
            parts.append(rule_part(f"what no deal is worth to {labels.party(no_deal[name])}", limit))
        elif name in lines:
            held, line = limit.low is not None, lines[name]
            parts.append(
                f"{labels.whose(line.party)} line {labels.line(line.key)} {'holds' if held else 'does not hold'}"
            )
        else:
            parts.append(rule_part(labels.label(name), limit))
    return _wrapped(", and ".join(parts) + ".", "  ") + _wrapped(
        f"This picks out {100 * box.coverage:.0f} of 100 of the combinations with a zone (coverage); of those that it "
        f"picks out, {100 * box.density:.0f} of 100 have one (density), against {100 * d.share:.0f} overall.",
        "  ",
    )


def _wrapped(text: str, lead: str = "", hang: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=hang if hang is not None else " " * len(lead)
    )
