"""Names that mean one actor, joined: spellings, acronyms, other names, adjectives, a state with its seat and its army, leaders.

Each join keeps its reason in words. What only the document can tell ("the army", "the Front") is looked up in the document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.reading.actors import words
from parley.reading.actors.acronyms import initials
from parley.reading.actors.names import all_within, is_generic, keyed, state_of, telling_words
from parley.reading.actors.spelling import adjective, folded, surname
from parley.reading.codebook import default_codebook
from parley.reading.model import Sighting

Documents = Mapping[str, Sequence[Sighting]]
"""Document id → its sightings."""


_GROUP = re.compile(
    r"(?P<of>[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w-]*)?)(?:['’]s?)? (?:rebels?|separatists?|insurgents?|militants?|guerrillas?|fighters|secessionists|groups?|militias?|movement|faction|rebel (?:groups?|movement|fighters|forces))"
)
""" "Kessel rebels": a noun that says whose they are."""


_DOES = frozenset(["fights", "attacked", "pair", "between", "truce", "negotiates", "meets", "accuses", "armed"])
_STRIKES = frozenset(["fights", "attacked", "pair", "between", "truce"])


def _clear(keys: Sequence[str], counted: Counter[str]) -> list[str]:
    """The one that is told of at least twice as often as any other; nothing where none is."""
    first, second, *_ = sorted(keys, key=lambda k: (-counted[k], k))
    return [first] if counted[first] >= 2 * counted[second] and counted[first] else []


def _of_a_country(name: str) -> bool:
    """Whether a name only says of which country some rebels are."""
    match = _GROUP.fullmatch(name)
    return match is not None and words.country(match["of"]) is not None


_NOBODY = words.Noun("", "", False)


def _inside(short: str, long: str) -> bool:
    """Whether no word of a short name is against its being part of the long one: "Kessel Party" is no part of "Union of Kessel"."""
    have = {folded(p) for p in re.split(r"[\s-]+", long)}
    own = [
        p
        for p in re.split(r"[\s-]+", short)
        if p[:1].isupper() and p.lower() in words.name_words().keys() | words.words_as("common")
    ]
    return all(folded(p) in have for p in own) or " " not in short


def _alike(a: str, b: str) -> bool:
    """A place and its people: they begin with the same five letters ("Kesselia", "Kesselin")."""
    a, b = a.lower(), re.sub(r"['’]s?$", "", b.lower())
    return len(a) > 4 and len(b) > 4 and a[:5] == b[:5]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with whom it is of."""

    document: str
    sighting: Sighting
    who: str
    other: str | None


class Joined:
    """The actors of several documents. Built once from their sightings."""

    def __init__(
        self, documents: Documents, given: Iterable[tuple[str, Sequence[str]]] = (), homes: Mapping[str, str] | None = None,
        firm: frozenset[str] = frozenset(),
        persons: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.documents = documents
        self._firm = firm
        """Documents in which no other country can be meant by "the president"."""
        self.homes = homes or {}
        """Document id → key of the country that it names most."""
        self._parent: dict[str, str] = {}
        self._people: dict[str, Counter[str]] = defaultdict(Counter)
        """Surname, folded → keys of those they lead."""
        self._full: dict[str, Counter[str]] = defaultdict(Counter)
        self._called_so: dict[str, Counter[str]] = defaultdict(Counter)
        """Full name of a person → what else he or she is called."""
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._where: dict[str, set[str]] = defaultdict(set)
        self._reasons: dict[str, list[str]] = defaultdict(list)
        for key, aliases in given:
            for alias in aliases:
                self._union(f"given:{key}", self._key(alias), f"“{alias}” as you gave it")
        self._alliances: dict[str, str] = {}
        self._by_word: dict[str, set[str]] | None = None
        self._answered: dict[tuple[str, str, str], str] = {}
        self._bargains: dict[str, Counter[str]] = defaultdict(Counter)
        self.nouns: dict[str, Counter[str]] = defaultdict(Counter)
        """Key of those whom the texts name by a noun alone → the nouns."""
        self._persons = {
            folded(p)
            for n in persons
            if " " in n
            for p in n.split()
            if len(p) > 3 and p.lower() not in words.words_as("creed") and words.country(p) is None
        }
        """Names of persons, folded: of those who speak, and of those whom the name finder takes for one."""
        self._gather()
        self._join_heirs()
        self._join_called()
        self._join_initials()
        self._join_adjectives()
        self._join_parts()
        self._join_groups()
        self._follow_leaders()
        self._answered.clear()
        self.alliances = {self.root(k): name for k, name in self._alliances.items()}
        """Key of an alliance that its members were joined to → its name."""
        self.seen = tuple(self._seen())

    # names
    def _key(self, name: str) -> str:
        state = state_of(name)
        return keyed(state[0]) if state is not None else f"name:{folded(name)}"

    def _gather(self) -> None:
        for document, sightings in self.documents.items():
            for s in sightings:
                if s.tells in ("leads", "native"):
                    self._full[surname(s.name)][s.name] += 1
                if s.kind == "person" and " " in s.name:
                    self._persons.update(folded(p) for p in s.name.split() if len(p) > 3)
                    self._persons.add(surname(s.name))
                elif s.kind == "person":
                    self._persons.add(folded(s.name))
                for name, kind in ((s.name, s.kind), (s.other, None)):
                    if (
                        s.tells == "named"
                        or not name
                        or is_generic(name) is not None
                        or (s.tells in ("leads", "native") and name == s.name)
                    ):
                        continue
                    key = self._key(name)
                    self._names[key][name] += 1
                    self._where[key].add(document)
                    organ = state_of(name)
                    if organ is not None:
                        if organ[1] and s.tells in ("pair", "between", "negotiates", "accuses"):
                            self._bargains[key][organ[1]] += 1
                        self._kinds[key][
                            organ[1] if organ[1] and words.is_state(organ[0]) else words.body_kind(organ[0]) or "state"
                        ] += 1
                    if kind is not None and not (organ is not None and kind == "person"):
                        self._kinds[key][kind] += 1
        for key, names in self._names.items():
            if not self._kinds[key] and key.startswith("name:") and key[5:] in self._persons:
                self._kinds[key]["person"] += sum(names.values())

    def _join_heirs(self) -> None:
        """A state that was, and the state that has its seat: one, where the texts tell of the first by name more than of the second."""
        for former, heir in words.heirs().items():
            old, new = f"state:{former}", f"state:{heir}"
            if old not in self._names or new not in self._names:
                continue
            proper = {words.state_rows()[heir]["name"].lower()}
            told = sum(c for n, c in self._names[new].items() if n.lower() in proper)
            if sum(self._names[old].values()) >= told:
                self._parent[new] = old
                self._names[old].update(self._names[new])
                self._kinds[old].update(self._kinds[new])
                self._where[old] |= self._where[new]
                self._reasons[old].append(f"{words.state_rows()[heir]['name']} has its seat and people")

    def _join_groups(self) -> None:
        """ "Kessel rebels" are those called so elsewhere without the noun, and the separatists of a place those of its people."""
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in self._roots():
            for name in self._names[key]:
                match = _GROUP.fullmatch(name)
                if match is not None and key.startswith("name:"):
                    groups[key].append((match["of"], name))
        for key, names in groups.items():
            for of, name in names:
                base = self._key(of)
                if self.kind(self.root(base)) == "person" or folded(of) in self._persons:  # "Harke's rebels"
                    self._people[surname(of)][key] += 1
                    self._full[surname(of)][of] += 1
                    continue
                known = self.root(base) in self._names and not base.startswith("state:")
                if known and self._kinds[self.root(base)].keys() & {"movement", "army"}:
                    self._union(base, key, f"“{name}” are {of}")
        movements = [k for k in self._roots() if k.startswith("name:") and self._kinds[k].get("movement")]
        for key in groups:
            for other in movements:
                if self.root(key) != self.root(other) and self._where[key] & self._where[other]:
                    for of, name in groups[key]:
                        if any(
                            _alike(of, o.partition(" ")[0])
                            for o in self._names[other]
                            if " " not in o or other in groups
                        ):
                            self._union(other, key, f"“{name}” are of the same place")
                            break

    def root(self, key: str) -> str:
        """Whom a name's key was joined to."""
        while self._parent.get(key, key) != key:
            key = self._parent[key]
        return key

    def _union(self, a: str, b: str, why: str) -> None:
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if (b.startswith("state:") and not a.startswith("given:")) or b.startswith("given:"):
            a, b = b, a
        if a.startswith("state:") and b.startswith("state:"):
            return
        self._parent[b] = a
        self._names[a].update(self._names[b])
        self._kinds[a].update(self._kinds[b])
        self._where[a] |= self._where[b]
        self._reasons[a] += [*self._reasons[b], why]

    def _join_called(self) -> None:
        for sightings in self.documents.values():
            for s in sightings:
                if s.tells == "member" and s.other:
                    self._union(self._key(s.other), self._key(s.name), f"“{s.name}” is told to be of {s.other}")
                    self._alliances[self._key(s.other)] = s.other
                elif s.tells == "called" and s.other and s.kind != "person" and surname(s.other) not in self._full:
                    self._union(self._key(s.other), self._key(s.name), f"“{s.name}” is told to be {s.other}")
                elif s.tells == "called" and s.other:
                    self._full[surname(s.name)][s.other] += 1

    def _roots(self) -> list[str]:
        return [k for k in self._names if self.root(k) == k]

    def _join_initials(self) -> None:
        by_initials: dict[str, set[str]] = defaultdict(set)
        for key in self._roots():
            for name in self._names[key]:
                if " " in name:
                    for told in initials(name):
                        by_initials[told].add(key)
        for short in self._roots():
            acronyms = [n for n in self._names[short] if re.fullmatch(r"[A-Z][A-Z0-9-]+s?", n) and len(n) > 2]
            if not acronyms:
                continue
            fits = {self.root(k) for k in by_initials[acronyms[0]]} - {short}
            if len(fits) == 1:
                fit = fits.pop()
                self._union(fit, short, f"“{acronyms[0]}” are the initials of {self._title(fit)}")

    def _join_adjectives(self) -> None:
        for key in self._roots():
            if f"{key}s" in self._names and key.startswith("name:"):
                self._union(key, f"{key}s", f"“{self._title(f'{key}s')}” are several")
        begins: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in self._roots():
            if not key.startswith("state:"):
                for name in self._names[key]:
                    if " " not in name:
                        begins[name[:3].lower()].append((name, key))
        for singles in begins.values():
            for short, a in singles:
                for long, b in singles:
                    if self.root(a) != self.root(b) and adjective(short, long):
                        self._union(a, b, f"“{long}” are those of {short}")

    def _join_parts(self) -> None:
        """ "Tigrayan forces" → the one name of the same texts that has Tigray in it; "Tamil Tigers", "Sudanese RSF" likewise."""
        begins: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for key in self._roots():
            if not key.startswith("state:"):
                for name in self._names[key]:
                    for word in telling_words(name) if " " in name else ():
                        begins[word[:3]][key].add(name)
        for key in self._roots():
            if not key.startswith("state:") and self.kind(key) != "person":
                self._join_part(key, begins)
        for key in self._roots():
            for name in list(self._names[key]):
                first, _, rest_name = name.partition(" ")
                if rest_name and words.country(first) is not None and state_of(name) is None:
                    rest = self._key(rest_name)
                    if rest in self._names and self.root(rest) != self.root(key) and not rest.startswith("state:"):
                        self._union(rest, key, f"“{name}” is {rest_name}")

    def _join_part(self, key: str, begins: Mapping[str, Mapping[str, set[str]]]) -> None:
        for name in sorted(self._names[key], key=lambda n: (len(n), n)):
            mine = telling_words(name)
            if not mine:
                continue
            fits = {
                self.root(k): n for k, names in begins.get(min(mine)[:3], {}).items()
                if self.root(k) != self.root(key) and self._where[k] & self._where[key]
                for n in sorted(names) if len(n.split()) > len(mine) and all_within(mine, telling_words(n)) and _inside(name, n)
            }  # fmt: skip
            if len(fits) == 1:
                fit, long = fits.popitem()
                self._union(fit, key, f"“{name}” is part of “{long}”")
                return

    def _follow_leaders(self) -> None:
        for document, sightings in self.documents.items():
            for s in sightings:
                if (
                    s.tells == "leads"
                    and s.other
                    and is_generic(s.other) == "government"
                    and document not in self._firm
                ):
                    continue  # "the Harke administration": of one of two countries
                if s.tells == "leads" and s.other and (of := self._resolved(s.other, document)) is not None:
                    self._people[surname(s.name)][of] += 1
        for document, sightings in self.documents.items():
            for s in sightings:
                if s.tells == "native" and s.other and surname(s.name) not in self._people:
                    of = self._resolved(s.other, document)
                    held = {
                        keyed(o.party)
                        for o in default_codebook().offices
                        if o.party and surname(o.holder) == surname(s.name)
                    }
                    if held and of not in held:
                        continue  # a president of elsewhere
                    if not held and is_generic(s.other) is not None and document not in self._firm:
                        continue  # a president, of one of two countries
                    self._people[surname(s.name)].update([of] if of else [])
        for last, led in self._people.items():  # one who heads a state and a body that is its government: they are one
            states = [k for k in led if self.root(k).startswith("state:")]
            bodies = [
                k for k in led if not self.root(k).startswith("state:") and self._kinds[self.root(k)].get("government")
            ]
            nameless = [k for k in led if k.startswith("noun:movement")]
            named = {self.root(k) for k in led if k.startswith("name:") and self._kinds[self.root(k)].get("movement")}
            if nameless and len(named) == 1:
                for key in nameless:
                    self._union(
                        next(iter(named)), key, f"both are led by {max(self._full[last], key=len, default=last)}"
                    )
            if len(states) == 1 and len(bodies) == 1:
                self._union(states[0], bodies[0], f"both are headed by {max(self._full[last], key=len, default=last)}")
        for sightings in self.documents.values():
            for s in sightings:
                if s.tells == "called" and s.other and surname(s.other) in self._people:
                    self._people[surname(s.name)].update(self._people[surname(s.other)])
                    self._called_so[s.other][s.name] += 1

    def _person(self, name: str) -> str | None:
        """Whose leader or speaker somebody is, where the texts agree."""
        told = self._people.get(surname(name))
        if not told and " " not in name:  # "Jon" of "Jon Harke", where the texts call him so
            led = [
                f for f, c in self._full.items() if any(" " in n and folded(n.split()[0]) == folded(name) for n in c)
            ]
            told = self._people.get(led[0]) if len(led) == 1 else None
        if not told:
            return None
        if " " in name and not any(
            folded(name) == folded(f) or f.split()[0] == name.split()[0] for f in self._full[surname(name)]
        ):
            return None
        best = told.most_common(2)
        return best[0][0] if len(best) == 1 or best[0][1] > best[1][1] else None

    def _in_office(self, name: str) -> str | None:
        """The state of a holder of a shipped office, where the texts name that state too and no other holder is so called."""
        if " " not in name and surname(name) in self._full:
            return None
        held = {keyed(o.party) for o in default_codebook().offices if o.party and surname(o.holder) == surname(name)
                and (" " not in name or folded(o.holder) == folded(name))}  # fmt: skip
        return held.pop() if len(held) == 1 and next(iter(held)) in self._names else None

    # whom a name means
    def _resolved(self, name: str, document: str) -> str | None:
        kind = is_generic(name)
        if kind is not None:
            return self.root(self._of_document(kind, name, document))
        low = re.sub(r"^[Tt]he\s", "", name).lower()
        key = self.root(self._key(name))
        if low in words.short_names() and not key.startswith("given:"):
            fits = {self.root(k) for k in self._with_word(low) if document in self._where[k]}
            if len(fits) == 1:
                return fits.pop()
        if _of_a_country(name) and (meant := self._of_document("movement", name, document)).startswith("name:"):
            return meant  # "Arland rebels": the ones of the text
        if low in words.bare_nouns() and not key.startswith("given:") and " " not in name:
            return self._of_document(
                words.bare_nouns()[low], low, document
            )  # "the Government", "President of the Republic"
        return key

    def _with_word(self, word: str) -> set[str]:
        """Keys of names of several words that have this one."""
        if self._by_word is None:
            self._by_word = defaultdict(set)
            for key, names in self._names.items():
                for name in names:
                    for one in name.lower().split() if " " in name else ():
                        self._by_word[one].add(key)
        return self._by_word[word]

    def _of_document(self, kind: str, name: str, document: str) -> str:
        """The one of the document that a noun fits; else a party of that name."""
        asked = (kind, name, document)
        if asked not in self._answered:
            self._answered[asked] = self._looked_up(kind, name, document)
        return self._answered[asked]

    def _looked_up(self, kind: str, name: str, document: str) -> str:
        found: Counter[str] = Counter()
        struck: set[str] = set()
        for s in self.documents[document]:
            for one in (s.name, s.other):
                if one and s.tells in _DOES and is_generic(one) is None and not _of_a_country(one):
                    key = self.root(self._key(one))
                    found[key] += 1
                    if s.tells in _STRIKES:
                        struck.add(key)
        if kind in ("army", "government"):
            home = self.root(f"state:{self.homes[document]}") if document in self.homes else None
            bodies = [k for k in found if self.kind(k) == "government" and not k.startswith(("state:", "body:"))]
            if home is not None and not bodies:
                self._kinds[home][kind] += 1
                return home
            fits = [k for k in found if self._kinds[k].get(kind) and not k.startswith("body:")] or [
                k
                for k in found
                if k.startswith("state:") and (self._kinds[k].get("army") or self._kinds[k].get("government"))
            ]
            fits = fits or [k for k in found if k.startswith("state:") and words.is_state(k[6:])]
        elif kind in ("movement", "alliance"):
            fits = [k for k in found if self.kind(k) == kind and not k.startswith("state:")]
            fits = fits or [
                k
                for k in found
                if (self.kind(k) == "movement" or (self.kind(k) is None and (k in struck or self._several(k))))
                and not k.startswith("state:")
                and not self._is_person(k)
            ]
        else:
            fits = []
        if len(fits) > 1:
            fits = (
                _clear(fits, found)
                or _clear(fits, self._told_of((document,)))
                or _clear(fits, self._told_of(self.documents))
            )
        if len(fits) == 1:
            return fits[0]
        called = kind if kind in ("government", "movement") else name.split()[-1] if kind != "mediator" else name
        where = self.homes.get(document, "") if kind == "movement" else ""
        key = f"noun:{called}@{where}" if where else f"noun:{called}"
        if kind == "movement":
            self.nouns[key][
                next((p for p in reversed(name.split()) if words.nouns().get(p, _NOBODY).kind == kind), "rebels")
            ] += 1
            self._kinds[key][kind] += 1
        return key

    def _told_of(self, documents: Iterable[str]) -> Counter[str]:
        """How often each actor is told of there, whatever it does."""
        return Counter(
            self.root(self._key(one)) for d in documents for s in self.documents[d] for one in (s.name, s.other)
            if one and is_generic(one) is None
        )  # fmt: skip

    def _several(self, key: str) -> bool:
        """Whether a name is of many ("the Kesselists")."""
        return any(" " not in n and n.endswith("s") and not n.isupper() for n in self._names[key])

    def _is_person(self, key: str) -> bool:
        return key.startswith("name:") and (
            self.kind(key) == "person" or any(surname(n) in self._people for n in self._names[key])
        )

    def kind(self, key: str) -> str | None:
        """What most places tell an actor to be."""
        if key.startswith("body:"):
            return words.body_kind(key[5:])
        counts = Counter({k: n for k, n in self._kinds[key].items() if k not in ("place",)})
        if not counts:
            return "place" if self._kinds[key] else None
        return counts.most_common(1)[0][0]

    def elected(self, key: str) -> bool:
        """Whether an actor is a political party by each of its long names."""
        long = [n for n in self._names[key] if " " in n]
        return bool(long) and all(n.split()[-1].lower() in words.words_as("elected") for n in long)

    def kinds(self, key: str) -> Counter[str]:
        """All that the texts tell it to be."""
        return self._kinds[key]

    def bare(self, key: str) -> int:
        """In how many places "the army" or "the government" is this state's."""
        return sum(
            1
            for d, sightings in self.documents.items()
            for s in sightings
            for n in (s.name, s.other)
            if n and s.tells != "native" and n[:1].islower() and is_generic(n) and self.who(n, d) == key
        )

    def bargains(self, key: str) -> Counter[str]:
        """Of a state: which of its organs stands in pairs, at tables and in accusations."""
        return self._bargains[key]

    def who(self, name: str, document: str, kind: str | None = None) -> str | None:
        """The key of the actor that a name of a document means: of a leader, those who are led."""
        if is_generic(name) is None and state_of(name) is None:
            led = self._person(name)
            key = self.root(self._key(name))
            if led is None and (state := self._in_office(name)) is not None:
                return self.root(state)
            if led is not None and not (kind not in (None, "person") and self._kinds[key].get("movement")):
                return self.root(led)
        return self._resolved(name, document)

    def _seen(self) -> Iterable[Seen]:
        for document, sightings in self.documents.items():
            for s in sightings:
                if s.tells in ("called", "is", "member", "named"):
                    continue
                if s.tells in ("leads", "native"):
                    who = self._resolved(s.other, document) if s.other else None
                    other = None
                else:
                    who = self.who(s.name, document, s.kind)
                    other = self.who(s.other, document) if s.other else None
                if who is not None and who != other:
                    yield Seen(document, s, who, other)

    def _title(self, key: str) -> str:
        long = [n for n in self._names[key] if " " in n]
        return max(long or self._names[key], key=lambda n: (self._names[key][n], len(n), n))

    def names(self, key: str) -> Counter[str]:
        """What an actor is called, with how often."""
        return self._names[key]

    def leaders(self, key: str) -> list[str]:
        """People who lead or speak for it, by their fullest names, the most named first."""
        out = []
        for last, led in self._people.items():
            if led and self.root(led.most_common(1)[0][0]) == key and self._full[last]:
                full = max(self._full[last], key=lambda n: (len(n.split()), self._full[last][n], n))
                out.append((sum(self._full[last].values()), full))
        seen: dict[str, None] = {}
        for _, name in sorted(out, key=lambda p: (-p[0], p[1])):
            seen.setdefault(name)
        return list(seen)

    def nicknames(self, leader: str) -> list[str]:
        """What else a leader is called."""
        return [n for full, names in self._called_so.items() if surname(full) == surname(leader) for n in names]

    def reasons(self, key: str) -> list[str]:
        """Why names were joined, in words."""
        return list(dict.fromkeys(self._reasons[key]))


__all__ = ["Documents", "Joined", "Seen"]
