"""Ordinal verdicts in words, for the terminal."""

from __future__ import annotations

import textwrap

from parley.case.consent import mark_words, marked_title, marks
from parley.case.deal import crosses
from parley.case.types import Case
from parley.deals.ordinal import Ranked
from parley.insight.results.labels import listed
from parley.insight.results.titles import named
from parley.insight.results.words import rests
from parley.model.ordinal import OrderVerdict

WIDTH = 80

EVERY, SOME, NONE = "every", "some", "none"


def render_ranked(case: Case, r: Ranked) -> str:
    """Which packages all parties rank at least as high as no deal, and who refuses the others."""
    head = {
        EVERY: "At least one package is ranked no lower than no deal by every party.",
        SOME: "No package is known to be acceptable to all, but some are not ranked by everyone.",
        NONE: "Every package is ranked below no deal by somebody.",
    }[r.verdict]
    out = [f"{case.title}: ranked packages, no numbers", *_wrapped(head)]
    for name in r.accepted:
        best = " (not bettered for all by another)" if name in r.best else ""
        out += _wrapped(f"acceptable to all: {_title(case, name)}{best}", "  + ")
    for name in r.open:
        out += _wrapped(f"not ranked by everyone: {_title(case, name)}", "  ? ")
    for name, parties in r.refused_by.items():
        who = named([case.parties[p].title for p in parties])
        out += _wrapped(f"ranked below no deal by {who}: {_title(case, name)}", "  - ")
    return "\n".join(out)


def render_crossed(case: Case) -> str:
    """Which red lines each package crosses: no order of a party's counts that."""
    out = ["Red lines, which a ranking does not count"]
    for key, package in case.packages.items():
        lines = [
            f"“{line.title}” ({case.parties[line.party].title}{rests(line.basis, '; {}')})"
            for line in crosses(case, package.deal)
        ]
        said = f"crosses {listed(lines)}" if lines else "crosses no red line"
        out += _wrapped(f"{_title(case, key)}: {said}", "  ")
    return "\n".join(out)


NO_LINES = {
    NONE: "No weights that keep this order leave a zone, nor would any without the red lines: neither the sizes of the weights "
    "nor the lines decide.",
    EVERY: "No weights that keep this order leave a zone, and it is the red lines that leave none: without them a zone exists "
    "for every set of weights that keeps it.",
    SOME: "No weights that keep this order leave a zone, and it is the red lines that leave none: without them a zone exists for "
    "some weights that keep it and not for others.",
    None: "No weights that keep this order leave a zone. Whether it is the red lines that leave none is not settled within the budget.",
}


def render_order(case: Case, kind: str, v: OrderVerdict) -> str:
    """Whether a zone exists for every, some or no weights that keep the stated order."""
    told = {
        EVERY: "A zone exists for every set of weights that keeps this order: the sizes of the weights do not decide.",
        SOME: "A zone exists for some weights that keep this order and not for others: their sizes decide.",
        NONE: "No weights that keep this order leave a zone: the sizes of the weights do not decide.",
        None: "Not settled within the budget.",
    }[v.found.verdict]
    if v.found.verdict == NONE and v.without_lines is not None:
        told = NO_LINES[v.without_lines.found.verdict]
    out = [f"{case.title}: {case.kinds[kind].title}, weights as an order only", *_wrapped(told), ""]
    for party, tiers in v.orders.items():
        order = " > ".join(" = ".join(case.issues[j].title for j in tier) for tier in tiers)
        out += _wrapped(f"{case.parties[party].title}: {order}", "  ")
    if v.found.deal is not None:
        parts = [
            f"{case.issues[j].title}: {marked_title(case, j, o[x])}"
            for j, o, x in zip(v.issues, v.options, v.found.deal, strict=True)
        ]
        out += ["", *_wrapped("Acceptable to all whatever the weights: " + "; ".join(parts) + ".")]
    out += [
        "",
        *_wrapped(
            "Scores, no-deal values, red lines and security are the case's medians; only the weights are loosened."
        ),
    ]
    return "\n".join(out)


def _title(case: Case, name: str) -> str:
    """A package's title in quotation marks, with the marks in law of its options."""
    if name not in case.packages:
        return name
    words = mark_words(marks(case, case.packages[name].deal))
    return f"“{case.packages[name].title}”" + (f" [{words}]" if words else "")


def _wrapped(text: str, lead: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
