"""Who bargains: accepts, refuses, sets conditions, though nothing in the documents tells that it fights."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.case.drafting.wishes import Wish, Wishes
from parley.reading.actors.words import state_rows
from parley.reading.model import Statement

_DECIDES = ("refuses", "accepts", "on a condition")
_ENOUGH = 3
"""Wishes of one that is no party yet, from which it is one beside two that were found."""
_NAME = re.compile(r"(?:the )?[A-Z][\w’'-]*(?: (?:of |and |for |the )*[A-Z][\w’'-]*)*")


def bargainers(wishes: Wishes, statements: Sequence[Statement], missing: int) -> list[tuple[str, str]]:
    """Keys and titles of parties to add as principals.

    Args:
        wishes: as read with the parties that were found.
        statements: all of the documents.
        missing: sides that are not found yet; these are filled by who wants most, then by whom it is wanted of.
    """
    wants: dict[str, list[Wish]] = {}
    titles: dict[str, str] = {}
    for wish in wishes.found:
        who = _identity(wishes, wish.statement) if wish.holder is None else None
        if who is not None:
            wants.setdefault(who[0], []).append(wish)
            titles.setdefault(*who)
    order = sorted(wants, key=lambda k: -len(wants[k]))
    decides = [k for k in order if any(w.stand in _DECIDES for w in wants[k])]
    if not missing:
        return [(k, titles[k]) for k in decides if len(wants[k]) >= _ENOUGH][:1]
    chosen = [*decides, *(k for k in order if k not in decides)][:missing]
    if len(chosen) < missing and (chosen or wishes.found):
        for key, title in _asked_of(wishes, statements):
            if key not in chosen and len(chosen) < missing:
                chosen.append(key)
                titles.setdefault(key, title)
    if not chosen:  # last, who asks or refuses in a name of their own
        for wish in wishes.found:
            name = wish.statement.resolved
            alone = wish.holder is None and wish.told_by is None and wish.statement.footing.kind == "on_record"
            if name and alone and wish.stand in _DECIDES and name.lower() not in chosen and len(chosen) < missing:
                chosen.append(name.lower())
                titles[name.lower()] = name
    return [(k, titles[k]) for k in chosen]


def _identity(wishes: Wishes, statement: Statement) -> tuple[str, str] | None:
    """A body by its party or its name; no person, no text, nobody without a name."""
    party = statement.party or wishes.people.get(statement.resolved or "")
    body = statement.footing.kind == "institution"
    name = " ".join((statement.resolved or statement.source_text).split()).split(",")[0] if body else None
    name = re.sub(r"^the ", "", name, flags=re.I) if name else None
    if party:
        return party, name if name and _NAME.fullmatch(name) else _called(party)
    if name and _NAME.fullmatch(name) and len(name.split()) <= 6:
        return name.lower(), name
    return None


def _called(party: str) -> str:
    """A party of the codebook by its name."""
    row = state_rows().get(party)
    return row["name"] if row is not None and row.get("name") else party.replace("-", " ").title()


def _asked_of(wishes: Wishes, statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """Of whom something is demanded, or whom a threat names; most often first."""
    count: dict[tuple[str, str], int] = {}
    for statement in statements:
        deed = statement.deed
        if deed is None or deed.act not in ("demand", "threaten", "offer", "reject") or not deed.toward_text:
            continue
        name = re.sub(r"^the ", "", " ".join(deed.toward_text.split()), flags=re.I)
        if not _NAME.fullmatch(name) or len(name.split()) > 5 or wishes.by_name(name) is not None:
            continue
        key = deed.toward_party or name.lower()
        title = _called(deed.toward_party) if deed.toward_party else name
        if key not in wishes.names:
            count[key, title] = count.get((key, title), 0) + 1
    return sorted(count, key=lambda k: -count[k])


__all__ = ["bargainers"]
