"""What a red line rests on where the case does not say: what is cited for it tells."""

from __future__ import annotations

import re

from parley.case.types import Declaration, LineBasis
from parley.reading.model import Footing

_ASKED = re.compile(
    r"\b(?:polls?|polled|pollsters?|polling|surveys?|surveyed|respondents?|(?:those|people|adults|voters) asked)\b",
    re.IGNORECASE,
)
"""Words of an opinion survey: "the May poll", "those asked", "71% of respondents"; not "asked for the bridge"."""


def basis_by_default(said: Declaration | None, footing: Footing | None = None) -> LineBasis:
    """*polled* where who is cited, what they are cited for, or how the case says that it is known, is a survey; *declared*
    where anything else is cited; else *inferred*, by whoever wrote the case. ``footing``: stated of the words cited."""
    if said is None:
        return "inferred"
    return (
        "polled"
        if any(_ASKED.search(text) for text in (said.who, said.quote, footing and footing.described) if text)
        else "declared"
    )
