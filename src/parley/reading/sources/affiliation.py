"""Whose side a phrase names: the party of the codebook that its own words, or the document, give a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.codebook import is_place, places
from parley.reading.english import congress, grammar, lexicon
from parley.reading.english.roles import word_kind
from parley.reading.sources.people import People

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_ABOUT = frozenset(
    ["supporter", "critic", "opponent", "ally", "friend", "expert", "enemy", "ambassador", "envoy", "backer", "analyst"]
)


class Affiliation:
    """The parties of one document's phrases. Built once, when its people are known."""

    def __init__(self, people: People, docs: Sequence[Doc]) -> None:
        self.people = people
        self.known = people.codebook.affiliations
        self.american = congress.is_american("\n".join(grammar.text(doc) for doc in docs))
        """The document's "Congress" and "Senate" are those of the United States."""
        self.ethnic = frozenset(t.nbor().lemma_.lower() for d in docs for t in d[:-1] if t.lower_ == "ethnic")
        """Peoples of whom the document tells as of a people: "ethnic Vellanders" are not the state of Velland."""
        self.bodies = self._bodies(docs)

    def _bodies(self, docs: Sequence[Doc]) -> dict[str, str]:
        """ "the administration" after "the Biden administration": nouns whose party the document tells once and for all."""
        found: dict[str, set[str]] = {}
        for doc in docs:
            before = {doc.vocab.strings[dep] for dep in ("compound", "amod", "poss", "nmod")}
            for token in doc:
                if token.dep in before and word_kind(token.head.lemma_.lower()) == "org":
                    party = self.known.get(token.lower_) or self._of_surname(token.lower_)
                    if party:
                        found.setdefault(token.head.lemma_.lower(), set()).add(party)
        return {noun: next(iter(parties)) for noun, parties in found.items() if len(parties) == 1}

    def _of_surname(self, word: str) -> str | None:
        parties = {p.party for p in self.people.people if p.surname == word and p.party}
        return next(iter(parties)) if len(parties) == 1 else None

    def of_body(self, noun: str) -> str | None:
        """The party of a body that the document told once ("the administration")."""
        return self.bodies.get(noun)

    def of_place(self, name: str) -> str | None:
        """The party whose seat or country bears the name."""
        return None if self._others_congress(name.lower()) else places().get(name.lower())

    def of(self, phrase: TokenSpan, name: Span | None = None) -> str | None:
        """The party that the phrase's own words name; None where they name more than one.

        ``name``: the characters of a person's full name in it, of which no word tells a party ("Denise Washington").
        """
        found: list[str] = []
        full = name is not None and " " in name.of(grammar.text(phrase.doc))
        within = [t for t in phrase if not (full and name is not None and name.start <= t.idx < name.end)]
        if phrase.root.tag_ == "NNPS" and phrase.root.lemma_.lower() in self.ethnic:
            return None
        words = [t.text for t in within if not (_beyond(t, phrase.root) or _where(t, phrase))]
        index = 0
        while index < len(words):
            for size in (4, 3, 2, 1):
                key = " ".join(words[index : index + size]).lower()
                short = size == 1 and len(key) <= 3 and words[index].istitle()  # the "Un" of a name
                if index + size <= len(words) and key in self.known and not short and not self._others_congress(key):
                    if self.known[key] not in found:
                        found.append(self.known[key])
                    index += size
                    break
            else:
                word = words[index].lower()
                if word in congress.WORDS and self._american(words[index], phrase.text) and not found:
                    found.append("united-states")
                index += 1
        return found[0] if len(found) == 1 else found[0] if found and word_kind(phrase.root.lemma_.lower()) else None

    def _american(self, word: str, phrase: str) -> bool:
        told = word[:1].isupper() or word.startswith(("senator", "congress"))
        return (self.american and told) or congress.is_american(phrase)

    def _others_congress(self, name: str) -> bool:
        """A chamber's name that ships as American, in a document that does not say whose it is."""
        return name in congress.WORDS and not self.american and places().get(name) == self.known.get(name)


_BESIDE = frozenset(["with", "in", "within", "inside", "near", "on", "at", "along", "across", "amid", "despite", "against", "outside"])  # fmt: skip


def _where(token: Token, phrase: TokenSpan) -> bool:
    """A country's name that tells where, not whose: "Velland's Lake fighters", "Velland, with its long border in Qumar"."""
    node = token
    while node.head.i != node.i and phrase.start <= node.head.i < phrase.end and node.i != phrase.root.i:
        if node.dep_ == "prep" and node.lower_ in _BESIDE and node.i > phrase.root.i:
            return True
        node = node.head
    if token.dep_ not in ("poss", "compound", "amod", "nmod") or token.ent_type_ not in ("GPE", "NORP"):
        return False
    after = phrase.doc[token.i + 1 : phrase.root.i + 1]
    return is_place(token.text) and any(lexicon.is_armed(t.lower_) for t in after)


def _beyond(token: Token, root: Token) -> bool:
    """Inside "of Ukraine" of "supporters of Ukraine": whom they support, not whose they are."""
    if root.lemma_.lower() not in _ABOUT:
        return False
    current = token
    while current.head.i != current.i and current.i != root.i:
        if current.dep_ == "prep" and current.head.i == root.i:
            return True
        current = current.head
    return False


__all__ = ["Affiliation"]
