"""What a case tells the reader of documents: its parties and their names, the people it quotes, its issues and options.

The shipped codebook (offices, countries, propositions of any war) is kept; the case's own knowledge wins over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from parley.case.types import Case
from parley.reading.actors.given import GivenParty, Part
from parley.reading.codebook import default_codebook, extended
from parley.reading.model import Codebook, Proposition

_HONORIFICS = frozenset(
    [
        "gen",
        "general",
        "adm",
        "admiral",
        "lt",
        "maj",
        "col",
        "colonel",
        "capt",
        "sgt",
        "president",
        "secretary",
        "minister",
        "ambassador",
        "senator",
        "sen",
        "rep",
        "representative",
        "sir",
        "dame",
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "prime",
        "foreign",
        "the",
        "king",
        "queen",
        "lord",
    ]
)
_WEAK = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "no",
        "none",
        "not",
        "of",
        "on",
        "or",
        "our",
        "the",
        "their",
        "to",
        "under",
        "with",
        "without",
    ]
)


def build(case: Case) -> Codebook:
    """The codebook of a case, on top of the shipped one."""
    shipped = default_codebook()
    affiliations: dict[str, str] = {}
    for party in case.parties.values():
        for name in (party.title, party.key.replace("-", " "), *party.aliases):
            affiliations[name.lower()] = party.key
    names: dict[str, str] = {}
    for canonical, alias in _people(case):
        known = _same_person(canonical, shipped.names)
        names[alias] = known or canonical
        party_key = affiliations.get(alias.lower()) or affiliations.get(canonical.lower())
        if party_key:
            affiliations[names[alias].lower()] = party_key
    return extended(shipped, Codebook(tuple(_propositions(case)), names, affiliations))


_PARTS: dict[str, Part] = {
    "principal": "belligerent", "ratifier": "other", "supporter": "ally", "mediator": "mediator", "spoiler": "other",
}  # fmt: skip


def parties_of(case: Case) -> tuple[GivenParty, ...]:
    """The parties of a case with their part in the war and all their names, surnames of those whom the case quotes included."""
    book = build(case)
    out = []
    for party in case.parties.values():
        people = [alias for alias, name in book.names.items() if book.affiliations.get(name.lower()) == party.key]
        called = dict.fromkeys((party.title, *party.aliases, *people))
        out.append(GivenParty(party.key, party.title, tuple(called), _PARTS[party.role]))
    return tuple(out)


def _people(case: Case) -> Iterable[tuple[str, str]]:
    """(canonical name, alias): those whom the case quotes, and aliases of a party that are a full name and its surname."""
    for party in case.parties.values():
        single = {alias for alias in party.aliases if " " not in alias}
        for alias in party.aliases:
            last = alias.split()[-1]
            if " " in alias and last in single:
                yield alias, alias
                yield alias, last
    known = {alias for party in case.parties.values() for alias in party.aliases}
    for who in dict.fromkeys(_quoted(case)):
        name = without_honorifics(who)
        words = name.split()
        if 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
            yield name, name
            if words[-1] in known:
                yield name, words[-1]


def _quoted(case: Case) -> Iterable[str]:
    """Names under ``who:``; several joined by "and" are told apart."""
    said = [view.who for view in case.views.values()]
    said += [claim.who for claim in case.claims.values()]
    said += [line.declaration.who for line in case.red_lines.values() if line.declaration]
    said += [signal.who for signal in case.signals.values()]
    for who in said:
        yield from (part.strip() for part in re.split(r",|;| and ", who or "") if part.strip())


def without_honorifics(name: str) -> str:
    """ "Gen. Mark A. Milley" → "Mark A. Milley"."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _HONORIFICS:
        words.pop(0)
    return " ".join(words)


def _same_person(name: str, known: Iterable[str]) -> str | None:
    """The shipped spelling of a name: the same surname, first names that begin alike (Valery, Valerii)."""
    words = name.split()
    if len(words) < 2:
        return None
    fits = [k for k in known if len(k.split()) > 1 and (k.split()[0][:3], k.split()[-1]) == (words[0][:3], words[-1])]
    return fits[0] if len(fits) == 1 else None


def _propositions(case: Case) -> Iterable[Proposition]:
    """One for each issue and option. An option is looked for in texts by its ``words``, and by its title where that has two
    words or more that mean something; the same words serve for matching by meaning."""
    titles = Counter(option.title for issue in case.issues.values() for option in issue.options.values())
    for issue in case.issues.values():
        yield Proposition(f"issue.{issue.key}", issue.title, (), issue.key)
        for option in issue.options.values():
            own = (option.title,) if titles[option.title] == 1 and _telling(option.title) else ()
            yield Proposition(
                f"issue.{issue.key}.{option.key}", f"{issue.title}: {option.title}", (*own, *option.words), issue.key,
                option.key, option.words,
            )  # fmt: skip


def _telling(title: str) -> bool:
    words = re.findall(r"[\w’'-]+", title.lower())
    return len(words) <= 6 and sum(word not in _WEAK and len(word) > 2 for word in words) >= 2
