"""Who is "the general"? Names, titles, pronouns and role nouns of one document, resolved to people.

A surname stands for the full name that the document gives, before or after; a title or role noun for the last person
who was introduced with it, else for the holder of that office on the document's date; a pronoun for the last person who
spoke or was the subject. Where two people fit equally, nobody is named.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parley.reading.codebook import default_codebook, places
from parley.reading.english import grammar, roles
from parley.reading.english.roles import word_kind
from parley.reading.english.spelling import TITLES, first_names, is_initial, plain_name, same, surname
from parley.reading.model import Codebook, Office
from parley.reading.sources.name_runs import SIDES, acts, is_place_here, name_runs, shown_as_person, titled
from parley.reading.sources.person import MEN, STYLES, WOMEN, Mention, Person, describe, may_hold

if TYPE_CHECKING:
    from spacy.tokens import Doc


_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]*")


_RANKED = frozenset(["general", "admiral", "colonel", "marshal"])
_COMMANDS = frozenset(["commander", "chiefs", "staff"])
"""Of offices whose holders are called by their rank."""
_EVERYWHERE = re.compile(r"chief of staff|commander in chief|national security adviser")


class People:
    """The people of a document. Built once from its parsed paragraphs, in order."""

    def __init__(self, codebook: Codebook, on: datetime.date | None) -> None:
        self.codebook = codebook
        self.on = on
        self.people: list[Person] = []
        self.mentions: list[Mention] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._texts: list[str] = []
        self._unclear: dict[str, Person] = {}
        """Surnames that several bear and that the text does not tell apart."""
        self._called: dict[str, Person] = {}
        """Whom a surname alone has meant last."""
        self._aliases = {alias.lower(): name for alias, name in codebook.names.items()}

    def build(self, paragraphs: Iterable[tuple[int, Doc]]) -> None:
        """Scan paragraphs, given as the offset of each in the view and its parse; full names first."""
        parsed = list(paragraphs)
        self._texts = [grammar.text(doc) for _, doc in parsed]
        found = [(offset, doc, *run) for offset, doc in parsed for run in name_runs(doc)]
        for offset, doc, start, end, words, sure in found:
            if len(words) > 1 and sure and not is_initial(words[0]):
                self._add(offset, doc, start, end, words)
        single = [(words[0].lower(), doc, start, end) for _, doc, start, end, words, _ in found if len(words) == 1]
        heard = {word for word, doc, start, end in single if acts(doc[end - 1]) or titled(doc, start)}
        heard -= {word for word, doc, start, end in single if is_place_here(doc, start, end)}
        for offset, doc, start, end, words, sure in found:
            last = surname(" ".join(words))  # bodies are not cut to their last word
            known = last in self._by_surname or (last in heard and words[0].lower() not in SIDES)
            if not sure and len(words) > 1 and not is_initial(words[0]) and (known or shown_as_person(doc, end)):
                self._add(offset, doc, start, end, words)
        for offset, doc, start, end, words, sure in found:  # "A. Lee" once all full names are known
            if len(words) > 1 and is_initial(words[0]) and (sure or shown_as_person(doc, end)):
                self._add(offset, doc, start, end, words)
        alone = {words[0].lower() for _, _, _, _, words, sure in found if len(words) == 1 and sure}
        alone -= {word for word, doc, start, end in single if is_place_here(doc, start, end)}
        for offset, doc, start, end, words, _ in found:
            low = surname(words[0])
            if len(words) == 1 and (low in self._by_surname or low in alone or self._holder_now(low)):
                self._add(offset, doc, start, end, words)
        for offset, doc in parsed:
            self._add_mistagged(offset, doc)
        self.mentions.sort(key=lambda m: m.start)
        for person in self.people:
            person.places.sort()

    def _add_mistagged(self, offset: int, doc: Doc) -> None:
        """Surnames known from elsewhere that the tagger took for common nouns ("Sanders said", at a sentence's start)."""
        for match in _CAPITALISED.finditer(grammar.text(doc)):
            owners = self._by_surname.get(match.group().lower())
            span = doc.char_span(*match.span()) if owners else None
            if span is None or len(span) != 1 or span[0].tag_ not in ("NN", "NNS"):
                continue
            token = span[0]
            if any(token.text in p.name.split() for p in owners or ()) and word_kind(token.lemma_.lower()) is None:
                self._add(offset, doc, token.i, token.i + 1, [token.text])

    def _add(self, offset: int, doc: Doc, start: int, end: int, words: list[str]) -> None:
        person = self._alone(words[0], doc, start, offset) if len(words) == 1 else self._person(words)
        if person is None:
            return
        describe(person, doc, start, end)
        head = doc[end - 1]
        self.mentions.append(
            Mention(
                offset + doc[start].idx, offset + head.idx + len(head.text), person, head.dep_ in ("nsubj", "nsubjpass")
            )
        )
        person.places.append(offset + doc[start].idx)

    def _alone(self, word: str, doc: Doc, start: int, offset: int) -> Person | None:
        """Whose a surname alone is: the one's who bears it; of several the one's whom the text has called so before, else
        of those named by then, if but one fits the title; else it stays what it is, nobody of them."""
        last = surname(word)
        title = doc[start - 1].text if start and doc[start - 1].lower_ in WOMEN | MEN else ""
        gender = "f" if title.lower() in WOMEN else "m" if title else None
        bearers = [p for p in self._by_surname.get(last, []) if p not in self._unclear.values()]
        fits = [p for p in bearers if gender is None or p.gender in (None, gender)]
        if len(fits) > 1:
            named = [p for p in fits if any(x < offset + doc[start].idx for x in p.places)]
            holder = [p for p in fits if p.name == self._holder_named(last)]
            called = [p for p in fits if p is self._called.get(last)]
            fits = called or holder or (named if len(named) == 1 else fits)
        if len(fits) == 1:
            self._called[last] = fits[0]
        if not bearers and (first := self._family_first(word)) is not None:
            return first
        if len(fits) == 1 or not bearers:
            return fits[0] if fits else self._person([word], self._may_be_holder(last, doc, start))
        name = f"{title} {word}" if title and not fits else word
        if name not in self._unclear:
            self._unclear[name] = Person(name, last, gender=gender)
            self.people.append(self._unclear[name])
        return self._unclear[name]

    def _family_first(self, word: str) -> Person | None:
        """Of whom a name is the first word, where names are so written ("Xu Lanying", then "Xu"): not a given name, and of one alone."""
        low = word.lower()
        if low in first_names() or not word.isalpha():
            return None
        fits = [
            p for p in self.people if len(n := p.name.split()) in (2, 3) and n[0].lower() == low and n[-1].isalpha()
        ]
        return fits[0] if len(fits) == 1 else None

    def _may_be_holder(self, last: str, doc: Doc, start: int) -> bool:
        """Whether a surname alone may be the holder of a shipped office who bears it: no title and no apposition contradicts, and
        where the document has no date it names the country."""
        name = self._holder_named(last)
        held = [o for o in self.codebook.offices if o.holder == name]
        if name is None or any(o not in default_codebook().offices for o in held):
            return True
        known = {word for o in held for word in o.title.split()}
        before = doc[start - 1].lower_ if start else ""
        title = TITLES.get(before, before if word_kind(before) == "office" or before in STYLES else "")
        if title and title not in known and not (title in _RANKED and known & _COMMANDS):
            return False
        for child in doc[start].children:
            noun = child.lemma_.lower()
            if child.dep_ == "appos" and noun not in known and word_kind(noun) in ("office", "person"):
                return False
        return self.on is not None or any(self._names_country(o.party) for o in held)

    def _names_country(self, party: str | None) -> bool:
        known = re.compile(r"\b(?:" + "|".join(re.escape(n) for n, p in places().items() if p == party) + r")\b", re.I)
        return party is not None and any(known.search(text) for text in self._texts)

    def _person(self, words: list[str], holder: bool = True) -> Person | None:
        name = " ".join(words)
        last = surname(name)
        known = self._by_surname.get(last, [])
        if len(words) == 1:
            if known:
                return known[0] if len(known) == 1 else None
            name = (self._holder_named(last) if holder else None) or self._aliases.get(name.lower(), name)
        exact = [p for p in known if p.name.lower() == name.lower()]
        fits = exact or [p for p in known if same(p.name, name)]
        if len(fits) == 1:
            return fits[0]
        if len(words) > 1 and (office := self._holder_named(last)) and same(office, name):
            name = office
        person = Person(self._aliases.get(name.lower(), name), last)
        if " " in person.name:
            person.gender = first_names().get(plain_name(person.name).split()[0].lower())
        person.party = self.codebook.affiliations.get(person.name.lower())
        for office_ in self.codebook.offices if holder else ():
            if surname(office_.holder) == last and same(office_.holder, person.name) and self._in_force(office_):
                person.party = person.party or office_.party
                person.roles |= set(office_.title.split())
        self.people.append(person)
        self._by_surname.setdefault(last, []).append(person)
        return person

    def _in_force(self, office: Office) -> bool:
        if self.on is None:
            return True
        return (office.since is None or office.since <= self.on) and (office.until is None or self.on <= office.until)

    def _holder_named(self, last: str) -> str | None:
        """The one holder of an office with that surname, in office on the date or else ever."""
        all_ = [o for o in self.codebook.offices if surname(o.holder) == last]
        now = {o.holder for o in all_ if self._in_force(o)}
        ever = {o.holder for o in all_}
        if len(now) == 1:
            return next(iter(now))
        return next(iter(ever)) if len(ever) == 1 else None

    def _holder_now(self, last: str) -> bool:
        """The surname of somebody in office on the document's date, which no place or thing bears."""
        return self.on is not None and any(
            surname(o.holder) == last and self._in_force(o) for o in self.codebook.offices
        )

    def named(self, name: str) -> Person | None:
        """The person of the document, or the holder of an office, with that surname."""
        last = surname(name)
        if last in self._by_surname or self._holder_named(last):
            return self._person(name.split()[-1:])
        return None

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions inside a stretch of the view."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def before(self, at: int, *, within: int = 1500) -> list[Mention]:
        """Mentions before a place, nearest first."""
        return [m for m in reversed(self.mentions) if at - within <= m.start < at]

    def by_office(self, words: str) -> Person | None:
        """The holder, on the date, of the office that the words name in full ("chairman of the Joint Chiefs of Staff")."""
        low = " ".join(words.lower().split()).removeprefix("the ")
        if self.on is None or "former" in low or "deputy" in low:
            return None
        now = [o for o in self.codebook.offices if self._in_force(o)]
        fits = [o for o in now if len(o.title.split()) > 2 and o.title in low and self._heard_of(o)]
        if fits:
            return self._person(fits[0].holder.split())
        if len(low.split()) > 1:  # "the high commissioner", of a table that somebody made for these documents
            begun = [o for o in now if o not in default_codebook().offices and f"{o.title} ".startswith(f"{low} ")]
            holders = {o.holder for o in begun}
            return self._person(begun[0].holder.split()) if len(holders) == 1 else None
        return None

    def _heard_of(self, office: Office) -> bool:
        """Whether the document names the country of an office that ships and that others have too ("chief of staff")."""
        if not _EVERYWHERE.fullmatch(office.title) or office not in default_codebook().offices:
            return True
        return self._names_country(office.party)

    def by_role(self, word: str, at: int, party: str | None, portfolio: frozenset[str] = frozenset()) -> Person | None:
        """The person for "the general": the last one introduced as that, else the holder on the date.

        ``portfolio`` holds what else the words say of the office: "the defence minister" is not the foreign minister.
        """
        fits = [p for p in self.people if word in p.roles or word in p.described]
        if not fits:  # "the envoy" for the one mediator
            fits = [p for p in self.people if roles.like(word) & (p.roles | p.described)]
            fits = fits if len(fits) == 1 else []
        fits = [p for p in fits if may_hold(p, portfolio)]
        if party is not None:
            fits = [p for p in fits if p.party == party]
        seen = [(max((x for x in p.places if x < at), default=-1), p) for p in fits]
        if any(s[0] >= 0 for s in seen):
            return max(seen, key=lambda s: s[0])[1]
        if len(fits) == 1 and word_kind(word) == "office":  # introduced later
            return fits[0]
        holders = {
            o.holder for o in self.codebook.offices
            if word in o.title.split() and self._in_force(o) and party is not None and o.party == party
            and (o.title == word or word not in ("minister", "secretary", "chief", "head", "president"))
        }  # fmt: skip
        if len(holders) == 1 and self.on is not None:
            return self._person(next(iter(holders)).split())
        return None
