"""Compiled zone test of one, three or more parties over many draws. The arrays are those of ``kernel_draws``."""

from __future__ import annotations

import numpy as np

from parley.deals.jit import compiled
from parley.deals.kernel_draws import _open, _worth


@compiled
def _front_many(tree, widths, starts, draws, d, lines, points, spare, options):  # type: ignore[no-untyped-def]
    """Merge the free blocks into non-dominated points (m, P). Returns how many; 0 where a block has nothing open."""
    columns, words, pointer, index = tree
    values, _, _, _, _, allowed, held, amounts = draws
    parties = points.shape[1]
    for p in range(parties):
        points[0, p] = 0.0
    size = 1
    for b in range(starts.shape[0] - 1):
        k = 0
        for row in range(starts[b], starts[b + 1]):
            if _open(columns, words, allowed, held, d, row, widths[b], lines):
                for p in range(parties):
                    options[k, p] = _worth(columns, pointer, index, values, amounts, d, row, widths[b], p)
                k += 1
        if k == 0:
            return 0
        n = 0
        for i in range(size):
            for s in range(k):
                for p in range(parties):
                    spare[n, p] = points[i, p] + options[s, p]
                beaten = False
                t = 0
                while t < n:
                    over, under = True, True
                    for p in range(parties):
                        if spare[t, p] < spare[n, p]:
                            over = False
                        if spare[t, p] > spare[n, p]:
                            under = False
                    if over:
                        beaten = True
                        break
                    if under:
                        n -= 1  # the new row, at n, moves down; the last kept one takes the beaten one's place
                        for p in range(parties):
                            spare[t, p] = spare[n, p]
                            spare[n, p] = spare[n + 1, p]
                        continue
                    t += 1
                if not beaten:
                    n += 1
        size = n
        for i in range(size):
            for p in range(parties):
                points[i, p] = spare[i, p]
    return size


@compiled
def _leaf_many(chance, base, points, m, least, reservation, scale, d, best, state):  # type: ignore[no-untyped-def]
    """Improve ``best`` (P,), each party's most while the others accept, and ``state``: shortfall, any open, any zone."""
    parties = least.shape[1]
    for i in range(m):
        failed, who = 0, -1
        short = -np.inf
        for p in range(parties):
            v = chance[p] * points[i, p] + base[p]
            if v < least[d, p]:
                failed += 1
                who = p
            if scale[p] > 0:
                short = max(short, (reservation[d, p] - v) / scale[p])
        if short == -np.inf:
            short = 0.0
        state[0] = min(state[0], short)
        if failed == 0:
            state[2] = 1.0
            for p in range(parties):
                best[p] = max(best[p], chance[p] * points[i, p] + base[p])
        elif failed == 1:
            best[who] = max(best[who], chance[who] * points[i, who] + base[who])


@compiled
def _pass_many(  # type: ignore[no-untyped-def]
    tree, spans, secured, changed, after, setting, q, broken, draws, d, lines, only, points, m, warm, best, state
):
    """All core combinations against the front, in lexicographic order, leaving a level that can improve nothing."""
    columns, words, pointer, index = tree
    values, offset, least, reservation, scale, allowed, held, amounts = draws
    parties, width = best.shape[0], spans.shape[0]
    a = d if allowed.shape[0] > 1 else 0
    for p in range(parties):
        best[p] = -np.inf
    state[0], state[1], state[2] = np.inf, 0.0, 0.0
    chance, base = np.empty(parties), np.empty(parties)
    if warm[0] >= 0 and _open(columns, words, allowed, held, d, warm[0], width, lines):
        g = setting[warm[0]]
        for p in range(parties):
            chance[p] = q[d, p, g]
            u = offset[d, p] + _worth(columns, pointer, index, values, amounts, d, warm[0], width, p)
            base[p] = chance[p] * u + (1.0 - chance[p]) * broken[d, p, g]
        _leaf_many(chance, base, points, m, least, reservation, scale, d, best, state)
        state[1] = 1.0
        if only and state[2] > 0.0:
            return
    rest = np.zeros((width + 1, parties))
    for p in range(parties):
        top = -np.inf
        for i in range(m):
            top = max(top, points[i, p])
        rest[width, p] = top
        for i in range(amounts.shape[1]):
            rest[width, p] += max(0.0, amounts[d, i, p])
        for level in range(width - 1, -1, -1):
            top = -np.inf
            for o in range(spans[level, 0], spans[level, 1]):
                if allowed[a, o]:
                    top = max(top, values[d, p, o])
            rest[level, p] = rest[level + 1, p] + top
    prefix = np.zeros((width + 1, parties))
    for p in range(parties):
        prefix[0, p] = offset[d, p]
    row = 0
    while row < columns.shape[0]:
        level = changed[row]
        g = setting[row]
        jump = -1
        while level < width:
            o = columns[row, level]
            if not allowed[a, o]:
                jump = after[row, level]
                break
            for p in range(parties):
                prefix[level + 1, p] = prefix[level, p] + values[d, p, o]
            level += 1
            if level < secured:
                continue
            failed, who, short = 0, -1, -np.inf
            gains = False
            for p in range(parties):
                v = q[d, p, g] * (prefix[level, p] + rest[level, p]) + (1.0 - q[d, p, g]) * broken[d, p, g]
                if v < least[d, p]:
                    failed += 1
                    who = p
                if scale[p] > 0:
                    short = max(short, (reservation[d, p] - v) / scale[p])
                base[p] = v
            if only:
                useless = state[1] > 0.0 and failed > 0
            else:
                if failed == 1:
                    gains = base[who] > best[who]
                elif failed == 0:
                    for p in range(parties):
                        if base[p] > best[p]:
                            gains = True
                useless = not gains and short >= state[0]
            if useless:
                jump = after[row, level - 1]
                break
        if jump >= 0:
            row = jump
            continue
        if _open(columns, words, allowed, held, d, row, width, lines):
            state[1] = 1.0
            for p in range(parties):
                u = prefix[width, p]
                for t in range(pointer[row], pointer[row + 1]):
                    u += amounts[d, index[t], p]
                chance[p] = q[d, p, g]
                base[p] = chance[p] * u + (1.0 - chance[p]) * broken[d, p, g]
            before = state[0]
            _leaf_many(chance, base, points, m, least, reservation, scale, d, best, state)
            if state[0] < before:
                warm[0] = row
            if only and state[2] > 0.0:
                return
        row += 1


@compiled
def zone_many(  # type: ignore[no-untyped-def]
    core, spans, secured, changed, after, setting, q, broken, free, widths, starts, draws, anyline, only, cap, widest,
    exists, why, gap, short, decided,
):  # fmt: skip
    """Fill the answers of :class:`ZoneDraws` for any number of parties, draw by draw."""
    n, parties = exists.shape[0], draws[1].shape[1]
    points, spare = np.empty((cap + 1, parties)), np.empty((cap + 1, parties))
    options = np.empty((widest, parties))
    best, state = np.empty(parties), np.empty(3)
    warm, other = np.full(1, -1, np.int64), np.full(1, -1, np.int64)
    no, yes = n < 0, n >= 0  # as variables: literals would be compiled a second time
    for d in range(n):
        lines = anyline[d]
        m = _front_many(free, widths, starts, draws, d, lines, points, spare, options)
        if m > 0:
            _pass_many(core, spans, secured, changed, after, setting, q, broken, draws, d, lines, only, points, m, warm, best, state)  # fmt: skip
        if m == 0 or state[1] == 0.0:
            why[d] = 0
            continue
        exists[d] = state[2] > 0.0
        short[d] = state[0]
        for p in range(parties):
            if draws[4][p] > 0 and best[p] > -np.inf:
                gap[d, p] = (draws[3][d, p] - best[p]) / draws[4][p]
        if exists[d]:
            continue
        why[d] = 2
        if lines:
            m = _front_many(free, widths, starts, draws, d, no, points, spare, options)
            _pass_many(core, spans, secured, changed, after, setting, q, broken, draws, d, no, yes, points, m, other, best, state)  # fmt: skip
            if state[2] > 0.0:
                why[d] = 1
