"""Who takes part and what it is about: documents, parties, issues, kinds of deal, rules; and how deals are worth less
when they may be broken."""

from __future__ import annotations

from typing import get_args

from parley.case.schema.grammar import (
    By,
    Choice,
    Date,
    Either,
    Field,
    Flag,
    Many,
    Match,
    Named,
    Number,
    Record,
    Text,
    Words,
)
from parley.case.schema.quantities import POINTS, PROBABILITY, SWAY
from parley.case.schema.shared import BECAUSE, NOTES, SAID, TITLE
from parley.reading.model import FootingKind

FOOTING = Record(
    (
        Field("quote", Words(), "Passages of the document.", absent="the whole document"),
        Field("kind", Choice(get_args(FootingKind)), "As in a ledger.", required=True),
        Field("described", Text(), "In words: a memorandum, secret at the time.", absent="the kind"),
        Field("via", Text(), "The outlet that relays it."),
        Field("setting", Choice(("public", "private")), "Where it was said."),
    )
)
DOCUMENT = Record(
    (
        Field("file", Text(), "A file inside the case's folder.", required=True),
        TITLE,
        Field("date", Date(open=True), "When it was published; `?` where that is not known."),
        Field(
            "original",
            Text(),
            "Author, outlet and date of the original, where the file is a summary of ours.",
            absent="the file is the original",
        ),
        Field(
            "footing",
            Many(FOOTING),
            "How its words are known, where they do not tell: a memorandum secret at the time, minutes, a survey.",
            absent="as its words are read",
        ),
    )
)
DOCUMENTS = Named("a document", "DOCUMENT", DOCUMENT)

PARTY = Record(
    (
        TITLE,
        Field(
            "role",
            Choice(("principal", "ratifier", "supporter", "mediator", "spoiler")),
            "A deal needs the consent of every principal, and of every ratifier.",
            absent="`principal`, or `ratifier` with `ratifies_for`",
        ),
        Field(
            "ratifies_for",
            Text("party"),
            "The principal whose deals this party can veto. Numbers that the ratifier leaves unsaid are its principal's.",
        ),
        Field(
            "binding",
            Flag(default=True),
            "`false` for a ratifier that is told beside the verdicts (two levels) and does not count in them.",
        ),
        Field(
            "breaks",
            Number(SWAY, 0.0),
            "Of a spoiler: how far what it can break lowers the log-odds that a deal is kept. Where red lines name the "
            "spoiler as their party, deals that cross one; else every deal that is not `secure`.",
        ),
        Field(
            "assures",
            Number(SWAY, 0.0),
            "Of a mediator: how far its presence raises the log-odds that a deal is kept, of every kind that is not `secure`.",
        ),
        Field("aliases", Words(), "Names by which reporting speaks of it: capitals, leaders, adjectives."),
    )
)
PARTIES = Named("a party", "PARTY", PARTY, reserved=("analyst", "own"), blank=True)

UNLAWFUL = Record(
    (
        Field(
            "because",
            Text(),
            "Which text speaks against it, whom it addresses and what it asks, in a sentence.",
            required=True,
        ),
        Field("source", SAID, "The text: its name, or a document of the case with its words.", required=True),
    )
)
OPTION = Record(
    (
        TITLE,
        Field("recognises_conquest", Flag(), "Deals with it are marked wherever they are shown."),
        Field(
            "unlawful",
            UNLAWFUL,
            "A text of law that speaks against it; the option, and deals with it, are marked wherever they are shown.",
            hint="write unlawful: {because: What the text asks and of whom., source: The text}",
        ),
        Field(
            "suppliers",
            By("PARTY", Number(POINTS), notes=True),
            "Whose consent the option needs beside the required parties: what supplying it is worth to each against not "
            "supplying it, in points. Below 0 it does not consent, unless other options of the deal that name it make up for it.",
        ),
        Field(
            "words",
            Words(),
            "Phrases by which reporting speaks of it (plain words, endings tolerated; “no …” and “not …” name the "
            "contrary). Statements are then read for where they stand on it.",
        ),
    )
)
OPTIONS = Named("an option", "OPTION", Either((Text(), OPTION)), blank=True)
ISSUE = Record(
    (
        TITLE,
        Field(
            "options",
            OPTIONS,
            "How it may be settled: each a title, or a mapping.",
            required=True,
            hint="write options: {kept: Kept, returned: Returned}",
        ),
        Field(
            "before",
            Text("option"),
            "The option that is how it stood before the war, where one of them is: `test` then says what a deal changes "
            "against that.",
            absent="nothing is said of it",
        ),
    )
)
ISSUES = Named("an issue", "ISSUE", ISSUE, reserved=("title",))

HOLDS = Field(
    "holds", By("HOLDER", Number(PROBABILITY), notes=True, unsaid=True), "That nobody breaks the plainest deal."
)
IF_BROKEN = Field(
    "if_broken", By("PARTY", Number(POINTS), notes=True, unsaid=True), "Worth to the party if the deal is broken."
)
AS_IN_GENERAL = "as under `security:`"
KIND_SECURITY = Record(
    (
        Field(HOLDS.key, By("HOLDER", Number(PROBABILITY, AS_IN_GENERAL), notes=True, unsaid=True), HOLDS.about),
        Field(IF_BROKEN.key, By("PARTY", Number(POINTS, AS_IN_GENERAL), notes=True, unsaid=True), IF_BROKEN.about),
        *NOTES,
    )
)
KIND = Record(
    (
        TITLE,
        Field(
            "only",
            Match(or_all=True),
            "Which options an issue may take. Issues that are not named are not part of the deal.",
            absent="every issue, every option",
        ),
        Field(
            "basis",
            Choice(("settlement", "no_deal"), "settlement"),
            "`no_deal`: the war goes on, and the deal is worth that plus what it changes.",
        ),
        Field("secure", Flag(), "Completed on the day, so that nobody can break it."),
        Field(
            "status_quo",
            By("ISSUE", Text("option")),
            "Where its issues stand without it; for every issue of a kind whose basis is `no_deal`.",
        ),
        Field("security", KIND_SECURITY, "The numbers of `security:` where this kind differs."),
        BECAUSE,
    )
)
KINDS = Named("a kind", "KIND", KIND, blank=True)

RULE = Record(
    (
        Field("impossible", Match(), "No deal has these options together."),
        Field("if", Match(), "A deal with these …"),
        Field("then", Match(), "… has these too."),
        BECAUSE,
    )
)
RULES = Many(RULE, blank=True)
