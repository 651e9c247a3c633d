"""Who else must agree to a deal, and what law says of it: the suppliers of its options, ratifiers, and marks.

A *supplier* is a party beside those required whose consent one option needs: a guarantor, a payer. What supplying is worth
to it against not supplying is a judgement, in points of its own scale (``issues.ISSUE.options.OPTION.suppliers.PARTY``);
it consents to a deal where the sum over the deal's options that name it is not below zero. What is read here is read at
the middle of each range; :mod:`parley.model.supply` asks the same of every draw.

A *mark* says which text of law speaks against an option, whom it addresses and what it asks. It says nothing of what may be
talked about, of what a court has decided, of the rest of the deal, nor that an option without a mark is lawful.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from parley.case.paths import Supply
from parley.case.quoting import said as quoted
from parley.case.types import Case, Declaration, Kind, Option

CONQUEST = "recognises conquest"
LAW = "marked in law"

ROUNDING = 1e-9
"""Points by which a sum of numbers may miss zero and still count as zero."""


@dataclass(frozen=True, slots=True)
class Need:
    """A party whose consent a deal needs beside its principals'."""

    party: str
    title: str
    why: Literal["supplies", "ratifies"]
    options: tuple[tuple[str, str], ...] = ()
    """(issue, option): what of the deal a supplier supplies, or what else in it counts for that supplier."""
    ratifies_for: str | None = None
    binding: bool = True
    """False: a ratifier whose veto is told beside the verdicts and does not count in them."""
    worth: float | None = None
    """What the deal is worth to a supplier against not supplying, in points, at the middle numbers; None where unsaid."""

    @property
    def short(self) -> float | None:
        """By how many points a supplier falls short of consenting, at the middle numbers: its price; 0 where it consents."""
        return None if self.worth is None else -self.worth if self.worth < -ROUNDING else 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What law says of one option of a deal."""

    issue: str
    option: str
    title: str
    """The option's."""
    issue_title: str
    recognises_conquest: bool
    because: str | None
    """Which text, whom it addresses, what it asks; None for an option of which the case says only that it recognises conquest."""
    source: str | None
    """The text, in a line."""

    @property
    def word(self) -> str:
        """The mark as it stands behind an option in a list."""
        return CONQUEST if self.recognises_conquest else LAW


def needs(case: Case, deal: Mapping[str, str]) -> tuple[Need, ...]:
    """Whose consent ``deal`` (issue → option) needs beside the principals': its suppliers, then the ratifiers, in file order."""
    named: dict[str, list[tuple[str, str]]] = {}
    for issue, key in deal.items():
        option = _option(case, issue, key)
        for party in option.suppliers if option is not None else ():
            named.setdefault(party, []).append((issue, key))
    found = [
        Need(party, one.title, "supplies", tuple(named[party]), worth=_worth(case, party, named[party]))
        for party, one in case.parties.items()
        if party in named
    ]
    found += [
        Need(party, one.title, "ratifies", ratifies_for=one.ratifies_for, binding=one.binding)
        for party, one in case.parties.items()
        if one.role == "ratifier"
    ]
    return tuple(found)


def marks(case: Case, deal: Mapping[str, str]) -> tuple[Mark, ...]:
    """The options of ``deal`` (issue → option) that are marked in law, in its order."""
    found = (mark_of(case, issue, option) for issue, option in deal.items())
    return tuple(mark for mark in found if mark is not None)


def mark_of(case: Case, issue: str, key: str) -> Mark | None:
    """The mark of one option; None where it bears none."""
    option = _option(case, issue, key)
    if option is None or not (option.recognises_conquest or option.unlawful):
        return None
    said = option.unlawful
    return Mark(
        issue,
        key,
        option.title,
        case.issues[issue].title,
        option.recognises_conquest,
        said.because if said else None,
        _source(case, said.source) if said else None,
    )


def _source(case: Case, said: Declaration) -> str | None:
    """The text of law in a line: by name, or the document with its words, which of a summary of ours are our words."""
    document = case.documents.get(said.document or "")
    if document is None:
        return said.in_words
    return f"{document.original or document.title}: {quoted(said.quote or '', not said.ours, lead=True)}"


def all_marks(case: Case) -> tuple[Mark, ...]:
    """Every option of the case that is marked in law, in file order."""
    found = (mark_of(case, issue, option) for issue, one in case.issues.items() for option in one.options)
    return tuple(mark for mark in found if mark is not None)


def marked_title(case: Case, issue: str, key: str) -> str:
    """An option's title as lists show it, its mark behind it."""
    option, mark = _option(case, issue, key), mark_of(case, issue, key)
    title = key if option is None else option.title
    return title if mark is None else f"{title} [{mark.word}]"


def mark_words(marked: Iterable[Mark]) -> str:
    """The marks of a deal in a few words, each once: "recognises conquest, marked in law"; empty where there are none."""
    return ", ".join(dict.fromkeys(mark.word for mark in marked))


def suppliers(case: Case, kind: Kind | None = None) -> tuple[str, ...]:
    """Parties that some option of the kind (None: of the case) names as supplier, in file order."""
    only = kind.only if kind is not None else {issue: tuple(one.options) for issue, one in case.issues.items()}
    named = {
        party for issue, options in only.items() for option in options for party in supplied_by(case, issue, option)
    }
    return tuple(party for party in case.parties if party in named)


def supplied_by(case: Case, issue: str, option: str) -> tuple[str, ...]:
    """The suppliers of one option."""
    return case.issues[issue].options[option].suppliers


def _option(case: Case, issue: str, key: str) -> Option | None:
    return case.issues[issue].options.get(key) if issue in case.issues else None


def _worth(case: Case, party: str, options: Iterable[tuple[str, str]]) -> float | None:
    """The sum of the middle numbers; None where one is not yet said."""
    total = 0.0
    for issue, option in options:
        judgement = case.judgements.get(str(Supply(issue, option, party)))
        if judgement is None or judgement.distribution is None:
            return None
        total += judgement.distribution.median
    return total
