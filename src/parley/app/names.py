"""What a reader calls the parties of a case and the propositions that statements are read for."""

from __future__ import annotations

from parley.app.workbench import Workbench


def names_of(workbench: Workbench) -> dict[str, dict[str, str]]:
    """``party`` and ``proposition``: key → title."""
    from parley.case.codebook import build
    from parley.reading.english.lexicon import rows

    case = workbench.source.case()
    known = {row["party"]: row["name"] for row in reversed(rows("places.csv"))}
    return {
        "party": known | {key: party.title for key, party in case.parties.items()},
        "proposition": {p.id: p.title for p in build(case).propositions},
    }
