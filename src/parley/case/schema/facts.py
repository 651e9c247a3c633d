"""Facts: quantities about the world that every holder takes in by its openness."""

from __future__ import annotations

from parley.case.schema.grammar import By, Date, Field, Many, Named, Number, Record, Text
from parley.case.schema.quantities import PROBABILITY, Quantity
from parley.case.schema.shared import NOTES, TITLE

LEVEL = Quantity("factor")
"""The level of a fact, in the fact's own unit."""
MOVE = Quantity("factor")
"""What one unit of a fact does, on the natural scale of what it moves."""
_UNIT = "the fact’s own unit"

READING = Record(
    (
        Field("date", Date(), "From when on it was seen so.", required=True, hint="write date: 2022-11-10"),
        Field("value", Text(), "The level: a number or a range.", required=True, hint="write value: 0.1 to 0.3"),
        *NOTES,
    )
)
FACT = Record(
    (
        TITLE,
        Field("unit", Text(), "What one of it is, in words."),
        Field(
            "value",
            Number(LEVEL, unit=_UNIT),
            "The level of the fact, where it has no dates. Its path is `facts.NAME`: a view sets it there.",
        ),
        Field(
            "readings",
            Many(READING),
            "Dated levels instead; in force is the latest dated on or before the day on which the case stands.",
            hint="write readings: [{date: 2022-11-10, value: 0.1 to 0.3, because: …}], or value: 0.1 to 0.3",
        ),
        Field(
            "taken_as",
            Number(LEVEL, unit=_UNIT),
            "The level at which the beliefs hold as they are stated.",
            required=True,
            hint="write taken_as: 0.2",
        ),
        Field(
            "moves",
            By("TARGET", Number(MOVE), notes=True),
            "By how much one unit of the fact moves a belief, by the belief’s name: every holder’s, by its openness. Log-odds for a "
            "chance, the log of its factor for a rate, else as it is. A number of the war itself is moved by its path.",
            required=True,
            hint="write moves: {NAME: +2 to +4}, NAME a belief such as an outcome of the war",
        ),
        Field(
            "openness",
            By("HOLDER", Number(PROBABILITY, "as `outlook.openness`; the analyst’s 1"), notes=True),
            "How much of the fact the holder takes in, where that is not its openness to all news.",
        ),
        *NOTES,
    )
)
FACTS = Named("a fact", "NAME", FACT)
