"""What recurs all over a case: reasons, quotations, sentences, who said what."""

from __future__ import annotations

from parley.case.schema.grammar import Choice, Date, Either, Field, Many, Record, Text

EVIDENCE = Record(
    (
        Field("document", Text("document"), "A key of `documents:`.", required=True),
        Field(
            "quote",
            Text(),
            "Its words. Kinds of quotation marks and dashes, line breaks and markup are forgiven; `…` skips words.",
            required=True,
        ),
        Field(
            "supports",
            Choice(("direction", "size"), "direction"),
            "Whether the words show that the number is high or low, or how large it is. `size` is refused unless the "
            "quotation states a figure, and for a whole group of numbers.",
        ),
        Field("date", Date(), "When it was said.", absent="the document's date"),
    )
)
"""One quotation from a document of the case."""

_QUOTATIONS = Many(EVIDENCE)
EVIDENCE_FIELD = Field("evidence", _QUOTATIONS, "Quotations that bear it out.")
BECAUSE = Field("because", Text(), "The reason, in a sentence.")

NOTES = (
    BECAUSE,
    EVIDENCE_FIELD,
    Field("confidence", Choice(("low", "moderate", "high")), "How sure whoever judged is of it."),
    Field("who", Text(), "Who judged."),
    Field("when", Date(), "When."),
)
"""What any number, or mapping of numbers, may say about itself."""
NOTE_KEYS = tuple(field.key for field in NOTES)

LEAF = Record(
    (
        Field(
            "value", Text(), "The number, a range, or `?`.", hint="write value: 0.3, or value: ? for one not yet said"
        ),
        *NOTES,
    )
)
"""A number that says why."""
CHANGE = Record(
    (
        Field(
            "value",
            Text(),
            'What is done to the number: "+0.1", "-5", "x 0.8", or a new value.',
            required=True,
            hint='write value: "+0.1"',
        ),
        *NOTES,
    )
)
"""A change that says why."""
RESERVED = frozenset({*NOTE_KEYS, "value"})
"""Words with a meaning of their own wherever names stand beside notes."""

SENTENCE = Record(
    (Field("text", Text(), "The sentence.", required=True), EVIDENCE_FIELD.but(about="Quotations for it."))
)
"""A sentence with the words that bear it out."""
SENTENCES = Many(Either((Text(), SENTENCE)), blank=True)

DECLARATION = Record(
    (
        Field("who", Text(), "Who said it."),
        Field("date", Date(open=True), "When.", absent="the document's date"),
        Field("document", Text("document"), "A key of `documents:`; with `quote`."),
        Field("quote", Text(), "The words."),
    )
)
"""Who said what, and where."""
SAID = Either((Text(), DECLARATION))

TITLE = Field("title", Text(), "What people read.", absent="its name")
