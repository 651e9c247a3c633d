"""One tested deal in words, for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from parley.case.consent import marked_title
from parley.case.deal import meets
from parley.case.late import set_aside
from parley.case.types import Case
from parley.core.plurals import plural
from parley.insight.results.labels import listed
from parley.insight.results.titles import capital, named, within
from parley.insight.results.words import LINES_REST, NO_DOUBT, called, counted, in_views, one_step, view_name
from parley.insight.views.deal_results import Amendment, InView, Share, Tested
from parley.model.standing import only_one
from parley.report.formats import clean, day, number

WIDTH = 80
LIMIT = (
    "Values are the case's own judgements, in points of each party's own scale, not comparable across parties. "
    "In the zone means that each prefers the deal to none on these judgements, not that it is likely, nor that it is just."
)
MODE = {
    "weighed": "red lines weighed: one counts where it is likelier than not to hold",
    "declared": "every declared red line counts",
    "none": "red lines set aside",
}


SHOWN = 2
"""Changes that would mend a deal, or come nearer, on the first screen."""


def render(case: Case, t: Tested, *, everything: bool = False) -> str:
    """The verdict with its scope, then what it rests on: parties, views, lines, consent, law, frontier, amendments.

    ``everything``: why a kind does not allow the deal issue by issue, and every change that comes near.
    """
    named = f": {clean(t.name)}" if t.name else ""
    out = [f"{clean(t.title)}: a deal tested{named}", *_frame(case, t), "", *_deal(case, t), ""]
    out += _verdict(case, t)
    out += _kinds(t, everything)
    out += _views(case, t)
    out += _lines(case, t)
    out += _consent(case, t)
    out += _law(t)
    out += _before(case, t)
    out += _frontier(case, t)
    out += _amendments(case, t, everything)
    out += ["", *_wrapped(LIMIT), "", f"Again  {t.command}"]
    return "\n".join(line.rstrip() for line in out)


def _frame(case: Case, t: Tested) -> list[str]:
    whose = {"own": "each by its own beliefs", "analyst": "all by the analyst's beliefs"}.get(
        t.beliefs, f"all as {_party(case, t.beliefs)} sees them"
    )
    kind = clean(case.kinds[t.kind].title)
    return _wrapped(f"as {kind} · view: {t.view} · {whose} · {MODE[t.red_lines]} · as of {day(case.as_of)}")


def _deal(case: Case, t: Tested) -> list[str]:
    marked = {mark.issue: mark.word for mark in t.unlawful}
    out = []
    for issue, option in t.deal.items():
        word = f" [{marked[issue]}]" if issue in marked else ""
        chosen = " (completed for this test)" if issue in t.filled else ""
        out += _wrapped(f"{_issue(case, issue)}: {_option(case, issue, option)}{word}{chosen}", "  ")
    return out


def _verdict(case: Case, t: Tested) -> list[str]:
    scope = f"at the middle numbers {_inside([t.view], t)}"
    if t.in_zone is None:
        out = _wrapped(f"Not decided: {t.reason}. What needs no number is told below.")
    elif t.in_zone:
        out = _wrapped(
            f"In the zone {scope}: it crosses no line that counts, and nobody whose consent is required falls short."
        )
    elif not t.kinds[t.kind].allowed:
        out = _wrapped(f"It cannot be a deal of this kind ({clean(t.kinds[t.kind].title)}): {t.reason}.")
    else:
        out = _wrapped(f"Not in the zone {scope}: {t.reason}.")
    if t.filled:
        out += _wrapped(
            f"It was left open on {listed([_issue(case, i) for i in t.filled])}; this is the completion that goes furthest for "
            "whoever gains least, and the verdict holds for no other."
        )
    if t.orders and t.package is not None:
        places = dict.fromkeys(t.orders.values())
        said = [
            f"{place} for {named([_party(case, p) for p, at in t.orders.items() if at == place])}" for place in places
        ]
        out += _wrapped(f"By the rankings of the case this package stands {'; '.join(said)}.")
    return out


def _inside(names: Sequence[str], t: Tested) -> str:
    """ "of the base case and the view after Milley"."""
    titles = [_called(name, t.views[name]) if name in t.views else "the base case" for name in names]
    return f"of {in_views([view_name(title) for title in titles]).removeprefix('in ')}"


def _kinds(t: Tested, everything: bool) -> list[str]:
    out = []
    for key, fit in t.kinds.items():
        if fit.allowed:
            zone = {True: "in the zone", False: "not in the zone", None: "not decided"}[fit.in_zone]
            out += _wrapped(f"{clean(fit.title)}: it can be one; {zone}", "  ")
        elif key == t.kind:
            continue  # said in the verdict
        else:
            why = "; ".join(clean(said) for said in fit.why) if everything else fit.brief
            out += _wrapped(f"{clean(fit.title)}: no, {why}", "  ")
    return ["", "Which kinds of deal it can be", *out] if out else []


def _views(case: Case, t: Tested) -> list[str]:
    if not t.views:
        return []
    out = ["", "Who falls short, in points of the party's own scale, at the middle numbers"]
    first = next(iter(t.views))
    for late in (False, True):
        found = [(name, v) for name, v in t.views.items() if v.late is late]
        if late and found:
            out.append("  later than the question, told apart:")
        for name, view in found:
            out += _view(case, name, view, None if name == first else (first, t.views[first]))
    varied = [v for v in t.views.values() if v.share is not None]
    if varied:
        out += _wrapped(
            "Combinations are drawn from the analyst's own stated ranges: a count of them, not a chance of anything. "
            f"Where a view tells no count for all parties together, it is that of {_called(first, t.views[first])}.",
            "  ",
        )
    return out


def barred(view: InView) -> tuple[tuple[str, ...], ...]:
    """What bars the deal under a view beside what it is worth: lines, floors, those who would not supply it."""
    return view.held, view.floors, view.refused


def _barred(case: Case, view: InView, told: bool) -> list[str]:
    parts = ["crosses " + listed([f"“{clean(case.red_lines[key].title)}”" for key in view.held])] if view.held else []
    parts += (
        ["below a floor of the analyst's: " + listed([_issue(case, i) for i in view.floors])] if view.floors else []
    )
    parts += ["not supplied by " + listed([_party(case, p) for p in view.refused])] if view.refused else []
    if told and not parts:
        parts = ["no line that it crosses counts here, and nothing else bars it"]
    return [line for part in parts for line in _wrapped(part, "    ")]


def _called(name: str, view: InView) -> str:
    return "the base case" if name == "base" else clean(view.title)


def _view(case: Case, name: str, view: InView, first: tuple[str, InView] | None) -> list[str]:
    title = _called(name, view)
    base = None if first is None else first[1]
    dated = f", {day(view.date)}" if view.date else ""
    out = _wrapped(f"{title}{dated}: {'in the zone' if view.in_zone else 'not in the zone'}", "  ")
    for party, s in view.parties.items():
        said = f"short by {number(s.short, 1)}" if s.short > 0 else f"{number(s.value - s.reservation, 1)} to spare"
        share = ""
        if view.share is not None and view.share.varies:
            count = counted(
                view.share.suits.get(party), view.share.suits_se.get(party), view.share.draws, step=_step(view.share)
            )
            share = f"; suits it in {count} combinations"
        out += _wrapped(
            f"{_party(case, party)}: {number(s.value, 1)} beside {number(s.reservation, 1)} without a deal: {said}{share}",
            "    ",
        )
    if base is None or barred(view) != barred(base):
        out += _barred(case, view, base is not None)
    elif first is not None and any(barred(view)):
        out += _wrapped(f"barred by the same as {_called(*first)}", "    ")
    told = _share(view)
    if told and (base is None or told != _share(base)):
        out += _wrapped(told, "    ")
    return out


def _step(share: Share) -> int:
    """One step for all shares of a view."""
    return one_step([(share.share, share.share_se), *((share.suits[p], share.suits_se.get(p)) for p in share.suits)])


def _share(view: InView) -> str:
    """In how many combinations the deal suits everybody; told of a view where it differs from the first."""
    if view.share is None:
        return ""
    if not view.share.varies:
        return f"{NO_DOUBT}: nothing that this reads has a range"
    count = counted(view.share.share, view.share.share_se, view.share.draws, step=_step(view.share))
    error = (
        f" (standard error {number(100 * view.share.share_se, 1)} in 100)"
        if view.share.share_se and view.share.share not in (0.0, 1.0)
        else ""
    )
    return f"suits all of them, and crosses no line that holds, in {count} combinations of the stated ranges{error}"


def _lines(case: Case, t: Tested) -> list[str]:
    later = [
        text
        for line, phrase in zip(case.late_lines.values(), set_aside(case), strict=True)
        if any(meets(match, t.deal) for match in line.rules_out)
        for text in _wrapped(f"It would cross {clean(phrase)}.")
    ]
    if not t.lines:
        none = "It crosses no red line of this case." if case.red_lines else "No red line is written in this case."
        return ["", none, *later]
    out = ["", f"{capital(called(line.basis for line in t.lines))} lines that it crosses"]
    for line in t.lines:
        holds = "whether it holds is not yet said"
        if line.holds is not None:
            holds = f"holds, we say, in {round(100 * line.holds)} of 100"
        counts = "" if line.required else "; its consent is not required, so the line rules nothing out"
        out += _wrapped(f"“{clean(line.title)}” ({_party(case, line.party)}): {holds}{counts}", "  - ")
        rests_on = LINES_REST[line.basis]
        out += _wrapped(f"{rests_on}: {clean(line.declared)}" if line.declared else rests_on, "    ")
    return [*out, *later]


def _consent(case: Case, t: Tested) -> list[str]:
    out = ["", *_wrapped(f"Needs the signature of {named([_party(case, p) for p in t.signatures])}.")]
    for need in t.consent:
        if need.why == "supplies":
            what = listed([f"“{_option(case, issue, option)}”" for issue, option in need.options])
            worth = "what that is worth to it is not yet said"
            if need.worth is not None:
                worth = f"that is worth {number(need.worth, 1)} points to it, so it {'would not' if need.short else 'would'}"
            out += _wrapped(f"{clean(need.title)} must supply {what}; {worth}", "  - ")
            continue
        whose = f" for {within(_party(case, need.ratifies_for))}" if need.ratifies_for else ""
        beside = "" if need.binding else "; its veto is told beside the verdicts"
        short = t.ratifiers.get(need.party)
        passes = (
            ""
            if short is None
            else "; it would pass this"
            if short == 0
            else f"; it would not pass this: {number(short, 1)} points short"
        )
        out += _wrapped(f"{clean(need.title)} ratifies{whose}{beside}{passes}", "  - ")
    return out


def _law(t: Tested) -> list[str]:
    out: list[str] = []
    for mark in t.unlawful:
        out += _wrapped(
            f"“{clean(mark.title)}”: {mark.word}" + (f". {clean(mark.because)}" if mark.because else ""), "  - "
        )
        out += _wrapped(clean(mark.source), "    ") if mark.source else []
    return ["", "Marks in law", *out] if out else []


def _before(case: Case, t: Tested) -> list[str]:
    if not t.before:
        return []
    out = ["", "Against how it stood before the war"]
    for issue, b in t.before.items():
        if b.same:
            out += _wrapped(f"{_issue(case, issue)}: “{_marked(case, issue, b.before)}” leaves this as it was", "  ")
            continue
        moved = listed([f"{_party(case, p)} {_signed(x)}" for p, x in b.moves.items()])
        worth = f"; by itself worth {moved}" if moved else ""
        out += _wrapped(
            f"{_issue(case, issue)}: {_marked(case, issue, b.before)} → {_marked(case, issue, b.deal)}{worth}", "  "
        )
    return out


def _frontier(case: Case, t: Tested) -> list[str]:
    f = t.frontier
    if f is None or only_one(case, t.kind):
        return []
    over = "deals that cross no line that counts" if f.over == "admissible" else "possible deals, lines set aside"
    thin = "" if f.exact else f" Not complete: {f.method}."
    if f.better is None:
        return ["", *_wrapped(f"It cannot be bettered for one party without costing another, among the {over}.{thin}")]
    gains = "; ".join(f"{_party(case, p)} {_moved(x, f.firmer[p])}" for p, x in f.gains.items())
    changed = {issue: option for issue, option in f.better.items() if t.deal.get(issue) != option}
    words = "; ".join(f"{_issue(case, i)}: {_option(case, i, o)}" for i, o in changed.items())
    far = (
        f"every party could gain {number(100 * f.distance, 1)} % of its own range at once"
        if f.distance > 0
        else "some could gain at no cost to others"
    )
    return ["", *_wrapped(f"It can be bettered among the {over}: {far}. For example, {words}: {gains}.{thin}")]


def _only(case: Case, t: Tested) -> str:
    """That there is no other deal of the kind, and which kinds may be tried instead."""
    others = [key for key in case.kinds if key != t.kind]
    told = f"It is the only deal of its kind ({clean(case.kinds[t.kind].title)}), so there is nothing in it to change"
    if not others:
        return f"{told}, and the case knows no other kind."
    allowed = [key for key in others if t.kinds[key].allowed]
    if allowed:
        return f"{told}. Tried as another kind it may change: --kind {' or --kind '.join(allowed)}."
    return f"{told}. Other kinds of the case, for a deal of your own: --kind {' or --kind '.join(others)}."


def _amendments(case: Case, t: Tested, everything: bool) -> list[str]:
    if only_one(case, t.kind):
        return [*_softened(case, t), "", *_wrapped(_only(case, t))]
    if t.in_zone or t.mending is None:
        return []
    tried = {2: "one or two options", 1: "one option (of two there are too many to try)"}.get(t.searched or 0)
    none = f"No change of {tried} mends it" if tried else "There are too many changes to try them"
    if t.mending:
        head = f"What would mend it ({plural(t.mending, 'change')} of {tried} in all; the fewest changes first, and of these what costs the others least)"
    elif t.fewest:
        head = f"{none}; {t.fewest} at once do. Nearest"
    elif any(a.in_zone for a in t.amendments):
        head = f"{none}; a deal that is in the zone, and what comes nearer"
    elif t.zone is False:
        head = "No change mends it: no deal of this kind is in the zone. What comes nearer"
    else:
        head = f"{none}; whether more at once would is not settled. What comes nearer"
    soft = _softened(case, t)
    if not t.amendments:
        alone = head.removesuffix(". What comes nearer")
        return [*soft, "", *_wrapped(f"{alone}." if soft else f"{alone}. Nothing comes nearer.")]
    out = [*soft, "", *_wrapped(head + ":")]
    shown = t.amendments if everything else t.amendments[:SHOWN]
    for a in shown:
        out += _amendment(case, t, a)
    left = len(t.amendments) - len(shown)
    return out + ([f"  {left} more: add --all"] if left else [])


def _softened(case: Case, t: Tested) -> list[str]:
    if not t.if_softened:
        return []
    titles = listed([f"“{clean(case.red_lines[key].title)}”" for key in t.if_softened])
    one = len(t.if_softened) == 1
    return ["", *_wrapped(f"It lies in the zone if {titles} {'is' if one else 'are'} softened.")]


def _amendment(case: Case, t: Tested, a: Amendment) -> list[str]:
    marked = {mark.issue: f" [{mark.word}]" for mark in a.unlawful}
    change = "; ".join(
        f"{_issue(case, i)}: {_option(case, i, a.was[i])} → {_option(case, i, o)}{marked.get(i, '')}"
        for i, o in a.change.items()
    )
    word = "in the zone" if a.in_zone else "not in the zone"
    out = [*_wrapped(change, "  - "), *_wrapped(f"{word}:", "    ")]
    for p, x in a.moves.items():
        out += _wrapped(f"{_party(case, p)} {_moved(x, a.firmer[p])}{_left(x, a.spare[p])}", "      ")
    short = [f"{_party(case, p)} still {number(x, 1)} short" for p, x in a.short.items() if x > 0]
    left = [f"crosses “{clean(case.red_lines[key].title)}”" for key in a.crosses]
    if short or left:
        out += _wrapped("; ".join([*short, *left]), "    ")
    others = [name for name, inside in a.views.items() if inside and name != t.view]
    if others and len(a.views) > 1:
        out += _wrapped(f"in the zone {_inside(others, t)}{' too' if a.in_zone else ''}", "    ")
    return out


TOLD = 0.05
"""Points below which a part of a change is not told apart."""


def _moved(x: float, firmer: float) -> str:
    """What an amendment does to a party, and why: "gains 1.2: the options themselves take 5.9, and a deal likelier to hold adds 7.1"."""
    own = x - firmer
    if abs(x) < TOLD and abs(own) < TOLD:
        return "neither gains nor loses"
    head = "neither gains nor loses" if abs(x) < TOLD else f"{'gains' if x > 0 else 'loses'} {number(abs(x), 1)}"
    deal = "a deal likelier to hold" if firmer > 0 else "a deal less likely to hold"
    if abs(firmer) < TOLD:
        return f"{head}, by the options themselves"
    if abs(own) < TOLD:
        return f"{head}, by {deal}"
    parts = [
        f"{what} {'add' if y > 0 else 'take'}{s} {number(abs(y), 1)}"
        for what, y, s in (("the options themselves", own, ""), (deal, firmer, "s"))
    ]
    return f"{head}: {' and '.join(parts)}"


def _left(x: float, spare: float) -> str:
    """To a party that loses: what is left above no deal, so that a loss within the zone is understood."""
    return f"; {number(spare, 1)} above no deal are left to it" if x <= -TOLD and spare > 0 else ""


def _signed(x: float) -> str:
    return f"+{number(x, 1)}" if round(x, 1) > 0 else number(x, 1)


def _party(case: Case, key: str) -> str:
    return clean(case.parties[key].title) if key in case.parties else key


def _issue(case: Case, key: str) -> str:
    return clean(case.issues[key].title)


def _option(case: Case, issue: str, key: str) -> str:
    return clean(case.issues[issue].options[key].title)


def _marked(case: Case, issue: str, key: str) -> str:
    """The option with its mark in law."""
    return clean(marked_title(case, issue, key))


def _wrapped(text: str, lead: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
