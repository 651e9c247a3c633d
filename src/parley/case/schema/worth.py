"""What a deal is worth and what stands in its way."""

from __future__ import annotations

from parley.case.schema.grammar import By, Choice, Field, Many, Match, Named, Number, Record, Text, Words
from parley.case.schema.quantities import FACTOR, POINTS, PROBABILITY, SCORE, SHIFT, WEIGHT
from parley.case.schema.shared import NOTES, SAID, TITLE
from parley.case.schema.subjects import HOLDS, IF_BROKEN

VALUED = Record(
    (
        Field(
            "weights",
            By("ISSUE", Number(WEIGHT), notes=True, unsaid=True),
            "How much the issue matters beside the others; normalised over the issues of the main kind.",
        ),
        Field(
            "scores",
            By("ISSUE", By("OPTION", Number(SCORE), notes=True, unsaid=True), notes=True, unsaid=True),
            "What the option is worth to the party: 0 and 100 are its own anchors for the issue.",
        ),
        *NOTES,
    ),
    unsaid=True,
)
VALUES = By("PARTY", VALUED, notes=True, unsaid=True)

INTERACTION = Record(
    (
        Field("match", Match(), "The combination of options.", required=True),
        Field(
            "points",
            By("PARTY", Number(POINTS, 0.0), notes=True),
            "What the combination adds.",
            required=True,
            hint="write points: {PARTY: -10}",
        ),
        *NOTES,
    )
)
INTERACTIONS = Named("an interaction", "NAME", INTERACTION)

FLOOR = Record(
    (
        Field("party", Text("party"), "Whose floor it is.", required=True),
        Field("issue", Text("issue"), "On which issue.", required=True),
        Field("at_least", Number(SCORE), "Options that score lower are not tradeable.", required=True),
        *NOTES,
    )
)
FLOORS = Named("a floor", "NAME", FLOOR)

RED_LINE = Record(
    (
        Field(
            "party", Text("party"), "Whose line it is. Lines of principals and ratifiers rule deals out.", required=True
        ),
        TITLE,
        Field(
            "rules_out",
            Many(Match()),
            "Any of these combinations is ruled out; within one, all its options together.",
            required=True,
            hint="write rules_out: [{issue: [option]}]",
        ),
        Field(
            "declared",
            SAID,
            "Who declared it, when, in which words; or a sentence. Of a line that is polled: the poll, and what it found.",
        ),
        Field(
            "basis",
            Choice(("declared", "polled", "inferred")),
            "What the line rests on: its party's own words, an opinion survey, or whoever wrote the case.",
            absent="what is cited under `declared`: a poll or a declaration; else `inferred`",
        ),
        Field("holds", Number(PROBABILITY), "That the line would hold.", required=True),
        *NOTES,
    )
)
RED_LINES = Named("a red line", "NAME", RED_LINE)

TOUGHNESS = By("PARTY", Number(FACTOR, 0.5), notes=True, unsaid=True)

SECURITY = Record(
    (
        Field(HOLDS.key, HOLDS.value, HOLDS.about, required=True),
        Field(
            "effects",
            By("ISSUE", By("OPTION", Number(SHIFT, 0.0), notes=True, unsaid=True), notes=True),
            "How far an option shifts the log-odds that a deal is kept.",
        ),
        Field(IF_BROKEN.key, IF_BROKEN.value, IF_BROKEN.about, required=True),
        *NOTES,
    )
)

PACKAGE = Record((TITLE, Field("deal", Match(one=True), "One option for every issue of the main kind.", required=True)))
PACKAGES = Named("a package", "NAME", PACKAGE)
RANKINGS = By("PARTY", Many(Words("package"), strict=True, blank=True))
