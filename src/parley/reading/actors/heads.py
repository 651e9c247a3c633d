"""Who stands at the head of whom: a name beside an office, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.core.spans import Span
from parley.reading.actors import words
from parley.reading.actors.mentions import Mention, Mentions
from parley.reading.english.roles import word_kind

OFFICES = (
    "leaders?|commanders?|chief|spokesm[ae]n|spokeswom[ae]n|spokesperson|president|prime minister|premier|chancellor|(?:foreign|defen[cs]e|"
    "interior|information|finance)? ?(?:minister|secretary)|general|negotiators?|envoys?|representatives?|chairman|chairwoman|chair|"
    "king|emir|ambassador|co-?founder|founder|head|warlord|rebel leader|strongman|ruler|crown prince|official"
)
_NAME = r"(?:(?:al|el|an|ad)-)?[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:(?:al|el|an|ad)-)?(?:[A-Z]\.|[A-ZÀ-Þ][\w’'-]*)|al|el|bin|ibn|ould|van|de|von))*"
_TITLE = r"(?:(?:[Gg]en(?:eral)?|[Ll]t|[Cc]ol(?:onel)?|[Mm]aj(?:or)?|[Ss]heikh|[Dd]r|[Mm]r|[Bb]rig(?:adier)?|[Ff]ield [Mm]arshal|[Ll]ieutenant)\.?[ -]?)*"
_TAIL = re.compile(
    rf"\)?(?:['’]s?)?\s(?:(?!and\b|or\b|but\b|has\b|have\b|was\b|were\b|said\b|to\b|in\b)[a-z][a-z-]*[\s,]+){{0,3}}?(?:{OFFICES})\b(?:,?\s+|:\s)(?:and\s[\w ]{{3,24}}?\s)?{_TITLE}(?P<who>{_NAME})",
)
"""After whose: "RSF commander Mohamed Hamdan Dagalo", "Arland's foreign minister, Ida Stone"."""
_CAPITAL_TAIL = re.compile(
    rf"\)?(?:['’]s?)?\s(?:Vice |Deputy |Prime |Foreign |Defen[cs]e |Interior |Army |Acting |First |Supreme |Transitional )*(?:President|Minister|Premier|Chancellor|King|Emir|General|Leader|Secretary|Prince|Ambassador|Commander|Colonel|Chief)(?:\s(?:General|of [A-Z]\w+(?: [A-Z]\w+)?))?,?\s{_TITLE}(?P<who>{_NAME})"
)
"""After whose: "Arland President Jon Harke"."""
_HEAD = re.compile(
    rf"(?:,\s(?:who (?:is|leads|heads|commands) )?|\s\()(?:an?\s|the\s)?(?:(?!and\b|who\b|said\b)[a-z][a-z-]*\s){{0,3}}?(?:{OFFICES})\b(?:\sand\s[\w-]+)?\s(?:of|for|from|in|to)\s(?:the\s)?"
)
"""Between a name and whose: "Piotr Velm, a spokesman for the Front"."""
_TOWN = re.compile(r"\b(?:capital|city|town|village|port|region|province|district)(?:\sof)?\s$")
_NATION = re.compile(r"\s(?:[a-z-]+\s){1,3}")
""" "Arland peacemaker Jon Harke"."""
_OFFICE_OF = re.compile(rf"\b(?:{OFFICES})\s(?:of|for)\s(?:the\s)?(?:[a-z][\w-]*\s|[\w.]+-backed\s){{0,2}}$", re.I)
_NAMED_AFTER = re.compile(rf"(?:\s\([\w-]+\))?(?:,\san?\s[^,.;]{{3,60}})?,?\s{_TITLE}(?P<who>{_NAME})")
""" "the leader of the Front, a guerrilla movement, Piotr Velm"."""
_BARE = re.compile(r"(?:^|[.“\"]\s?|\b[a-z]+,?\s|[a-z]+['’]s\s)(?:President|Prime Minister|Premier|Chancellor)\s$")
_COUNTRYS = re.compile(
    r"\b(?:the\s)?(?:country|nation|republic|kingdom)['’]s\s(?:[a-z]+\s)?(?:president|prime minister|premier|king|leader|foreign minister|defen[cs]e minister),?\s$"
)
""" "the country's president, Jon Harke"."""
_SOFT = re.compile(r"\b(?:strongman|leaders?|warlord|commanders?|general|rebel|chief|founder)\b")
_OF = re.compile(r"\s(?:of|from)\s(?:the\s)?")
_OWN = re.compile(r",\s(?:an?\s|the\s)?$")
_LEADS = re.compile(
    r"\s(?:who\s)?(?:leads|heads|commands|led|rules|ruled)\s(?:the\s)?$|,\swho\s(?:leads|heads|commands|led)\s(?:the\s)?$"
)
_LED_BY = re.compile(
    rf"\)?(?:\s[a-z]+){{0,3}}?(?:,|\s\(|\s)\s?(?:(?:which|that)\s(?:is|was)\s)?(?:led|headed|commanded|ruled|run)\sby\s(?:the\s)?(?:[a-z]+\s){{0,3}}{_TITLE}(?P<who>{_NAME})"
)
_LOYAL = re.compile(
    rf"(?:forces|troops|soldiers|fighters|army|military)\s(?:loyal|allied|answering)\sto\s(?:[a-z]+\s)?(?:President\s|Vice President\s)?{_TITLE}$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A person, and whom he or she leads or speaks for."""

    who: str
    where: Span
    of: Mention
    words: Span
    loose: bool = False
    """Told by nation alone ("the Arland strongman Jon Harke"): whoever is told to lead a body leads that."""


def heads(mentions: Mentions, text: str) -> Iterator[Head]:
    """Every pair of a person and an actor that the words join."""
    found = mentions.found
    for mention in found:  # "President Jon Harke", of the country that the text is about
        office = (
            (
                _BARE.search(text[max(0, mention.span.start - 40) : mention.span.start])
                or _COUNTRYS.search(text[max(0, mention.span.start - 60) : mention.span.start])
            )
            if mention.kind == "person"
            else None
        )
        if office is not None and plausible(mention.name):
            of = Mention("government", mention.span, "government", generic=True)
            yield Head(mention.name, mention.span, of, mention.span, loose=True)
    for index, mention in enumerate(found):
        if mention.of is not None and plausible(mention.of):
            at = text.rfind(mention.of, 0, mention.span.start)
            yield Head(mention.of, Span(at, at + len(mention.of)), mention, Span(at, mention.span.end))
        if mention.kind in ("person", "place"):
            continue
        for pattern in (_TAIL, _CAPITAL_TAIL, _LED_BY):
            match = pattern.match(text, _after(mention, text, pattern))
            if match is not None and plausible(match["who"]):
                loose = (
                    pattern is _TAIL
                    and mention.kind == "state"
                    and _SOFT.search(match.group()[: -len(match["who"])]) is not None
                )
                yield Head(
                    match["who"], Span(*match.span("who")), mention, Span(mention.span.start, match.end()), loose
                )
                break
        if (
            (match := _NAMED_AFTER.match(text, mention.span.end)) is not None
            and _OFFICE_OF.search(text[max(0, mention.span.start - 60) : mention.span.start])
            and plausible(match["who"])
        ):
            yield Head(match["who"], Span(*match.span("who")), mention, Span(mention.span.start, match.end()))
        after = found[index + 1] if index + 1 < len(found) else None
        if (
            mention.kind in ("state", "government")
            and after is not None
            and after.kind == "person"
            and (match := _NATION.fullmatch(text[mention.span.end : after.span.start])) is not None
            and not any(w in words.words_as("private") for w in match.group().split())
            and plausible(after.name)
        ):
            yield Head(after.name, after.span, mention, Span(mention.span.start, after.span.end), loose=True)
        before = found[index - 1] if index else None
        if (
            before is None
            or before.generic
            or _TOWN.search(text[max(0, before.span.start - 24) : before.span.start])
            or not plausible(before.name)
        ):
            continue
        between = text[before.span.end : mention.span.start]
        whole = Span(before.span.start, mention.span.end)
        led = (
            _HEAD.fullmatch(between)
            or _LEADS.fullmatch(between)
            or (before.kind == "person" and _OF.fullmatch(between))
        )
        if (len(between) < 90 and led) or (
            _OWN.fullmatch(between)
            and re.match(
                rf"(?:['’]s?)?\s(?:[a-z-]+\s){{0,3}}?(?:{OFFICES})\b(?!\s[A-Z])", text[mention.span.end :][:70]
            )
        ):
            yield Head(before.name, before.span, mention, whole)


def _after(mention: Mention, text: str, pattern: re.Pattern[str]) -> int:
    """Where the words after a mention begin: those of its noun belong to them ("RSF leaders Ann Lee")."""
    return mention.span.end


def plausible(name: str) -> bool:
    """Whether a run may be a person's name: no country, no word that only bodies have."""
    pieces = name.split()
    return (
        words.country(name) is None
        and not any(p.lower() in words.name_words() or words.is_leading(p) for p in pieces)
        and word_kind(pieces[0].lower()) is None
        and word_kind(pieces[0].lower().removesuffix("s")) is None
        and len(pieces) <= 5
        and not (len(pieces) == 1 and name.isupper())
    )


__all__ = ["Head", "heads", "plausible"]
