"""Between a domain and a case.

Importing keeps utilities × 100: a case's weights are normalised, so scores carry the sum of the file's weights, and
points = 100 · Σ_j w_j e_j exactly as the file says. The reservation value becomes the value of a single outcome of no
deal. Names stay as titles; keys are made from them. ``exchange.json`` beside the case keeps what a case cannot say
(discount factor, reservation bid, the split of utility into weight and evaluation), so that nothing is lost on the way
back.
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from parley.case import paths
from parley.case.consent import suppliers
from parley.case.exchange.domain import Domain, IssueSpec, Profile
from parley.case.schema.kept import KEPT
from parley.case.types import Case
from parley.core.errors import InputError
from parley.nodeal.registry import default

SIDECAR = "exchange.json"


def keys(names: Iterable[str]) -> list[str]:
    """A key of lower-case letters, digits and hyphens for each name; numbered where two would be the same."""
    taken: set[str] = set()
    out = []
    for name in names:
        base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "x"
        if not base[0].isalpha() or base in KEPT:
            base = "o-" + base
        key, n = base, 2
        while key in taken:
            key, n = f"{base}-{n}", n + 1
        taken.add(key)
        out.append(key)
    return out


def to_case_text(domain: Domain, as_of: datetime.date, because: str) -> str:
    """The text of a case.yaml that says what the domain says; every number a point, its origin the file."""
    from ruamel.yaml import YAML

    issue_keys = keys(i.name for i in domain.issues)
    option_keys = [keys(i.values) for i in domain.issues]
    party_keys = keys(p.name for p in domain.profiles)
    tree: dict[str, Any] = {
        "parley": 1,
        "title": domain.name,
        "question": f"Is there a deal in {domain.name}?",
        "as_of": as_of,
        "main_kind": "deal",
        "scope": f"Imported from {domain.format}: {because}.",
        "parties": {
            k: {"title": p.name, "role": "principal"} for k, p in zip(party_keys, domain.profiles, strict=True)
        },
        "issues": {
            j: {"title": i.name, "options": dict(zip(o, i.values, strict=True))}
            for j, o, i in zip(issue_keys, option_keys, domain.issues, strict=True)
        },
        "kinds": {"deal": {"title": "Deal", "only": dict.fromkeys(issue_keys, "all")}},
        "values": {
            k: _values(p, issue_keys, option_keys, because) for k, p in zip(party_keys, domain.profiles, strict=True)
        },
        "no_deal": {
            "model": default().name,
            "outcomes": {"no-agreement": "No agreement"},
            "beliefs": {h: {"because": because, "no-agreement": 1} for h in [*party_keys, "analyst"]},
            "values": {
                k: {"because": because, "no-agreement": 100.0 * p.reserved(domain.issues)}
                for k, p in zip(party_keys, domain.profiles, strict=True)
            },
            "costs": {"because": because, **dict.fromkeys(party_keys, 0)},
        },
    }
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _values(p: Profile, issue_keys: list[str], option_keys: list[list[str]], because: str) -> dict[str, Any]:
    total = sum(p.weights)
    heaviest = p.weights.index(max(p.weights))
    scores: dict[str, Any] = {"because": because}
    for j, (issue, row) in enumerate(zip(issue_keys, p.evaluations, strict=True)):
        # a constant added to every deal is carried by the heaviest issue, the only one sure to have a weight
        extra = 100.0 * p.bias * total / p.weights[j] if j == heaviest else 0.0
        scores[issue] = {o: 100.0 * total * e + extra for o, e in zip(option_keys[j], row, strict=True)}
    return {"weights": {"because": because, **dict(zip(issue_keys, p.weights, strict=True))}, "scores": scores}


def sidecar(domain: Domain) -> str:
    """The domain itself as JSON, for the way back."""
    return json.dumps(asdict(domain), indent=1, ensure_ascii=False) + "\n"


def read_sidecar(folder: Path) -> Domain | None:
    """What :func:`sidecar` wrote, or None where there is none that can be used."""
    path = folder / SIDECAR
    if not path.is_file():
        return None
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        issues = tuple(IssueSpec(i["name"], tuple(i["values"])) for i in raw["issues"])
        profiles = tuple(
            Profile(
                p["name"],
                tuple(p["weights"]),
                tuple(tuple(row) for row in p["evaluations"]),
                p["reservation"],
                tuple(p["reservation_bid"]) if p["reservation_bid"] is not None else None,
                p["discount"],
                p["bias"],
            )
            for p in raw["profiles"]
        )
        return Domain(raw["name"], issues, profiles, raw["format"], ())
    except (ValueError, KeyError, TypeError, OSError):
        return None  # it only refines the way back; the case itself says everything that counts


@dataclass(frozen=True, slots=True)
class Exported:
    """A domain made from a case, and what could not go into it."""

    domain: Domain
    left_out: tuple[str, ...]


def from_case(case: Case, kind: str, reservations: Mapping[str, float], original: Domain | None = None) -> Exported:
    """The domain of one kind of deal at the medians: u = points / 100, reservation values likewise.

    ``reservations``: required party → R in points. ``original``: the sidecar; a profile whose utilities still agree
    with it is written as it came. Raises :class:`InputError` for a kind worth something only beside no deal.
    """
    chosen = case.kinds[kind]
    if chosen.basis == "no_deal":
        raise InputError.one(f"kind {kind!r} is worth R plus what it changes; it has no utilities of its own to export")
    issues = tuple(
        IssueSpec(case.issues[j].title, tuple(case.issues[j].options[o].title for o in chosen.only[j]))
        for j in chosen.issues
    )
    profiles = tuple(
        _faithful(_profile(case, kind, party, reservations[party]), issues, original) for party in case.required
    )
    return Exported(Domain(case.name, issues, profiles, "case"), _left_out(case, kind))


def _median(case: Case, path: paths.Weight | paths.Score) -> float:
    one = case.parties[path.party]
    if one.leaning and one.ratifies_for is not None and str(path) not in case.judgements:
        path = replace(path, party=one.ratifies_for)
    distribution = case.judgements[str(path)].distribution
    if distribution is None:
        raise InputError.one(f"{case.path}: {path} is not yet said", hint="parley check lists the numbers needed")
    return distribution.median


def _profile(case: Case, kind: str, party: str, reservation: float) -> Profile:
    chosen = case.kinds[kind]
    main = case.kinds[case.main_kind].issues
    total = sum(_median(case, paths.Weight(party, j)) for j in main)
    return Profile(
        name=case.parties[party].title,
        weights=tuple(_median(case, paths.Weight(party, j)) / total for j in chosen.issues),
        evaluations=tuple(
            tuple(_median(case, paths.Score(party, j, o)) / 100.0 for o in chosen.only[j]) for j in chosen.issues
        ),
        reservation=reservation / 100.0,
    )


def _faithful(made: Profile, issues: tuple[IssueSpec, ...], original: Domain | None) -> Profile:
    """The original's profile where it still says the same, to a part in 10^12; else what was made."""
    if original is None or original.issues != issues:
        return made
    for p in original.profiles:
        if p.name == made.name and _same(made, p, issues):
            return p
    return made


def _same(one: Profile, other: Profile, issues: tuple[IssueSpec, ...]) -> bool:
    worst = tuple(0 for _ in issues)
    deals = [worst] + [
        tuple(o if k == j else 0 for k in range(len(issues)))
        for j, i in enumerate(issues)
        for o in range(len(i.values))
    ]
    size = max(1.0, *(abs(other.utility(d)) for d in deals))
    close = all(abs(one.utility(d) - other.utility(d)) <= 1e-12 * size for d in deals)
    return close and abs(one.reserved(issues) - other.reserved(issues)) <= 1e-12 * size


def _left_out(case: Case, kind: str) -> tuple[str, ...]:
    spread = sum(1 for j in case.judgements.values() if j.distribution is not None and not j.distribution.is_point)
    facts = (
        (spread, "ranges, of which only the medians go out"),
        (len(case.rules), "rules"),
        (len(case.interactions), "interactions"),
        (len(case.floors), "floors"),
        (len(case.red_lines), "red lines"),
        (len(suppliers(case, case.kinds[kind])), "suppliers, whose consent options need"),
        (0 if case.kinds[kind].secure else len(case.security_issues), "issues that make a deal more or less secure"),
    )
    return tuple(f"{count} {what}" for count, what in facts if count)
