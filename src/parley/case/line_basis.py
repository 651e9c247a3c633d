"""What a red line rests on where the case does not say: what is cited for it tells."""

from __future__ import annotations

import re

from parley.case.types import Declaration, LineBasis

_ASKED = re.compile(
    r"\b(?:polls?|polled|pollsters?|polling|surveys?|surveyed|respondents?|(?:those|people|adults|voters) asked)\b",
    re.IGNORECASE,
)
"""Words of an opinion survey: "the May poll", "those asked", "71% of respondents"; not "asked for the bridge"."""


def basis_by_default(said: Declaration | None) -> LineBasis:
    """*polled* where who is cited, or what they are cited for, is a survey; *declared* where anything else is cited; else
    *inferred*, by whoever wrote the case."""
    if said is None:
        return "inferred"
    return "polled" if any(_ASKED.search(text) for text in (said.who, said.quote) if text) else "declared"
