"""NegMAS's side of benchmarks/deals.py: runs in an environment of its own, told what to do by arguments.

    python peer_negmas.py PROBLEM.npz mobanos|enumerate REPEATS OUT.npz

PROBLEM.npz: ``values`` (P, J, K) weight times score, ``reservation`` (P,). Prints JSON: seconds (best of the repeats),
points, and the peak of resident memory beyond what importing took, in MB. OUT.npz gets the frontier's values.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np
from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction, MOBANOSParetoSampler
from negmas.preferences.ops import (
    kalai_points,
    ks_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
)
from negmas.preferences.value_fun import TableFun


def utilities(values, reservation):
    parties, issues, options = values.shape
    named = [make_issue([f"o{k}" for k in range(options)], f"i{j}") for j in range(issues)]
    space = make_os(named)
    made = []
    for p in range(parties):
        tables = {f"i{j}": TableFun({f"o{k}": float(values[p, j, k]) for k in range(options)}) for j in range(issues)}
        made.append(
            LinearAdditiveUtilityFunction(
                values=tables,
                weights={f"i{j}": 1.0 for j in range(issues)},
                outcome_space=space,
                reserved_value=float(reservation[p]),
            )
        )
    return named, space, made


def mobanos(named, space, made):
    sampler = MOBANOSParetoSampler(max_pareto_size=10**9)
    sampler.init(made[0], made[1])
    return sampler._pareto_front


def chain(named, space, made):
    outcomes = list(space.enumerate_or_sample())
    front, indices = pareto_frontier(made, outcomes=outcomes, sort_by_welfare=True)
    ranges = [u.minmax() for u in made]
    found = [f(made, front, ranges=ranges) for f in (nash_points, kalai_points, ks_points, max_welfare_points)]
    del found
    return [outcomes[i] for i in indices]


def main() -> None:
    problem, route, repeats, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    data = np.load(problem)
    named, space, made = utilities(data["values"], data["reservation"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        deals = (mobanos if route == "mobanos" else chain)(named, space, made)
        best = min(best, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    values = data["values"]
    index = np.array([[int(o[1:]) for o in deal] for deal in deals])
    sums = values[:, np.arange(values.shape[1])[None, :], index].sum(axis=2).T
    np.savez(out, values=sums)
    print(json.dumps({"seconds": best, "points": len(deals), "memory_mb": (peak - before) / 1024}))


if __name__ == "__main__":
    main()
