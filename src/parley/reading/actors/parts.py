"""What part each actor has in a war: who fights whom, told from who hosts, mediates, pays, backs or only comments.

A pair weighs by what the texts tell of the two together; a place, a host or a mediator is no belligerent for meeting one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parley.reading.actors.joined import Joined, Seen
from parley.reading.actors.names import is_generic, state_of

PAIR = {
    "pair": 1.5,
    "fights": 1.0,
    "attacked": 1.0,
    "truce": 0.8,
    "between": 0.8,
    "negotiates": 0.6,
    "meets": 0.25,
    "accuses": 0.4,
    "near": 0.12,
}
"""What one sighting that names both adds to a pair; most constructions give one each way."""
ALONE = {
    "fights": 1.0,
    "attacked": 0.6,
    "pair": 0.5,
    "truce": 0.6,
    "between": 0.2,
    "negotiates": 0.2,
    "meets": 0.1,
    "accuses": 0.1,
    "armed": 0.3,
    "near": 0.03,
}
BESIDE = {"hosts": 1.0, "mediates": 1.5, "pays": 0.7, "arms": 0.8, "allied": 0.8, "calls": 0.4}
FORCE = {"fights": 1.0, "attacked": 1.0, "pair": 1.0, "truce": 0.5, "between": 0.3, "armed": 0.25}
"""What tells of blows given or taken: who only talks, hosts or mediates has none of it."""
_ACTS = (
    "fights",
    "pair",
    "truce",
    "between",
    "negotiates",
    "meets",
    "accuses",
    "armed",
    "leads",
    "native",
    "calls",
    "allied",
)
_LEAST = 1.0
_MORE = 0.35
"""A third belligerent fights one of the first two at least so much as they fight each other."""
_MOST = 4

Pair = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """What some documents tell: of each actor what it does, of each two what joins them."""

    does: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    pairs: dict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    joint: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Sum of what its pairs weigh."""
    where: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """In which documents it is told of."""
    near: Counter[Pair] = field(default_factory=Counter)
    """How often two are only named together."""
    weak: dict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    """What of a pair's weight comes from meetings and from being named together."""
    allied: Counter[Pair] = field(default_factory=Counter)
    helps: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def fights(self, key: str) -> float:
        """How much tells that it fights, by itself."""
        return sum(ALONE[t] * n for t, n in self.does[key].items() if t in ALONE) + 0.25 * self.joint[key]

    def force(self, key: str) -> float:
        """How much tells of blows that it gives or takes."""
        does = self.does[key]
        return sum(w * (min(does[t], 4) if t == "armed" else does[t]) for t, w in FORCE.items())

    def stands_beside(self, key: str, joined: Joined) -> bool:
        """Whether the texts tell that it hosts, mediates or keeps a peace more than that it fights: it is no belligerent."""
        does, kind = self.does[key], joined.kind(key)
        home = key in {f"state:{h}" for h in joined.homes.values()}
        between = max(0, does["mediates"] - 1) if home else does["mediates"] + does["hosts"]
        if kind == "mediator" or (kind == "place" and not sum(does[t] for t in _ACTS)):
            return True
        if kind == "organisation":
            own = does["fights"] + does["pair"]
            return between > 0 or (
                own < 1.0 and (key.startswith("body:") or own + does["attacked"] + does["armed"] < 1.0)
            )
        if (
            does["accuses"] < 2
            and not does["fights"] + does["attacked"] + does["pair"] + does["between"] + does["truce"]
            and joined.elected(key)
        ):
            return True
        plural = any(n.endswith("s") for n in joined.names(key))
        if kind is None and does["attacked"] < 2 and not plural and not sum(does[t] for t in _ACTS):
            return True  # "the Kessel police post was stormed": a place
        return between > 0 and does["armed"] < 2 and self.force(key) + 1.2 * does["between"] < 1.5 * between

    def beside(self, key: str) -> float:
        """How much tells that it stands beside the war."""
        return sum(BESIDE[t] * n for t, n in self.does[key].items() if t in BESIDE)

    def ranked(self, joined: Joined, only: Iterable[str] | None = None) -> list[tuple[float, Pair]]:
        """Pairs by how much tells that the two fight and bargain with each other."""
        wanted = None if only is None else set(only)
        fighters = {
            k
            for k in self.does
            if self.fights(k) > 0 and (wanted is None or k in wanted) and not self.stands_beside(k, joined)
        }
        bodies = {k for k in fighters if joined.kind(k) != "person"}
        if len(bodies) > 1:
            fighters = bodies
        together: dict[str, list[str]] = defaultdict(list)
        for key in sorted(fighters):
            for document in self.where[key]:
                together[document].append(key)
        pairs = {p for p in self.pairs if p[0] in fighters and p[1] in fighters}
        pairs |= {(a, b) for keys in together.values() for i, a in enumerate(keys) for b in keys[i + 1 :]}
        weights = {p: w for p in pairs if (w := self.weight(*p, joined)) > 0}
        less = {
            k: 0.1 if self.force(k) == 0 and joined.kind(k) == "state" else 0.4 for k in fighters if self.force(k) < 0.5
        }
        if any(w >= 0.1 and not less.keys() & set(p) for p, w in weights.items()):  # others give and take blows
            weights = {(a, b): w * less.get(a, 1.0) * less.get(b, 1.0) for (a, b), w in weights.items()}
        out = [(w, p) for p, w in weights.items()]
        return sorted(out, key=lambda p: (-p[0], p[1]))

    def weight(self, a: str, b: str, joined: Joined) -> float:
        """How much tells that two are each other's enemy."""
        pair = (min(a, b), max(a, b))
        if self.allied[pair] and self.allied[pair] >= self.pairs.get(pair, 0.0) / 2:
            return 0.0
        weight = self.pairs.get(pair, 0.0)
        if a.startswith("state:") and b.startswith("state:") and weight <= self.weak[pair] + 1e-9:
            blows = [sum(self.does[k][t] for t in ("fights", "attacked", "pair", "truce")) for k in (a, b)]
            if min(blows) < 1:
                return 0.0  # two countries of which one only sends troops, and nothing tells that they are enemies
        if self.where[a] & self.where[b]:  # both fight, in one text
            weight += self._share(a, b, joined) * min(self.fights(a), self.fights(b), 5.0)
        for key in (a, b):
            weight *= self._apart(key, joined)
        return weight

    def _share(self, a: str, b: str, joined: Joined) -> float:
        """How likely two that fight in one text fight each other: a state and a movement more than two of a kind, of which nothing is told."""
        kinds = [k.startswith("state:") or joined.kind(k) in ("government", "state") for k in (a, b)]
        direct = self.pairs.get((min(a, b), max(a, b)), 0.0)
        if kinds[0] == kinds[1] and direct < 0.4:
            return 0.1
        return 0.4

    def _apart(self, key: str, joined: Joined) -> float:
        fights, beside = self.fights(key), self.beside(key)
        does = self.does[key]
        factor = fights / (fights + 0.5 * beside) if fights + beside else 0.0
        if does["hosts"] + does["mediates"] > does["fights"] + does["attacked"] + does["pair"]:
            factor *= 0.3
        kind = joined.kind(key)
        if kind == "organisation":
            factor *= 0.5
        if kind == "place":
            factor *= 0.5
        plural = kind is None and self.force(key) >= 0.5 and any(n.endswith("s") for n in joined.names(key))
        if plural:
            factor *= 0.5 if self.joint[key] < 0.5 else 1.0
        elif kind in ("person", None) and (
            self.joint[key] < 0.5 or (kind == "person" and not does["fights"] + does["attacked"] + does["pair"])
        ):
            factor *= 0.1  # nothing tells with whom: an author, a weapon, a place
        elif kind == "person":
            factor *= 0.5
        return factor


def tally(seen: Iterable[Seen], joined: Joined) -> Tally:
    """Count what is seen."""
    out = Tally()
    seen = list(seen)
    firm = {k for s in seen if s.sighting.tells != "near" for k in (s.who, s.other)}
    for one in seen:
        if one.sighting.tells == "near" and not _counts(one, firm):
            continue
        tells = one.sighting.tells
        who = one.who
        out.does[who][tells] += 1
        out.where[who].add(one.document)
        if one.other is None:
            continue
        out.where[one.other].add(one.document)
        pair = (min(who, one.other), max(who, one.other))
        if tells in PAIR:
            out.pairs[pair] += PAIR[tells]
            out.near[pair] += tells == "near"
            out.weak[pair] += PAIR[tells] if tells in ("near", "meets") else 0.0
            out.joint[who] += PAIR[tells]
            out.does[one.other][tells] += tells == "near"
        elif tells in ("allied", "arms"):
            out.allied[pair] += 1
            out.helps[who][one.other] += 1
        elif tells == "pays":
            out.helps[who][one.other] += 1
    return out


def _counts(one: Seen, firm: set[str | None]) -> bool:
    """Whether two named in one sentence on war count: of both more is told, or of one, and the other is a government or an army."""
    known = (one.who in firm, one.other in firm)
    if all(known):
        return True
    s = one.sighting
    rules = [_rules(n) for n in (s.name, s.other or "")]
    return (known[0] and rules[1]) or (known[1] and rules[0])


def _rules(name: str) -> bool:
    """Whether a name is that of a state's government or army."""
    told = state_of(name)
    return told[1] is not None if told is not None else is_generic(name) in ("government", "army")


def belligerents(counted: Tally, joined: Joined, most: int = _MOST) -> tuple[str, ...]:
    """Who fights whom and bargains about it, the principal two first; fewer where the texts do not tell."""
    ranked = counted.ranked(joined)
    if not ranked or ranked[0][0] < 0.05:
        alone = sorted(
            (
                k
                for k in counted.does
                if counted.fights(k) >= _LEAST
                and counted.fights(k) > counted.beside(k)
                and joined.kind(k) not in ("person", "place", None)
                and not counted.stands_beside(k, joined)
            ),
            key=lambda k: (-counted.fights(k), k),
        )
        return tuple(alone[:1])
    first, (a, b) = ranked[0]
    backed = [  # who is fought through another: "the Velland-backed Front"
        (k, helped) for k, enemy in ((a, b), (b, a)) for helped, times in counted.helps[k].items()
        if times and helped != enemy and not counted.stands_beside(helped, joined) and counted.weight(helped, enemy, joined) > 0 and counted.fights(helped) >= counted.fights(k)
    ]  # fmt: skip
    if len(backed) == 1:
        backer, fighter = backed[0]
        other = b if backer == a else a
        direct = counted.pairs.get((min(backer, other), max(backer, other)), 0.0)
        return (other, fighter, *((backer,) if direct >= 2.0 else ()))
    chosen = sorted((a, b), key=lambda k: (-counted.fights(k), k))
    for weight, pair in ranked[1:]:
        new = [k for k in pair if k not in chosen]
        if len(new) != 1 or weight < _MORE * first or len(chosen) >= most:
            continue
        other = new[0]
        direct = counted.pairs.get(pair, 0.0)
        friends = sum(counted.allied[(min(other, k), max(other, k))] for k in chosen)
        if (
            direct >= 2.0
            and not friends
            and joined.kind(other) not in (None, "person")
            and not counted.stands_beside(other, joined)
        ):
            chosen.append(other)
    return tuple(chosen)


def part(key: str, counted: Tally, sides: Sequence[str], joined: Joined) -> str:
    """The part of one who is no belligerent."""
    does = counted.does[key]
    ally = does["allied"] + does["arms"] + 0.5 * does["fights"]
    scores = {
        "mediator": 1.5 * does["mediates"] + (does["hosts"] if joined.kind(key) == "organisation" else 0),
        "host": 0.95 * does["hosts"], "payer": 1.2 * does["pays"],
        "ally": 1.0 * ally if joined.kind(key) != "organisation" else 0.3 * ally,
    }  # fmt: skip
    best = max(scores, key=lambda p: (scores[p], p))
    return best if scores[best] >= 0.9 else "other"


__all__ = ["ALONE", "BESIDE", "PAIR", "Pair", "Tally", "belligerents", "part", "tally"]
