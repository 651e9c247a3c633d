"""Red lines from refusals and conditions: declared, by whom, in which words; what another tells of the holder says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parley.case.drafting.issues import NONE, Issues
from parley.case.drafting.wishes import Lined, Wish, Wishes
from parley.core.spans import Spans
from parley.reading.model import Statement

MOST = 3
"""Lines of one party."""
Match = tuple[tuple[str, tuple[str, ...]], ...]
"""Options by issue that together are ruled out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A declared line; any of ``rules_out`` is ruled out."""

    party: str
    title: str
    rules_out: tuple[Match, ...]
    statement: Statement
    spans: Spans
    """The words that declare it, in the statement's document."""
    told_by: str | None


def lines(wishes: Wishes, issues: Issues, principals: Sequence[str], titles: Mapping[str, str]) -> list[Line]:
    """Conditions first, then refusals, at most :data:`MOST` a party; none of which nothing is known that it rules out."""
    found = [_of_condition(one, issues) for one in wishes.lines if one.holder in principals]
    found += [
        _of_refusal(w, issues, wishes.lines) for w in wishes.found if w.stand == "refuses" and w.holder in principals
    ]
    out: list[Line] = []
    for line in found:
        if line is None or any(o.party == line.party and o.rules_out == line.rules_out for o in out):
            continue
        if sum(o.party == line.party for o in out) < MOST:
            out.append(line)
    return out


def _of_condition(one: Lined, issues: Issues) -> Line | None:
    """ "No truce until the troops withdraw" rules out a truce together with anything but that withdrawal."""
    thing = issues.locate(one.things[0])
    if thing is None:
        return None
    issue, _ = thing
    if one.condition.rule.endswith("in-exchange"):
        return None  # an offer, which is a package
    wanted = tuple(o.key for o in issue.options if o.key != NONE)
    out: list[Match] = []
    told = []
    for named in one.terms:
        at = issues.locate(named)
        if at is None or at[0] is issue:
            continue
        lacking = tuple(at[0].others([at[1].key]))
        out.append(((issue.key, wanted), (at[0].key, lacking)))
        told.append(named.name)
    if not out:
        return None
    title = f"No {_lower(issue.title)} without {' and '.join(told)}"
    return Line(one.holder, title, tuple(out), one.statement, _said(one), one.told_by)


def _of_refusal(wish: Wish, issues: Issues, conditional: Sequence[Lined]) -> Line | None:
    """What is refused outright; not where the same words refuse it only for want of something, nor another's whole proposal."""
    at = issues.locate(wish.named)
    if at is None or wish.holder is None or wish.about is not None:
        return None
    issue, option = at
    if any(c.holder == wish.holder and _about(c, issues) == issue.key for c in conditional):
        return None
    if option.key == NONE or any(w.holder == wish.holder and w.stand != "refuses" for w in option.wishes):
        return None
    title = f"No {wish.named.name}"
    return Line(wish.holder, title, (((issue.key, (option.key,)),),), wish.statement, _spans(wish), wish.told_by)


def _said(one: Lined) -> Spans:
    return tuple(sorted({*one.condition.thing_words, *one.condition.marker, *one.condition.terms}))


def _spans(wish: Wish) -> Spans:
    """The words of who refuses: what they only point back to was said by another."""
    deed, own = wish.statement.deed, wish.statement
    within = any(s.overlaps(wish.named.span) for s in (*own.content, *own.source, *own.cue))
    told = deed.because if deed is not None else ()
    return tuple(sorted({*([wish.named.span] if within else own.content[:1]), *told}))


def _about(one: Lined, issues: Issues) -> str | None:
    at = issues.locate(one.things[0])
    return at[0].key if at is not None else None


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:] if not title[:2].isupper() else title


__all__ = ["MOST", "Line", "Match", "lines"]
