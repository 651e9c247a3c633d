"""Where a text tells something of an actor's part: rows of ``rules/data/actors.toml`` and ``actor_pairs.toml``, put to names.

Each row finds words; whom they name is asked of the paragraph's :class:`~parley.reading.actors.mentions.Mentions`. A paragraph in
which no row finds anything and that names nobody beside an office costs one look over its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.actors import words
from parley.reading.actors.acronyms import begins_alike, initials_fit, trimmed
from parley.reading.actors.heads import heads
from parley.reading.actors.mentions import Mention, Mentions
from parley.reading.english import grammar
from parley.reading.model import Sighting
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.engine import Match, rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ORDER = (
    "fights",
    "attacked",
    "pair",
    "truce",
    "between",
    "negotiates",
    "accuses",
    "hosts",
    "mediates",
    "pays",
    "arms",
    "allied",
    "calls",
    "called",
    "leads",
    "native",
    "is",
    "armed",
    "member",
    "near",
)
_WAR = re.compile(
    r"\b(?:war|fighting|conflict|clash(?:es)?|cease-?fire|truce|peace (?:talks|deal|agreement|process|accord)|negotiations?|hostilities|offensive)\b",
    re.I,
)
_BLOWS = frozenset(["fights", "attacked", "pair", "truce", "between", "negotiates"])
_YEAR = re.compile(r"\b(?:1[89]\d\d|20[0-4]\d)\b")
_BACK_THEN = re.compile(
    r"(?<!since )(?<!until )\b(?:in|of|during|the|after|from|early|late|between)\s(?:[A-Z][a-z]+\s)?(?:\d{1,2},?\s)?(1[5-9]\d\d|20[0-4]\d)s?\b"
)
""" "in May 1968": since then much has passed."""
_LONG_AGO = re.compile(
    r"\b(?:during|before|after|since|of|in) the (?:[A-Z][\w-]+\s)+(?:War|war)\b|\b(?:(?:years|decades) (?:ago|earlier)|a decade ago)\b"
)
""" "during the Arland-Belmark war": the one that is told of now needs no such name."""
_LIST = re.compile(r"(?:\s?\([\w-]+\))?,\s(?:and\s)?(?:the\s)?|(?:\s?\([\w-]+\))?,[^.;]*,\s(?:and\s)?(?:the\s)?")
""" "X (XX), Y and Z": a list is of one side."""
_IN = re.compile(r"\b(?:in|at|near|left|around|from|to|into)\s(?:the\s)?$")
_COMMA = re.compile(r",\s(?:the\s)?$")
_HEADS = re.compile(
    r"\b(?:leader|command|chief|spokes|president|minister|general|negotiat|envoy|led by|leads|heads|king|emir|official)",
    re.I,
)


def sightings(text: ParsedText) -> tuple[Sighting, ...]:
    """In order of the text."""
    table = rules("actors", "actor_pairs")
    out: list[Sighting] = []
    spoken: list[Mention] = []
    persons: set[str] = set()
    for index, (part, place) in enumerate(zip(text.parts, text.parses, strict=True)):
        if part.furniture:
            continue
        one = _Paragraph(text, index, place.doc, spoken)
        out += one.sightings(table.matches(place.doc))
        spoken = one.subjects[-4:]
        for mention in one.mentions.found:
            if mention.kind == "person" and " " in mention.name and mention.name not in persons:
                persons.add(mention.name)
                out.append(
                    Sighting(
                        mention.name, text.at(index, mention.span), "named", text.at(index, mention.span), "person"
                    )
                )
    return _of_now(tuple(out), text)


def _of_now(found: tuple[Sighting, ...], text: ParsedText) -> tuple[Sighting, ...]:
    """Without the blows of earlier wars, where enough is told of one that goes on."""
    whole = text.document.text
    on = text.document.on
    newest = on.year if on is not None else max((int(y) for y in _YEAR.findall(whole)), default=0)
    past: set[Span] = set()
    forces = [s for s in found if s.tells in _BLOWS]
    for sighting in forces:
        start = max(whole.rfind(". ", 0, sighting.words.start), whole.rfind("\n", 0, sighting.words.start)) + 1
        ends = [e for e in (whole.find(". ", sighting.words.end), whole.find("\n", sighting.words.end)) if e > 0]
        sentence = whole[start : min(ends, default=len(whole))]
        years = [int(y) for y in _BACK_THEN.findall(sentence)]
        if (
            (years and max(years) <= newest - 2)
            or _LONG_AGO.search(sentence) is not None
            or (sighting.tells in ("truce", "between", "negotiates") and " last year " in sentence)
        ):
            past.add(sighting.words)
    left = sum(s.words not in past for s in forces)
    if not past or not left:
        return found
    return tuple(s for s in found if s.tells not in _BLOWS or s.words not in past)


class _Paragraph:
    def __init__(self, text: ParsedText, index: int, doc: Doc, before: list[Mention]) -> None:
        self.text, self.index, self.doc = text, index, doc
        self.words = grammar.text(doc)
        self.mentions = Mentions(doc)
        self.before = before
        self.subjects = [*before, *(m for m in self.mentions.found if self._speaks(m))]

    def _speaks(self, mention: Mention) -> bool:
        """Whether it is the subject of a verb: whom "both" may mean."""
        if mention.kind in ("person", "place"):
            return False
        span = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        return span is not None and any(
            t.dep_ == "nsubj" or (t.dep_ == "conj" and t.head.dep_ == "nsubj") for t in span
        )

    def sightings(self, matches: list[Match]) -> list[Sighting]:
        out: list[Sighting] = []
        for match in matches:
            tells = match.row.gives["tells"]
            words_ = self._deciding(match)
            for sighting in self._of(match, tells, words_):
                if sighting not in out:
                    out.append(sighting)
        if _HEADS.search(self.words):
            for head in heads(self.mentions, self.words):
                out.append(
                    self._made(
                        Mention(head.who, head.where, "person"),
                        "leads" if not head.loose else "native",
                        head.words,
                        head.of,
                    )
                )
        out += self._beside()
        return sorted(out, key=lambda s: (s.where, s.tells))

    def _beside(self) -> Iterator[Sighting]:
        """Two actors in one sentence on war or talks, and whose army or fighters are spoken of: weak, and many."""
        told = -1
        for match in _WAR.finditer(self.words):
            if match.start() < told:
                continue  # once a sentence
            start = max(self.words.rfind(". ", 0, match.start()), self.words.rfind("\n", 0, match.start())) + 1
            end = self.words.find(". ", match.end())
            told = end + 1 if end > 0 else len(self.words)
            here = [m for m in self.mentions.within(Span(start, told)) if m.kind != "place" and not self._is_here(m)]
            different = list({m.name: m for m in here}.values())[:6]
            for i, a in enumerate(different):
                for b in different[i + 1 :]:
                    if _LIST.fullmatch(self.words[a.span.end : b.span.start]) is None:
                        yield self._made(a, "near", match_span(match), b)
        for mention in self.mentions.found:
            if (
                mention.kind in ("army", "movement", "alliance")
                and (not mention.generic or mention.kind == "movement")
                and (mention.kind == "army" or words.country(mention.name) is None)
            ):
                yield self._made(mention, "armed", mention.span, None)

    def _is_here(self, mention: Mention) -> bool:
        """ "in Arland": a place there, whoever acts."""
        before = self.words[max(0, mention.span.start - 8) : mention.span.start]
        return mention.kind == "state" and (
            _IN.search(before) is not None or (mention.span.start == 0 and mention.name.isupper())
        )

    def _deciding(self, match: Match) -> Span:
        if match.tokens:
            cue = match.tokens["cue"]
            return Span(cue.idx, cue.idx + len(cue.text))
        return match.spans["whole"]

    def _of(self, match: Match, tells: str, told: Span) -> Iterator[Sighting]:
        if tells == "both":
            yield from self._both(told)
        elif tells == "called":
            yield from self._called(match, told)
        elif tells == "member":
            yield from self._members(match, told)
        elif "pair" in match.spans or ("a" in match.spans and "b" in match.spans):
            two = self._two(match)
            if two is not None:
                yield self._made(two[0], tells, told, two[1])
                yield self._made(two[1], tells, told, two[0])
        elif tells == "hosts" and ("place" in match.tokens or "place" in match.spans):
            at = match.tokens["place"].idx if match.tokens else match.spans["place"].start
            found = self.mentions.at(at)
            if found is not None and words.country(found.name) is None:
                after = self.mentions.at(found.span.end + 2)
                found = after if after is not None and self.words[found.span.end : after.span.start] == ", " else None
            if found is not None and words.country(found.name) is not None and not found.generic:
                yield self._made(found, "hosts", told, None)
        else:
            yield from self._does(match, tells, told)

    def _does(self, match: Match, tells: str, told: Span) -> Iterator[Sighting]:
        who = self._named(match, "who")
        if not who and "who" not in match.tokens and "cue" in match.tokens:
            who = self._understood(match.tokens.get("does") or match.tokens.get("acts") or match.tokens["cue"], tells)
        whom = [m for m in self._named(match, "whom") if m not in who]
        struck = match.tokens.get("whom")
        if struck is not None and struck.lemma_.lower() in words.words_as("civilian"):
            beside = [c for c in struck.conjuncts if c.lemma_.lower() not in words.words_as("civilian")]
            whom = [m for c in beside for m in self.mentions.of(c)]  # "killed three Arland farmers and a soldier"
        if tells == "is":
            kind = words.nouns().get(match.tokens["cue"].lower_)
            for one in who:
                if not one.generic and one.kind not in ("person", "state"):
                    yield Sighting(
                        one.name,
                        self._at(one.span),
                        "is",
                        self._at(told),
                        kind.kind if kind else None,
                        match.tokens["cue"].text,
                    )
            return
        if tells in ("fights", "attacked", "pair", "negotiates", "meets", "accuses", "arms", "allied", "pays"):
            whom = [m for m in whom if m.kind != "place" and not self._is_where(match, m)]
        if match.row.gives.get("one"):
            who = who[:1]
        if match.row.gives.get("only") == "band" and any(m.kind in ("state", "organisation", "person") for m in who):
            return  # a state that tells of a war it is not in
        if match.row.gives.get("only") == "armed":
            whom = [m for m in whom if m.kind in ("army", "movement")]
        if tells == "attacked":
            for one in whom:
                yield self._made(one, "attacked", told, None)
            return
        if match.row.name == "envoy-of-body":
            who = [
                m
                for m in who
                if m.kind == "organisation" or (m.kind == "state" and not words.is_state(words.country(m.name) or ""))
            ]
        if not whom and len(who) > 1 and match.row.gives.get("mutual"):
            whom = who[1:]
            who = who[:1]
        for one in who:
            others = [m for m in whom if m.name != one.name]
            for other in others:
                yield self._made(one, tells, told, other)
            if not others:
                yield self._made(one, tells, told, None)
        if tells in ("fights", "negotiates", "meets", "accuses", "pair"):
            for other in whom:
                others = [m for m in who if m.name != other.name]
                back = "attacked" if tells == "fights" else tells
                for one_ in others:
                    yield self._made(other, back, told, one_)
                if not others:
                    yield self._made(other, back, told, None)

    def _understood(self, verb: Token, tells: str) -> list[Mention]:
        """Whose act a verb without a subject of its own is: "agreed to extend a truce"."""
        while verb.pos_ == "NOUN" and tells in ("negotiates", "meets", "truce") and verb.dep_ in ("dobj", "pobj"):
            verb = verb.head.head if verb.dep_ == "pobj" else verb.head  # "before it engages in talks with the Front"
        if verb.pos_ != "VERB":
            return []
        up = verb
        while up.dep_ in ("xcomp", "pcomp", "acl", "conj") and up.head.i != up.i:
            up = up.head
        if up.dep_ == "prep" and up.lower_ == "of" and up.head.lemma_ in _BLAMES:
            blamed = next((c for c in up.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
            return [] if blamed is None else self._of_token(blamed)  # "accused the Front of trying to take the town"
        if up.dep_ == "prep" and up.lower_ == "of" and up.head.head.lemma_ in _BLAMES and up.head.dep_ == "dobj":
            return self._of_token(up.head)
        subject = grammar.understood_subject(verb)
        return [] if subject is None else self._of_token(subject)

    def _is_where(self, match: Match, mention: Mention) -> bool:
        """A country as the object of "attack" is where, unless its army or government is named; of "invade" it is whom."""
        cue = match.tokens.get("cue")
        return False if cue is None else cue.lemma_ == "target" and mention.kind is None

    def _named(self, match: Match, role: str) -> list[Mention]:
        token = match.tokens.get(role)
        if token is not None:
            return self._of_token(token)
        span = match.spans.get(role)
        if span is None:
            return []
        found = self.mentions.at(span.start)
        if found is None and (inside := self.mentions.within(span)):
            found = inside[0]
        if found is not None and role == "who" and "-" in self.words[span.start : span.end + 1]:
            span = _country_of(span, self.words)
            name = span.of(self.words)
            return [Mention(name, span, "state" if words.country(name) else None)]
        if found is None and role == "who":
            span = _country_of(span, self.words)
        if found is None:
            name = span.of(self.words)
            return [Mention(name, span, "state" if words.country(name) else None)] if role == "who" else []
        return [found]

    def _of_token(self, token: Token) -> list[Mention]:
        if token.lower_ in grammar.RELATIVE and (noun := grammar.antecedent(token)) is not None:
            token = noun
        if (meant := _meant(token)) is not None:
            return self.mentions.of(meant)
        return self.mentions.of(token)

    def _two(self, match: Match) -> tuple[Mention, Mention] | None:
        if "pair" not in match.spans:
            a, b = self._first(match.spans["a"]), self._first(match.spans["b"])
        else:
            span = match.spans["pair"]
            inside = [
                m
                for m in self.mentions.within(Span(span.start, min(len(self.words), span.end + 30)))
                if not self._is_here(m)
            ]
            first = re.search(r"\band\b|\bversus\b", span.of(self.words))
            cut = None if first is None else first.start() + span.start
            if cut is None:
                return None
            a = next((m for m in inside if m.span.end <= cut), None)
            b = next((m for m in inside if m.span.start >= cut), None)
            listed = [
                m
                for m in inside
                if a is not None
                and a.span.end < m.span.start < cut
                and m.kind in ("state", "government", "army", "movement")
            ]
            if listed and _COMMA.search(self.words[: listed[0].span.start]) is not None:
                b = listed[0]  # "between Arland, Belmark and their host"
                cut = b.span.start
            if b is not None and b.span.start - cut > 45:
                b = None
        if a is None or b is None or a.name == b.name:
            return None
        return a, b

    def _first(self, span: Span) -> Mention | None:
        inside = [m for m in self.mentions.found if m.span.overlaps(span)]
        exact = self.mentions.at(span.start)
        if inside and exact is not None and "-" in self.words[exact.span.start : exact.span.end]:
            name = span.of(self.words)
            return Mention(name, span, "state" if words.country(name) else None)
        return inside[0] if inside else None

    def _members(self, match: Match, told: Span) -> Iterator[Sighting]:
        """The names of the sentence that make up the alliance."""
        whole = self.mentions.at(match.spans["of"].start)
        if whole is None:
            return
        start = max(self.words.rfind(". ", 0, told.start), self.words.rfind("\n", 0, told.start)) + 1
        end = self.words.find(". ", told.end)
        for mention in self.mentions.within(Span(start, end if end > 0 else len(self.words))):
            one = (
                mention.kind in ("movement", "army", "alliance") and not mention.generic and mention.name != whole.name
            )
            if one and (mention.span.end <= told.start or "." not in self.words[whole.span.end : mention.span.start]):
                yield self._made(mention, "member", told, whole)

    def _both(self, told: Span) -> Iterator[Sighting]:
        earlier = [*self.before, *(m for m in self.subjects[len(self.before) :] if m.span.start < told.start)]
        names: list[Mention] = []
        for mention in reversed(earlier):
            if all(m.name != mention.name for m in names):
                names.append(mention)
            if len(names) == 2:
                break
        here = [m for m in names if m in self.mentions.found]
        if len(names) == 2 and len(here) == 2:
            yield self._made(names[1], "negotiates", told, names[0])
            yield self._made(names[0], "negotiates", told, names[1])

    def _called(self, match: Match, told: Span) -> Iterator[Sighting]:
        long, short = match.spans["long"], match.spans["short"]
        name = trimmed(long.of(self.words), short.of(self.words))
        if not name or name == short.of(self.words):
            return
        if match.row.name == "acronym" and not begins_alike(name, short.of(self.words)):
            return
        if match.row.name == "long-name" and not initials_fit(name, short.of(self.words)):
            return
        start = long.start + long.of(self.words).rindex(name)
        found = self.mentions.at(start)
        kind = found.kind if found is not None else None
        yield Sighting(
            short.of(self.words),
            self._at(short),
            "called",
            self._at(told),
            kind,
            name,
            self._at(Span(start, start + len(name))),
        )

    def _made(self, who: Mention, tells: str, told: Span, other: Mention | None) -> Sighting:
        return Sighting(
            who.name, self._at(who.span), tells, self._at(told), who.kind, other.name if other else None,
            self._at(other.span) if other else None,
        )  # fmt: skip

    def _at(self, span: Span) -> Span:
        return self.text.at(self.index, span)


_BLAMES = frozenset({"accuse", "suspect", "charge", "convict"})
_OWN = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_MEN = frozenset(
    ["fighter", "force", "troop", "army", "soldier", "man", "militia", "military", "delegation", "negotiator", "leader", "commander",
     "government", "movement", "group", "country"]
)  # fmt: skip


def _meant(token: Token) -> Token | None:
    """Who "it" is in "The Front said it would not talk", and whose men "its fighters" are: the subject of the verb that reports."""
    own = token.lower_ in _OWN or (
        token.lemma_.lower() in _MEN and any(c.dep_ == "poss" and c.lower_ in _OWN for c in token.children)
    )
    verb = token.head
    if own and token.dep_ == "poss" and verb.dep_ in ("dobj", "pobj", "nsubjpass"):  # "would halt its airstrikes"
        while verb.dep_ in ("dobj", "pobj", "prep", "pcomp", "nsubjpass") and verb.head.i != verb.i:
            verb = verb.head
            whose = next(
                (c for c in verb.children if c.dep_ == "poss" and c.i < token.i and c.lower_ not in _OWN), None
            )
            if whose is not None and verb.pos_ == "NOUN":
                return whose  # "Arland's terms for ending its campaign"
        subject = grammar.understood_subject(verb) if verb.pos_ == "VERB" else None
        if subject is not None and subject.i != token.i and subject.lower_ not in _OWN | grammar.RELATIVE:
            return subject
        if subject is not None and subject.lower_ in _OWN:
            token = subject
    for _ in range(4):
        if not own or verb.dep_ not in ("ccomp", "xcomp", "advcl", "conj", "relcl") or verb.head.i == verb.i:
            return None
        verb = verb.head
        subject = grammar.subject(verb)
        if subject is not None and subject.i != token.i and subject.lower_ not in _OWN | grammar.RELATIVE:
            return subject
    return None


def _country_of(span: Span, text: str) -> Span:
    """Of two words before a hyphen those that name a country: "the Velland" of "The Velland-brokered truce"."""
    name = span.of(text)
    last = name.rpartition(" ")[2]
    return span if words.country(name) is not None or " " not in name else Span(span.end - len(last), span.end)


def match_span(match: re.Match[str]) -> Span:
    """The characters of a match."""
    return Span(*match.span())


__all__ = ["sightings"]
