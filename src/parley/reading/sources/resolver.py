"""From the source's words to the speaker: name, party, role, footing. Goes through a document's drafts in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.codebook import place_names
from parley.reading.drafts import Draft
from parley.reading.english import grammar, lexicon, roles, verb_subject
from parley.reading.english.roles import kind_of, word_kind
from parley.reading.english.spelling import is_cut, plain_name
from parley.reading.model import Footing
from parley.reading.sources import footing
from parley.reading.sources.affiliation import Affiliation
from parley.reading.sources.people import PORTFOLIOS, Mention, People, Person, may_hold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

NAMED = re.compile(r"\(((?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Baroness)\.? [^()]+)\)$")
"""An office with its holder in brackets: "The Minister for Health (Ms. Doe)"."""

_I = frozenset({"i", "me", "my", "mine"})
_HE = frozenset({"he", "she", "him", "her", "his", "hers"})
_WORDS = re.compile(r"[\w.-]+(?:'s|’s)?")
_MAKING = frozenset(
    ["release", "publish", "send", "sign", "write", "issue", "post", "pen", "circulate", "file", "draft"]
)
_UNNAMED = ("official", "person", "people", "aide", "diplomat", "source", "adviser", "officer")
_OF_A_PART = frozenset(
    ["republican", "democratic", "conservative", "labour", "opposition", "majority", "minority", "party", "rebel", "union"]
)  # fmt: skip
"""What a leader may lead besides a country."""
_OF_OTHERS = frozenset(["pobj", "poss", "dobj", "nsubj", "nsubjpass"])
"""Parts that a name plays in a description of somebody else ("the lawyer representing Ann Lee")."""
_NAMELESS = frozenset(
    ["official", "source", "person", "aide", "diplomat", "adviser", "advisor", "officer", "expert", "analyst", "witness",
     "insider", "operative", "staffer", "member", "observer", "representative", "supporter", "critic", "spokesman",
     "spokeswoman", "spokesperson", "lawyer", "attorney", "judge", "employee", "resident", "author", "reporter"]
)  # fmt: skip
"""Nouns by which news texts speak of people whom they do not name."""
_OTHERS = frozenset({"others", "some", "many", "several", "those"})
_RUNNING = frozenset(
    ["candidate", "nominee", "contender", "incumbent", "challenger", "hopeful", "frontrunner", "leader"]
)


@dataclass(slots=True)
class Speaker:
    """What the words of a source come to."""

    name: str | None
    party: str | None
    role: str | None
    footing: Footing
    words: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph's parse and where the paragraph begins in the view."""

    offset: int
    doc: Doc


class Resolver:
    """Keeps what a reader of the document would remember: who spoke last, who was unnamed and why."""

    def __init__(self, people: People, parses: list[Place]) -> None:
        self.people = people
        self.parses = parses
        self.last_person: tuple[int, Speaker] | None = None
        self.last_group: tuple[int, Speaker] | None = None
        self.last_thing: tuple[int, Speaker] | None = None
        """The text, outlet or body that spoke last: what "it" means."""
        self.last_maker: Speaker | None = None
        self.it_meant = False
        """Whether the last draft's "it" was told to mean somebody."""
        self.introduced: dict[str, tuple[int, Speaker]] = {}
        """Speakers without a name by their noun, as the document brought them in: "a spokesman for the airline"."""
        self.reasons = self._reasons()
        self.parties = Affiliation(people, [p.doc for p in parses])

    def _reasons(self) -> list[tuple[int, str, str]]:
        """Where the document gives a reason for anonymity: (view offset of the sentence, reason, the sentence)."""
        out = []
        for place in self.parses:
            if not footing.anonymous(grammar.text(place.doc)):
                continue
            for sent in place.doc.sents:
                why = footing.reason(sent.text)
                if why is not None:
                    out.append((place.offset + sent.start_char, why, sent.text.lower()))
        return out

    def speaker(self, draft: Draft, clause: str) -> Speaker:
        """Resolve one draft; to be called in document order."""
        self.it_meant = False
        found = self._speaker(draft, clause)
        if draft.lemma == ":" and (
            found.footing.kind == "institution" or NAMED.search(found.words) or is_cut(found.name, found.words)
        ):
            found = self._turn(found)
        at = self.parses[draft.paragraph].offset + draft.cue.start
        if found.footing.kind in ("document", "relayed", "institution") and not found.plural and found.words:
            self.last_thing = (at, found)
        if found.plural:
            self.last_group = (at, found)
        elif found.footing.kind in ("on_record", "unnamed_person") or (found.name and self._may_be_he(found.name)):
            self.last_person = (at, found)
        return found

    def _may_be_he(self, name: str) -> bool:
        """A name that might be a person's, though it was taken for an institution's."""
        alone = " " not in name and not footing.is_outlet(name) and name.lower() not in place_names()
        return alone and word_kind(name.lower()) is None

    def _turn(self, found: Speaker) -> Speaker:
        """Whoever takes a turn in a transcript speaks for the record; surnames in capitals are names too."""
        holder = NAMED.search(found.words)
        words = holder.group(1) if holder else found.words
        name = plain_name(" ".join(w.capitalize() if w.isupper() else w for w in words.split()))
        person = self.people.named(name)
        known = person or Person(name, name.lower())
        shown = name if known.name.isupper() else known.name
        return Speaker(
            shown, known.party or found.party, found.role, replace(found.footing, kind="on_record"), found.words
        )

    def _speaker(self, draft: Draft, clause: str) -> Speaker:
        paragraph = draft.source_paragraph if draft.source_paragraph is not None else draft.paragraph
        place = self.parses[paragraph]
        where = footing.setting(clause)
        phrase = grammar.tokens_of(place.doc, draft.source[0]) if draft.source else None
        if phrase is None:
            return Speaker(None, None, None, footing.make("unnamed_group", where=where))
        span = draft.source[0]
        head = place.doc[draft.source_head] if draft.source_head is not None else phrase.root
        if not phrase.start <= head.i < phrase.end:
            head = phrase.root
        outlet = footing.via(clause, phrase.text)
        at = place.offset + span.start
        owner = _owner(head) if head.dep_ == "poss" and head.lower_ in ("his", "her", "their") else None
        if owner is not None:
            whose_ = replace(draft, source=[grammar.chars(place.doc, *owner[0])], source_head=owner[1])
            return replace(self._speaker(whose_, clause), words=phrase.text)
        if head.lower_ in _HE | _I:
            return self._pronoun(head, at, outlet, where)
        if head.lower_ in ("they", "we", "who", "them", "their", "our"):
            return self._they(phrase, at, where)
        if head.lower_ == "it" and (body := _body_before(place.doc, head)) is not None:
            self.it_meant = True
            whose_ = replace(draft, source=[grammar.chars(place.doc, *body[0])], source_head=body[1])
            return replace(self._speaker(whose_, clause), words=phrase.text)
        if head.lower_ == "it" and self.last_thing is not None and at - self.last_thing[0] < 900:
            self.it_meant = True
            thing = self.last_thing[1]
            told = footing.make(
                thing.footing.kind, described=thing.footing.described, outlet=thing.footing.via, where=where
            )
            return replace(thing, words=phrase.text, footing=told)
        mention = None if footing.is_outlet_by_its_words(head) else self._named(phrase, head, place)
        if mention is not None:
            person = mention.person
            name = Span(mention.start - place.offset, mention.end - place.offset)
            if person.party is None and len(phrase) > 1 and mention.start <= place.offset + head.idx < mention.end:
                person.party = self.parties.of(
                    phrase, name
                )  # told once ("Ann Lee, the minister of the North"), it holds
            role = self._role(phrase, head, person)
            names = [person.name, *self._joined(phrase, head, place, person)]
            return Speaker(
                " and ".join(names), person.party or self.parties.of(phrase, name), role,
                footing.make("on_record", outlet=outlet, where=where), phrase.text,
            )  # fmt: skip
        by_role = self._by_office(phrase) or self._by_role(phrase, head, at)
        if by_role is not None:
            return Speaker(
                by_role.name, by_role.party or self.parties.of(phrase), head.lemma_.lower(),
                footing.make("on_record", outlet=outlet, where=where), phrase.text,
            )  # fmt: skip
        pair = self._two_before(phrase, head, at) if head.tag_ in ("NNS", "CD", "DT", "NN") else None
        if pair is not None:
            return self._together(pair, phrase, where)
        again = self._again(phrase, head)
        if again is not None:
            return replace(again, footing=footing.make("institution", outlet=outlet, where=where), words=phrase.text)
        epithet = self._epithet(phrase, head, at)
        if epithet is not None:
            return replace(epithet, footing=footing.make("on_record", outlet=outlet, where=where), words=phrase.text)
        found = self._other(phrase, head, at, outlet, where)
        self.introduced[head.lemma_.lower()] = (at, found)
        return found

    def _again(self, phrase: TokenSpan, head: Token) -> Speaker | None:
        """ "The lawyers" after "lawyers for the airline": the institution or client they were brought in as speaking for."""
        if len(phrase) > 2 or phrase[0].lower_ not in ("the", "those", "these", "that"):
            return None
        before = self.introduced[head.lemma_.lower()][1] if head.lemma_.lower() in self.introduced else None
        known = before is not None and before.footing.kind == "institution" and word_kind(head.lemma_.lower())
        return before if known in ("office", "person") else None

    def _epithet(self, phrase: TokenSpan, head: Token, at: int) -> Speaker | None:
        """ "The billionaire developer", "the lawyer": a description of whoever was just spoken of by name.

        Only where that person was brought in with the noun or another word for the same, or with none at all and the
        description says more than a role; where nobody was brought in by that noun without a name; and where nobody else
        was named since the last speaker.
        """
        lemma = head.lemma_.lower()
        fits = head.tag_ in ("NN", "NNP") and word_kind(lemma) in ("office", "person") and lemma not in _NAMELESS
        described = any(t.dep_ in ("amod", "compound", "nummod") and t.i < head.i and t.pos_ != "PROPN" for t in phrase)
        if not fits or phrase[0].lower_ != "the" or head.i - phrase.start > 7 or lemma in self.introduced:
            return None
        if self.last_person is None or self.last_person[1].name is None:
            return None
        if at - self.last_person[0] > (1500 if described else 700):
            return None
        last = self.last_person[1]
        party = self.parties.of(phrase)
        if party is not None and last.party is not None and party != last.party:
            return None
        since = {m.person.name for m in self.people.mentions if self.last_person[0] < m.start < at and m.subject}
        if since - {last.name}:
            return None
        person = next((p for p in self.people.people if p.name == last.name), None)
        told = (person.roles | person.described) - {"former"} if person is not None else set()
        if person is not None and not may_hold(person, _portfolio(phrase, head)):
            return None
        if not (told & roles.like(lemma) or lemma in _RUNNING or (not told and described and not roles.part(lemma))):
            return None  # somebody by name, but perhaps another
        return replace(last, role=lemma, plural=False)

    def _pronoun(self, head: Token, at: int, outlet: str | None, where: str | None) -> Speaker:
        gender = "f" if head.lower_ in ("she", "her") else "m" if head.lower_ not in _I else None
        last = self.last_person if self.last_person and at - self.last_person[0] < 2500 else None
        near = self._subject_before(head, at, gender, last[0] if last else -1)
        if near is not None:
            return self._as(near, outlet, where)
        told = self._told_before(head, at, last[0] if last else -1, outlet, where)
        if told is not None:
            return told
        if last is not None:
            person = next((p for p in self.people.people if p.name == last[1].name), None)
            if person is None or _agrees(person, gender):
                old = last[1]
                kind = old.footing
                made = footing.make(
                    "on_record" if kind.kind == "institution" else kind.kind, described=kind.described,
                    count=kind.count, why=kind.reason, outlet=outlet, where=where,
                )  # fmt: skip
                return Speaker(old.name, old.party, old.role, made, old.words)
        for mention in self.people.before(at, within=900):
            if _agrees(mention.person, gender):
                return self._as(mention.person, outlet, where)
        return Speaker(None, None, None, footing.make("unnamed_person", outlet=outlet, where=where), head.text)

    def _told_before(
        self, pronoun: Token, at: int, since: int, outlet: str | None, where: str | None
    ) -> Speaker | None:
        """ "The general disagreed. He said …": whoever the sentence before was about, though nobody named."""
        doc = pronoun.doc
        first = pronoun.sent.start
        root = doc[first - 1].sent.root if first else None
        noun = grammar.subject(root) if root is not None else None
        if root is None or noun is None or noun.i > root.i or at - pronoun.idx + noun.idx < since:
            return None
        lemma = noun.lemma_.lower()
        cue = lexicon.verb(root)
        if noun.tag_ != "NN" or word_kind(lemma) not in ("office", "person") or (cue is not None and cue.kind == "ask"):
            return None
        wrong = "woman" if pronoun.lower_ == "he" else "man"
        found = grammar.phrase(noun, root.i)
        if found is None or (lemma.endswith(wrong) and (wrong == "woman" or not lemma.endswith("woman"))):
            return None
        phrase = doc[found[0] : found[1]]
        named = self._named(phrase, noun, Place(at - pronoun.idx, doc))
        return self._as(named.person, outlet, where) if named else self._other(phrase, noun, at, outlet, where)

    def _subject_before(self, pronoun: Token, at: int, gender: str | None, since: int) -> Person | None:
        """The last person before the pronoun who was a subject, or "the president", later than the last speaker."""
        offset = at - pronoun.idx
        for token in reversed(pronoun.doc[: pronoun.i]):
            spot = offset + token.idx
            if spot < since:
                return None
            if token.dep_ not in ("nsubj", "nsubjpass") and not (token.dep_ == "pobj" and token.head.lower_ == "by"):
                continue
            nouns = [c for c in token.rights if c.dep_ == "appos"]  # "her deputy, the writer Karl Osten, …"
            beside = [offset + c.idx for n in nouns for c in (n, *n.rights) if c.dep_ == "appos"]
            for mention in self.people.mentions:
                named = any(mention.start <= x < mention.end for x in (spot, *beside))
                if named and _agrees(mention.person, gender):
                    return mention.person
            if word_kind(token.lemma_.lower()) == "office" and token.tag_ == "NN":
                found = self._by_role(pronoun.doc[token.left_edge.i : token.i + 1], token, spot)
                if found is not None and _agrees(found, gender):
                    return found
        for mention in self.people.before(offset, within=900):
            if mention.start < since:
                return None
            if mention.subject and _agrees(mention.person, gender):
                return mention.person
        return None

    def _as(self, person: Person, outlet: str | None, where: str | None) -> Speaker:
        return Speaker(
            person.name, person.party, next(iter(sorted(person.roles)), None),
            footing.make("on_record", outlet=outlet, where=where),
        )  # fmt: skip

    def _they(self, phrase: TokenSpan, at: int, where: str | None) -> Speaker:
        last = self.last_group
        several = self._several_before(phrase[0], at, last[0] if last is not None else -1)
        if several is not None and phrase[0].lower_ in ("they", "them"):
            return self._together(several, phrase, where)
        if last is not None and at - last[0] < 1500:
            old = last[1]
            kind = old.footing
            made = footing.make(kind.kind, described=kind.described, count=kind.count, why=kind.reason, where=where)
            return Speaker(old.name, old.party, old.role, made, old.words, plural=True)
        return Speaker(
            None,
            None,
            None,
            footing.make("unnamed_group", described=phrase.text, where=where),
            phrase.text,
            plural=True,
        )

    def _several_before(self, token: Token, at: int, since: int) -> list[Person] | None:
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

    def _person_at(self, spot: int) -> Person | None:
        return next((m.person for m in self.people.mentions if m.start <= spot < m.end), None)

    def _together(self, people: list[Person], phrase: TokenSpan, where: str | None) -> Speaker:
        parties = {p.party for p in people}
        return Speaker(
            " and ".join(p.name for p in people), next(iter(parties)) if len(parties) == 1 else None, None,
            footing.make("on_record", where=where), phrase.text, plural=True,
        )  # fmt: skip

    def _two_before(self, phrase: TokenSpan, head: Token, at: int) -> list[Person] | None:
        """ "both women", "the two leaders": the two people named last, where just two were."""
        words = [t.lower_ for t in phrase]
        both = words[0] == "both" or words[:2] == ["the", "two"]
        if not both or len(words) > 4 or any(t.dep_ == "prep" for t in phrase):
            return None
        several = self._several_before(phrase[0], at, -1)
        if several is not None:
            return several if len(several) == 2 else None
        gender = "f" if head.lemma_ == "woman" else "m" if head.lemma_ == "man" else None
        near: list[Person] = []
        for mention in self.people.before(at, within=700):
            if mention.person not in near and _agrees(mention.person, gender):
                near.append(mention.person)
        return near[::-1] if len(near) == 2 else None

    def _named(self, phrase: TokenSpan, head: Token, place: Place) -> Mention | None:
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

    def _joined(self, phrase: TokenSpan, head: Token, place: Place, first: Person) -> list[str]:
        """Further people named beside the first: "Mr. Biden or Mr. Sullivan"."""
        out: list[str] = []
        for token in head.conjuncts:
            spot = place.offset + token.idx
            for mention in self.people.within(place.offset + phrase.start_char, place.offset + phrase.end_char):
                if mention.start <= spot < mention.end and mention.person is not first:
                    out.append(mention.person.name)
        return out

    def _role(self, phrase: TokenSpan, head: Token, person: Person) -> str | None:
        """The office or occupation that the phrase gives: the apposition's head, else a title."""
        for token in phrase:
            if token.dep_ == "appos" and word_kind(token.lemma_.lower()) in ("office", "person"):
                return token.lemma_.lower()
        for token in phrase:
            if token.dep_ in ("compound", "nmod") and token.head.i == head.i and word_kind(token.lower_) == "office":
                return token.lower_
        known = sorted(r for r in person.roles if word_kind(r) == "office")
        return known[0] if known else next(iter(sorted(person.described)), None)

    def _by_office(self, phrase: TokenSpan) -> Person | None:
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

    def _by_role(self, phrase: TokenSpan, head: Token, at: int) -> Person | None:
        """ "the general", "the Ukrainian leader": a definite singular role noun."""
        kind = word_kind(head.lemma_.lower())
        if head.tag_ not in ("NN", "NNP", "JJ") or kind not in ("office", "person") or head.i - phrase.start > 7:
            return None  # what follows the noun ("the colonel, who …") tells more of the same person
        first = phrase[0].lower_
        if first in ("a", "an", "another", "one", "some"):
            return None
        owned = first in ("the", "its", "his", "her", "their") or any(t.dep_ == "poss" for t in phrase)
        if not owned and not footing.title_alone(phrase):
            return None
        word = head.lemma_.lower()
        party = self.parties.of(phrase)
        if word == "leader":
            if any(t.lower_ in _OF_A_PART for t in phrase[: head.i - phrase.start]):
                return None
            return (
                self.people.by_role("president", at, party) or self.people.by_role("minister", at, party)
                if party
                else None
            )
        person = self.people.by_role(word, at, party, _portfolio(phrase, head))
        since, other = self.introduced.get(word, (-1, None))
        if other is None or person is None or other.plural or other.footing.kind != "unnamed_person":
            return person
        return person if any(since < place < at for place in person.places) else None  # somebody else came in since

    def _other(self, phrase: TokenSpan, head: Token, at: int, outlet: str | None, where: str | None) -> Speaker:
        kind = footing.source_kind(phrase, head, named=False)
        party = self.parties.of(phrase)
        plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "some", "others", "many")
        lemma = head.lemma_.lower()
        role = lemma if word_kind(lemma) in ("office", "person") else None
        party = party or self.parties.of_body(lemma)
        if lemma in ("signatory", "signer") and self.last_maker is not None:
            maker = self.last_maker
            return Speaker(
                maker.name,
                maker.party,
                "signatory",
                footing.make("document", described=maker.words, where=where),
                phrase.text,
            )
        if kind == "document" and (made := self._made_by(head, where)) is not None:
            return made
        if kind in ("unnamed_person", "unnamed_group"):
            words, count = footing.described_by(phrase)
            why = self._why(words, at)
            return Speaker(
                None, party, role, footing.make(kind, described=words, count=count, why=why, outlet=outlet, where=where),
                phrase.text, plural,
            )  # fmt: skip
        if kind == "relayed":
            return Speaker(
                _bare(phrase), None, role, footing.make("relayed", outlet=_bare(phrase), where=where), phrase.text
            )
        name = _bare(phrase) if head.pos_ == "PROPN" or head.ent_type_ else None
        if name is not None and kind == "on_record" and footing.nobodys_name(phrase):
            name = None  # "The Ambassador"
        if name is not None and kind == "institution" and name.lower() in place_names():
            party = self.parties.of_place(name) or party
        return Speaker(name, party, role, footing.make(kind, outlet=outlet, where=where), phrase.text, plural)

    def _made_by(self, head: Token, where: str | None) -> Speaker | None:
        """A letter's words are those of whoever released it."""
        governor = head.head
        if head.dep_ != "dobj" or governor.lemma_ not in _MAKING:
            return None
        maker = grammar.understood_subject(governor)
        found = grammar.phrase(maker, governor.i) if maker is not None else None
        if maker is None or found is None:
            return None
        phrase = head.doc[found[0] : found[1]]
        words = phrase.text
        made = Speaker(
            words[0].lower() + words[1:] if phrase[0].tag_ == "DT" else words, self.parties.of(phrase), head.lemma_.lower(),
            footing.make("document", described=words, where=where or "public"), words,
        )  # fmt: skip
        self.last_maker = made
        return made

    def _why(self, words: str, at: int) -> str | None:
        """The document's reason for anonymity, where the description fits the people it was given for."""
        if not self.reasons:
            return None
        lowered = words.lower()
        fits = [
            r
            for r in self.reasons
            if any(w in lowered and w in r[2] for w in _UNNAMED) or r[0] <= at < r[0] + len(r[2])
        ]
        return min(fits, key=lambda r: abs(r[0] - at))[1] if fits else None


def _body_before(doc: Doc, it: Token) -> tuple[tuple[int, int], int] | None:
    """The body that the sentence before was about ("The Council met on Monday. It urges …"): its phrase and its head."""
    start = it.sent.start
    if start == 0:
        return None
    root = doc[start - 1].sent.root
    found = grammar.subject(root)
    if found is None or not (found.ent_type_ in ("ORG", "GPE") or kind_of(found) == "org"):
        return None
    phrase = grammar.phrase(found, root.i)
    return (phrase, found.i) if phrase is not None else None


def _owner(possessive: Token) -> tuple[tuple[int, int], int] | None:
    """ "Bo Tern did not retract his claim": the subject of the clause that "his" stands in, its range and head."""
    verb = possessive.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    own = grammar.understood_subject(verb)
    if own is None or own.i >= possessive.i or own.pos_ == "PRON" or not verb_subject.speaks(own):
        return None
    if own.ent_type_ in ("ORG", "GPE") and possessive.lower_ != "their" and len(list(own.lefts)) == 0:
        return None
    found = grammar.phrase(own, verb.i)
    return (found, own.i) if found is not None else None


def _portfolio(phrase: TokenSpan, head: Token) -> frozenset[str]:
    """What stands before a role noun and tells one office from another."""
    return frozenset(t.lower_ for t in phrase[: head.i - phrase.start]) & PORTFOLIOS


def _beside(phrase: TokenSpan, name: Token, head: Token) -> bool:
    """A name between commas after the description ("one of the sponsors, Rep. Ann Lee, …"), however it is parsed."""
    doc, first = phrase.doc, name.i - 1
    while first > head.i and (doc[first].text[:1].isupper() or doc[first].text in '"“”'):
        first -= 1
    closed = name.i + 1 >= phrase.end or doc[name.i + 1].text == ","
    return first > head.i and doc[first].text == "," and closed


def _agrees(person: Person, gender: str | None) -> bool:
    return gender is None or person.gender is None or person.gender == gender


def _bare(phrase: TokenSpan) -> str:
    """A name without its article, possessive and what follows a comma."""
    text = phrase.text.split(",")[0]
    text = re.sub(r"(?:'s|’s)$", "", text)
    return text[4:] if text.lower().startswith("the ") and len(text) > 4 else text


__all__ = ["Place", "Resolver", "Span", "Speaker"]
