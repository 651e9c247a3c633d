"""Whom the words of a source name, or describe so that one alone is meant: asked of the document's people, whoever spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.drafts import Place
from parley.reading.english import grammar
from parley.reading.english.roles import word_kind
from parley.reading.sources.affiliation import Affiliation
from parley.reading.sources.people import People
from parley.reading.sources.person import Mention, Person, agrees

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_OF_OTHERS = frozenset(["pobj", "poss", "dobj", "nsubj", "nsubjpass"])
"""Parts that a name plays in a description of somebody else ("the lawyer representing Ann Lee")."""
_OTHERS = frozenset({"others", "some", "many", "several", "those"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The people of one document, its parse, and whose side its phrases name."""

    people: People
    parses: Sequence[Place]
    parties: Affiliation

    def named(self, phrase: TokenSpan, head: Token, place: Place) -> Mention | None:
        """The person whom the phrase names: its head, or an apposition beside it."""
        low = place.offset + phrase.start_char
        inside = self.people.within(low, place.offset + phrase.end_char)
        spot = place.offset + head.idx
        for mention in inside:
            if mention.start <= spot < mention.end:
                return mention
        if head.dep_ == "appos":  # "Ann Lee, the party's leader hoping to …": who is so described
            above = place.offset + head.head.idx
            named = next((m for m in self.people.mentions if m.start <= above < m.end), None)
            if named is not None:
                return named
        kind = word_kind(head.lemma_.lower())
        for mention in inside:
            words = grammar.tokens_of(place.doc, Span(mention.start - place.offset, mention.end - place.offset))
            if words is None:
                continue
            token = words.root
            if token.dep_ == "appos" or (
                token.dep_ in ("compound", "nmod") and token.head.i == head.i and kind is None
            ):
                return mention
            if token.head.lower_ == "including" and token.dep_ == "pobj" and (kind or head.lower_ in _OTHERS):
                return mention
            if kind in ("office", "person") and head.i < token.i <= head.i + 6 and token.dep_ not in _OF_OTHERS:
                return mention
            if (kind in ("office", "person") or head.lower_ in ("one", "another")) and _beside(phrase, token, head):
                return mention
        return None

    def joined(self, phrase: TokenSpan, head: Token, place: Place, first: Person) -> list[str]:
        """Further people named beside the first: "Mr. Biden or Mr. Sullivan"."""
        out: list[str] = []
        for token in head.conjuncts:
            spot = place.offset + token.idx
            for mention in self.people.within(place.offset + phrase.start_char, place.offset + phrase.end_char):
                if mention.start <= spot < mention.end and mention.person is not first:
                    out.append(mention.person.name)
        return out

    def role(self, phrase: TokenSpan, head: Token, person: Person) -> str | None:
        """The office or occupation that the phrase gives: the apposition's head, else a title."""
        for token in phrase:
            if token.dep_ == "appos" and word_kind(token.lemma_.lower()) in ("office", "person"):
                return token.lemma_.lower()
        for token in phrase:
            if token.dep_ in ("compound", "nmod") and token.head.i == head.i and word_kind(token.lower_) == "office":
                return token.lower_
        known = sorted(r for r in person.roles if word_kind(r) == "office")
        return known[0] if known else next(iter(sorted(person.described)), None)

    def by_office(self, phrase: TokenSpan) -> Person | None:
        """ "The secretary of state", unless the words say whose or for what ("Arland's secretary of state for the north")."""
        titles = [o.title for o in self.people.codebook.offices]
        of_titles = {word for title in titles for word in title.split()}
        before = [t for t in phrase[: phrase.root.i - phrase.start] if t.lower_ not in of_titles]
        owned = any(t.dep_ in ("poss", "compound", "amod") and t.tag_ == "NNP" for t in before)
        low = phrase.text.lower()
        narrower = " for " in low and not any(" for " in title and title in low for title in titles)
        if narrower or (owned and self.parties.of(phrase) is None and phrase[0].lower_ != "former"):
            return None
        return self.people.by_office(phrase.text)

    def several_before(self, token: Token, at: int, since: int) -> list[Person] | None:
        """The people whom the last subject made of several names before a place ("Macron and Scholz met.") stands for."""
        offset = at - token.idx
        places = [p for p in self.parses if p.offset <= offset][-2:]
        for place in reversed(places):
            for head in reversed(list(place.doc)):
                if place.offset + head.idx >= at or head.dep_ not in ("nsubj", "nsubjpass"):
                    continue
                if place.offset + head.idx < max(since, at - 900):
                    return None
                if not head.conjuncts:
                    if head.tag_ in ("NNS", "NNPS") and word_kind(head.lemma_.lower()) is not None:
                        return None  # a group spoken of since
                    continue
                found = [p for t in (head, *head.conjuncts) if (p := self._person_at(place.offset + t.idx)) is not None]
                if len(found) == 1 + len(head.conjuncts):
                    return found
        return None

    def two_before(self, phrase: TokenSpan, head: Token, at: int) -> list[Person] | None:
        """ "both women", "the two leaders": the two people named last, where just two were."""
        words = [t.lower_ for t in phrase]
        both = words[0] == "both" or words[:2] == ["the", "two"]
        if not both or len(words) > 4 or any(t.dep_ == "prep" for t in phrase):
            return None
        several = self.several_before(phrase[0], at, -1)
        if several is not None:
            return several if len(several) == 2 else None
        gender = "f" if head.lemma_ == "woman" else "m" if head.lemma_ == "man" else None
        near: list[Person] = []
        for mention in self.people.before(at, within=700):
            if mention.person not in near and agrees(mention.person, gender):
                near.append(mention.person)
        return near[::-1] if len(near) == 2 else None

    def _person_at(self, spot: int) -> Person | None:
        return next((m.person for m in self.people.mentions if m.start <= spot < m.end), None)


def _beside(phrase: TokenSpan, name: Token, head: Token) -> bool:
    """A name between commas after the description ("one of the sponsors, Rep. Ann Lee, …"), however it is parsed."""
    doc, first = phrase.doc, name.i - 1
    while first > head.i and (doc[first].text[:1].isupper() or doc[first].text in '"“”'):
        first -= 1
    closed = name.i + 1 >= phrase.end or doc[name.i + 1].text == ","
    return first > head.i and doc[first].text == "," and closed


__all__ = ["Naming"]
