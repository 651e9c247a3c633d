"""The parties of a war from the documents on it: who fights, who else is in it and how, what each is called, and by which words.

:func:`found_parties` is the one way in. A folder on several wars is split: documents whose principal pair is the same are of one war.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import plain
from parley.reading.actors import parts, words
from parley.reading.actors.by_war import ByWar
from parley.reading.actors.given import PARTS, Given, GivenParty, Part
from parley.reading.actors.given import key as slug
from parley.reading.actors.heads import plausible as is_person
from parley.reading.actors.homes import homes
from parley.reading.actors.joined import Joined, Seen
from parley.reading.actors.names import is_generic, state_of
from parley.reading.actors.told_of import Speakers
from parley.reading.model import Codebook, Sighting, Statement

_BACKED = ("-backed", "-aligned", "-allied", "-supported", "-led", "-funded")
_MEN = "rebels|separatists|insurgents|militants|guerrillas|fighters|secessionists"
_BECAUSE = 6
_OTHERS = 8
_ORDER = ("belligerent", "ally", "mediator", "host", "payer", "other")


@dataclass(frozen=True, slots=True)
class Because:
    """Words of a document that tell of an actor's part."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One who is in a war."""

    key: str
    title: str
    part: Part
    kind: str | None
    aliases: tuple[str, ...] = ()
    """What else the texts call it, its leaders' names too."""
    leaders: tuple[str, ...] = ()
    because: tuple[Because, ...] = ()
    joined: tuple[str, ...] = ()
    """Why names were taken for one, in words."""


@dataclass(frozen=True, slots=True)
class War:
    """Documents about one war, and who is in it."""

    title: str
    belligerents: tuple[str, ...]
    """Keys, the principal two first."""
    documents: tuple[str, ...]
    """Their ids."""
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Parties:
    """What was found: wars, the most told of first, and of each statement whose it is."""

    wars: tuple[War, ...]
    apart: tuple[str, ...] = ()
    """Ids of documents on none of them."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Statement id → key of the actor whose words or deeds it holds; nothing where the texts do not tell."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Those of all wars, each once, with the part that is nearest to fighting."""
        out: dict[str, Actor] = {}
        for war in self.wars:
            for actor in war.actors:
                known = out.get(actor.key)
                if known is None or _ORDER.index(actor.part) < _ORDER.index(known.part):
                    out[actor.key] = (
                        actor if known is None else replace(actor, because=(*known.because, *actor.because)[:_BECAUSE])
                    )
        return tuple(sorted(out.values(), key=lambda a: _ORDER.index(a.part)))

    @property
    def belligerents(self) -> tuple[Actor, ...]:
        """Of the war that is told of most, the principal two first."""
        if not self.wars:
            return ()
        by_key = {a.key: a for a in self.wars[0].actors}
        return tuple(by_key[k] for k in self.wars[0].belligerents)

    def with_party(self, statement: Statement) -> Statement:
        """The statement with the party to which its speaker belongs, where the texts tell."""
        key = self.speakers.get(statement.id)
        return statement if key is None or key == statement.party else replace(statement, party=key)

    def codebook(self) -> Codebook:
        """What a second reading may know: aliases with their parties, leaders with theirs."""
        names: dict[str, str] = {}
        affiliations: dict[str, str] = {}
        for actor in reversed(self.actors):
            for name in (actor.title, *actor.aliases, *actor.leaders):
                if is_generic(name) is None:
                    affiliations[name.lower()] = actor.key
            for leader in actor.leaders:
                if " " in leader:
                    names[leader] = leader
        return Codebook((), names, affiliations)


def found_parties(
    documents: Sequence[Document], statements: Sequence[Statement], sightings: Mapping[str, Sequence[Sighting]],
    given: Given | None = None,
) -> Parties:  # fmt: skip
    """The parties of the wars that these documents are about.

    Args:
        documents: what was read.
        statements: what was found in them.
        sightings: document id → where it tells of an actor's part (:attr:`parley.reading.one_source.Reading.sightings`).
        given: what the analyst says of the parties; it wins over what was found.
    """
    return _Found(documents, statements, sightings, given or Given()).parties()


def wars(documents: Sequence[Document], sightings: Mapping[str, Sequence[Sighting]]) -> tuple[War, ...]:
    """The wars that documents are about, the one with most documents first; a document on no war is in none of them."""
    return found_parties(documents, (), sightings).wars


class _Found:
    def __init__(
        self, documents: Sequence[Document], statements: Sequence[Statement], sightings: Mapping[str, Sequence[Sighting]], given: Given
    ) -> None:  # fmt: skip
        self.documents = {d.id: d for d in documents}
        self.statements = statements
        self.given = given
        self.joined = Joined(
            {d: tuple(sightings.get(d, ())) for d in self.documents},
            [(p.key, p.aliases) for p in given.parties],
            *homes(documents, sightings),
            [s.resolved for s in statements if s.resolved and is_person(s.resolved)],
        )
        self.by_document: dict[str, list[Seen]] = {d: [] for d in self.documents}
        for seen in self.joined.seen:
            self.by_document[seen.document].append(seen)
        self.fixed = {f"given:{p.key}": p for p in given.parties}
        self.keys: dict[str, str] = {}

    def parties(self) -> Parties:
        groups, apart = ByWar(self.joined, self.by_document, self.fixed, self.given.closed).split()
        made = tuple(self._war(sides, ids) for sides, ids in groups)
        speakers = Speakers([(a.key, (a.title, *a.aliases), a.leaders) for a in _unique(made)]).of(self.statements)
        return Parties(made, tuple(apart), speakers)

    # who is in a war
    def _war(self, sides: tuple[str, ...], ids: list[str]) -> War:
        seen = [s for d in ids for s in self.by_document[d]]
        counted = parts.tally(seen, self.joined)
        actors = [self._actor(k, "belligerent", seen, sides, counted) for k in sides]
        others = []
        for key in counted.does:
            if key in sides or (self.given.closed and key not in self.fixed) or key.startswith("noun:"):
                continue
            fixed = self.fixed.get(key)
            told = (fixed and fixed.part) or parts.part(key, counted, sides, self.joined)
            weight = counted.beside(key) + 0.5 * counted.fights(key)
            if fixed is None and (weight < 0.35 or self.joined.kind(key) in ("place", "person", "mediator")):
                continue
            if fixed is None and self.joined.kind(key) is None and told == "other":
                continue
            others.append((fixed is None, _ORDER.index(told), -weight, key, told))
        for key, fixed in self.fixed.items():
            if key not in sides and key not in counted.does:
                others.append((False, 0, 0.0, key, fixed.part or "other"))
        chosen = sorted(others)[: max(_OTHERS, len(self.fixed))]
        actors += [
            self._actor(k, told, seen, sides, counted) for _, _, _, k, told in sorted(chosen, key=lambda o: o[1:])
        ]
        named = [a for a in actors if a.part == "belligerent"]
        return War(" and ".join(a.title for a in named[:2]), tuple(a.key for a in named), tuple(ids), tuple(actors))

    def _actor(self, key: str, part: str, seen: Sequence[Seen], sides: Sequence[str], counted: parts.Tally) -> Actor:
        fixed = self.fixed.get(key)
        names = self.joined.names(key)
        title = fixed.title if fixed else self._title(key, sides)
        leaders = self.joined.leaders(key)
        told = [_alias(n, names) for n, _ in sorted(names.items(), key=lambda p: (-p[1], p[0]))]
        aliases = [n for n in dict.fromkeys(told) if not _told_by(n, title)]
        for leader in leaders[:4]:
            aliases += [n for n in (leader, *self.joined.nicknames(leader)) if n not in aliases]
        if fixed:
            aliases = [*(a for a in fixed.aliases if a != title), *(a for a in aliases if a not in fixed.aliases)]
        order = (
            "pair",
            "fights",
            "attacked",
            "truce",
            "mediates",
            "hosts",
            "pays",
            "arms",
            "allied",
            "between",
            "negotiates",
            "meets",
            "accuses",
            "calls",
            "armed",
            "leads",
            "native",
            "near",
        )
        mine = sorted(
            (s for s in seen if s.who == key),
            key=lambda s: (order.index(s.sighting.tells), s.document, s.sighting.where),
        )
        because: list[Because] = []
        for one in mine:
            because_ = self._because(one)
            if because_ not in because and len(because) < _BECAUSE:
                because.append(because_)
        if fixed and not because:
            because = self._named_somewhere((title, *fixed.aliases))
        return Actor(
            self._key(key, title), title, next(p for p in PARTS if p == part), _said(self.joined.kind(key)),
            tuple(dict.fromkeys(aliases))[:12], tuple(leaders[:6]), tuple(because), tuple(self.joined.reasons(key)),
        )  # fmt: skip

    def _because(self, seen: Seen) -> Because:
        """From the name to the words that tell, where they are near each other; else the name."""
        where, told = seen.sighting.where, seen.sighting.words
        span = Span(min(where.start, told.start), max(where.end, told.end))
        span = span if span.end - span.start <= 240 else where
        return Because(seen.document, span.start, span.end, plain(self.documents[seen.document], span))

    def _named_somewhere(self, names: Sequence[str]) -> list[Because]:
        for document in self.documents.values():
            for name in names:
                found = re.search(rf"\b{re.escape(name)}\b", document.text)
                if found is not None:
                    return [Because(document.id, found.start(), found.end(), found.group())]
        return []

    def _key(self, key: str, title: str) -> str:
        if key not in self.keys:
            made = key.partition(":")[2] if key.startswith(("state:", "body:", "given:")) else slug(title)
            base, number = made, 2
            while made in self.keys.values():
                made, number = f"{base}-{number}", number + 1
            self.keys[key] = made
        return self.keys[key]

    def _title(self, key: str, sides: Sequence[str]) -> str:
        if key.startswith("noun:"):
            nouns = self.joined.nouns.get(key)
            noun = max(nouns, key=lambda n: (nouns[n], n)) if nouns else key[5:].partition("@")[0]
            single = nouns is not None and words.nouns().get(f"{noun}s") is not None
            return f"{noun}s".capitalize() if single else noun.capitalize()
        if key.startswith(("state:", "body:")):
            return self._state_title(key, sides)
        names = self.joined.names(key)
        if (alliance := self.joined.alliances.get(key)) is not None:
            return alliance
        short = max(names, key=lambda n: (names[n], n))
        if " " not in short and not any(n.isupper() for n in names):
            several = [n for n in names if n in (f"{short}s", short.removesuffix("s")) and n.endswith("s")]
            if several:
                return several[0]
            called = Counter(
                plain(self.documents[s.document], s.sighting.where)
                for s in self.joined.seen
                if s.who == key and s.sighting.name == short
            )
            group = [c for c, _ in called.most_common() if re.fullmatch(rf"{re.escape(short)} (?:{_MEN})", c)]
            group += [n for n in names if re.fullmatch(rf"{re.escape(short)} (?:{_MEN})", n)]
            if group and called[short] <= called[group[0]]:
                return group[0]
        proper = Counter({n: c for n, c in names.items() if not re.search(r"\s[a-z]+$", n)}) or names
        long = [n for n in proper if " " in n and not n.isupper()]
        most = max(proper, key=lambda n: (proper[n], len(n), n))
        full = max(long, key=lambda n: (proper[n], len(n), n)) if long else most
        return full if re.fullmatch(r"[A-Z0-9-]+s?", most) or most in full or " " in most else most

    def _by_name(self, key: str) -> bool:
        """Whether the texts call a state by its name or seat more often than they name its army or government."""
        plain = organ = 0
        row = words.state_rows().get(key.partition(":")[2], {})
        bare = {row.get("adjective"), row.get("people")}
        for name, count in self.joined.names(key).items():
            told = state_of(name)
            if told is not None and told[1] is not None:
                organ += count
            elif name not in bare:
                plain += count
        return plain > organ + self.joined.bare(key)

    def _abroad(self, key: str, other: str) -> bool:
        """Whether a state fights those whom the texts put in another country ("the Front in Arland", "Arland's Front")."""
        where = Counter(self.joined.root(f"state:{self.joined.homes[s.document]}") for s in self.joined.seen
                        if s.who == other and s.document in self.joined.homes)  # fmt: skip
        if where and where.most_common(1)[0][0] != key:
            return True
        names = [n for n, _ in self.joined.names(other).most_common(4) if n[:1].isupper() and state_of(n) is None]
        if not names:
            return False
        some = "|".join(re.escape(n) for n in names)
        pattern = re.compile(
            rf"(?:\b(?P<a>[A-Z][\w.-]+(?: [A-Z]\w+)?)(?:['’]s)?,?\s(?:[a-z-]+\s){{0,2}})?\b(?:{some})\b(?:(?:\s[a-z]+){{0,3}}\s(?:in|of)\s(?P<b>[A-Z]\w+(?: [A-Z]\w+)?))?"
        )
        told: Counter[str] = Counter()
        for document in {s.document for s in self.joined.seen if s.who == other}:
            for match in pattern.finditer(self.documents[document].text):
                for name in (match["a"], match["b"]):
                    found = words.country(name) or words.country(name.split()[0]) if name else None
                    if found is not None and words.is_state(found) and not name.endswith(_BACKED):
                        told[self.joined.root(f"state:{found}")] += 1
        return bool(told) and told.most_common(1)[0][0] != key

    def _state_title(self, key: str, sides: Sequence[str]) -> str:
        """A state by its name; in a war within it, its army or government, as the texts call it more."""
        party = key.partition(":")[2]
        row = words.state_rows().get(party, {})
        name = row.get("name", party)
        others = [k for k in sides if k != key]
        if key not in sides or key.startswith("body:") or not others or _is_power(others[0]):
            return name
        if self._abroad(key, others[0]):
            return name
        kinds = self.joined.bargains(key) or self.joined.kinds(key)
        if self._by_name(key):
            return name
        adjective = row.get("adjective") or name
        called = Counter({
            re.sub(r"['’]s?$", "", n): c for n, c in self.joined.names(key).items() if (o := state_of(n)) is not None and o[1] is not None
        })  # fmt: skip
        if kinds["army"] > kinds["government"]:
            return f"{adjective} army"
        rule = {n: c for n, c in called.items() if (state_of(n) or ("", ""))[1] == "government"}
        best = max(rule, key=lambda n: (rule[n], -len(n), n), default=None)
        if best is not None:
            noun = best.split()[-1]
            if noun in ("state", "side", "authorities", "administration"):
                return f"{adjective} government"
            return best if "’" not in best and "'" not in best else f"{adjective} {noun}"
        return (
            f"{adjective} army"
            if kinds["army"] > kinds["government"]
            else f"{adjective} government"
            if kinds["government"]
            else name
        )


def _is_power(key: str) -> bool:
    """Whether an actor is a country or an alliance of countries: who fights it fights abroad."""
    return key.startswith("state:") or words.body_kind(key.partition(":")[2]) == "alliance"


def _said(kind: str | None) -> str | None:
    return None if kind in ("part", "mediator") else "army" if kind == "forces" else kind


def _alias(name: str, names: Mapping[str, int]) -> str:
    """A name without the noun that says whose men they are, where it is known without it: "Arland troops", "the Front's fighters"."""
    base = re.sub(r"['’]s?$", "", re.sub(r"(?:\s[a-z][a-z-]*)+$", "", name))
    state = words.country(base)
    return base if base != name and (base in names or (state is not None and state_of(name) is not None)) else name


def _told_by(name: str, title: str) -> bool:
    return name.lower().removeprefix("the ") == title.lower().removeprefix("the ")


def _unique(made: Sequence[War]) -> list[Actor]:
    out: dict[str, Actor] = {}
    for war in made:
        for actor in war.actors:
            out.setdefault(actor.key, actor)
    return list(out.values())


__all__ = ["Actor", "Because", "Given", "GivenParty", "Parties", "War", "found_parties", "wars"]
