"""Who is for talks, who for a truce, who against, who puts it off or on a condition: every line with a side, each once."""

from __future__ import annotations

from parley.insight.documents.lines import Line, Lines, of_whom, weight
from parley.insight.documents.own import is_history, is_own
from parley.reading.model import Statement

TALKS = "talks-now"
TRUCE = "ceasefire-in-place"
SIDES = ("for", "against", "later", "conditional", "ambiguous")


def on(lines: Lines, proposition: str) -> list[tuple[Statement, Line]]:
    """Lines on a proposition, the best-founded first."""
    out = []
    for statement in lines.statements:
        for stance in statement.stances:
            if stance.proposition == proposition:
                out.append(
                    (statement, lines.line(statement, stance.because, side=stance.side, proposition=proposition))
                )
    return sorted(out, key=lambda p: (weight(p[0]), lines.order[p[0].id]))


def camps(lines: Lines, proposition: str) -> dict[str, tuple[Line, ...]]:
    """Side → its lines. What one person said twice in the same words stands once; nothing else with a side is left out."""
    found: dict[str, list[Line]] = {side: [] for side in SIDES}
    for statement, line in on(lines, proposition):
        side = line.side or ""
        if statement.furniture or side not in found or lines.only_believed(statement):
            continue
        document = lines.documents[statement.document]
        if not is_own(document, statement) or is_history(document, statement):
            continue
        line = of_whom(line)
        if not any(o.words == line.words for o in found[side]):
            found[side].append(line)
    return {side: tuple(_each_speaker_first(some)) for side, some in found.items()}


def _each_speaker_first(lines: list[Line]) -> list[Line]:
    """The best line of every speaker, then the rest, so that a short list leaves out words before it leaves out people."""
    seen: set[tuple[str, bool]] = set()
    first: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        key = (line.who, "by the account of" in line.footing)
        (rest if key in seen else first).append(line)
        seen.add(key)
    return first + rest


__all__ = ["SIDES", "TALKS", "TRUCE", "camps", "on"]
