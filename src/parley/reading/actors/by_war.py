"""Which documents are about which war: those whose principal pair is the same are of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from parley.reading.actors import parts
from parley.reading.actors.given import GivenParty
from parley.reading.actors.joined import Joined, Seen

Group = tuple[tuple[str, ...], list[str]]
"""Who fights in a war, the principal two first, and the ids of the documents on it."""


class ByWar:
    """The documents of a folder, to be split. ``fixed``: parties that the analyst gives, by key; ``closed``: and no others."""

    def __init__(
        self, joined: Joined, by_document: Mapping[str, Sequence[Seen]], fixed: Mapping[str, GivenParty], closed: bool
    ) -> None:  # fmt: skip
        self.joined, self.by_document, self.fixed, self.closed = joined, by_document, fixed, closed

    def split(self) -> tuple[list[Group], list[str]]:
        """The wars, the one with most documents first, and the documents that are on none."""
        tallies = {d: parts.tally(seen, self.joined) for d, seen in self.by_document.items()}
        whole = parts.tally(self.joined.seen, self.joined)
        if self.fixed:
            sides = self._given_sides()
            if len(sides) >= 2 or self.closed:
                return [(sides, list(self.by_document))], []
        strong = [p for p in whole.ranked(self.joined) if p[0] >= 0.3]
        pairs = self._principal(strong, tallies, whole)
        if not pairs:
            sides = parts.belligerents(whole, self.joined)
            if sides or self.fixed:
                return [(self._with_given(sides), list(self.by_document))], []
            return [], list(self.by_document)
        groups: dict[parts.Pair, list[str]] = {pair: [] for pair in pairs}
        apart = []
        for document, counted in tallies.items():
            pair = self._about(counted, pairs)
            if pair is None:
                apart.append(document)
            else:
                groups[pair].append(document)
        out: list[Group] = []
        for pair, ids in groups.items():
            if ids:
                of = parts.tally([s for d in ids for s in self.by_document[d]], self.joined)
                sides = parts.belligerents(of, self.joined)
                if not set(pair) <= set(sides):
                    sides = (*sorted(pair, key=lambda k: (-of.fights(k), k)), *(k for k in sides if k not in pair))
                out.append((self._with_given(sides), ids))
        more, apart = self._of_little(apart, tallies)
        return sorted([*out, *more], key=lambda g: -len(g[1])), apart

    def _of_little(
        self, apart: Sequence[str], tallies: Mapping[str, parts.Tally]
    ) -> tuple[list[Group], list[str]]:  # fmt: skip
        """Wars of which each text tells little: texts that share a side, where together they tell of two."""
        groups: list[tuple[set[str], list[str]]] = []
        for document in apart:
            sides = set(parts.belligerents(tallies[document], self.joined))
            near = [g for g in groups if g[0] & sides]
            groups = [g for g in groups if g not in near]
            groups.append((sides.union(*(g[0] for g in near)), [d for g in near for d in g[1]] + [document]))
        out: list[Group] = []
        for _, ids in groups:
            sides_ = parts.belligerents(
                parts.tally([s for d in ids for s in self.by_document[d]], self.joined), self.joined
            )
            if len(sides_) >= 2 and not any(self.joined.kind(k) in ("person", None) for k in sides_[:2]):
                out.append((self._with_given(sides_), ids))
        told = {d for _, ids in out for d in ids}
        return out, [d for d in apart if d not in told]

    def _about(self, counted: parts.Tally, pairs: Sequence[parts.Pair]) -> parts.Pair | None:
        """Of which pair a document tells: of the one that it tells most of, else of the only one of which it names a side."""
        top = max((w for w, _ in counted.ranked(self.joined)), default=0.0)
        weights = {p: counted.weight(*p, self.joined) for p in pairs}
        best = max(pairs, key=lambda p: (weights[p], -pairs.index(p)))
        if weights[best] > 0 and weights[best] >= 0.3 * top:
            return best
        most = max((counted.fights(k) for k in counted.does), default=0.0)
        told = [p for p in pairs if any(counted.fights(k) >= max(0.5 * most, 0.01) for k in p)]
        if (
            len(told) != 1 and top < 0.5
        ):  # it tells of no war of its own: of the only one of which it names a side at all
            told = [p for p in pairs if any(k in counted.does for k in p)]
        return told[0] if len(told) == 1 else None

    def _principal(
        self, strong: Sequence[tuple[float, parts.Pair]], tallies: Mapping[str, parts.Tally], whole: parts.Tally
    ) -> list[parts.Pair]:  # fmt: skip
        """The pairs of which some document tells most: each of one war, unless it shares a side with a stronger one there."""
        best: Counter[parts.Pair] = Counter()
        total = {p: w for w, p in strong}
        for counted in tallies.values():
            mine = [(w, p) for w, p in counted.ranked(self.joined) if p in total and w >= 0.2]
            if mine:
                top = mine[0][0]
                near = [p for w, p in mine if w >= 0.5 * top]
                best[max(near, key=lambda p: (total[p], p))] += 1
        chosen: list[parts.Pair] = []
        for pair in sorted(best, key=lambda p: (-best[p], -total[p], p)):
            shares = [c for c in chosen if set(c) & set(pair)]
            firm = sum(t.pairs.get(pair, 0.0) - 0.12 * t.near.get(pair, 0) for t in tallies.values())
            if shares and (firm < 1.0 or any(self._apart_too(whole, c, pair) for c in shares)):
                continue  # too little, or a third side of the same war
            if shares and best[pair] < 2 and total[pair] < 0.6 * total[shares[0]] * best[pair] / best[shares[0]]:
                continue
            chosen.append(pair)
        return chosen

    def _apart_too(self, whole: parts.Tally, one: parts.Pair, two: parts.Pair) -> bool:
        """Whether those whom two pairs with a side in common do not share fight each other as well."""
        a, b = sorted(set(one) ^ set(two))
        return whole.weight(a, b, self.joined) > 0

    def _given_sides(self) -> tuple[str, ...]:
        return tuple(k for k, p in self.fixed.items() if p.part in (None, "belligerent"))

    def _with_given(self, sides: tuple[str, ...]) -> tuple[str, ...]:
        """What was found, with what the analyst said of those sides."""
        kept = tuple(k for k in sides if k not in self.fixed or self.fixed[k].part in (None, "belligerent"))
        return (*(k for k in self._given_sides() if k not in kept), *kept)


__all__ = ["ByWar", "Group"]
