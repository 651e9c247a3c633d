"""Packages from what was offered as a whole, and the orders that the parties' own words state: nothing is ranked that was not said.

Who proposes a deal has said that it would rather have it than none; who rejects it, that it would rather have none; who accepts
it, the same as who proposes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.drafting.issues import NONE, Issues
from parley.case.drafting.wishes import Wish
from parley.reading.model import Statement

MOST = 3
PROPOSALS = frozenset(["proposal", "offer", "plan", "draft", "initiative", "formula", "suggestion"])
"""Nouns that stand for a whole deal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a package."""

    party: str
    takes: bool
    statement: Statement


@dataclass(frozen=True, slots=True)
class Package:
    """An offered deal: what it names, everything else left as it is."""

    key: str
    title: str
    deal: dict[str, str]
    owner: str | None
    statement: Statement
    answers: tuple[Answer, ...]


def packages(wishes: Sequence[Wish], issues: Issues, titles: Mapping[str, str]) -> list[Package]:
    """Every whole deal that was offered, and who answered it how."""
    out: list[Package] = []
    by_statement: dict[str, list[Wish]] = {}
    for wish in wishes:
        by_statement.setdefault(wish.statement.id, []).append(wish)
    for group in by_statement.values():
        first = group[0]
        if first.holder not in titles or not any(_offers(w) for w in group):
            continue
        deal, names = dict.fromkeys((i.key for i in issues.all), NONE), []
        for wish in (w for w in group if w.stand == "offers" or _offers(w)):
            at = issues.locate(wish.named) if not wish.named.pointer else None
            if at is not None and deal[at[0].key] == NONE and not at[0].extra:
                deal[at[0].key] = at[1].key
                names.append(wish.named.name)
        whole = len(names) > 1 or any(w.named.through in PROPOSALS and w.named.family != "talks" for w in group)
        if (
            not names
            or not whole
            or any(p.deal == deal for p in out)
            or len(out) == MOST
            or any(i.extra for i in issues.all)
        ):
            continue
        owner = first.holder
        answers = [Answer(owner, True, first.statement)] if owner is not None else []
        answers += _answers(wishes, owner, first)
        key = f"offer-of-{owner}" if not any(p.owner == owner for p in out) else f"offer-of-{owner}-{len(out) + 1}"
        title = f"What {titles[owner or '']} offered: {', '.join(names)}"
        out.append(Package(key, title, deal, owner, first.statement, tuple(answers)))
    return out


def _offers(wish: Wish) -> bool:
    if wish.stand == "offers":
        return not wish.named.pointer
    cue = wish.statement.cue_text.lower()
    proposed = "propos" in cue or "offer" in cue
    return wish.stand in ("asks", "on a condition") and (wish.named.through in PROPOSALS or proposed)


def _answers(wishes: Sequence[Wish], owner: str | None, offered: Wish) -> list[Answer]:
    """Who rejected or accepted it: by whose proposal it is called, or the proposal spoken of where there is no other."""
    out: list[Answer] = []
    others = {
        w.statement.id
        for w in wishes
        if _offers(w) and w.holder != owner and w.statement.document == offered.statement.document
    }
    for wish in wishes:
        if wish.holder in (None, owner) or wish.stand not in ("refuses", "accepts"):
            continue
        spoken = wish.about == owner or (
            wish.about is None and wish.named.pointer and wish.named.through in PROPOSALS and not others
            and wish.statement.document == offered.statement.document
        )  # fmt: skip
        if spoken and wish.holder is not None and not any(a.party == wish.holder for a in out):
            out.append(Answer(wish.holder, wish.stand == "accepts", wish.statement))
    return out


def rankings(
    found: Sequence[Package], principals: Sequence[str]
) -> tuple[dict[str, list[list[str]]], list[tuple[str, Package, bool]]]:
    """Orders of the parties that said something of every package, and what else was said, which is no whole order.

    A package above or below going on without a deal is all that is known; two on the same side of it are not ordered by it, so that a
    party with two there has no order.
    """
    orders: dict[str, list[list[str]]] = {}
    rest: list[tuple[str, Package, bool]] = []
    for party in principals:
        said = [(p, a.takes) for p in found for a in p.answers if a.party == party]
        above, below = [p.key for p, takes in said if takes], [p.key for p, takes in said if not takes]
        if said and len(said) == len(found) and len(above) < 2 and len(below) < 2:
            orders[party] = [[k] for k in above] + [["no-deal"]] + [[k] for k in below]
        else:
            rest += [(party, p, takes) for p, takes in said]
    return orders, rest


__all__ = ["MOST", "PROPOSALS", "Answer", "Package", "packages", "rankings"]
