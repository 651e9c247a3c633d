"""On what footing: for the record or not, and how a source without a name is described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from parley.reading.codebook import place_names, places
from parley.reading.english import lexicon
from parley.reading.english.anonymity import anonymous
from parley.reading.english.outlets import WATCHING, is_outlet, is_outlet_by_its_words
from parley.reading.english.roles import word_kind
from parley.reading.model import Footing, FootingKind

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a": 1,
    "an": 1, "another": 1, "both": 2,
}  # fmt: skip
_VOICES = frozenset(["spokesman", "spokeswoman", "spokesperson", "spokespeople"])
"""Whose office it is to be an institution's voice, named or not."""
_COUNSEL = frozenset(["lawyer", "attorney", "counsel"])
_SPEAKS_FOR = _VOICES | _COUNSEL | {"representative"}
_GENERIC = frozenset(
    ["some", "many", "others", "few", "several", "most", "both", "those", "two", "three", "people", "none", "all"]
)


def described_by(phrase: TokenSpan) -> tuple[str, int | None]:
    """The words of an unnamed source and how many they say it is."""
    text = re.sub(r"['’]s$", "", phrase.text)
    first = phrase[0].lower_ if len(phrase) else ""
    count = _NUMBERS.get(first)
    if count is None and first.isdigit():
        count = int(first)
    return text, count


def source_kind(phrase: TokenSpan, head: Token, *, named: bool) -> FootingKind:
    """The kind of footing that the source's own words give."""
    lemma = head.lemma_.lower()
    kind = word_kind(lemma) or word_kind(head.lower_)
    if named:
        return "on_record"
    if head.pos_ == "PROPN" and is_outlet(phrase.doc[phrase.start : head.i + 1].text):
        return "relayed"
    if lemma == "paper" and any(c.lower_ in _STUDIES for c in head.children):
        return "document"
    if kind == "outlet" or is_outlet_by_its_words(head):
        return "relayed"
    if lemma in _GATHERINGS and any(_of_people(c) and _of_persons(c) for c in head.children):
        return "unnamed_group"  # "a number of analysts"
    if lemma == "figure" and _people_figure(head):
        return "unnamed_group" if head.tag_ == "NNS" else "unnamed_person"
    if kind == "document":
        return "document"
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in _GENERIC or lemma == "people"
    if (lemma in _VOICES and not anonymous(phrase.text)) or (lemma in _SPEAKS_FOR and for_whom(head)):
        return "institution"
    if phrase.text.lower().startswith("the members of the ") and any(t.text[:1].isupper() for t in phrase[4:]):
        return "institution"  # "the members of the Council": the body itself
    beside = {word_kind(c.lemma_.lower()) for c in head.children if c.dep_ == "appos"}
    if kind is None and beside & {"person", "office"}:  # "Gebre, a mechanic", "the go-between, a businessman"
        return "on_record" if head.pos_ == "PROPN" else "unnamed_person"
    if title_alone(phrase):
        return "unnamed_person"
    if head.tag_ == "NNPS" and any(c.lower_ in _MANY for c in head.children) and word_kind(lemma) is None:
        return "unnamed_group"  # "Many Tunisians"
    if kind is None and head.tag_ in ("NN", "NNS") and any(c.dep_ == "relcl" and _by_who(c) for c in head.rights):
        return "unnamed_group" if plural else "unnamed_person"  # "the logger who stayed behind"
    if head.pos_ == "PROPN" and kind == "person" and WATCHING.search(phrase.doc[phrase.start : head.i].text):
        return "institution"
    if kind in ("person", "office", "group"):
        proper = head.pos_ == "PROPN" and kind == "office" and not nobodys_name(phrase)
        if _one_office(phrase, head, lemma):
            return "on_record"
        if plural or kind == "group" or any(c.dep_ == "conj" for c in head.children):
            return "unnamed_group"
        return "on_record" if proper else "unnamed_person"
    if head.lower_ in _GENERIC or head.lower_ in ("they", "we", "others"):
        return "unnamed_group"
    if head.lower_ in (
        "he",
        "she",
        "i",
        "one",
        "someone",
        "somebody",
        "another",
        "other",
        "who",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
    ):
        return "unnamed_person"
    if _lone_name(phrase, head):
        return "on_record"
    if lemma in _GATHERINGS and any(_of_people(c) for c in head.children):
        return "unnamed_group"
    if head.lower_ in ("nobody", "everybody", "everyone", "anyone", "none") or phrase.text.lower().startswith("no one"):
        return "unnamed_group"
    if kind == "org" and any(c.lower_ in _MANY for c in head.children):
        return "unnamed_group"  # "every government in the alliance", "several ministries"
    if kind == "org" or head.pos_ == "PROPN" or head.ent_type_ in ("ORG", "GPE", "NORP", "LOC", "FAC"):
        if (head.ent_type_ == "NORP" and plural) or (head.tag_ == "NNPS" and head.lower_ in places()):
            return "unnamed_group"
        return "institution"
    if plural and lemma.endswith(("er", "or", "ee")):
        return "unnamed_group"
    return "institution"


_STUDIES = frozenset(
    {"white", "green", "policy", "working", "position", "research", "discussion", "briefing", "scientific"}
)
_MANY = frozenset(
    {"every", "each", "several", "many", "most", "some", "few", "various", "other", "two", "three", "all"}
)
_GATHERINGS = frozenset(["coalition", "group", "alliance", "number", "handful", "pair", "majority", "team", "dozens"])


_PUBLIC_FIGURES = frozenset(
    ["senior", "leading", "opposition", "political", "public", "leftist", "rightist", "religious", "rebel", "prominent", "military",
     "party", "key", "conservative", "liberal", "establishment", "top"]
)  # fmt: skip


def _people_figure(noun: Token) -> bool:
    """ "Many leftist figures oppose": people, where "official figures show" is a text."""
    cue = lexicon.verb(noun.head)
    told = (
        cue is not None
        and noun.dep_ == "nsubj"
        and cue.kind in ("deny", "blame", "praise", "want", "think", "favour", "promise")
    )
    return told or any(c.lower_ in _PUBLIC_FIGURES for c in noun.lefts)


def title_alone(phrase: TokenSpan) -> bool:
    """ "Prime Minister said", "Executive Officer added": a title with nobody's name."""
    words = [t for t in phrase if not t.is_punct]
    proper = len(words) > 1 and all(t.pos_ == "PROPN" for t in words)
    return proper and all(
        word_kind(t.lower_) in ("office", "person") or t.lower_ in ("prime", "vice", "deputy") for t in words
    )


def nobodys_name(phrase: TokenSpan) -> bool:
    """ "The Minister", "The Defence Minister": an office with a capital, and nothing else that has one."""
    capitals = [t for t in phrase if t.text[:1].isupper() and t.pos_ in ("PROPN", "NOUN", "ADJ")]
    titles = all(word_kind(t.lower_) in ("office", "person") or t.lower_ in _RANKED for t in capitals)
    return titles and len(phrase) > 1  # King alone is a surname


_RANKED = frozenset(
    ["prime", "vice", "deputy", "foreign", "defence", "defense", "interior", "finance", "justice", "home", "special"]
)


def _by_who(clause: Token) -> bool:
    return any(t.lower_ == "who" for t in clause.lefts)


def _of_persons(preposition: Token) -> bool:
    return any(c.dep_ == "pobj" and word_kind(c.lemma_.lower()) in ("office", "person") for c in preposition.children)


def _of_people(preposition: Token) -> bool:
    """ "of eleven charities", "of senators"."""
    return preposition.lower_ == "of" and any(c.dep_ == "pobj" and c.tag_ == "NNS" for c in preposition.children)


_HELD_BY_ONE = frozenset(
    ["president", "premier", "chancellor", "governor", "mayor", "king", "queen", "pope", "emir", "minister"]
)


def _one_office(phrase: TokenSpan, head: Token, lemma: str) -> bool:
    """ "The French president", "the governor of Ohio": an office that one person holds names its holder."""
    if lemma not in _HELD_BY_ONE or head.tag_ not in ("NN", "NNP") or anonymous(phrase.text):
        return False
    told = any(c.dep_ in ("amod", "compound", "nmod", "poss", "prep") and _proper(c) for c in head.children)
    return phrase[0].lower_ == "the" and told and not any(t.lower_ in ("former", "deputy", "vice") for t in phrase)


def _proper(word: Token) -> bool:
    return word.text[:1].isupper() or any(t.pos_ == "PROPN" for t in word.children)


def _lone_name(phrase: TokenSpan, head: Token) -> bool:
    """One capitalised word that no name finder knows and no table of places, as the subject of a verb of speech."""
    if len(phrase) != 1 or head.tag_ != "NNP" or head.ent_type_ not in ("", "PERSON") or head.lower_ in place_names():
        return False
    speaking = head.head.lemma_ in ("say", "write", "add", "argue", "note", "tell", "warn", "reply", "think", "answer")
    return head.dep_ == "nsubj" and speaking and head.text.istitle()


def for_whom(head: Token) -> bool:
    """ "a spokesman for the ministry", "a Pentagon spokeswoman", "her lawyers": somebody else speaks through them."""
    for child in head.children:
        if child.dep_ in ("compound", "nmod", "poss") and child.pos_ == "PROPN" and child.ent_type_ not in ("NORP",):
            return True
        if head.lemma_.lower() in _COUNSEL | _VOICES and (child.dep_ == "poss" or child.lower_ == "representing"):
            return True
        if child.dep_ in ("compound", "nmod") and word_kind(child.lemma_.lower()) == "org":
            return True
        if child.dep_ == "prep" and child.lower_ in ("for", "of"):
            below = next((c for c in child.children if c.dep_ == "pobj"), None)
            if below is not None and (below.pos_ == "PROPN" or word_kind(below.lemma_.lower()) == "org"):
                return True
    return False


def make(
    kind: FootingKind, *, described: str | None = None, count: int | None = None, why: str | None = None,
    outlet: str | None = None, where: str | None = None,
) -> Footing:  # fmt: skip
    """A footing, with ``where`` narrowed to what the type allows."""
    place: Literal["public", "private", None] = (
        "public" if where == "public" else "private" if where == "private" else None
    )
    return Footing(kind, described, count, why, outlet, place)
