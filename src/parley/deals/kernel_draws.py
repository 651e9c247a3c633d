"""Compiled zone test of two parties over many draws."""

from __future__ import annotations

import numpy as np

from parley.deals.jit import compiled

# Arrays that describe the structure, shared by all draws, are passed as flat tuples:
#   tree  = columns (N, k), crossed words (N, W), interaction pointers (N + 1,), interaction indexes: one row per combination
#   draws = values (n, P, O), offset, least, reservation (n, P), scale (P,), allowed (n or 1, O), held (2, n, W), amounts (n, I, P)
# held: what bars a combination in each draw, first the refusals alone, then these and the lines that hold


@compiled
def _open(columns, words, allowed, held, d, row, width, lines):  # type: ignore[no-untyped-def]
    """Whether combination ``row`` meets the floors, nobody refuses it and, if ``lines``, it crosses no line that holds."""
    a = d if allowed.shape[0] > 1 else 0
    for i in range(width):
        if not allowed[a, columns[row, i]]:
            return False
    with_lines = 1 if lines else 0
    for w in range(words.shape[1]):  # noqa: SIM110 (compiled)
        if words[row, w] & held[with_lines, d, w]:
            return False
    return True


@compiled
def _worth(columns, pointer, index, values, amounts, d, row, width, p):  # type: ignore[no-untyped-def]
    """What combination ``row`` adds to party p's U."""
    total = 0.0
    for i in range(width):
        total += values[d, p, columns[row, i]]
    for t in range(pointer[row], pointer[row + 1]):
        total += amounts[d, index[t], p]
    return total


@compiled
def _front(tree, widths, starts, draws, d, lines, cap, x, y, x2, y2, o1, o2):  # type: ignore[no-untyped-def]
    """Merge the free blocks into a front in x (falling) and y (rising). Returns its size; −1 past ``cap``; 0 if none."""
    columns, words, pointer, index = tree
    values, _, _, _, _, allowed, held, amounts = draws
    x[0], y[0] = 0.0, 0.0
    size = 1
    at = np.empty(o1.shape[0], np.int64)
    for b in range(starts.shape[0] - 1):
        k = 0
        for row in range(starts[b], starts[b + 1]):
            if not _open(columns, words, allowed, held, d, row, widths[b], lines):
                continue
            u, v = (
                _worth(columns, pointer, index, values, amounts, d, row, widths[b], 0),
                _worth(columns, pointer, index, values, amounts, d, row, widths[b], 1),
            )
            beaten = False
            i = 0
            while i < k:  # the rows kept so far stay non-dominated; blocks here are small
                if o1[i] >= u and o2[i] >= v:
                    beaten = True
                    break
                if o1[i] <= u and o2[i] <= v:
                    k -= 1
                    o1[i], o2[i] = o1[k], o2[k]
                else:
                    i += 1
            if not beaten:
                o1[k], o2[k] = u, v
                k += 1
        if k == 0:
            return 0
        if k == 1:
            for i in range(size):
                x[i] += o1[0]
                y[i] += o2[0]
            continue
        for s in range(k):
            at[s] = 0
        n = 0
        best = -np.inf
        live = k
        while live > 0:
            pick, top, second = -1, -np.inf, -np.inf
            for s in range(live):
                key = x[at[s]] + o1[s]
                if key > top or (key == top and y[at[s]] + o2[s] > second):
                    pick, top, second = s, key, y[at[s]] + o2[s]
            if second > best:
                if n == cap:
                    return -1
                x2[n], y2[n] = top, second
                n += 1
                best = second
            j = at[pick] + 1
            need = best - o2[pick]
            while j < size and y[j] <= need:
                j += 1
            if j < size:
                at[pick] = j
            else:
                live -= 1
                at[pick], o1[pick], o2[pick] = at[live], o1[live], o2[live]
        x, x2 = x2, x
        y, y2 = y2, y
        size = n
    for i in range(size):  # whichever pair the caller holds as the first
        x2[i], y2[i] = x[i], y[i]
    return size


@compiled
def _leaf(q1, q2, c1, c2, x, y, m, t1, t2, r1, r2, s1, s2, state):  # type: ignore[no-untyped-def]
    """Improve (best V1, best V2, best shortfall) by the deals V = q·(front) + c. Whether a first or third one changed."""
    if q2 * y[m - 1] + c2 >= t2 and q1 * x[0] + c1 > state[0]:
        lo, hi = 0, m - 1
        while lo < hi:
            mid = (lo + hi) >> 1
            if q2 * y[mid] + c2 >= t2:
                hi = mid
            else:
                lo = mid + 1
        v = q1 * x[lo] + c1
        if v > state[0]:
            state[0] = v
    if q1 * x[0] + c1 >= t1 and q2 * y[m - 1] + c2 > state[1]:
        lo, hi = 0, m - 1
        while lo < hi:
            mid = (lo + hi + 1) >> 1
            if q1 * x[mid] + c1 >= t1:
                lo = mid
            else:
                hi = mid - 1
        v = q2 * y[lo] + c2
        if v > state[1]:
            state[1] = v
    if s1 > 0 and s2 > 0:
        if max((r1 - c1 - q1 * x[0]) / s1, (r2 - c2 - q2 * y[m - 1]) / s2) < state[2]:
            lo, hi = 0, m - 1
            while lo < hi:  # first place where the first party is the one worse served
                mid = (lo + hi) >> 1
                if (r1 - c1 - q1 * x[mid]) / s1 >= (r2 - c2 - q2 * y[mid]) / s2:
                    hi = mid
                else:
                    lo = mid + 1
            for i in range(max(lo - 1, 0), lo + 1):
                f = max((r1 - c1 - q1 * x[i]) / s1, (r2 - c2 - q2 * y[i]) / s2)
                state[2] = min(state[2], f)
    elif s1 > 0:
        state[2] = min(state[2], (r1 - c1 - q1 * x[0]) / s1)
    elif s2 > 0:
        state[2] = min(state[2], (r2 - c2 - q2 * y[m - 1]) / s2)
    else:
        state[2] = 0.0


@compiled
def _pass(  # type: ignore[no-untyped-def]
    tree, spans, secured, changed, after, setting, q, broken, draws, d, lines, only, x, y, m, warm, state, rest, prefix
):
    """All core combinations against the front. ``state``: best V1 given T2, best V2 given T1, least shortfall, any open.

    Combinations come in lexicographic order: sums are kept by level, and a level whose best completion improves nothing
    is left at once (``after``). ``warm`` holds the combinations that answered the draw before; they are tried first.
    """
    columns, words, pointer, index = tree
    values, offset, least, reservation, scale, allowed, held, amounts = draws
    width = spans.shape[0]
    t1, t2 = least[d, 0], least[d, 1]
    r1, r2 = reservation[d, 0], reservation[d, 1]
    s1, s2 = scale[0], scale[1]
    state[0], state[1], state[2], state[3] = -np.inf, -np.inf, np.inf, 0.0
    rows = columns.shape[0]
    a = d if allowed.shape[0] > 1 else 0
    for t in range(3):
        w = warm[t]
        if w >= 0 and _open(columns, words, allowed, held, d, w, width, lines):
            g = setting[w]
            q1, q2 = q[d, 0, g], q[d, 1, g]
            c1 = (
                q1 * (offset[d, 0] + _worth(columns, pointer, index, values, amounts, d, w, width, 0))
                + (1.0 - q1) * broken[d, 0, g]
            )
            c2 = (
                q2 * (offset[d, 1] + _worth(columns, pointer, index, values, amounts, d, w, width, 1))
                + (1.0 - q2) * broken[d, 1, g]
            )
            _leaf(q1, q2, c1, c2, x, y, m, t1, t2, r1, r2, s1, s2, state)
            state[3] = 1.0
            if only and state[0] >= t1:
                return
    # what the levels still to come can add at most
    extra1, extra2 = 0.0, 0.0
    for i in range(amounts.shape[1]):
        extra1 += max(0.0, amounts[d, i, 0])
        extra2 += max(0.0, amounts[d, i, 1])
    rest[width, 0], rest[width, 1] = extra1, extra2
    for level in range(width - 1, -1, -1):
        m1, m2 = -np.inf, -np.inf
        for o in range(spans[level, 0], spans[level, 1]):
            if allowed[a, o]:
                m1, m2 = max(m1, values[d, 0, o]), max(m2, values[d, 1, o])
        rest[level, 0], rest[level, 1] = rest[level + 1, 0] + m1, rest[level + 1, 1] + m2
    prefix[0, 0], prefix[0, 1] = offset[d, 0], offset[d, 1]
    row = 0
    while row < rows:
        level = changed[row]
        g = setting[row]
        q1, q2 = q[d, 0, g], q[d, 1, g]
        b1, b2 = (1.0 - q1) * broken[d, 0, g], (1.0 - q2) * broken[d, 1, g]
        jump = -1
        while level < width:
            o = columns[row, level]
            if not allowed[a, o]:
                jump = after[row, level]
                break
            prefix[level + 1, 0] = prefix[level, 0] + values[d, 0, o]
            prefix[level + 1, 1] = prefix[level, 1] + values[d, 1, o]
            level += 1
            if level >= secured:
                v1 = q1 * (prefix[level, 0] + rest[level, 0] + x[0]) + b1
                v2 = q2 * (prefix[level, 1] + rest[level, 1] + y[m - 1]) + b2
                if only:
                    useless = state[3] > 0.0 and (v1 < t1 or v2 < t2)
                else:
                    useless = (v2 < t2 or v1 <= state[0]) and (v1 < t1 or v2 <= state[1])
                    if useless:
                        f = -np.inf
                        if s1 > 0:
                            f = (r1 - v1) / s1
                        if s2 > 0:
                            f = max(f, (r2 - v2) / s2)
                        useless = f >= state[2]
                if useless:
                    jump = after[row, level - 1]
                    break
        if jump >= 0:  # the sums of the levels that the next row keeps are still right
            row = jump
            continue
        if _open(columns, words, allowed, held, d, row, width, lines):
            state[3] = 1.0
            c1, c2 = q1 * prefix[width, 0] + b1, q2 * prefix[width, 1] + b2
            for t in range(pointer[row], pointer[row + 1]):
                c1 += q1 * amounts[d, index[t], 0]
                c2 += q2 * amounts[d, index[t], 1]
            o0, o1_, o2_ = state[0], state[1], state[2]
            _leaf(q1, q2, c1, c2, x, y, m, t1, t2, r1, r2, s1, s2, state)
            if state[0] > o0:
                warm[0] = row
            if state[1] > o1_:
                warm[1] = row
            if state[2] < o2_:
                warm[2] = row
            if only and state[0] >= t1:
                return
        row += 1


@compiled
def zone_two(  # type: ignore[no-untyped-def]
    core, spans, secured, changed, after, setting, q, broken, free, widths, starts, draws, anyline, only, cap, widest,
    exists, why, gap, short, decided,
):  # fmt: skip
    """Fill the answers of :class:`ZoneDraws` for two parties, draw by draw; ``only``: existence and reasons alone."""
    n = exists.shape[0]
    x, y, x2, y2 = np.empty(cap), np.empty(cap), np.empty(cap), np.empty(cap)
    o1, o2 = np.empty(widest), np.empty(widest)
    state = np.empty(4)
    width = spans.shape[0]
    rest, prefix = np.zeros((width + 1, 2)), np.zeros((width + 1, 2))
    warm = np.full(3, -1, np.int64)
    spare = np.full(3, -1, np.int64)
    no, yes = n < 0, n >= 0  # as variables: literals would be compiled a second time
    for d in range(n):
        t1 = draws[2][d, 0]
        lines = anyline[d]
        m = _front(free, widths, starts, draws, d, lines, cap, x, y, x2, y2, o1, o2)
        if m < 0:
            decided[d] = False
            continue
        if m > 0:
            _pass(core, spans, secured, changed, after, setting, q, broken, draws, d, lines, only, x, y, m, warm, state, rest, prefix)  # fmt: skip
        if m == 0 or state[3] == 0.0:
            why[d] = 0
            continue
        exists[d] = state[0] >= t1
        short[d] = state[2]
        if draws[4][0] > 0 and state[0] > -np.inf:
            gap[d, 0] = (draws[3][d, 0] - state[0]) / draws[4][0]
        if draws[4][1] > 0 and state[1] > -np.inf:
            gap[d, 1] = (draws[3][d, 1] - state[1]) / draws[4][1]
        if exists[d]:
            continue
        why[d] = 2
        if lines:
            m = _front(free, widths, starts, draws, d, no, cap, x, y, x2, y2, o1, o2)
            if m < 0:
                decided[d] = False
                continue
            _pass(core, spans, secured, changed, after, setting, q, broken, draws, d, no, yes, x, y, m, spare, state, rest, prefix)  # fmt: skip
            if state[0] >= t1:
                why[d] = 1
