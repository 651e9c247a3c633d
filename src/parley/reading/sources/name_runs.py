"""Runs of words that may name a person, and what the words around them tell: a title, a place, somebody who acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parley.reading.codebook import is_place, place_names
from parley.reading.english import grammar, lexicon
from parley.reading.english.grammar import nickname
from parley.reading.english.roles import word_kind
from parley.reading.english.spelling import ARTICLE, SUFFIX, TITLES, first_names
from parley.reading.sources.person import STYLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_BEFORE_SURNAMES = frozenset(
    ["bishop", "archbishop", "cardinal", "imam", "rabbi", "mp", "corporal", "constable", "councillor"]
)
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
_DEPARTMENTS = frozenset(
    ["affairs", "defence", "defense", "interior", "relations", "cooperation", "finance", "planning", "works"]
)
_NAME = re.compile(r"[^\W\d_]")


def name_runs(doc: Doc) -> list[tuple[int, int, list[str], bool]]:
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
            or (doc[start].lower_ in STYLES and end - start > (1 if doc[start].lower_ in _BEFORE_SURNAMES else 2))
        ):
            start += 1
        inner = next((i for i in range(start + 1, end - 1) if _begins_person(doc, i)), None)
        if inner is not None:  # "Secretary of State Ann Lee"
            start = inner
        for place in range(end - 2, start - 1, -1):  # "Superior Court Judge Michael Markman"
            if word_kind(doc[place].lower_) == "office":
                start = place + 1
                break
        for place in range(end - 2, start - 1, -1):  # "Minister of Foreign Affairs Ann Lee"
            if doc[place].lower_ in _DEPARTMENTS and (place > start or end - place > 2):
                start = place + 1
                break
        words = [w for w in doc[start:end].text.split() if w[0] not in '"“']
        if words and words[-1].lower() in ("jr", "sr") and end < len(doc) and doc[end].text == ".":
            words[-1] += "."
        if not words or not _NAME.match(words[0]) or _within_hyphens(doc, start, end):
            continue
        person = any(t.ent_type_ == "PERSON" for t in doc[start:end]) or titled(doc, start)
        person = person or (end < len(doc) and doc[end].lower_ in ("himself", "herself"))
        person = person and not (len(words) == 1 and words[0].lower() in _SURNAMES)
        unsaid = all(t.ent_type_ == "" for t in doc[start:end])
        person = person or (unsaid and len(words) in (2, 3) and words[0].lower() in first_names())
        low = " ".join(words).lower()
        checked = words[-1:] if titled(doc, start) else words
        if person and len(checked) > 1 and checked[0].lower() in first_names():
            checked = words[:-1]  # a surname may be a place's name too
        elif len(words) == 2 and is_place(words[1]) and word_kind(words[0].lower()) is None and acts(doc[end - 1]):
            checked = words[:1]  # "Ann Kessel said", of a given name that no list has
        bad = low in places or any(is_place(w) or w.lower() in _NOT_NAMES for w in checked)
        if len(words) > 1 and all(word_kind(w.lower()) in ("office", "person") for w in words):
            continue  # "Chief Executive Officer said"
        if not bad and len(words) <= (6 if person else 3) and not any(w.isupper() and len(w) > 4 for w in words[1:]):
            out.append((start, end, words, person))
    return out


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


def titled(doc: Doc, start: int) -> bool:
    """ "President Lee", "Sister Lee": a title or style stands before the name."""
    if start == 0:
        return False
    before = doc[start - 1].lower_
    return before in TITLES or (
        (word_kind(before) == "office" or before in STYLES) and doc[start - 1].tag_.startswith("NNP")
    )


def is_place_here(doc: Doc, start: int, end: int) -> bool:
    """ "in Kessel", "the government of Arland": a place, whatever else the name looks like."""
    if start == 0 or (end < len(doc) and (doc[end].text in ("'s", "’s") or doc[end].tag_.startswith("NNP"))):
        return False
    if doc[start - 1].lower_ == "in":
        return True
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _HAVE_PLACES


_HAVE_PLACES = frozenset(["government", "town", "city", "village", "port", "republic", "kingdom", "state", "region"])
SIDES = frozenset(
    ["north", "south", "east", "west", "greater", "upper", "lower", "new", "old", "central", "inner", "outer"]
)


def shown_as_person(doc: Doc, end: int) -> bool:
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
    return acts(head) or _is_somebody(head)


def _is_somebody(head: Token) -> bool:
    """ "Ann Lee, who leads the north", "Ann Lee is foreign minister"."""
    if any(c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.lefts) for c in head.rights):
        return True
    above = head.head
    attributes = [c for c in above.rights if c.dep_ == "attr"] if head.dep_ == "nsubj" and above.lemma_ == "be" else []
    if any(c.lower_ in SIDES for c in head.lefts):
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


def acts(head: Token) -> bool:
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


__all__ = ["SIDES", "acts", "is_place_here", "name_runs", "shown_as_person", "titled"]
