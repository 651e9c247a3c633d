"""From the source's words to the speaker: name, party, role, footing. Goes through a document's drafts in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.codebook import place_names
from parley.reading.drafts import Draft, Place
from parley.reading.english import grammar, lexicon, outlets, roles, stand_ins
from parley.reading.english.publicity import setting
from parley.reading.english.roles import word_kind
from parley.reading.english.spelling import is_cut, plain_name
from parley.reading.sources import footing
from parley.reading.sources.affiliation import Affiliation
from parley.reading.sources.naming import Naming
from parley.reading.sources.people import People
from parley.reading.sources.person import Person, agrees, may_hold, portfolio_of
from parley.reading.sources.speaker import Speaker, for_the_record, together
from parley.reading.sources.why_unnamed import Reasons

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from parley.reading.model import FootingKind

NAMED = re.compile(r"\(((?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Baroness)\.? [^()]+)\)$")
"""An office with its holder in brackets: "The Minister for Health (Ms. Doe)"."""

_I = frozenset({"i", "me", "my", "mine"})
_WE = frozenset({"we", "us", "our", "ours"})
_HE = frozenset({"he", "she", "him", "her", "his", "hers"})
_MAKING = frozenset(
    ["release", "publish", "send", "sign", "write", "issue", "post", "pen", "circulate", "file", "draft"]
)
_OF_A_PART = frozenset(
    ["republican", "democratic", "conservative", "labour", "opposition", "majority", "minority", "party", "rebel", "union"]
)  # fmt: skip
"""What a leader may lead besides a country."""
_NAMELESS = frozenset(
    ["official", "source", "person", "aide", "diplomat", "adviser", "advisor", "officer", "expert", "analyst", "witness",
     "insider", "operative", "staffer", "member", "observer", "representative", "supporter", "critic", "spokesman",
     "spokeswoman", "spokesperson", "lawyer", "attorney", "judge", "employee", "resident", "author", "reporter"]
)  # fmt: skip
"""Nouns by which news texts speak of people whom they do not name."""
_RUNNING = frozenset(
    ["candidate", "nominee", "contender", "incumbent", "challenger", "hopeful", "frontrunner", "leader"]
)


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
        self.reasons = Reasons(parses)
        self.parties = Affiliation(people, [p.doc for p in parses])
        self.naming = Naming(people, parses, self.parties)

    def speaker(self, draft: Draft, clause: str) -> Speaker:
        """Resolve one draft; to be called in document order."""
        self.it_meant = False
        found = self._not_another(draft, self._speaker(draft, clause))
        if draft.lemma == ":" and (
            found.footing.kind == "institution" or NAMED.search(found.words) or is_cut(found.name, found.words)
        ):
            found = self._turn(found)
        at = self.parses[draft.paragraph].offset + draft.cue.start
        if found.footing.kind in ("document", "relayed", "institution") and not found.plural and found.words:
            self.last_thing = (at, found)
        if found.plural or (found.name is not None and " and " in found.name):  # nobody is "he" of two
            self.last_group = (at, found)
        elif found.footing.kind in ("on_record", "unnamed_person") or (found.name and self._may_be_he(found.name)):
            self.last_person = (at, found)
        return found

    def _not_another(self, draft: Draft, found: Speaker) -> Speaker:
        """Nobody by name, where a pronoun was taken for one whom its own sentence goes on to name."""
        if not draft.source or draft.source_head is None or found.name is None:
            return found
        place = self.parses[draft.source_paragraph if draft.source_paragraph is not None else draft.paragraph]
        head = place.doc[draft.source_head]
        if head.lower_ not in ("it", "he", "she", "they") or not stand_ins.named_within(head, found.name):
            return found
        kind: FootingKind = (
            "unnamed_group" if head.lower_ == "they" else "institution" if head.lower_ == "it" else "unnamed_person"
        )
        self.it_meant = False
        return Speaker(None, None, None, footing.make(kind), head.text, found.plural)

    def _may_be_he(self, name: str) -> bool:
        """A name that might be a person's, though it was taken for an institution's."""
        alone = " " not in name and not outlets.is_outlet(name) and name.lower() not in place_names()
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
        where = setting(clause)
        phrase = grammar.tokens_of(place.doc, draft.source[0]) if draft.source else None
        if phrase is None:
            return Speaker(None, None, None, footing.make("unnamed_group", where=where))
        span = draft.source[0]
        head = place.doc[draft.source_head] if draft.source_head is not None else phrase.root
        if not phrase.start <= head.i < phrase.end:
            head = phrase.root
        outlet = outlets.via(clause, phrase.text)
        at = place.offset + span.start
        owner = stand_ins.owner(head) if head.dep_ == "poss" and head.lower_ in ("his", "her", "their") else None
        if owner is not None:
            whose_ = replace(draft, source=[grammar.chars(place.doc, *owner[0])], source_head=owner[1])
            return replace(self._speaker(whose_, clause), words=phrase.text)
        if head.lower_ in _I | _WE and _outside_quotations(head):
            mine: FootingKind = "unnamed_person" if head.lower_ in _I else "unnamed_group"
            return Speaker(None, None, None, footing.make(mine, outlet=outlet, where=where), head.text)
        if head.lower_ in _HE and not _outside_quotations(head):  # "It is how they met him," says an analyst
            return Speaker(None, None, None, footing.make("unnamed_person", outlet=outlet, where=where), head.text)
        if head.lower_ in _HE | _I:
            return self._pronoun(head, at, outlet, where)
        if head.lower_ in ("they", "them") and (group := stand_ins.group_before(place.doc, head)) is not None:
            whose_ = replace(draft, source=[grammar.chars(place.doc, *group[0])], source_head=group[1])
            return replace(self._speaker(whose_, clause), plural=True)
        if head.lower_ in ("they", "we", "who", "them", "their", "our"):
            return self._they(phrase, at, where)
        if head.lower_ == "it" and (body := stand_ins.body_before(place.doc, head)) is not None:
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
        mention = None if outlets.is_outlet_by_its_words(head) else self.naming.named(phrase, head, place)
        if mention is not None:
            person = mention.person
            name = Span(mention.start - place.offset, mention.end - place.offset)
            if person.party is None and len(phrase) > 1 and mention.start <= place.offset + head.idx < mention.end:
                person.party = self.parties.of(
                    phrase, name
                )  # told once ("Ann Lee, the minister of the North"), it holds
            role = self.naming.role(phrase, head, person)
            names = [person.name, *self.naming.joined(phrase, head, place, person)]
            return Speaker(
                " and ".join(names), person.party or self.parties.of(phrase, name), role,
                footing.make("on_record", outlet=outlet, where=where), phrase.text,
            )  # fmt: skip
        by_role = self.naming.by_office(phrase) or self._by_role(phrase, head, at)
        if by_role is not None:
            return Speaker(
                by_role.name, by_role.party or self.parties.of(phrase), head.lemma_.lower(),
                footing.make("on_record", outlet=outlet, where=where), phrase.text,
            )  # fmt: skip
        pair = self.naming.two_before(phrase, head, at) if head.tag_ in ("NNS", "CD", "DT", "NN") else None
        if pair is not None:
            return together(pair, phrase, where)
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
        if person is not None and not may_hold(person, portfolio_of(phrase, head)):
            return None
        if not (told & roles.like(lemma) or lemma in _RUNNING or (not told and described and not roles.part(lemma))):
            return None  # somebody by name, but perhaps another
        return replace(last, role=lemma, plural=False)

    def _pronoun(self, head: Token, at: int, outlet: str | None, where: str | None) -> Speaker:
        gender = "f" if head.lower_ in ("she", "her") else "m" if head.lower_ not in _I else None
        last = self.last_person if self.last_person and at - self.last_person[0] < 2500 else None
        near = self._subject_before(head, at, gender, last[0] if last else -1)
        if near is not None:
            return for_the_record(near, outlet, where)
        told = self._told_before(head, at, last[0] if last else -1, outlet, where)
        if told is not None:
            return told
        if last is not None:
            person = next((p for p in self.people.people if p.name == last[1].name), None)
            if person is None or agrees(person, gender):
                old = last[1]
                kind = old.footing
                made = footing.make(
                    "on_record" if kind.kind == "institution" else kind.kind, described=kind.described,
                    count=kind.count, why=kind.reason, outlet=outlet, where=where,
                )  # fmt: skip
                return Speaker(old.name, old.party, old.role, made, old.words)
        for mention in self.people.before(at, within=900):
            if agrees(mention.person, gender):
                return for_the_record(mention.person, outlet, where)
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
        named = self.naming.named(phrase, noun, Place(at - pronoun.idx, doc))
        return for_the_record(named.person, outlet, where) if named else self._other(phrase, noun, at, outlet, where)

    def _subject_before(self, pronoun: Token, at: int, gender: str | None, since: int) -> Person | None:
        """The last person before the pronoun who was a subject, or "the president", later than the last speaker."""
        offset = at - pronoun.idx
        for token in reversed(pronoun.doc[: pronoun.i]):
            spot = offset + token.idx
            if spot < since:
                return None
            if token.dep_ not in ("nsubj", "nsubjpass") and not (token.dep_ == "pobj" and token.head.lower_ == "by"):
                continue
            if _told_by(token, pronoun):
                continue
            nouns = [c for c in token.rights if c.dep_ == "appos"]  # "her deputy, the writer Karl Osten, …"
            beside = [offset + c.idx for n in nouns for c in (n, *n.rights) if c.dep_ == "appos"]
            for mention in self.people.mentions:
                named = any(mention.start <= x < mention.end for x in (spot, *beside))
                if named and agrees(mention.person, gender):
                    return mention.person
            if word_kind(token.lemma_.lower()) == "office" and token.tag_ == "NN":
                found = self._by_role(pronoun.doc[token.left_edge.i : token.i + 1], token, spot)
                if found is not None and agrees(found, gender):
                    return found
        for mention in self.people.before(offset, within=900):
            if mention.start < since:
                return None
            if mention.subject and agrees(mention.person, gender):
                return mention.person
        return None

    def _they(self, phrase: TokenSpan, at: int, where: str | None) -> Speaker:
        last = self.last_group
        several = self.naming.several_before(phrase[0], at, last[0] if last is not None else -1)
        if several is not None and phrase[0].lower_ in ("they", "them"):
            return together(several, phrase, where)
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
        person = self.people.by_role(word, at, party, portfolio_of(phrase, head))
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
            why = self.reasons.of(words, at)
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


def _told_by(subject: Token, pronoun: Token) -> bool:
    """ "After noting that the Column had not answered, he …": whoever notes it is not the one it is noted of."""
    verb = subject.head
    if verb.dep_ != "ccomp" or verb.head.tag_ != "VBG" or any(c.dep_ in grammar.SUBJECTS for c in verb.head.children):
        return False
    return any(a.i == pronoun.head.i for a in verb.head.ancestors)


def _outside_quotations(first: Token) -> bool:
    """ "I" and "we" outside are of whoever writes or answers, not of who was spoken of last; "him" inside is known to who speaks."""
    return first.i not in first.doc.user_data.get("marked", ())


def _bare(phrase: TokenSpan) -> str:
    """A name without its article, possessive and what follows a comma."""
    text = phrase.text.split(",")[0]
    text = re.sub(r"(?:'s|’s)$", "", text)
    return text[4:] if text.lower().startswith("the ") and len(text) > 4 else text


__all__ = ["Resolver"]
