"""Deals against NegMAS 0.16 on one machine in one run: time, memory, and the same frontiers.

    python benchmarks/deals.py --peer /path/to/venv-with-negmas/bin/python [--quick] [--out FOLDER]

The peer needs an environment of its own (benchmarks/requirements.txt). Each measurement is a process of its own: the best of
several repeats after one warm-up (which loads compiled code from its cache; the first run on a machine compiles it), and the
growth of peak resident memory beyond what was there before the first repeat. Timed on our side is the public call, from arrays to points with their
deals (and, against the enumerating chain, the solutions). Preferences are opposed: random weights, the second party's
scores the first's reversed, a third party's its own; 10 options an issue; seed = number of issues. Writes deals.json and
deals.svg (cost and memory against size) to the folder, and prints the table. Ends with an error if any frontier differs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
OPTIONS = 10
CASES = [  # parties, issues, the peer's route, the ratio promised
    (2, 2, "mobanos", 1),
    (2, 3, "mobanos", 1),
    (2, 4, "mobanos", 1),
    (2, 6, "mobanos", 100),
    (2, 8, "mobanos", 100),
    (2, 10, "mobanos", 1000),
    (2, 12, "mobanos", 1000),
    (2, 2, "enumerate", 1),
    (2, 4, "enumerate", 1),
    (2, 5, "enumerate", 1),
    (2, 6, "enumerate", 5000),
    (3, 2, "enumerate", 1),
    (3, 3, "enumerate", 1),
    (3, 4, "enumerate", 1),
    (3, 5, "enumerate", 50),
    (4, 4, "enumerate", 1),
]


def tables(parties: int, issues: int) -> np.ndarray:
    """(P, J, K) weight times score in 0..1."""
    rng = np.random.default_rng(issues)
    weights = rng.dirichlet(np.ones(issues), size=parties)
    scores = rng.uniform(0, 1, (parties, issues, OPTIONS))
    scores[1] = 1 - scores[0]
    return weights[:, :, None] * scores


def deal_problem(values: np.ndarray, reservation: float | np.ndarray = 0.0):
    from parley.deals.problem import DealProblem

    parties, issues, options = values.shape
    return DealProblem(
        parties=tuple(f"party-{p}" for p in range(parties)),
        issues=tuple(f"issue-{j}" for j in range(issues)),
        options=tuple(tuple(f"o{k}" for k in range(options)) for _ in range(issues)),
        values=values.reshape(1, parties, issues * options),
        offset=np.zeros((1, parties)),
        reservation=np.broadcast_to(np.asarray(reservation, dtype=float), (1, parties)).copy(),
        scale=np.ones(parties),
    )


def ours(path: str, route: str, repeats: int, out: str) -> None:
    """One measurement of parley, in a process of its own."""
    from parley.deals.frontier import frontier
    from parley.deals.solutions import solutions_on
    from parley.deals.verdict import thresholds

    problem = deal_problem(np.load(path)["values"])
    import parley.deals.kernel_fronts  # noqa: F401  (importing numba is not part of the answer)

    parties = len(problem.parties)
    frontier(deal_problem(tables(parties, 4)[:, :, :4]))  # loads the compiled loops, as a first question does
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for repeat in range(repeats + 1):
        start = time.perf_counter()
        front = frontier(problem)
        if route == "enumerate":
            solutions_on(front, problem.reservation[0], thresholds(problem)[0])
        if repeat:
            best = min(best, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    np.savez(out, values=np.array([p.values for p in front.points]))
    print(json.dumps({"seconds": best, "points": len(front.points), "memory_mb": (peak - before) / 1024}))


def zone_test(repeats: int) -> None:
    """The exact zone test of three parties over 10^12 deals, with thresholds near the middle."""
    from parley.deals.zone import zone

    rows = []
    for reservation in (0.5, 0.6, 0.66, 0.7):
        for seed in range(3):
            rng = np.random.default_rng(seed)
            weights = rng.dirichlet(np.ones(12), size=3)
            scores = rng.uniform(0, 1, (3, 12, OPTIONS))
            scores[1] = 1 - scores[0]
            problem = deal_problem(weights[:, :, None] * scores, reservation)
            zone(problem)
            best = float("inf")
            for _ in range(repeats):
                start = time.perf_counter()
                found = zone(problem)
                best = min(best, time.perf_counter() - start)
            rows.append({"reservation": reservation, "seed": seed, "exists": found.exists, "seconds": best})
    print(json.dumps(rows))


def settlement(repeats: int) -> None:
    """10,000 draws of a ten-issue settlement with rules, lines, an interaction and insecure deals."""
    from parley.deals.problem import DealProblem, Interaction, Line, Security
    from parley.deals.zone import exists_draws, zone_draws

    sizes, parties, n = [4, 3, 3, 3, 3, 3, 3, 3, 3, 3], 2, 10_000
    rng = np.random.default_rng(0)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    weights = rng.dirichlet(np.full(len(sizes), 2.0), size=parties)
    start = time.perf_counter()
    values = np.zeros((n, parties, sum(sizes)))
    for p in range(parties):
        for j, size in enumerate(sizes):
            base = np.linspace(0, 100, size)[:: 1 if p else -1]
            scores = np.clip(base + rng.normal(0, 12, (n, size)), 0, 100)
            values[:, p, starts[j] : starts[j + 1]] = scores * (weights[p, j] * rng.uniform(0.8, 1.2, (n, 1)))
    effect = np.zeros((n, parties, sum(sizes)))
    effect[:, :, starts[4] : starts[5]] = rng.normal([1.5, 0.8, 0.0], 0.2, (n, parties, 3))
    effect[:, :, starts[3] : starts[4]] = rng.normal([0.3, 0.2, 0.0], 0.1, (n, parties, 3))
    security = Security(
        rng.normal(0.5, 0.5, (n, parties)), effect, rng.uniform(20, 40, (n, parties)), np.zeros_like(effect)
    )
    lines = [
        Line(f"line-{k}", k % 2, (((j, frozenset({0 if k % 2 == 0 else sizes[j] - 1})),),))
        for k, j in enumerate([0, 2, 7, 8])
    ]
    lines.append(Line("joint", 0, (((0, frozenset({2, 3})), (6, frozenset({1, 2}))),)))
    rules = (
        ((0, frozenset({3})), (6, frozenset({0}))),
        ((4, frozenset({0})), (3, frozenset({2}))),
        ((2, frozenset({2})), (1, frozenset({0}))),
    )
    problem = DealProblem(
        parties=("a", "b"),
        issues=tuple(f"i{j}" for j in range(len(sizes))),
        options=tuple(tuple(f"o{k}" for k in range(s)) for s in sizes),
        values=values,
        offset=np.zeros((n, parties)),
        reservation=rng.normal(55, 5, (n, parties)),
        scale=np.full(parties, 90.0),
        forbidden=rules,
        lines=tuple(lines),
        lines_hold=rng.random((n, len(lines))) < 0.5,
        interactions=(
            Interaction(((3, frozenset({2})), (5, frozenset({2}))), rng.normal(-5, 2, (n, parties))),
        ),
        security=security,
    )  # fmt: skip
    sampling = time.perf_counter() - start
    timed = {}
    for name, test in (("zone_draws", zone_draws), ("exists_draws", exists_draws)):
        test(problem)
        best = float("inf")
        for _ in range(repeats):
            start = time.perf_counter()
            found = test(problem)
            best = min(best, time.perf_counter() - start)
        timed[name] = best
    exists = found[0]
    print(json.dumps({"sampling": sampling, **timed, "share": float(exists.mean())}))


def run(python: str, script: Path, *arguments: str, timeout: float = 900) -> dict:
    done = subprocess.run([python, str(script), *arguments], capture_output=True, text=True, timeout=timeout)
    if done.returncode:
        raise SystemExit(f"{script.name} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two frontiers hold the same values, whatever their order and repeats."""
    x, y = (np.unique(np.round(v, 9), axis=0) for v in (a, b))
    return x.shape == y.shape and bool(np.allclose(x, y, atol=2e-9))


def plot(rows: list[dict], out: Path) -> None:
    import vl_convert

    points = [
        {
            "deals": 10.0 ** r["issues"],
            "value": r[side][what],
            "what": label,
            "series": f"{name}, {r['parties']} parties",
        }
        for r in rows
        for side, name in (("parley", "parley"), ("peer", f"NegMAS {r['route']}"))
        for what, label in (("seconds", "seconds"), ("memory_mb", "memory, MB"))
        if r[side][what] > 0
    ]
    unique = {(p["deals"], p["what"], p["series"]): p for p in points}
    chart = {
        "mark": {"type": "line", "point": True},
        "width": 380,
        "height": 300,
        "encoding": {
            "x": {"field": "deals", "type": "quantitative", "scale": {"type": "log"}, "axis": {"format": "~e"}},
            "y": {"field": "value", "type": "quantitative", "scale": {"type": "log"}, "title": None},
            "color": {"field": "series", "type": "nominal", "title": None},
        },
    }
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": "Exact frontier: cost against number of deals (10 options an issue, opposed preferences)",
        "data": {"values": list(unique.values())},
        "facet": {"column": {"field": "what", "type": "nominal", "title": None}},
        "spec": chart,
        "resolve": {"scale": {"y": "independent"}},
    }
    (out / "deals.svg").write_text(vl_convert.vegalite_to_svg(spec))


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] == "worker":
        what, *rest = sys.argv[2:]
        if what == "frontier":
            ours(rest[0], rest[1], int(rest[2]), rest[3])
        else:
            {"zone": zone_test, "settlement": settlement}[what](int(rest[0]))
        return
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--peer", required=True, help="python of an environment with NegMAS 0.16")
    ask.add_argument("--quick", action="store_true", help="one repeat of the peer")
    ask.add_argument("--out", type=Path, default=HERE / "results")
    chosen = ask.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    rows, wrong = [], []
    print(f"{'parties':>7} {'deals':>6} {'peer':>10} {'peer s':>10} {'parley s':>10} {'ratio':>9} {'asked':>6}"
          f" {'peer MB':>8} {'parley MB':>9} {'points':>7}  same")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for parties, issues, route, asked in CASES:
            file = Path(folder) / f"{parties}-{issues}.npz"
            np.savez(file, values=tables(parties, issues), reservation=np.zeros(parties))
            a, b = str(Path(folder) / "a.npz"), str(Path(folder) / "b.npz")
            repeats = "1" if chosen.quick or issues >= 10 or (route == "enumerate" and issues >= 6) else "3"
            peer = run(chosen.peer, HERE / "peer_negmas.py", str(file), route, repeats, a)
            mine = run(sys.executable, HERE / "deals.py", "worker", "frontier", str(file), route, "10", b)
            equal = same(np.load(a)["values"], np.load(b)["values"])
            ratio = peer["seconds"] / mine["seconds"]
            rows.append({"parties": parties, "issues": issues, "route": route, "asked": asked, "ratio": ratio,
                         "same": equal, "peer": peer, "parley": mine})  # fmt: skip
            if not equal:
                wrong.append((parties, issues, route))
            print(f"{parties:>7} {f'1e{issues}':>6} {route:>10} {peer['seconds']:>10.4f} {mine['seconds']:>10.5f}"
                  f" {ratio:>8.0f}x {asked:>5}x {peer['memory_mb']:>8.1f} {mine['memory_mb']:>9.1f}"
                  f" {mine['points']:>7}  {equal}", flush=True)  # fmt: skip
    tests = run(sys.executable, HERE / "deals.py", "worker", "zone", "3")
    slowest = max(t["seconds"] for t in tests)
    print(f"\nexact zone test, 3 parties, 1e12 deals, thresholds .50 to .70: slowest of {len(tests)} {slowest:.3f} s "
          f"({sum(t['exists'] for t in tests)} with a zone)")  # fmt: skip
    draws = run(sys.executable, HERE / "deals.py", "worker", "settlement", "3")
    print(f"10,000 draws, ten issues, rules, lines, insecure deals: {draws['zone_draws']:.3f} s with gaps and reasons, "
          f"{draws['exists_draws']:.3f} s existence alone, {draws['sampling']:.2f} s to draw")  # fmt: skip
    (chosen.out / "deals.json").write_text(json.dumps({"frontiers": rows, "zone": tests, "draws": draws}, indent=1))
    plot(rows, chosen.out)
    if wrong:
        raise SystemExit(f"frontiers differ: {wrong}")


if __name__ == "__main__":
    main()
