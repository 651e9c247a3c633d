"""Who is "the general"? Names, titles, pronouns and role nouns of one document, resolved to people.

A surname stands for the full name that the document gives, before or after; a title or role noun for the last person
who was introduced with it, else for the holder of that office on the document's date; a pronoun for the last person who
spoke or was the subject. Where two people fit equally, nobody is named.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parley.reading.codebook import default_codebook, is_place, place_names, places
from parley.reading.english import grammar, lexicon, roles
from parley.reading.english.grammar import nickname
from parley.reading.english.roles import word_kind
from parley.reading.english.spelling import ARTICLE, SUFFIX, TITLES, first_names, is_initial, plain_name, same, surname
from parley.reading.model import Codebook, Office

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STYLES = frozenset(
    ["bishop", "archbishop", "cardinal", "imam", "rabbi", "deacon", "nurse", "mp", "corporal", "chaplain", "mullah", "ayatollah",
     "patriarch", "comrade", "private", "constable", "councillor", "deputy", "baroness", "dame", "sheikh", "father", "sister",
     "brother", "mother", "lord", "lady", "prince", "princess", "spokesman", "spokeswoman", "rebel", "engineer"]
)  # fmt: skip
"""Words before a name that are no part of it, though no office either; before a surname alone only the first of them are."""
_BEFORE_SURNAMES = frozenset(
    ["bishop", "archbishop", "cardinal", "imam", "rabbi", "mp", "corporal", "constable", "councillor"]
)
_WOMEN = frozenset({"mrs.", "ms.", "mrs", "ms", "madam", "lady", "spokeswoman", "chairwoman", "congresswoman", "queen"})
_MEN = frozenset({"mr.", "mr", "sir", "lord", "spokesman", "congressman", "king", "pope"})
_NOT_NAMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "the", "group",
     "house", "senate", "council", "institute", "university", "department", "post", "times", "journal", "news",
     "street", "state", "states", "war", "party", "committee", "agency", "bank", "project", "patrol", "center",
     "centre", "association", "fund", "foundation", "league", "coalition", "authority", "bureau", "alliance",
     "initiative", "network", "college", "school", "hospital", "museum", "library", "airlines", "inc", "llc",
     "corp", "company", "federation", "commission", "ministry", "society", "service", "corps", "courier", "ledger", "observer", "mirror", "dispatch", "examiner", "sentinel", "gazette",
     "bulletin", "herald", "tribune", "chronicle", "radio", "administration", "international", "global", "national",
     "united", "world", "northern", "southern", "eastern", "western", "front", "movement", "brigade", "brigades", "guard",
     "resistance", "liberation", "democratic", "people", "people's", "rights", "watch", "witness", "corps", "relief", "aid",
     "trust", "action", "forum", "board", "guild", "chamber", "observatory", "crisis", "amnesty", "mercy", "doctors", "free",
     "command", "staff", "cabinet", "parliament", "assembly", "tribunal", "union", "force", "forces", "energy", "media",
     "analytics", "partners", "solutions", "systems", "holdings", "insurance", "industries", "capital", "motors",
     "greater", "upper", "lower", "inner", "outer"]
)  # fmt: skip
"""Words that no person's name holds: days, months, bodies."""
_NAME = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Person:
    """Somebody the document names."""

    name: str
    surname: str
    roles: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    """Lower-case words of appositions: "professor", "chairman", "joint", "chiefs"."""
    portfolios: set[str] = field(default_factory=set)
    """What tells one office from another: "foreign", "deputy"."""
    gender: str | None = None
    party: str | None = None
    places: list[int] = field(default_factory=list)
    """Character positions of the mentions, in the view."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place of the view."""

    start: int
    end: int
    person: Person
    subject: bool


_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]*")


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
        found = [(offset, doc, *run) for offset, doc in parsed for run in _names(doc)]
        for offset, doc, start, end, words, sure in found:
            if len(words) > 1 and sure and not is_initial(words[0]):
                self._add(offset, doc, start, end, words)
        single = [(words[0].lower(), doc, start, end) for _, doc, start, end, words, _ in found if len(words) == 1]
        heard = {word for word, doc, start, end in single if _acts(doc[end - 1]) or _titled(doc, start)}
        heard -= {word for word, doc, start, end in single if _where(doc, start, end)}
        for offset, doc, start, end, words, sure in found:
            last = surname(" ".join(words))  # bodies are not cut to their last word
            known = last in self._by_surname or (last in heard and words[0].lower() not in _SIDES)
            if not sure and len(words) > 1 and not is_initial(words[0]) and (known or _speaks(doc, end)):
                self._add(offset, doc, start, end, words)
        for offset, doc, start, end, words, sure in found:  # "A. Lee" once all full names are known
            if len(words) > 1 and is_initial(words[0]) and (sure or _speaks(doc, end)):
                self._add(offset, doc, start, end, words)
        alone = {words[0].lower() for _, _, _, _, words, sure in found if len(words) == 1 and sure}
        alone -= {word for word, doc, start, end in single if _where(doc, start, end)}
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
        _describe(person, doc, start, end)
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
        title = doc[start - 1].text if start and doc[start - 1].lower_ in _WOMEN | _MEN else ""
        gender = "f" if title.lower() in _WOMEN else "m" if title else None
        bearers = [p for p in self._by_surname.get(last, []) if p not in self._unclear.values()]
        fits = [p for p in bearers if gender is None or p.gender in (None, gender)]
        if len(fits) > 1:
            named = [p for p in fits if any(x < offset + doc[start].idx for x in p.places)]
            holder = [p for p in fits if p.name == self._holder_named(last)]
            called = [p for p in fits if p is self._called.get(last)]
            fits = called or holder or (named if len(named) == 1 else fits)
        if len(fits) == 1:
            self._called[last] = fits[0]
        if len(fits) == 1 or not bearers:
            return fits[0] if fits else self._person([word])
        name = f"{title} {word}" if title and not fits else word
        if name not in self._unclear:
            self._unclear[name] = Person(name, last, gender=gender)
            self.people.append(self._unclear[name])
        return self._unclear[name]

    def _person(self, words: list[str]) -> Person | None:
        name = " ".join(words)
        last = surname(name)
        known = self._by_surname.get(last, [])
        if len(words) == 1:
            if known:
                return known[0] if len(known) == 1 else None
            name = self._holder_named(last) or self._aliases.get(name.lower(), name)
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
        for office_ in self.codebook.offices:
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
        names = [n for n, party in places().items() if party == office.party]
        known = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in names) + r")\b", re.I)
        return any(known.search(text) for text in self._texts)

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


def may_hold(person: Person, portfolio: frozenset[str]) -> bool:
    """Whether what is said of an office leaves open that it is this person's."""
    if portfolio & _RANKS - person.portfolios:
        return False
    return not portfolio or not person.portfolios or bool(portfolio & person.portfolios)


_RANKS = frozenset({"deputy", "vice", "prime", "former", "assistant", "acting"})
PORTFOLIOS = _RANKS | frozenset(
    ["foreign", "defence", "defense", "interior", "home", "finance", "justice", "health", "education", "trade", "economy",
     "energy", "environment", "transport", "labour", "labor", "culture", "agriculture", "information", "police", "army",
     "navy", "naval", "opposition", "rebel", "party", "union", "chief", "senior", "junior", "provincial", "regional", "legal",
     "military", "political", "security", "economic", "human"]
)  # fmt: skip


def _titled(doc: Doc, start: int) -> bool:
    if start == 0:
        return False
    before = doc[start - 1].lower_
    return before in TITLES or (
        (word_kind(before) == "office" or before in _STYLES) and doc[start - 1].tag_.startswith("NNP")
    )


def _where(doc: Doc, start: int, end: int) -> bool:
    """ "in Kessel", "the government of Arland": a place, whatever else the name looks like."""
    if start == 0 or (end < len(doc) and (doc[end].text in ("'s", "’s") or doc[end].tag_.startswith("NNP"))):
        return False
    if doc[start - 1].lower_ == "in":
        return True
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _HAVE_PLACES


_HAVE_PLACES = frozenset(["government", "town", "city", "village", "port", "republic", "kingdom", "state", "region"])


_SIDES = frozenset(
    ["north", "south", "east", "west", "greater", "upper", "lower", "new", "old", "central", "inner", "outer"]
)


def _speaks(doc: Doc, end: int) -> bool:
    """A name that no name finder knows, as the subject of a verb that people do, or with an occupation beside it."""
    head = doc[end - 1]
    span = doc[max(0, end - 3) : end]
    if any(word_kind(t.lower_) in ("org", "outlet", "document") for t in span):
        return False
    if word_kind(head.lower_) == "office" and head.lower_ not in _SURNAMES:
        return False  # "the High Commissioner"
    if (
        end + 2 < len(doc)
        and doc[end].text == ","
        and any(word_kind(t.lemma_.lower()) in ("office", "person") for t in doc[end + 1 : min(len(doc), end + 8)])
    ):
        return True
    if any(t.ent_type_ in ("GPE", "NORP", "LOC") for t in span):
        return False
    above = head
    while above.dep_ == "appos":  # "the negotiator, Vardan Tsaturyan-Bell": the parser parts the name at its hyphen
        above = above.head
        if word_kind(above.lemma_.lower()) in ("office", "person"):
            return True
    return _acts(head) or _is_somebody(head)


def _is_somebody(head: Token) -> bool:
    """ "Ann Lee, who leads the north", "Ann Lee is foreign minister"."""
    if any(c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.lefts) for c in head.rights):
        return True
    above = head.head
    attributes = [c for c in above.rights if c.dep_ == "attr"] if head.dep_ == "nsubj" and above.lemma_ == "be" else []
    if any(c.lower_ in _SIDES for c in head.lefts):
        return False
    nouns = {c.lemma_.lower() for c in attributes} - _COUNTRIES_TOO
    return any(word_kind(n) in ("office", "person") for n in nouns)


_COUNTRIES_TOO = frozenset(
    ["ally", "friend", "member", "rival", "neighbor", "neighbour", "opponent", "sponsor", "backer", "participant", "signatory",
     "host", "guarantor", "supporter", "leader", "seller", "buyer", "figure", "producer", "foe", "head", "star"]
)  # fmt: skip


_SURNAMES = frozenset(
    ["king", "pope", "major", "marshal", "judge", "justice", "speaker", "head", "chair", "regent", "chief"]
)


def _acts(head: Token) -> bool:
    """A name as the subject of a verb that people do, or after the "by" of one ("was rejected by Ann Lee")."""
    by = head.dep_ == "pobj" and head.head.lower_ == "by" and head.head.head.tag_ == "VBN"
    verb = head.head.head if by else head.head
    cue = lexicon.verb(verb)
    personal = cue is not None and cue.kind in _PERSONAL
    if by:
        said = any(c.dep_ == "nsubjpass" and c.lemma_.lower() in lexicon.nouns() for c in verb.children)
        return personal or (said and verb.lemma_ in ("make", "put", "issue", "advance", "raise", "repeat"))
    if cue is not None and cue.lemma in _OF_THINGS:
        personal = cue.lemma == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
    return head.dep_ == "nsubj" and (verb.lemma_ in _UTTERING or personal)


_UTTERING = frozenset(
    {
        "say",
        "retract",
        "recant",
        "tell",
        "add",
        "think",
        "explain",
        "recall",
        "believe",
        "ask",
        "speak",
        "smile",
        "shrug",
    }
)
_PERSONAL = frozenset({"deny", "blame", "praise", "ask", "think", "favour"})
_OF_THINGS = frozenset(
    {"find", "back", "support", "approve", "contradict", "challenge", "rule", "resist", "expect", "refute"}
)
"""What firms, teams and findings do as well."""


def _begins_person(doc: Doc, at: int) -> bool:
    """A person's name as the name finder has it begins here, after words that are surely none."""
    before = doc[at - 1]
    other = (
        before.ent_type_ in ("ORG", "NORP", "GPE")
        or before.lower_ in _NOT_NAMES
        or word_kind(before.lower_) is not None
        or (at > 1 and doc[at - 2].lower_ == "of")
    )
    begins = doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "B" and before.ent_type_ != "PERSON"
    return begins and other and before.lower_ not in first_names()


def _within_hyphens(doc: Doc, start: int, end: int) -> bool:
    """A part of a longer word: "Biden" in "Biden-led"."""
    after = end < len(doc) and doc[end].text[:1] == "-" and not doc[end - 1].whitespace_
    return after or (start > 0 and doc[start - 1].text[-1:] == "-" and not doc[start - 1].whitespace_)


def _namelike(token: Token) -> bool:
    """A capitalised proper noun, or one that only its shape betrays ("O'Donnell")."""
    capital = token.text[:1].isupper() or ARTICLE.match(token.text) is not None
    return capital and (token.tag_ in ("NNP", "NNPS") or _IRISH.match(token.text) is not None)


_IRISH = re.compile(r"[A-Z]['’][A-Z][a-z]{2,}$")


def _names(doc: Doc) -> list[tuple[int, int, list[str], bool]]:
    """Runs of tokens that may name a person: (start, end, words, surely), titles left out."""
    out = []
    index = 0
    places = place_names()
    while index < len(doc):
        token = doc[index]
        if not _namelike(token) or token.lower_ in TITLES:
            index += 1
            continue
        end = index
        while end < len(doc) and (
            _namelike(doc[end])
            or doc[end].lower_ in SUFFIX or (doc[end].text in '"“”' and end > index and nickname(doc, end))
            or (end > index and doc[end].lower_ in ("de", "van", "von", "al", "bin", "el", "der", "-", "al-")
            and end + 1 < len(doc) and doc[end + 1].text[:1].isupper())
        ):  # fmt: skip
            if doc[end].lower_ in TITLES:
                break
            end += 1
        start = index + 1 if end > index + 1 and grammar.dated(doc, index) else index
        index = max(end, index + 1)
        while start < end and (
            (word_kind(doc[start].lower_) == "office" and (end - start > 1 or doc[start].lower_ not in _SURNAMES))
            or doc[start].lower_ in ("former", "vice", "prime")
            or (doc[start].lower_ in _STYLES and end - start > (1 if doc[start].lower_ in _BEFORE_SURNAMES else 2))
        ):
            start += 1
        inner = next((i for i in range(start + 1, end - 1) if _begins_person(doc, i)), None)
        if inner is not None:  # "Secretary of State Ann Lee"
            start = inner
        for place in range(end - 2, start - 1, -1):  # "Superior Court Judge Michael Markman"
            if word_kind(doc[place].lower_) == "office":
                start = place + 1
                break
        words = [w for w in doc[start:end].text.split() if w[0] not in '"“']
        if words and words[-1].lower() in ("jr", "sr") and end < len(doc) and doc[end].text == ".":
            words[-1] += "."
        if not words or not _NAME.match(words[0]) or _within_hyphens(doc, start, end):
            continue
        person = any(t.ent_type_ == "PERSON" for t in doc[start:end]) or _titled(doc, start)
        person = person or (end < len(doc) and doc[end].lower_ in ("himself", "herself"))
        person = person and not (len(words) == 1 and words[0].lower() in _SURNAMES)
        unsaid = all(t.ent_type_ == "" for t in doc[start:end])
        person = person or (unsaid and len(words) in (2, 3) and words[0].lower() in first_names())
        low = " ".join(words).lower()
        checked = words[-1:] if _titled(doc, start) else words
        if person and len(checked) > 1 and checked[0].lower() in first_names():
            checked = words[:-1]  # a surname may be a place's name too
        bad = low in places or any(is_place(w) or w.lower() in _NOT_NAMES for w in checked)
        if len(words) > 1 and all(word_kind(w.lower()) in ("office", "person") for w in words):
            continue  # "Chief Executive Officer said"
        if not bad and len(words) <= (6 if person else 3) and not any(w.isupper() and len(w) > 4 for w in words[1:]):
            out.append((start, end, words, person))
    return out


def _describe(person: Person, doc: Doc, start: int, end: int) -> None:
    """Titles before the name, and the words of the apposition after it."""
    index = start - 1
    while index >= 0 and start - index <= 6:
        word = doc[index].lower_
        if word == "." and index and f"{doc[index - 1].lower_}." in TITLES:  # a tokeniser may part the mark of "Col."
            index -= 1
            word = f"{doc[index].lower_}."
        elif not doc[index].text[:1].isupper() or doc[index].tag_ not in ("NNP", "NNPS", "NN", "JJ"):
            break
        if word in _WOMEN or word in _MEN:
            person.gender = "f" if word in _WOMEN else "m"
        role = TITLES.get(word) or (word if word_kind(word) == "office" or word in _STYLES else "")
        if role:
            person.roles.add(role)
        if word in PORTFOLIOS:
            person.portfolios.add(word)
        index -= 1
    if start > 0 and word_kind(doc[start - 1].lower_) in ("office", "person"):
        person.roles.add(doc[start - 1].lemma_.lower())
    above = doc[end - 1].head if doc[end - 1].dep_ == "appos" else doc[start]
    called = above.i < start and doc[start - 1].text == "," and word_kind(above.lemma_.lower()) in ("office", "person")
    if called and above.tag_ in ("NN", "NNP"):  # "the foreign minister, Ann Lee, said"
        person.described.add(above.lemma_.lower())
        person.portfolios |= {t.lower_ for t in doc[above.left_edge.i : above.i]} & PORTFOLIOS
    if end + 1 < len(doc) and doc[end].text == ",":
        stop = end + 1
        while stop < min(len(doc), end + 16) and doc[stop].text not in {",", ".", ";", '"', "”"}:
            stop += 1
        if (stop < len(doc) and stop - end > 2) or stop > end + 1:
            for token in doc[end + 1 : stop]:
                if token.tag_ in ("NN", "NNP", "NNS", "JJ") and word_kind(token.lemma_.lower()) in ("office", "person"):
                    person.described.add(token.lemma_.lower())
                if token.lower_ in PORTFOLIOS:
                    person.portfolios.add(token.lower_)
                if token.lower_ in _WOMEN or token.lower_ in _MEN:
                    person.gender = "f" if token.lower_ in _WOMEN else "m"
