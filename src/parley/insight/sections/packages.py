"""The named packages once numbers exist: in the zone or not under each view, what each crosses, and the stated orders beside it."""

from __future__ import annotations

from parley.case.chance.sampling import unset
from parley.case.consent import marks, needs
from parley.case.deal import crosses
from parley.case.types import Case, Package
from parley.deals.ordinal import Ranked
from parley.insight.asking.evaluator import Evaluator
from parley.insight.results.labels import Labels, listed
from parley.insight.results.section import Ground, Value
from parley.insight.results.sections.packages import Contradicted, PackageInView, Packages, PackageStanding
from parley.insight.results.titles import capital
from parley.insight.results.words import NO_DOUBT, counted, one_step, rests, view_name
from parley.model.ordinal import Contradiction, contradiction_words, contradictions, ranked
from parley.model.standing import standing


def section(ground: Ground) -> Packages:
    """One row a package, red lines weighed: under which views it is in the zone, what it crosses."""
    evaluator = ground.evaluator
    case = evaluator.base
    views = tuple(view for view in (None, *evaluator.views) if not unset(evaluator.case(view)))
    orders = ranked(case, unknown=True) if case.rankings else None
    found = {key: _package(evaluator, package, views, orders) for key, package in case.packages.items()}
    against = {view: contradictions(evaluator.case(view), evaluator.medians(view)) for view in views}
    return Packages(
        title="The packages",
        text=_text(case, found, against),
        columns=(
            "package",
            "in the zone under (combinations of its ranges)",
            "not in the zone under",
            "falls short in the base case (points)",
            "crosses",
            "marks",
        ),
        rows=tuple(_row(evaluator, package) for package in found.values()),
        packages=found,
        contradictions=tuple(
            Contradicted(view or "base", c.party, c.above, c.below, c.worth) for view, cs in against.items() for c in cs
        ),
    )


def _package(
    evaluator: Evaluator, package: Package, views: tuple[str | None, ...], orders: Ranked | None
) -> PackageStanding:
    case = evaluator.base
    return PackageStanding(
        title=package.title,
        deal=dict(package.deal),
        crosses=tuple(line.key for line in crosses(case, package.deal)),
        marks={mark.issue: mark.word for mark in marks(case, package.deal)},
        needs=tuple(need.party for need in needs(case, package.deal)),
        views={view or "base": _in_view(evaluator, package, view) for view in views},
        order=None if orders is None else _order(orders, package.key),
    )


def _in_view(evaluator: Evaluator, package: Package, view: str | None) -> PackageInView:
    case = evaluator.case(view)
    sample = evaluator.sample(view) if evaluator.n else None
    s = standing(case, evaluator.medians(view), sample, case.main_kind, package.deal)
    return PackageInView(s.in_zone, dict(s.short), s.share, s.share_se, s.varies)


def _order(orders: Ranked, key: str) -> str:
    return "acceptable to all" if key in orders.accepted else "refused" if key in orders.refused_by else "open"


def _row(evaluator: Evaluator, package: PackageStanding) -> tuple[Value, ...]:
    case, labels = evaluator.base, Labels(evaluator.base)
    lines = [case.red_lines[key] for key in package.crosses]
    crossing = "; ".join(f"“{line.title}” ({labels.party(line.party)}{rests(line.basis, '; {}')})" for line in lines)
    marked = "; ".join(f"{case.issues[issue].title}: {word}" for issue, word in package.marks.items())
    rest = (crossing or "no red line", marked or "none")
    if not package.views:
        return (package.title, "not decided", "not decided", "not decided", *rest)
    base = package.views.get("base")
    short = ", ".join(f"{labels.party(p)} {x:.1f}" for p, x in base.short.items() if x > 0) if base else ""
    return (
        package.title,
        _under(evaluator, package, True),
        _under(evaluator, package, False),
        capital(short) or "nobody",
        *rest,
    )


def _under(evaluator: Evaluator, package: PackageStanding, in_zone: bool) -> str:
    """The views under which a package is in the zone or not, by name and share; those dated after the question apart."""
    late = evaluator.base.late_views

    step = one_step((v.share, v.share_se) for v in package.views.values())

    def told(names: list[str]) -> str:
        shares = {
            name: counted(v.share, v.share_se, evaluator.n, v.varies, step)
            for name, v in package.views.items()
            if name in names
        }
        titles = {name: view_name(evaluator.title(None if name == "base" else name)) for name in names}
        if len(names) > 1 and len(set(shares.values())) == 1:
            every = len(names) == sum(name not in late for name in package.views)
            said = "the base case and every view" if every and "base" in names else listed(list(titles.values()))
            share = shares[names[0]]
            return said + (f" ({share}{'' if share == NO_DOUBT else ' each'})" if share else "")
        each = [
            titles[name] + (f" ({share if i == 0 else share.removesuffix(' of 100')})" if share else "")
            for i, (name, share) in enumerate(shares.items())
        ]
        return ", ".join(each)

    found = [name for name, v in package.views.items() if v.in_zone is in_zone]
    now, after = told([name for name in found if name not in late]), told([name for name in found if name in late])
    return f"{now or 'no view'}; later than the question: {after}" if after else now or "no view"


def _text(case: Case, found: dict[str, PackageStanding], against: dict[str | None, tuple[Contradiction, ...]]) -> str:
    base = {key: p.views.get("base") for key, p in found.items()}
    known = {key: v for key, v in base.items() if v is not None}
    said = []
    if known:
        inside = [f"“{found[key].title}”" for key, v in known.items() if v.in_zone]
        outside = [f"“{found[key].title}”" for key, v in known.items() if not v.in_zone]
        one = "is" if len(inside) == 1 else "are"
        parts = [f"{listed(inside)} {one} in the zone"] if inside else ["None of them is in the zone"]
        parts += [f"{listed(outside)} {'is' if len(outside) == 1 else 'are'} not"] if inside and outside else []
        said.append("; ".join(parts) + " (base case, middle numbers, red lines weighed).")
    else:
        said.append(_by_orders(found))
    crossing = [f"“{p.title}”" for p in found.values() if p.crosses]
    if len(crossing) == len(found) > 1:
        said.append("Each of them crosses a red line.")
    elif crossing:
        said.append(f"{listed(crossing)} cross{'es' if len(crossing) == 1 else ''} a red line.")
    first = against.get(None, ())
    if first:
        more = f" (and {len(first) - 1} more)" if len(first) > 1 else ""
        said.append(f"The stated orders and the numbers disagree: {contradiction_words(case, first[0])}{more}.")
    return " ".join(said)


def _by_orders(found: dict[str, PackageStanding]) -> str:
    accepted = [f"“{p.title}”" for p in found.values() if p.order == "acceptable to all"]
    refused = [f"“{p.title}”" for p in found.values() if p.order == "refused"]
    if all(p.order is None for p in found.values()):
        return "Not decided: numbers are not yet said, and nobody ranks the packages."
    parts = [f"every party ranks {listed(accepted)} at least as high as no deal"] if accepted else []
    parts += [f"somebody ranks {listed(refused)} below no deal"] if refused else []
    open_ = [f"“{p.title}”" for p in found.values() if p.order == "open"]
    parts += [f"not everybody ranks {listed(open_)}"] if open_ else []
    return "By the stated orders alone, " + "; ".join(parts) + "."
