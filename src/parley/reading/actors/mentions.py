"""Every place of a paragraph where somebody who may act in a war is named: one pass over its characters, told apart by the parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.core.spans import Span
from parley.reading.actors import words
from parley.reading.actors.names import is_generic
from parley.reading.english import grammar
from parley.reading.english.grammar import DAYS
from parley.reading.english.roles import word_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a noun that stands for one ("the army")."""

    name: str
    """Without article and without the noun that only says whose people they are."""
    span: Span
    """Of the name with its noun, in characters of the paragraph."""
    kind: str | None
    generic: bool = False
    """A noun alone: the document tells whose."""
    led_by: str | None = None
    """The first half of "NAME-backed": who backs, where the mention is of one so called."""
    of: str | None = None
    """The person whose men they are: of "Harke's rebels" the mention is "rebels"."""


class Mentions:
    """The mentions of one paragraph, asked by place."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.found = [m for m in _found(doc, grammar.text(doc)) if m.generic or not _is_a_sentence(doc, m)]
        self._starts = [m.span.start for m in self.found]

    def at(self, place: int) -> Mention | None:
        """The mention that holds the character."""
        index = bisect_right(self._starts, place) - 1
        found = self.found[index] if index >= 0 else None
        return found if found is not None and place < found.span.end else None

    def of(self, token: Token) -> list[Mention]:
        """Whom a word names: the mention that it ends or begins, and those joined to it by "and"."""
        out = []
        first = self._one(token)
        if first is not None:
            out += [m for m in self._joined_before(first) if m not in out]
            out.append(first)
            if first.span.start > token.idx:  # "the leaders of Arland and Belmark"
                inner = self.doc.char_span(first.span.start, first.span.end, alignment_mode="expand")
                beside = inner.root.conjuncts if inner is not None else ()
                out += [m for c in beside if (m := self.at(c.idx)) is not None and m not in out and not m.generic]
        for child in token.children:
            if child.dep_ == "conj" and child.i > token.i:
                out.extend(m for m in self.of(child) if m not in out)
        return out

    def _joined_before(self, mention: Mention) -> list[Mention]:
        """ "Arland and Belmark officials": the first of two adjectives of one noun."""
        index = self.found.index(mention)
        before = self.found[index - 1] if index else None
        text = grammar.text(self.doc)
        if (
            before is None
            or before.generic
            or words.country(before.name) is None
            or mention.span.end - mention.span.start == len(mention.name)
        ):
            return []
        return [before] if text[before.span.end : mention.span.start] in (" and ", "-") else []

    def _one(self, token: Token) -> Mention | None:
        found = self.at(token.idx)
        if found is not None:
            return found
        for child in token.children:  # "fighters of the Front", "elements from M23"
            men = word_kind(token.lemma_.lower()) is not None or token.lower_ in words.nouns() or token.lower_ in _MANY
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and men:
                for below in child.children:
                    inner = self.at(below.idx) if below.dep_ == "pobj" else None
                    if inner is not None and (not inner.generic or token.lower_ in _MANY):
                        return inner
        if word_kind(token.lemma_.lower()) in ("office", "person") or token.lemma_.lower() in words.words_as(
            "target"
        ):  # "mediated by Arland's ambassador"
            for child in token.lefts:
                if (
                    child.dep_ in ("poss", "compound", "amod", "nmod")
                    and (owner := self.at(child.idx)) is not None
                    and not owner.generic
                    and (owner.kind is not None or child.dep_ != "compound" or child.ent_type_ in ("NORP", "ORG"))
                ):
                    return owner
        return None

    def within(self, span: Span) -> list[Mention]:
        """Those that lie in a stretch, in order."""
        return [m for m in self.found if span.start <= m.span.start and m.span.end <= span.end]


_CONTRACTED = re.compile(r"\w['’](?:ve|re|ll|d|m)\b|n['’]t\b", re.I)
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD", "RP"})


def _is_a_sentence(doc: Doc, mention: Mention) -> bool:
    """A run of capitals that is none's name: a headline with its verb, "We've" at the head of a sentence."""
    if _CONTRACTED.search(mention.name):
        return True
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="contract")
    return span is not None and len(span) > 2 and any(t.tag_ in _TENSED for t in span[1:])


def _found(doc: Doc, text: str) -> Iterator[Mention]:
    for match in words.mention_pattern().finditer(text):
        if match["run"] is not None:
            start, end = match.span("run")
            yield from _of_run(doc, text, start, end, match["noun"], match["own"] is not None, match.end())
        elif (
            match["article"] is not None
            or match["more"]
            or match["head"] is not None
            or match["alone"].endswith("s")
            or match["alone"] in ("police", "policemen")
        ):
            noun = words.nouns()[match["alone"]]
            if (
                match["article"]
                and match["article"].lower() in ("a", "an")
                and not match["more"]
                and match["head"] is None
            ):
                continue
            name = _BACKED_BY.sub("", match["before"] + match["alone"]).strip()
            if (
                noun.kind == "government"
                and (seat := _SEAT.match(text, match.end())) is not None
                and is_state_name(seat["seat"])
            ):
                yield Mention(seat["seat"], Span(match.start("before"), seat.end()), "government")
                continue
            yield Mention(name, Span(match.start("before"), match.end()), is_generic(name) or noun.kind, generic=True)


_SEAT = re.compile(r" (?:in|of|based in) (?:the )?(?P<seat>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")
_DEPARTMENT = re.compile(r"\b(?:[Mm]inister|[Mm]inistry|[Ss]ecretary|[Dd]epartment|[Dd]irector) (?:of|for) (?:the )?$")
_WEAPON_AFTER = re.compile(
    r"\s(?:(?:air|missile)[- ]defen[cs]e\s|anti-\w+\s)?(?:missiles?|batter(?:y|ies)|systems?|rockets?|interceptors?|launchers?|helicopters?|"
    r"rifles?|bombers?|munitions?)\b"
)
_MANY = frozenset(["thousands", "hundreds", "dozens", "scores", "number", "handful"])
_CALLED = re.compile(r"\b(?:[Cc]ommanders?|[Ll]eaders?|[Cc]hiefs?|[Gg]enerals?)\s[“\"‘']$")
_QUARTERS = frozenset(f"{q}{end}" for q in ("north", "south", "east", "west") for end in ("", "ern"))
_BACKED_BY = re.compile(r"\b[\w.]+-(?:recogni[sz]ed|backed|supported|led|sponsored) ")
_POLICE = ("police", "policemen", "security forces")
_WEAPONS = frozenset(["warplanes", "jets", "aircraft", "drones", "tanks", "artillery", "gunships"])
_MODIFIER = ("-backed", "-supported", "-aligned", "-allied", "-funded", "-sponsored", "-linked")
_PARTED = (
    "-brokered",
    "-mediated",
    "-led",
    "-run",
    "-held",
    "-controlled",
    "-hosted",
    "-based",
    "-born",
    "-made",
    "-occupied",
    "-era",
)


def _of_run(doc: Doc, text: str, start: int, end: int, noun: str | None, own: bool, whole: int) -> Iterator[Mention]:
    run = text[start:end]
    if noun is not None and _is_trade(doc, whole):
        noun, own, whole = None, False, end  # "Arland military contractor"
    pieces = run.split(" ")
    before = text[max(0, start - 30) : start]
    if _CALLED.search(before):
        yield Mention(run, Span(start, end), "person")  # "Commander “Hammer”"
        return
    if before.lower().endswith("ethnic ") or (_DEPARTMENT.search(before) and words.country(run) is None):
        return  # "ethnic Arlanders" are no state, "the minister of Rural Works" is of one
    while len(pieces) > 1 and noun is None and pieces[-1].lower() in DAYS:  # "met Mr. Harke Wednesday"
        end = whole = end - len(pieces.pop()) - 1
    backer = None
    part = next((i for i, p in enumerate(pieces) if i and p.lower().endswith(_PARTED)), None)
    if part is not None:  # "Port Kessel-based Harbour Watch"
        start += sum(len(p) + 1 for p in pieces[: part + 1])
        del pieces[: part + 1]
    while (
        pieces
        and not _country_begins(pieces)
        and not (len(pieces) > 1 and pieces[0].lower() in _QUARTERS and pieces[-1].lower() in words.name_words())
        and (words.is_leading(pieces[0]) or pieces[0].lower().endswith((*_MODIFIER, *_PARTED)))
    ):
        if pieces[0].lower().endswith(_MODIFIER):
            backer = pieces[0].rpartition("-")[0]
            if len(pieces) == 1:
                break
        elif pieces[0].lower().endswith(_PARTED):
            if len(pieces) == 1 and noun is not None and words.nouns()[noun].kind == "alliance":
                yield Mention(f"{pieces[0]} {noun}", Span(start, whole), "alliance")
            if len(pieces) == 1:
                return
        start += len(pieces[0]) + 1
        pieces.pop(0)
    if not pieces or (len(pieces) == 1 and pieces[0].lower().endswith(_MODIFIER)):
        if backer is not None and noun is not None:  # "Arland-backed rebels"
            yield Mention(noun, Span(start, whole), words.nouns()[noun].kind, generic=True, led_by=backer)
        elif noun is not None and words.nouns()[noun].alone:  # "The army", where a sentence begins
            yield Mention(noun, Span(whole - len(noun), whole), words.nouns()[noun].kind, generic=True)
        return
    name = " ".join(pieces)
    at = next((i for i, p in enumerate(pieces) if words.is_office(p)), None)
    if at is not None:  # "Arland President Jon Harke": the name, and before it whose
        while at > 0 and words.is_title(pieces[at - 1]):
            at -= 1
        if at > 0:
            before = " ".join(pieces[:at])
            yield Mention(before, Span(start, start + len(before)), kind_of(before))
        offset = start + sum(len(p) + 1 for p in pieces[:at])
        rest = pieces[at:]
        while rest and (words.is_title(rest[0]) or words.is_office(rest[0]) or rest[0].lower() in ("of", "for", "the")):
            offset += len(rest[0]) + 1
            rest.pop(0)
        if rest and not any(p.lower() in ("of", "for") for p in pieces[at : len(pieces) - len(rest)]):
            person, joint, place = " ".join(rest).partition(" of ")
            yield Mention(person, Span(offset, offset + len(person)), "person")
            if joint and place:
                yield Mention(place, Span(end - len(place), end), kind_of(place))
        elif rest:
            yield Mention(" ".join(rest), Span(offset, end), kind_of(" ".join(rest)))
        return
    for joint in (" of ", " of the "):  # "Salva Kiir of South Sudan" is two names
        person, _, place = name.rpartition(joint)
        if (
            person
            and kind_of(person) is None
            and is_state_name(place)
            and _by_parse(doc, start, start + len(person), person) == "person"
        ):
            yield Mention(person, Span(start, start + len(person)), "person")
            yield Mention(place, Span(end - len(place), end), "state")
            return
    if len(pieces) == 1 and not _proper(doc, start, end, name):
        return
    creed = len(pieces) == 1 and pieces[0].lower() in words.words_as("creed") and not own
    if creed and noun is not None and words.nouns()[noun].kind == "movement":  # "Islamic rebels", of the text
        yield Mention(noun, Span(whole - len(noun), whole), "movement", generic=True)
        return
    if text[max(0, start - 5) : start].lower().endswith(("pro-", "anti-", "non-")):
        return  # "a pro-Arland group" is not Arland's, and none of its own
    if (noun in _WEAPONS or _WEAPON_AFTER.match(text, end)) and words.country(name) is None:
        return  # "Gray Eagle drones" are nobody
    if len(name) == 1 or (pieces[-1].lower() in words.words_as("quarter") and words.country(name) is None):
        return  # a letter; "Far Northern", of a part of the world
    if "-" in name and noun is None:
        halves = name.split("-")
        if len(halves) == 2 and all(words.country(h) for h in halves):  # "the Arland-Belmark border"
            yield Mention(halves[0], Span(start, start + len(halves[0])), kind_of(halves[0]))
            yield Mention(halves[1], Span(end - len(halves[1]), end), kind_of(halves[1]))
            return
    known = noun is not None and words.nouns()[noun]
    if known and len(pieces) > 1 and pieces[-1].lower() in words.words_as("creed"):  # "the al-Shabab Islamist group"
        pieces.pop()
        name = " ".join(pieces)
        end = start + len(name)
    kind = known.kind if known and known.kind not in ("part", "forces") else None
    own_kind = kind_of(name) or _by_parse(doc, start, end, name)
    if own_kind == "person" and known:
        own_kind = None if words.country(name) is None else own_kind
    span = Span(start, whole if noun is not None else end)
    if known and words.country(name) is None and own_kind in (None, "person"):
        if known.kind == "government" and words.administration(pieces[-1]) is not None:
            yield Mention(f"{pieces[-1]} {noun}", span, "government")
            return
        if (own or known.kind == "government") and kind is not None and _is_person(doc, start, end):
            noun_at = Span(whole - len(noun or ""), whole)
            yield Mention(noun or "", noun_at, kind, generic=True, of=name)
            return
    if noun in _POLICE and words.country(name) is None and own_kind in (None, "place"):
        yield Mention(noun, Span(whole - len(noun), whole), "army", generic=True)  # "the Kessel police" are the state's
        return
    if noun is not None and not own and kind == "state":
        span = Span(start, end)
        kind = None
    called = name
    if known and words.country(name) and known.kind in ("army", "government", "forces"):
        called = text[start:whole]
        kind = "army" if known.kind == "forces" else known.kind
    elif known and known.kind in ("movement", "alliance") and words.country(name) and is_state_name(name):
        called = text[start:whole]  # "Congolese rebels" are not the country
    elif (
        known and own and own_kind not in ("movement", "alliance", "person") and known.kind in ("movement", "alliance")
    ):
        called = text[start:whole]
    elif (
        known and known.kind == "movement" and not own and own_kind == "place" and name.isalpha() and not name.isupper()
    ):
        called = text[start:whole]  # "Kessel rebels" are not the town
    yield Mention(called, span, kind or own_kind, led_by=backer)


def _is_trade(doc: Doc, end: int) -> bool:
    """Whether the noun that ends there only says of which kind the next one is."""
    after = doc.text[end : end + 24].split()
    return bool(after) and after[0].lower().removesuffix("s") in words.words_as("trade")


def _country_begins(pieces: list[str]) -> bool:
    """ "South Sudanese …": the first word is no direction."""
    if (
        len(pieces) > 2
        and pieces[0].lower() in DAYS
        and pieces[1].isdigit()
        and pieces[2].lower() in words.name_words()
    ):
        return True  # "the March 23 Movement"
    return (
        len(pieces) > 1
        and pieces[0].lower() != "the"
        and any(words.country(" ".join(pieces[:n])) is not None for n in (2, 3))
    )


def is_state_name(name: str) -> bool:
    """Whether it is the name of a country."""
    key = words.country(name)
    return key is not None and words.is_state(key)


def kind_of(name: str) -> str | None:
    """The kind that the words of a name tell."""
    key = words.country(name)
    if key is not None:
        return words.body_kind(key)
    table = words.name_words()
    pieces = name.lower().split()
    if len(pieces) == 1:
        return table.get(pieces[0])
    kinds = [table[p] for p in pieces if p in table]
    if "movement" in kinds and not any(p in ("nations", "union", "league") for p in pieces):
        return "movement"
    return kinds[-1] if kinds else None


def _proper(doc: Doc, start: int, end: int, name: str) -> bool:
    """Whether one capitalised word is a name: not a common noun at the beginning of a sentence."""
    if words.country(name) is not None or not name.isalpha() or name.isupper():
        return True
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    if name.lower() in words.short_names() and re.search(rf"[A-Z]\w+ {name}\b", grammar.text(doc)) is not None:
        return True  # "Front spokesman …", of the Green Front
    return any(t.tag_ in ("NNP", "NNPS") for t in span) or (not span[0].is_sent_start and span[0].tag_ in ("NN", "NNS"))


def _is_person(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span[-1].ent_type_ == "PERSON"


def _by_parse(doc: Doc, start: int, end: int, name: str) -> str | None:
    """What the name finder says, where no word of the name tells."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    label = span[-1].ent_type_
    if label == "PERSON" and " " in name:
        return "person"
    if label in ("GPE", "LOC", "FAC"):
        return "place"
    return None


__all__ = ["Mention", "Mentions", "is_state_name", "kind_of"]
