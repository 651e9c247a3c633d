"""What may be done and what is argued: views, courses, levers, signals, claims, what to watch."""

from __future__ import annotations

from parley.case.schema.grammar import (
    By,
    Change,
    Choice,
    Date,
    Either,
    Field,
    Flag,
    Many,
    Match,
    Named,
    Number,
    Paths,
    Plain,
    Record,
    Text,
    Words,
)
from parley.case.schema.quantities import CORRELATION as RHO
from parley.case.schema.quantities import COST, HARDENING, POINTS, PROBABILITY, RATE, WEIGHT
from parley.case.schema.shared import BECAUSE, EVIDENCE_FIELD, NOTES, SAID, SENTENCES, TITLE

CHANGES = Record((), also=Paths(Change()))
"""What an act does to numbers, by their paths."""
_CHANGES = Field(
    "changes",
    CHANGES,
    'Numbers by their paths, each with what is done to it: "+0.1", "-5", "+0.05 to +0.15", "x 0.8", or a plain value '
    "that replaces it.",
)
_MOVED = By("PARTY", Number(COST, 0.0), notes=True, unsaid=True)

OUTLOOK = Record(
    (
        Field(
            "evidence_strength",
            Number(RATE),
            "How much a month of events says about how the war goes, in log-odds.",
            absent="no futures are drawn",
        ),
        Field(
            "openness",
            By("HOLDER", Number(PROBABILITY, 1.0), notes=True, unsaid=True),
            "How much of what happens the holder takes in.",
        ),
        Field(
            "openness_bad",
            By("HOLDER", Number(PROBABILITY, "as `openness`"), notes=True, unsaid=True),
            "The same for news that is bad for it.",
        ),
        Field("costs", _MOVED, "What a month of going on costs it."),
        Field("failing", _MOVED, "What talks that fail cost it."),
        Field(
            "hardening",
            By("PARTY", Number(HARDENING, 0.0), notes=True, unsaid=True),
            "How far success hardens: log-odds that its red lines hold, per log-odds of its own success.",
        ),
        Field("demands", _MOVED, "Points asked above its no-deal, per log-odds of success gained."),
        *NOTES,
    )
)

VIEW = Record(
    (
        TITLE,
        Field("date", Date(open=True), "Since when it is held. A view later than the case is computed and marked."),
        Field("who", Text(), "Whose reading it is, or after whom."),
        BECAUSE,
        EVIDENCE_FIELD,
        Field("confidence", Choice(("low", "moderate", "high")), "How sure they are."),
    ),
    also=Paths(Number(POINTS)),
)
VIEWS = Named("a view", "VIEW", VIEW, reserved=("base",))

RISK = Record(
    (
        Field("text", Text(), "The risk, in a sentence.", required=True, hint="write text: what may go wrong"),
        EVIDENCE_FIELD,
        Field(
            "chance",
            Number(PROBABILITY, "the risk is words only, and enters no number", apart=True),
            "How likely it is to come true if the act is carried out; with `changes`.",
            hint="write chance: 0.1 to 0.4",
        ),
        _CHANGES.but(
            about="As above: what it then does to numbers, on top of what the act does. It enters the ranges as often as "
            "`chance` says; at the middle numbers it does not happen."
        ),
        Field(
            "through",
            Words("path"),
            "Instead: numbers that the act changes by a range in which the risk is counted already.",
        ),
    )
)
_RISK = Field(
    "risk",
    Either((Text(), RISK)),
    "The main risk: a sentence, which enters no number, or with its chance and what it would change.",
)

COURSE = Record(
    (
        TITLE,
        Field("audience", Words("party"), "Who notices."),
        Field("public", Flag(), "Whether it is done in public."),
        _CHANGES,
        _RISK,
        Field("for", SENTENCES, "What is said for it."),
        Field("against", SENTENCES, "What is said against it."),
        Field("levers", Words("lever"), "Levers that it also pulls."),
        Field("signals", Words("signal"), "Signals that it also sends."),
        Field(
            "gives_up",
            Words("kind"),
            "Kinds of deal that it does not seek: what is done for another kind instead of them. It has no rank by what it does to "
            "these.",
        ),
        Field(
            "waits",
            Number(RATE, "it does not wait", unit="months ≥ 0", apart=True),
            "Months that it lets pass; each costs what `outlook.costs` and `no_deal.rates` say a month costs.",
            hint="write waits: 3 months",
        ),
    )
)
COURSES = Named("a course", "NAME", COURSE)

LIMIT = Record(
    (
        TITLE,
        Field(
            "at_most", Number(COST, unit="its own unit, ≥ 0"), "The most that levers together may use.", required=True
        ),
        *NOTES,
    )
)
LIMITS = Named("a limit", "NAME", LIMIT)

LEVER = Record(
    (
        TITLE,
        Field("actor", Words("party"), "The party that can pull it."),
        _CHANGES,
        Field("delay", Number(RATE, "at once", unit="weeks ≥ 0"), "How long until it works."),
        Field("cost", Number(COST, "not used"), "Points that it costs the actor."),
        Field("uses", By("LIMIT", Plain(WEIGHT)), "How much of a limit it takes up."),
        Field("levels", Many(Plain(WEIGHT), blank=True), "How far it may be pulled, as multiples.", absent="1"),
        _RISK,
        *NOTES,
    )
)
LEVERS = Named("a lever", "NAME", LEVER)

SIGNAL = Record(
    (
        TITLE,
        Field("who", Text(), "Who sends it."),
        Field("date", Date(), "When."),
        Field("audience", Words("party"), "Who notices."),
        _CHANGES.but(about="As above, but beliefs only: `no_deal.beliefs.`, `facts.`, `security.holds.`, `outlook.`."),
        BECAUSE,
        EVIDENCE_FIELD,
    )
)
SIGNALS = Named("a signal", "NAME", SIGNAL)

FORMULA = Record(
    (
        TITLE,
        Field("coined", SAID, "Who coined or used it, when, in which words; or a sentence."),
        Field(
            "means", Many(Match()), "What it is taken to mean.", required=True, hint="write means: [{issue: [option]}]"
        ),
        BECAUSE,
    )
)
FORMULAS = Named("a formula", "NAME", FORMULA)

CLAIM = Record(
    (
        Field("who", Text(), "Who argued it.", required=True),
        Field("date", Date(open=True), "When."),
        Field("text", Text(), "What was argued.", required=True),
        Field("query", Text(), "The same as a question to the case; see the page on claims."),
        Field("premises", Words(), "Keys of other claims, or queries, on which it rests."),
        EVIDENCE_FIELD,
    )
)
CLAIMS = Named("a claim", "NAME", CLAIM)

FEATURE = Record(
    (
        Field("text", Text(), "The feature.", required=True),
        Field("shared", Choice(("shared", "not", "disputed"), "disputed"), "Whether both cases have it."),
        EVIDENCE_FIELD,
    )
)
ANALOGY = Record(
    (
        TITLE,
        Field("claim", Words("claim"), "The claim that it serves."),
        Field("features", Many(FEATURE), "What the two cases have in common, and what not."),
    )
)
ANALOGIES = Named("an analogy", "NAME", ANALOGY)

WATCHED = Record(
    (
        Field("text", Text(), "What to watch for.", required=True),
        Field("path", Text("path"), "The number that it would change."),
        Field("words", Words(), "Words by which reporting would tell of it."),
        Field("to", Plain(POINTS), "The value that the number would then have."),
    )
)
WATCH = Many(Either((Text(), WATCHED)), blank=True)

CORRELATED = Record(
    (
        Field(
            "paths",
            Words("path"),
            "Two numbers or more, by their paths.",
            required=True,
            hint="write paths: [PATH, PATH]",
        ),
        Field(
            "rho", Plain(RHO), "How strongly; every pair alike.", required=True, hint="write rho: 0.5 (from -1 to 1)"
        ),
        BECAUSE,
    )
)
CORRELATIONS = Many(CORRELATED)
