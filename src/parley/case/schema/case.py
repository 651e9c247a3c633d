"""The whole format: the keys of a case file, in the order in which people write them."""

from __future__ import annotations

from dataclasses import replace

from parley.case.schema.argued import (
    ANALOGIES,
    CLAIMS,
    CORRELATIONS,
    COURSES,
    FORMULAS,
    LEVERS,
    LIMITS,
    OUTLOOK,
    SIGNALS,
    VIEWS,
    WATCH,
)
from parley.case.schema.facts import FACTS
from parley.case.schema.grammar import ByModel, Date, Field, Record, Stretch, Text, Version, Words
from parley.case.schema.subjects import DOCUMENTS, ISSUES, KINDS, PARTIES, RULES
from parley.case.schema.worth import FLOORS, INTERACTIONS, PACKAGES, RANKINGS, RED_LINES, SECURITY, TOUGHNESS, VALUES

VERSION = "1"
LAW = Record(
    (
        Field("short", Text(), "One line of it.", absent="the whole text"),
        Field("text", Text(), "The legal baseline, in a sentence or two.", required=True),
        Field("sources", Words(), "Where it stands."),
    )
)


CASE = Record(
    (
        Field(
            "parley",
            Version(VERSION),
            "The version of this format.",
            required=True,
            hint=f"begin with: parley: {VERSION}",
        ),
        Field("title", Text(), "What the case is called.", absent="the name of its folder or file"),
        Field(
            "question",
            Text(),
            "What is asked, in the decider's words.",
            absent="whether there is a deal that all would prefer",
        ),
        Field("decider", Text("party"), "Who asks."),
        Field(
            "as_of",
            Date(),
            "The day on which the case stands. `--as-of` replays it at another.",
            required=True,
            hint="write the date on which the case stands: as_of: 2022-11-10",
        ),
        Field(
            "horizon",
            Stretch(12.0),
            "How far going on without a deal looks: days, weeks, months or years.",
            hint="write 18 months, 90 days or 2 years",
        ),
        Field(
            "main_kind",
            Text("kind"),
            "The kind of deal over whose issues weights are normalised.",
            absent="`settlement`, or the first kind that is none of the war going on",
            hint="name the kind that weights are normalised over",
        ),
        Field("scope", Text(), "What this case is and is not."),
        Field("misuse", Text(), "Who could be hurt by it, and how."),
        Field("authors", Words(), "Printed at the foot of the report and in the index."),
        Field("topics", Words(), "Printed likewise."),
        Field("law", LAW, "The legal baseline, printed in every report. `parley check` doubts a case without it."),
        Field("documents", DOCUMENTS, "Files in the case's folder: each a short note of ours, or an original."),
        Field(
            "parties",
            PARTIES,
            "Who takes part; at least two whose consent is required.",
            required=True,
            hint="write parties: {north: {role: principal}, south: …}",
        ),
        Field(
            "issues",
            ISSUES,
            "What it is about.",
            required=True,
            hint="write issues: {land: {options: {kept: …, returned: …}}}",
        ),
        Field(
            "kinds",
            KINDS,
            "The kinds of deal that are compared.",
            absent="one kind, `deal`: every issue, every option",
        ),
        Field("rules", RULES, "Combinations of options that no deal has: `impossible`, or `if` with `then`."),
        Field("interactions", INTERACTIONS, "What combinations of options add to the sum of their scores."),
        Field(
            "values",
            VALUES,
            "What deals are worth to every principal and ratifier: every issue, every option.",
            required=True,
            hint="write values: {PARTY: {weights: …, scores: …}}, or values: ?",
        ),
        Field("floors", FLOORS, "How low a party may score on an issue."),
        Field("red_lines", RED_LINES, "What a party says it will never accept."),
        Field("toughness", TOUGHNESS, "How far a party's lines stand or fall together."),
        Field(
            "no_deal",
            ByModel("model", (), "", unsaid=True),
            "What going on without a deal is worth.",
            required=True,
            hint="write no_deal: {outcomes: …, beliefs: …, values: …}, what going on is worth; or no_deal: ?",
        ),
        Field(
            "security",
            SECURITY,
            "How sure each holder is that nobody breaks the deal, and what follows if somebody does.",
            absent="deals hold for certain",
        ),
        Field(
            "facts",
            FACTS,
            "Quantities about the world, not about anybody's mind: how fast the front moves, how long aid lasts. Every holder takes them in.",
        ),
        Field("outlook", OUTLOOK, "What time does: news, costs, hardening."),
        Field("views", VIEWS, "Somebody's reading, as changes to the numbers: every other key is a path."),
        Field("courses", COURSES, "What the decider may do."),
        Field("levers", LEVERS, "Acts that change quantities."),
        Field("limits", LIMITS, "What levers together may not exceed."),
        Field("signals", SIGNALS, "Dated public acts that move beliefs only."),
        Field("formulas", FORMULAS, "Phrases of diplomacy, with what they are taken to mean."),
        Field("claims", CLAIMS, "What somebody argued."),
        Field("analogies", ANALOGIES, "Other wars that somebody likens this one to."),
        Field("watch", WATCH, "What to watch for."),
        Field("correlations", CORRELATIONS, "Numbers that are uncertain together."),
        Field("packages", PACKAGES, "Whole deals of the main kind with a name, to be ranked without numbers."),
        Field(
            "rankings",
            RANKINGS,
            "Packages and `no-deal` by party, best first; a list inside holds several equal.",
        ),
    )
)
"""The keys of a case file. Which keys ``no_deal:`` has hangs on its model: :func:`with_models`."""


def with_models(no_deal: ByModel) -> Record:
    """The keys of a case, with the models of no-deal that there are."""
    return Record(tuple(replace(f, value=no_deal) if f.key == "no_deal" else f for f in CASE.fields))
