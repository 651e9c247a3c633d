"""Small valid cases at random, each made from its seed alone: two or three principals, a few issues and kinds of deal, lines that may
collide, views (some dated after the question), and courses. Made up, without documents, and quick to answer.

    text = case_text(7)                        # the YAML of a case
    source = open_source(case_file(7, folder)) # written to folder/case-7.yaml

``python tests/properties/random_cases.py 7`` prints one."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

PARTIES = ("ash", "birch", "cedar")
ISSUES = ("wood", "mill", "ford")
OUTCOMES = ("stand", "up", "down")
AS_OF = "2024-06-01"


def case_file(seed: int, folder: Path, **changes: Any) -> Path:
    """The case written into ``folder``; ``changes`` replace whole sections."""
    path = folder / f"case-{seed}.yaml"
    path.write_text(case_text(seed, **changes), encoding="utf-8")
    return path


def case_text(seed: int, **changes: Any) -> str:
    """The case as YAML (JSON is YAML)."""
    return json.dumps({**case(seed), **changes}, indent=1)


def case(seed: int) -> dict[str, Any]:
    """The case as plain data."""
    r = random.Random(f"case {seed}")
    parties = PARTIES[: 3 if r.random() < 0.2 else 2]
    issues = {key: _issue(r, key) for key in ISSUES[: r.choice((1, 2, 2, 3))]}
    hope = {party: r.uniform(0.2, 0.8) for party in (*parties, "analyst")}
    made: dict[str, Any] = {
        "parley": 1,
        "title": f"A made-up case, number {seed}",
        "question": "Should the warden press for talks?",
        "decider": "warden",
        "as_of": AS_OF,
        "parties": {
            **{p: {"title": p.capitalize(), "role": "principal"} for p in parties},
            "warden": {"title": "Warden", "role": "supporter"},
        },
        "issues": issues,
        "kinds": _kinds(r, issues),
        "values": {party: _values(r, i, issues) for i, party in enumerate(parties)},
        "no_deal": {
            "model": "outcomes",
            "outcomes": {key: key.capitalize() for key in OUTCOMES},
            "beliefs": {"because": "m", **{holder: _beliefs(r, h, holder == parties[0]) for holder, h in hope.items()}},
            "values": {"because": "m", **{party: _ends(r, i) for i, party in enumerate(parties)}},
            "costs": {"because": "m", **{party: _number(r, r.uniform(0, 12), 4, low=0) for party in parties}},
        },
        "red_lines": _lines(r, parties, issues),
        "courses": {f"course-{k}": _course(r, parties, k) for k in range(r.choice((1, 2, 3)))},
    }
    if r.random() < 0.5:
        made["security"] = {
            "because": "m",
            "holds": {h: _number(r, r.uniform(0.5, 0.95), 0.1, 0, 1) for h in (*parties, "analyst")},
            "if_broken": {party: round(r.uniform(0, 50)) for party in parties},
        }
    views = {f"view-{k}": _view(r, parties, k) for k in range(r.choice((0, 1, 2, 3)))}
    return {**made, "views": views} if views else made


def _issue(r: random.Random, key: str) -> dict[str, Any]:
    count = r.choice((2, 3, 3))
    options: dict[str, Any] = {f"{key}-{n}": f"{key.capitalize()} {n}" for n in range(count)}
    if r.random() < 0.3:
        last = f"{key}-{count - 1}"
        options[last] = {"title": options[last], "recognises_conquest": True}
    return {"title": f"The {key}", "options": options}


def _kinds(r: random.Random, issues: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = {"settlement": {"title": "Settlement", "only": "all"}}
    if r.random() < 0.6:
        kinds["truce"] = {
            "title": "Truce",
            "only": {
                key: r.sample(sorted(issue["options"]), len(issue["options"]) - 1) for key, issue in issues.items()
            },
        }
    if r.random() < 0.5:
        key = next(iter(issues))
        kinds["carts"] = {
            "title": "Carts only",
            "basis": "no_deal",
            "secure": True,
            "only": {key: "all"},
            "status_quo": {key: r.choice(sorted(issues[key]["options"]))},
        }
    return kinds


def _values(r: random.Random, party: int, issues: dict[str, Any]) -> dict[str, Any]:
    """The first party likes the first options, the others the last: opposed, more or less."""
    scores: dict[str, Any] = {}
    for key, issue in issues.items():
        options = list(issue["options"])
        for at, option in enumerate(options):
            end = at / (len(options) - 1)
            liked = 100 * (1 - end if party == 0 else end if party == 1 else r.random())
            edge = end in (0.0, 1.0) and party < 2
            scores.setdefault(key, {})[option] = liked if edge else _number(r, liked + r.uniform(-25, 25), 12, 0, 100)
    weights = {key: _number(r, r.uniform(10, 60), 10, low=1) for key in issues}
    return {"because": "m", "weights": weights, "scores": scores}


def _beliefs(r: random.Random, hope: float, first: bool) -> dict[str, Any]:
    stand = r.uniform(0.1, 0.9) * (1 - hope)
    rest = 1 - hope - stand
    up, down = (hope, rest) if first else (rest, hope)
    return {"stand": round(stand, 3), "up": _number(r, up, 0.1, 0, 1), "down": _number(r, down, 0.1, 0, 1)}


def _ends(r: random.Random, party: int) -> dict[str, Any]:
    ends = {"stand": r.uniform(25, 65), "up": r.uniform(55, 90), "down": r.uniform(5, 35)}
    if party == 1:
        ends["up"], ends["down"] = ends["down"], ends["up"]
    return {key: _number(r, at, 8) for key, at in ends.items()}


def _lines(r: random.Random, parties: tuple[str, ...], issues: dict[str, Any]) -> dict[str, Any]:
    lines: dict[str, Any] = {}
    for n in range(r.choice((0, 1, 2, 2, 3, 4))):
        party = r.choice(parties[:2])
        key = r.choice(sorted(issues))
        options = list(issues[key]["options"])
        worst = options[-1] if party == parties[0] else options[0]
        out = [worst] if len(options) < 3 or r.random() < 0.5 else [worst, options[1]]
        lines[f"line-{n}"] = {
            "party": party,
            "title": f"{party.capitalize()} says no, {n}",
            "rules_out": [{key: out}],
            "holds": {"value": _number(r, r.uniform(0.2, 0.95), 0.1, 0, 1), "because": "m"},
        }
    return lines


def _course(r: random.Random, parties: tuple[str, ...], k: int) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for party in r.sample(parties, r.choice((1, 2))):
        path = r.choice((f"no_deal.costs.{party}", *(f"no_deal.values.{party}.{o}" for o in OUTCOMES)))
        at = r.uniform(-12, 12)
        wide = r.choice((0.0, 2.0, 8.0))
        text = f"{at - wide:+.1f} to {at + wide:+.1f}" if wide else f"{at:+.1f}"
        changes[path] = {"value": text, "because": "m"}
    return {"title": f"Course {k}", "changes": changes, "risk": "It fails."}


def _view(r: random.Random, parties: tuple[str, ...], k: int) -> dict[str, Any]:
    date = r.choice(("2024-03-01", "2024-05-20", "2024-05-28", "2024-09-01"))
    view: dict[str, Any] = {"title": f"after Speaker {k}", "date": date, "who": f"Speaker {k}", "because": "m"}
    for party in r.sample(parties, r.choice((1, 2))):
        view[f"no_deal.costs.{party}"] = _number(r, r.uniform(0, 25), 4, low=0)
        if r.random() < 0.5:
            view[f"no_deal.values.{party}.stand"] = _number(r, r.uniform(20, 75), 6)
    return view


def _number(
    r: random.Random, at: float, wide: float, low: float = float("-inf"), high: float = float("inf")
) -> float | str:
    """A bare number, or a range about it."""
    digits = 3 if high <= 1 else 1
    at = min(max(at, low), high)
    if r.random() < 0.4:
        return round(at, digits)
    a, b = (round(min(max(x, low), high), digits) for x in (at - r.uniform(0, wide), at + r.uniform(0, wide)))
    return f"{a} to {b}" if a < b else a


if __name__ == "__main__":
    print(case_text(int(sys.argv[1])))
