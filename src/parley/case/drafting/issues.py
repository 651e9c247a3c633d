"""Issues from wishes: different wordings of one thing are one issue, and its options are what each side says of it.

Two wordings meet by the thing that they name (a truce, talks, a treaty), or by their noun and at least one more word that
tells which is meant; "withdrawal of troops" is the same as "withdrawal of troops from Kessel" where nothing tells otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from parley.case.drafting.naming import slug
from parley.case.drafting.phrases import Named
from parley.case.drafting.wishes import Stand, Wish
from parley.reading.english.lexicon import rows
from parley.reading.rules.row import table
from parley.reading.sides.contested import content_words

NONE = "none"
"""The option that every issue has: not, or left as it is."""
MOST = 6
"""Issues of a draft."""
_MOST_OPTIONS = 3
_ROOM = 4
"""Issues up to which also what nobody of the war is known to ask for is one."""
_SAID = ("asks", "refuses")
_ONE_THING = ("truce", "talks", "treaty")
"""Families of which a war has one, however it is worded."""
_WEIGHT: dict[Stand, float] = {"asks": 2, "offers": 2, "refuses": 3, "accepts": 1.5, "on a condition": 1.5}
_SAYS: dict[Stand, str] = {
    "asks": "demands", "offers": "offers", "accepts": "accepts", "refuses": "refuses", "on a condition": "would have on a condition",
}  # fmt: skip
_SIGNS = frozenset(["detainee", "captive", "inmate"])


@dataclass(slots=True)
class Option:
    """An answer to an issue, with the wishes that word it."""

    key: str
    title: str
    wishes: tuple[Wish, ...] = ()
    suppliers: tuple[str, ...] = ()
    conquest: bool = False


@dataclass(slots=True)
class Issue:
    """What it is about; the last option is :data:`NONE` where the issue is made of wishes."""

    key: str
    title: str
    options: list[Option]
    wishes: tuple[Wish, ...] = ()
    family: str | None = None
    extra: list[str] = field(default_factory=list)

    def option(self, named: Named) -> Option | None:
        """The option that words it; None where there is none."""
        for option in self.options:
            if any(w.named.name.lower() == named.name.lower() for w in option.wishes):
                return option
        near = [o for o in self.options if any(_alike(w.named, named) for w in o.wishes)]
        return near[0] if near else None

    def others(self, but: Sequence[str]) -> list[str]:
        """Keys of the other options."""
        return [o.key for o in self.options if o.key not in but]


class Issues:
    """The issues of a draft, weightiest first kept, in the order of the texts.

    Args:
        wishes: all that were found.
        principals: parties whose consent is required: what they say weighs most.
        titles: party → what to call it within a sentence.
        text: all words of the documents, lower-case, for the table of common issues.
        several: those of the titles that are plurals ("the rebels demand").
        suppliers: names whom the words around a wish name as supplying it, as keys of parties.
    """

    def __init__(
        self, wishes: Sequence[Wish], principals: Sequence[str], titles: Mapping[str, str], text: str,
        suppliers: Callable[[Wish], tuple[str, ...]], several: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.principals, self.titles, self.suppliers, self.several = principals, titles, suppliers, several
        groups = _grouped([w for w in wishes if not w.named.pointer])
        weighed = [(self._weight(g), g) for g in groups]
        best = sorted(weighed, key=lambda x: -x[0])
        sides_alone = [x for x in best if all(w.side for w in x[1])]
        kept = [x for x in best if x[0] >= 1 and x not in sides_alone][:MOST]
        room = max(0, _ROOM - len(kept))
        kept += [
            x
            for x in best
            if x not in kept and x not in sides_alone and x[0] >= 0.5 and any(w.stand in _SAID for w in x[1])
        ][:room]
        kept = kept if len(kept) > 1 else [*kept, *(x for x in best if x not in kept)][: 2 if kept else 1]
        self.all: list[Issue] = []
        for _, group in sorted(kept, key=lambda x: groups.index(x[1])):
            self.all.append(self._issue(group))
        self._common(text)
        self.named = bool(self.all)
        if not self.all:
            self.all = [
                Issue("to-be-named", "What it is about: to be named", [Option("one-way", "One way: to be named"), Option(NONE, "Not")])
            ]  # fmt: skip

    def locate(self, named: Named) -> tuple[Issue, Option] | None:
        """The issue and the option that something named belongs to."""
        for issue in self.all:
            if any(_same(w.named, named) for w in issue.wishes) and (option := issue.option(named)) is not None:
                return issue, option
        return None

    def _weight(self, group: Sequence[Wish]) -> float:
        """Who asks and how much hangs on it; nothing that nobody of the war is known to ask for, unless wars end by it."""
        total = 0.0
        for wish in group:
            mine = 1.0 if wish.holder in self.principals else 0.6 if wish.holder is not None else 0.5
            plain = wish.stand == "offers" and wish.named.family is None  # "will send a delegation"
            total += (0.8 if plain else 1.0 if wish.side else _WEIGHT[wish.stand]) * mine + wish.terms
        family = any(w.named.family for w in group)
        if not family and not any(w.holder in self.principals for w in group):
            total -= 0.5
        return total + 2 * (len({w.holder for w in group if w.holder in self.principals}) > 1)

    def _issue(self, group: Sequence[Wish]) -> Issue:
        name = _title(group)
        taken = [i.key for i in self.all]
        key = _unlike(_short(name), taken)
        options = self._options(group)
        refused = list(
            dict.fromkeys(
                self.titles[w.holder] for w in group if w.stand == "refuses" and w.holder and w.holder in self.titles
            )
        )
        left = f"Not, as {joined(refused)} would have it" if refused else "Not"
        family = next((w.named.family for w in group if w.named.family), None)
        return Issue(key, name[:1].upper() + name[1:], [*options, Option(NONE, left)], tuple(group), family)

    def _options(self, group: Sequence[Wish]) -> list[Option]:
        wordings: list[list[Wish]] = []
        positive = [w for w in group if w.stand != "refuses"]
        for wish in (
            *sorted(positive, key=lambda w: w.stand == "on a condition"),
            *(w for w in group if w.stand == "refuses"),
        ):
            near = [g for g in wordings if any(_one_option(o, wish) for o in g)]
            if near:
                near[0].append(wish)
            else:
                wordings.append([wish])
        best = sorted(wordings, key=lambda g: -sum(_WEIGHT[w.stand] for w in g))[:_MOST_OPTIONS]
        out: list[Option] = []
        for wording in (g for g in wordings if g in best):
            name = max((w.named.name for w in wording if w.stand != "refuses"), key=len, default=wording[0].named.name)
            holders = [w for w in wording if w.holder in self.titles]
            keys = [o.key for o in out]
            first = next((w.holder for w in holders if w.stand != "refuses"), None)
            key = _unlike(f"as-{first}" if first else "agreed", keys)
            supplied = tuple(dict.fromkeys(s for w in wording for s in self.suppliers(w)))
            out.append(Option(key, self._worded(name, holders), tuple(wording), supplied, _takes_land(name)))
        return out

    def _worded(self, name: str, holders: Sequence[Wish]) -> str:
        """ "As the Column demands: withdrawal from Kessel"; the name alone where nobody of the war asks for it."""
        told: dict[str, list[str]] = {}
        for wish in holders:
            if wish.stand == "refuses" or wish.holder is None:
                continue
            verb = told.setdefault("speaks for" if wish.side else _SAYS[wish.stand], [])
            title = self.titles[wish.holder]
            if title not in verb and not any(title in others for others in told.values() if others is not verb):
                verb.append(title)
        parts = [
            f"{joined(who)} {verb if len(who) < 2 and who[0] not in self.several else _plural(verb)}" for verb, who in told.items() if who
        ]  # fmt: skip
        return f"As {' and '.join(parts)}: {name}" if parts else name[:1].upper() + name[1:]

    def _common(self, text: str) -> None:
        """Where nothing is asked for or refused: common issues whose words stand in the documents."""
        if self.all:
            return
        found = []
        for row in rows("issues.csv"):
            count = sum(len(re.findall(rf"\b{re.escape(w.lower())}\b", text)) for w in row["words"].split(";"))
            if count:
                found.append((count, row))
        for _, row in sorted(found, key=lambda f: -f[0])[:2]:
            told = [(k, t) for k, _, t in (item.partition("=") for item in row["options"].split(";"))]
            options = [Option(k, t, conquest=k == row["conquest"]) for k, t in told]
            word = next(w for w in row["words"].split(";") if re.search(rf"\b{re.escape(w.lower())}\b", text))
            key = _unlike(row["key"], [i.key for i in self.all])
            self.all.append(
                Issue(key, row["title"], options, extra=[f"a common issue: the documents speak of “{word}”"])
            )


# ------------------------------------------------------------------------------------------------------------ one thing or two


def _grouped(wishes: Sequence[Wish]) -> list[list[Wish]]:
    groups: list[list[Wish]] = []
    for wish in wishes:
        near = [g for g in groups if any(_same(o.named, wish.named) for o in g)]
        if near:
            near[0].append(wish)
        else:
            groups.append([wish])
    return groups


def _same(one: Named, other: Named) -> bool:
    """Whether two wordings name one issue."""
    if one.name.lower() == other.name.lower():
        return True
    if one.family in _ONE_THING or other.family in _ONE_THING:
        return one.family == other.family
    a, b = _words(one), _words(other)
    kin = one.head == other.head or (one.family is not None and one.family == other.family)
    if kin:
        return bool(a & b) or not a or not b
    return len(a & b) >= 2 and len(a & b) >= 0.6 * min(len(a), len(b))


def _words(named: Named) -> frozenset[str]:
    """Those that tell which is meant; prisoners by whatever word."""
    return frozenset("prisoner" if w in _SIGNS else w for w in named.words)


def close(one: Issue, other: Issue) -> int:
    """How many words two issues share that were not taken for one; of one family counts as one."""
    a, b = (
        {w for x in issue.wishes for w in (*_words(x.named), x.named.head)} - _proper(issue) for issue in (one, other)
    )
    return len(a & b) + (one.family is not None and one.family == other.family)


def _proper(issue: Issue) -> set[str]:
    """Stems of names, which tell whose or where and not what."""
    words = {w for x in issue.wishes for w in x.named.name.split() if w[:1].isupper()}
    return {stem for w in words for stem in content_words(w)}


def _alike(one: Named, other: Named) -> bool:
    a, b = _words(one), _words(other)
    return a == b or a <= b or b <= a


def _one_option(one: Wish, other: Wish) -> bool:
    """Whether two wishes word the same answer: the same words, or one side's own words with more or less of them."""
    a, b = _words(one.named), _words(other.named)
    if a == b:
        return True
    loose = {"refuses", "accepts", "on a condition"}  # said of what another worded more closely
    return (one.holder == other.holder or bool(loose & {one.stand, other.stand})) and (a <= b or b <= a)


def _takes_land(name: str) -> bool:
    return any(r.text is not None and r.text.search(name) for r in table("conquest"))


# -------------------------------------------------------------------------------------------------------------------- in words


def _title(group: Sequence[Wish]) -> str:
    """The name of an issue: of what wars have one of, the shortest; else the words of who asked first, where they are few."""
    names = [w.named.name for w in sorted(group, key=lambda w: w.stand == "refuses")]
    if group[0].named.family in _ONE_THING:
        name = min(names, key=lambda n: (len(n.split()), names.index(n)))
        return _WITH.sub("", name) or name
    few = [n for n in names if 2 <= len(n.split()) <= 6]
    return few[0] if few else min(names, key=len)


_WITH = re.compile(r"\s+(?:with|between|by)\s.*$")


def _short(name: str) -> str:
    """A key of at most four words."""
    return "-".join([w for w in slug(name).split("-") if w not in ("of", "the", "a", "from", "to", "for", "in", "by", "and", "all")][:4]) or "issue"  # fmt: skip


def _unlike(key: str, taken: Sequence[str]) -> str:
    base, made, number = slug(key), slug(key), 2
    while made in taken or made == NONE:
        made, number = f"{base}-{number}", number + 1
    return made


def joined(names: Sequence[str]) -> str:
    """Names as a list in words; empty for none."""
    return "".join(names) if len(names) < 2 else ", ".join(names[:-1]) + " and " + names[-1]


def _plural(verb: str) -> str:
    return (
        "demand"
        if verb == "demands"
        else "offer"
        if verb == "offers"
        else "accept"
        if verb == "accepts"
        else "speak for"
        if verb == "speaks for"
        else verb
    )


__all__ = ["MOST", "NONE", "Issue", "Issues", "Option", "close", "joined"]
