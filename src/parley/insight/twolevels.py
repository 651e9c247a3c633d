"""Two levels: each ratifier's win-set (Putnam 1988), which of them kills which deals, and formulas measured as deals.

A ratifier is a required party; its win-set is the set of deals it weakly prefers to rejection. Its veto is told by
leaving it out: the kind opens without it, or the deal changes, or nothing does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from parley.case.types import Case, Formula, Match
from parley.deals.problem import DealProblem
from parley.insight.bench import Ask, Bench, exists, problem, zones
from parley.insight.footnotes import Footnotes
from parley.insight.labels import Labels
from parley.model.evaluate import RedLines


def without(p: DealProblem, party: int) -> DealProblem:
    """The problem as if this party's consent, and its lines, did not count."""
    keep = [i for i in range(len(p.parties)) if i != party]
    index = {old: new for new, old in enumerate(keep)}
    lines = [(k, line) for k, line in enumerate(p.lines) if line.party != party]
    s = p.security
    return replace(
        p,
        parties=tuple(p.parties[i] for i in keep),
        values=p.values[:, keep],
        offset=p.offset[:, keep],
        reservation=p.reservation[:, keep],
        scale=p.scale[keep],
        lines=tuple(replace(line, party=index[line.party]) for _, line in lines),
        lines_hold=None if p.lines_hold is None or not lines else p.lines_hold[:, [k for k, _ in lines]],
        interactions=tuple(replace(i, amounts=i.amounts[:, keep]) for i in p.interactions),
        security=None
        if s is None
        else replace(
            s,
            logit=s.logit[:, keep],
            effect=s.effect[:, keep],
            broken=s.broken[:, keep],
            broken_effect=s.broken_effect[:, keep],
        ),
    )


def section(bench: Bench) -> dict[str, Any] | None:
    """One row a kind and ratifier, lines set aside, base case. None where the case has no ratifier."""
    case, labels = bench.base, Labels(bench.base)
    ratifiers = [p for p in case.required if case.parties[p].role == "ratifier"]
    if not ratifiers:
        return None
    from parley.deals.zone import zone

    rows: list[list[Any]] = []
    for kind in case.kinds:
        p = problem(case, bench.medians(None), Ask(kind, red_lines="none"))
        whole = zone(p)
        for party in ratifiers:
            i = p.parties.index(party)
            alone = zone(without(p, i))
            for_whom = case.parties[party].ratifies_for
            word = "nothing" if bool(whole.exists) == bool(alone.exists) else "the zone"
            if word == "nothing" and whole.deals.value is not None and alone.deals.value is not None:
                lost = alone.deals.value - whole.deals.value
                word = f"{lost:,} of {alone.deals.value:,} deals" if lost else "nothing"
            rows.append(
                [
                    case.kinds[kind].title,
                    labels.party(party),
                    labels.party(for_whom) if for_whom else "-",
                    "yes" if whole.exists else "no",
                    "yes" if alone.exists else "no",
                    word,
                ]
            )
    return {
        "title": "Two levels: what would not be ratified",
        "text": "What each body that must consent would strike out, lines set aside. Counts are of listed deals.",
        "columns": ["kind of deal", "ratifier", "for", "zone with it", "zone without it", "what it kills"],
        "rows": rows,
    }


def formulas(bench: Bench, notes: Footnotes) -> dict[str, Any] | None:
    """Each phrase of diplomacy: who coined it, what it is taken to mean, and whether a zone holds a deal that meets it."""
    case = bench.base
    if not case.formulas:
        return None
    rows: list[list[Any]] = []
    record: dict[str, dict[str, Any]] = {}
    used: list[int] = []
    for formula in case.formulas.values():
        numbers = _coined(formula, notes)
        used += numbers
        meets = _meets(bench, formula)
        conquest = _recognises(case, formula)
        said = formula.coined
        far = min((m["shortfall"] for m in meets.values() if m["shortfall"] is not None), default=None)
        rows.append(
            [
                formula.title + "".join(f" [{n}]" for n in numbers),
                said.who if said and said.who else "-",
                said.date.isoformat() if said and said.date else "-",
                _where(bench, meets, "declared"),
                _where(bench, meets, "none"),
                None if far is None else round(100 * far, 1),
                "yes" if conquest else "no",
            ]
        )
        record[formula.key] = {
            "title": formula.title,
            "means": [dict(m) for m in formula.means],
            "because": formula.because,
            "kinds": meets,
            "recognises_conquest": conquest,
            "notes": numbers,
        }
    return {
        "title": "Formulas, and whether a deal meets them",
        "text": "A formula is met where a zone holds a deal with one of its options on every issue that it names.",
        "columns": [
            "formula", "coined by", "on", "met as declared (views)", "met with lines set aside (views)",
            "least shortfall of such a deal, base case, hundredths of the range", "recognises conquest",
        ],
        "rows": rows,
        "formulas": record,
        "notes": sorted(set(used)),
    }  # fmt: skip


def _meets(bench: Bench, formula: Formula) -> dict[str, dict[str, Any]]:
    """Kind → the views in which a zone meets the formula, as declared and without lines, and the least shortfall."""
    case = bench.base
    out: dict[str, dict[str, Any]] = {}
    for kind in case.kinds.values():
        fits = [
            m
            for m in formula.means
            if set(m) <= set(kind.issues) and all(set(o) & set(kind.only[i]) for i, o in m.items())
        ]
        if not fits:
            continue
        modes: tuple[RedLines, ...] = ("declared", "none")
        asks = {lines: [_having(kind.key, m, lines) for m in fits] for lines in modes}
        views = (None, *bench.views)
        found: dict[str, Any] = {
            lines: [
                view or "base" for view in views if any(bool(exists(case, bench.medians(view), a)[0]) for a in asked)
            ]
            for lines, asked in asks.items()
        }
        shorts = [float(zones(case, bench.medians(None), ask).shortfall[0]) for ask in asks["none"]]
        finite = [x for x in shorts if np.isfinite(x)]
        out[kind.key] = {**found, "shortfall": min(finite) if finite else None}
    return out


def _where(bench: Bench, meets: dict[str, dict[str, Any]], lines: str) -> str:
    total = 1 + len(bench.views)
    words = [f"{bench.base.kinds[kind].title} ({len(m[lines])} of {total})" for kind, m in meets.items() if m[lines]]
    return "; ".join(words) or "nowhere"


def analogies(bench: Bench, notes: Footnotes) -> dict[str, Any] | None:
    """Claims of likeness, feature by feature, with the evidence."""
    case = bench.base
    if not case.analogies:
        return None
    words = {"shared": "shared", "not": "not shared", "disputed": "disputed"}
    rows = []
    used: list[int] = []
    tally: dict[str, dict[str, int]] = {}
    for analogy in case.analogies.values():
        counted = tally.setdefault(analogy.key, {"shared": 0, "not": 0, "disputed": 0})
        for feature in analogy.features:
            numbers = notes.cite(feature.evidence)
            used += numbers
            counted[feature.shared] += 1
            text = feature.text + "".join(f" [{n}]" for n in numbers)
            rows.append([analogy.title, text, words[feature.shared], "sourced" if numbers else "ours"])
    return {
        "title": "Likenesses, feature by feature",
        "text": "An analogy is a claim: what is shared, what is not, what is disputed. It proves nothing by itself.",
        "columns": ["likeness", "feature", "is it shared?", "whose word"],
        "rows": rows,
        "tally": tally,
        "notes": sorted(set(used)),
    }


def _having(kind: str, match: Match, red_lines: RedLines) -> Ask:
    return Ask(kind, red_lines=red_lines, having=tuple((issue, tuple(options)) for issue, options in match.items()))


def _coined(formula: Formula, notes: Footnotes) -> tuple[int, ...]:
    said = formula.coined
    if said is None or not said.quote:
        return ()
    return (notes.position(said.quote, document=said.document, who=said.who, date=said.date, paths=()),)


def _recognises(case: Case, formula: Formula) -> bool:
    return any(
        all(case.issues[issue].options[o].recognises_conquest for o in options)
        for match in formula.means
        for issue, options in match.items()
        if np.size(options)
    )
