"""Two levels: each ratifier's win-set (Putnam 1988), which of them kills which deals, and formulas measured as deals.

A ratifier's win-set is the set of deals it weakly prefers to rejection. Its veto is told by leaving it out: the kind
opens without it, or loses deals to it, or nothing changes. Its own red lines bar deals whatever they are worth to it; those
of all others are set aside. One that is not binding counts here alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from parley.case.consent import Mark, mark_of, mark_words, marked_title
from parley.case.types import Case, Evidence, Formula, Kind, Match
from parley.deals.problem import DealProblem
from parley.deals.zone import exists_draws, zone
from parley.insight.asking.evaluator import Ask, Evaluator, exists, problem, zones
from parley.insight.results.footnotes import Footnotes
from parley.insight.results.labels import Labels, listed, short
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.formulas import Formulas, FormulaStanding, MetIn
from parley.insight.results.sections.likenesses import Likenesses
from parley.insight.results.sections.two_levels import TwoLevels, Veto
from parley.insight.results.titles import with_article, within
from parley.insight.results.words import in_views
from parley.insight.sections.kinds import in_sentence
from parley.model.modes import RedLines


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
            shifts=tuple(replace(x, amount=x.amount[:, keep]) for x in s.shifts),
        ),
    )


def own_lines(p: DealProblem, party: int) -> DealProblem:
    """The problem with every line but this party's own set aside."""
    keep = [k for k, line in enumerate(p.lines) if line.party == party]
    held = None if p.lines_hold is None or not keep else p.lines_hold[:, keep]
    return replace(p, lines=tuple(p.lines[k] for k in keep), lines_hold=held)


def section(ground: Ground) -> TwoLevels | None:
    """One row a kind, ratifier and view, at the medians, with no lines but the ratifier's own. None where the case has no ratifier.

    The evidence behind the ratifier's own numbers (polls, say) is cited.
    """
    evaluator, notes = ground.evaluator, ground.notes
    case = evaluator.base
    ratifiers = [p for p, party in case.parties.items() if party.role == "ratifier"]
    if not ratifiers:
        return None
    by_view = {view: _kept_vetoes(evaluator, ratifiers, view) for view in (None, *evaluator.views)}
    found = [by_view[view][p][kind] for p in ratifiers for kind in case.kinds for view in by_view]
    cited = {p: notes.cite(_evidence(case, p)) for p in ratifiers}
    beside = [p for p in ratifiers if not case.parties[p].binding]
    labels = Labels(case)
    text = f"{_left_open(evaluator, ratifiers, found)} Counts are of listed deals at the medians, with the body’s own lines as they hold there and all others set aside."
    if beside:
        names = listed([labels.party(p) for p in beside])
        text += f" {names[0].upper()}{names[1:]} would have to pass what is agreed; that veto does not count in the verdicts."
    return TwoLevels(
        title="Two levels: what would not be ratified",
        text=text,
        columns=(
            "kind of deal", "view", "ratifier", "for", "its win-set", "deals its principal would take",
            "of these it kills", "zone without it", "zone with it", "deals in the zone it kills", "takes no deal with",
        ),
        rows=tuple(
            (
                case.kinds[r.kind].title,
                evaluator.title(r.view),
                labels.party(r.ratifier) + "".join(f" [{n}]" for n in cited[r.ratifier]),
                labels.party(r.for_) if r.for_ else "no principal",
                _of(r.win_set, r.possible),
                _of(r.principal, r.possible),
                _of(r.killed, r.principal),
                "yes" if r.open_without else "no",
                "yes" if r.open_with else "no",
                _of(r.zone_killed, r.zone) if r.open_without else "there is none",
                "; ".join(f"“{title}”" for title in r.closed) or "no option that it shuts out",
            )
            for r in found
        ),
        vetoes=tuple(found),
        notes=tuple(sorted({n for numbers in cited.values() for n in numbers})),
    )  # fmt: skip


def _left_open(evaluator: Evaluator, ratifiers: list[str], found: list[Veto]) -> str:
    """What the bodies leave of the zone of the main kind, in a sentence, by the names of the views."""
    case = evaluator.base
    labels, kind = Labels(case), short(case.kinds[case.main_kind].title)
    told = []
    for party in ratifiers:
        zones = [r for r in found if r.ratifier == party and r.kind == case.main_kind and r.open_without]
        if not zones:
            return f"No view finds a zone for {with_article(kind)} that could be struck out."
        parts = []
        for does, passes in (("lets a deal pass", True), ("strikes it out", False)):
            chosen = [r for r in zones if r.open_with == passes]
            if chosen:
                names = [in_sentence(evaluator, r.view) for r in chosen]
                parts.append(f"{does} {in_views(names, dict(zip(names, map(_surviving, chosen), strict=True)))}")
        told.append(f"{labels.party(party)} {' and '.join(parts)}")
    return f"Whether a zone for {with_article(kind)} would be ratified, at the middle numbers, all lines lifted: {'; '.join(told)}."


def struck_out(evaluator: Evaluator, found: TwoLevels) -> str:
    """Beside the word "open" of the main kind: each body whose veto does not count in the verdicts and that would strike out every
    deal of a zone, with the views (dated no later than the question) in which it would; "" where none would."""
    case, labels = evaluator.base, Labels(evaluator.base)
    by_body: dict[str, list[str]] = {}
    for r in found.vetoes:
        counted = case.parties[r.ratifier].binding or r.view in case.late_views or r.kind != case.main_kind
        if r.open_without and not r.open_with and not counted:
            by_body.setdefault(r.ratifier, []).append(in_sentence(evaluator, r.view))
    told = [
        f"{labels.party(body)} would strike out every such deal {in_views(views)}" for body, views in by_body.items()
    ]
    bodies = "that vote is" if len(told) == 1 else "those votes are"
    return f"But {within(listed(told))}; {bodies} not counted in these words." if told else ""


@dataclass(frozen=True, slots=True)
class _Vetoes:
    found: dict[str, dict[str, Veto]]


def _kept_vetoes(evaluator: Evaluator, ratifiers: list[str], view: str | None) -> dict[str, dict[str, Veto]]:
    """Ratifier → kind → :func:`_veto` under a view, from the cache where nothing that it read has changed."""
    return evaluator.kept(_vetoes, tuple(ratifiers), view, as_=_Vetoes).found


def _vetoes(evaluator: Evaluator, ratifiers: Sequence[str], view: str | None) -> _Vetoes:
    evaluator.tell(f"two levels: {evaluator.title(view)}")
    return _Vetoes({p: {kind: _veto(evaluator, p, kind, view) for kind in evaluator.base.kinds} for p in ratifiers})


def _veto(evaluator: Evaluator, ratifier: str, kind: str, view: str | None) -> Veto:
    """What the ratifier's consent would change of a kind under a view: counts of deals (None: not counted)."""
    principal = evaluator.base.parties[ratifier].ratifies_for
    case, at, ask = consenting(evaluator.case(view), ratifier), evaluator.medians(view), Ask(kind, red_lines="weighed")
    i = case.required.index(ratifier)
    supplied = own_lines(problem(case, at, ask), i)  # what the zone is asked of
    p = own_lines(problem(case, at, ask, consents=False), i)  # a body's preferences do not hang on who supplies what
    lead = p.parties.index(principal) if principal in p.parties else None
    mine, others = zone(alone(p, {i})), zone(without(supplied, i))
    whole = zone(supplied) if others.exists else None
    took = zone(alone(p, {lead})).deals.value if lead is not None else None
    both = zone(alone(p, {lead, i})).deals.value if lead is not None else None
    kept = whole.deals.value if whole is not None else 0
    every = others.deals.value
    return Veto(
        kind=kind,
        view=view,
        ratifier=ratifier,
        for_=principal,
        possible=mine.possible.value,
        win_set=mine.deals.value,
        principal=took,
        killed=took - both if took is not None and both is not None else None,
        open_without=bool(others.exists),
        open_with=bool(whole is not None and whole.exists),
        zone=every,
        zone_killed=every - kept if every is not None and kept is not None else None,
        closed=_closed(evaluator.base, p, i, lead) if took != both or took is None else (),
    )


def _closed(case: Case, p: DealProblem, ratifier: int, lead: int | None) -> tuple[str, ...]:
    """Titles of the options with which the principal would take some deal, and the ratifier takes none that it would."""
    if lead is None:
        return ()
    out = []
    for j, issue in enumerate(p.issues):
        for o, option in enumerate(p.options[j]):
            others = frozenset(range(len(p.options[j]))) - {o}
            fixed = replace(p, forbidden=(*p.forbidden, ((j, others),))) if others else p
            if not exists_draws(alone(fixed, {lead, ratifier}))[0][0] and exists_draws(alone(fixed, {lead}))[0][0]:
                out.append(marked_title(case, issue, option))
    return tuple(out)


def consenting(case: Case, ratifier: str) -> Case:
    """The case in which this ratifier's consent counts, and no other's beside the verdicts."""
    parties = {key: replace(one, binding=True) if key == ratifier else one for key, one in case.parties.items()}
    return replace(case, parties=parties)


def alone(p: DealProblem, keep: Collection[int]) -> DealProblem:
    """The problem as if only these parties' consent counted."""
    for party in sorted(set(range(len(p.parties))) - set(keep), reverse=True):
        p = without(p, party)
    return p


def _evidence(case: Case, ratifier: str) -> tuple[Evidence, ...]:
    """What stands behind the ratifier's own numbers, each quotation once."""
    found = (e for path, j in case.judgements.items() if f".{ratifier}." in path for e in j.evidence)
    return tuple({(e.document, e.quote): e for e in found}.values())


def _surviving(r: Veto) -> str:
    """How many deals of the zone a body leaves: "2 of 49 survive", "all 49 survive", "the one deal survives"; empty where they were not counted."""
    if r.zone is None or r.zone_killed is None or not r.open_with:
        return ""
    if r.zone == 1:
        return "the one deal does not survive" if r.zone_killed else "the one deal survives"
    return f"all {r.zone:,} survive" if r.zone_killed == 0 else f"{r.zone - r.zone_killed:,} of {r.zone:,} survive"


def _of(part: int | None, whole: int | None) -> str:
    return "not counted" if part is None or whole is None else f"{part:,} of {whole:,}"


def formulas(ground: Ground) -> Formulas | None:
    """Each phrase of diplomacy: who used it, what it is taken to mean, and whether a zone holds a deal that meets it."""
    evaluator, notes = ground.evaluator, ground.notes
    case = evaluator.base
    if not case.formulas:
        return None
    rows: list[tuple[Value, ...]] = []
    record: dict[str, FormulaStanding] = {}
    used: list[int] = []
    met = {view: _kept_met(evaluator, view) for view in (None, *evaluator.views)}
    for formula in case.formulas.values():
        numbers = _coined(formula, notes)
        used += numbers
        meets = _meets(formula, met)
        conquest = _recognises(case, formula)
        said = formula.coined
        far = min((m.shortfall for m in meets.values() if m.shortfall is not None), default=None)
        rows.append(
            (
                formula.title + "".join(f" [{n}]" for n in numbers),
                said.who if said and said.who else "not said",
                said.date.isoformat() if said and said.date else "not said",
                _where(evaluator, meets, "declared"),
                _where(evaluator, meets, "none"),
                None if far is None else round(100 * far, 1),
                mark_words(_inescapable(case, formula)) or "no mark",
            )
        )
        record[formula.key] = FormulaStanding(
            title=formula.title,
            means=tuple({issue: tuple(options) for issue, options in m.items()} for m in formula.means),
            because=formula.because,
            kinds=meets,
            recognises_conquest=conquest,
            notes=numbers,
        )
    return Formulas(
        title="Formulas, and whether a deal fits them",
        text=f"{_met(record)} What a deal fits is what the case takes each to mean: one of its options on every issue that it names. "
        "Some of these are names that opponents gave to a deal, and fitting them is no merit.",
        columns=(
            "formula", "as used by", "on", "a deal fits it, as declared (views)", "a deal fits it, lines set aside (views)",
            "least shortfall of such a deal, base case, hundredths of the range", "law",
        ),
        rows=tuple(rows),
        formulas=record,
        notes=tuple(sorted(set(used))),
    )  # fmt: skip


def _met(record: dict[str, FormulaStanding]) -> str:
    """Which formulas a deal of some view's zone fits, by name, in a sentence; an epithet is fitted, not achieved."""
    declared, softened, neither = [], [], []
    for found in record.values():
        title = f"“{found.title}”"
        if any(kind.declared for kind in found.kinds.values()):
            declared.append(title)
        elif any(kind.none for kind in found.kinds.values()):
            softened.append(title)
        else:
            neither.append(title)
    parts = [
        f"{listed(declared)}: as declared, some view’s zone holds a deal that fits" if declared else "",
        f"{listed(softened)}: only once lines are set aside" if softened else "",
        f"{listed(neither)}: under no view" if neither else "",
    ]
    return "; ".join(part for part in parts if part) + "."


@dataclass(frozen=True, slots=True)
class MetBy:
    """Whether a zone under one view meets a formula, as declared and without lines, and the least shortfall of such a deal."""

    declared: bool
    none: bool
    shortfall: float | None


Met = dict[str, dict[str, MetBy]]
"""Formula → kind → whether it is met."""


@dataclass(frozen=True, slots=True)
class _Met:
    found: Met


def _meets(formula: Formula, met: dict[str | None, Met]) -> dict[str, MetIn]:
    """Kind → the views in which a zone meets the formula, as declared and without lines, and the least shortfall."""
    by_view = {view or "base": found[formula.key] for view, found in met.items()}
    return {
        kind: MetIn(
            declared=tuple(view for view, found in by_view.items() if found[kind].declared),
            none=tuple(view for view, found in by_view.items() if found[kind].none),
            shortfall=base.shortfall,
        )
        for kind, base in by_view["base"].items()
    }


def _kept_met(evaluator: Evaluator, view: str | None) -> Met:
    """Which formulas a zone meets under a view, from the cache where nothing that it read has changed."""
    return evaluator.kept(_met_under, view, as_=_Met).found


def _met_under(evaluator: Evaluator, view: str | None) -> _Met:
    case = evaluator.base
    fits = {f.key: {kind.key: _fitting(f, kind) for kind in case.kinds.values()} for f in case.formulas.values()}
    return _Met(
        {
            key: {kind: _met_by(evaluator, kind, matches, view) for kind, matches in kinds.items() if matches}
            for key, kinds in fits.items()
        }
    )


def _fitting(formula: Formula, kind: Kind) -> list[Match]:
    """Of what a formula is taken to mean, what a kind of deal can hold."""
    return [
        m for m in formula.means if set(m) <= set(kind.issues) and all(set(o) & set(kind.only[i]) for i, o in m.items())
    ]


def _met_by(evaluator: Evaluator, kind: str, matches: list[Match], view: str | None) -> MetBy:
    case, at = evaluator.base, evaluator.medians(view)
    declared = [_having(kind, m, "declared") for m in matches]
    none = [_having(kind, m, "none") for m in matches]
    shorts = [float(zones(case, at, ask).shortfall[0]) for ask in none] if view is None else []
    finite = [x for x in shorts if np.isfinite(x)]
    return MetBy(
        declared=any(bool(exists(case, at, ask)[0]) for ask in declared),
        none=any(bool(exists(case, at, ask)[0]) for ask in none),
        shortfall=min(finite) if finite else None,
    )


def _where(evaluator: Evaluator, meets: dict[str, MetIn], lines: Literal["declared", "none"]) -> str:
    met = {kind: m.declared if lines == "declared" else m.none for kind, m in meets.items()}
    words = [
        f"{evaluator.base.kinds[kind].title} ({listed([_name(evaluator, view) for view in views])})"
        for kind, views in met.items()
        if views
    ]
    return "; ".join(words) or "nowhere"


def _name(evaluator: Evaluator, view: str) -> str:
    return in_sentence(evaluator, None if view == "base" else view)


def analogies(ground: Ground) -> Likenesses | None:
    """Claims of likeness, feature by feature, with the evidence."""
    case, notes = ground.evaluator.base, ground.notes
    if not case.analogies:
        return None
    words = {"shared": "shared", "not": "not shared", "disputed": "disputed"}
    rows: list[tuple[Value, ...]] = []
    used: list[int] = []
    tally: dict[str, dict[str, int]] = {}
    for analogy in case.analogies.values():
        counted = tally.setdefault(analogy.key, {"shared": 0, "not": 0, "disputed": 0})
        for feature in analogy.features:
            numbers = notes.cite(feature.evidence)
            used += numbers
            counted[feature.shared] += 1
            text = feature.text + "".join(f" [{n}]" for n in numbers)
            rows.append((analogy.title, text, words[feature.shared], "sourced" if numbers else "ours"))
    return Likenesses(
        title="Likenesses, feature by feature",
        text="An analogy is a claim: what is shared, what is not, what is disputed. It proves nothing by itself.",
        columns=("likeness", "feature", "is it shared?", "whose word"),
        rows=tuple(rows),
        tally=tally,
        notes=tuple(sorted(set(used))),
    )


def _having(kind: str, match: Match, red_lines: RedLines) -> Ask:
    return Ask(kind, red_lines=red_lines, having=tuple((issue, tuple(options)) for issue, options in match.items()))


def _coined(formula: Formula, notes: Footnotes) -> tuple[int, ...]:
    said = formula.coined
    if said is None or not said.quote:
        return ()
    return (notes.position(said.quote, document=said.document, who=said.who, date=said.date, paths=()),)


def _recognises(case: Case, formula: Formula) -> bool:
    return any(mark.recognises_conquest for mark in _inescapable(case, formula))


def _inescapable(case: Case, formula: Formula) -> tuple[Mark, ...]:
    """Marks of the options with which some reading of the formula leaves an issue no unmarked option."""
    found: dict[Mark, None] = {}
    for match in formula.means:
        for issue, options in match.items():
            marked = [mark_of(case, issue, option) for option in options]
            if options and all(marked):
                found.update(dict.fromkeys(mark for mark in marked if mark is not None))
    return tuple(found)
