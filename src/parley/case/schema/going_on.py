"""What going on without a deal is worth: what every model of it shares, and what each declares that it asks for.

A model's own numbers and tables stand in its record (:mod:`parley.nodeal.record`); here they become fields of the format, so that
the reader, the page and the editor's schema learn a new model from its one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parley.case.schema import grammar
from parley.case.schema.grammar import By, ByModel, Choice, Date, Field, Named, Record, Text, Value
from parley.case.schema.quantities import COST, PROBABILITY, RATE, Quantity
from parley.case.schema.shared import NOTES, TITLE
from parley.nodeal.record import ASKS, COSTS, MONTH_NAMES, Number, Table
from parley.nodeal.record import Record as Model

OUTCOMES = Named("an outcome", "OUTCOME", Text(), blank=True)
SIDES = Record(
    (
        Field("a", Text("party"), "A principal.", required=True),
        Field("b", Text("party"), "Another.", required=True),
    )
)
RATES = Named("a rate", "NAME", By("PARTY", grammar.Number(RATE), notes=True, unsaid=True))
LEADERS = Record(
    (
        Field("worth", grammar.Number(COST, 0.0), "What office is worth to those who decide.", required=True),
        Field(
            "fighting", grammar.Number(PROBABILITY, 1.0), "Their chance of keeping it by fighting on.", required=True
        ),
        Field("settling", grammar.Number(PROBABILITY, 1.0), "Their chance of keeping it by settling.", required=True),
        *NOTES,
    ),
    unsaid=True,
)
OFFICE = By("PARTY", LEADERS, notes=True)

OUTCOMES_FIELD = Field(
    "outcomes", OUTCOMES, "How the war may go on, each with a title.", hint="write outcomes: {stalemate: Stalemate, …}"
)
SIDES_FIELD = Field(
    "sides", SIDES, "Who fights whom.", absent="the two principals", hint="write sides: {a: PARTY, b: PARTY}"
)
RATES_FIELD = Field("rates", RATES, "What a month of fighting costs in units of its own, such as lives or money.")
OFFICE_FIELD = Field(
    "office",
    OFFICE,
    "Leaders who may lose office with the war: they settle only for worth × (fighting − settling) above their no-deal.",
)


def quantity(number: Number, wholes: Mapping[str, int] | None = None) -> Quantity:
    """What a declared number measures; ``wholes``: the whole numbers of its table, which may bound it."""
    most = float((wholes or {})[number.most]) if number.most and wholes else number.high
    return Quantity(number.unit, low=number.low, high=most)


def going_on(models: Mapping[str, Model], default: str) -> ByModel:
    """The section ``no_deal:`` for these models."""
    about = "How it is worked out. " + " ".join(f"`{name}`: {model.title}." for name, model in models.items())
    choice = Field("model", Choice(tuple(models), default), about)
    return ByModel("model", tuple((name, asked_by(model, choice)) for name, model in models.items()), default, True)


def asked_by(model: Model, choice: Field | None = None) -> Record:
    """The keys of ``no_deal:`` under one model; ``choice``: the field that names it."""
    own = [number for number in model.by_party if number != ASKS]
    at = own.index(COSTS) + 1 if COSTS in own else 0
    by_party = (*own[:at], ASKS, *own[at:])
    shares = "How likely each holder takes each outcome to be; brought to a sum of 1. " if model.shares else ""
    return Record(
        (
            choice or Field("model", Text(), "How it is worked out."),
            Field(
                "beliefs",
                By("HOLDER", _group(model.beliefs, "the holder"), notes=True, unsaid=True),
                shares + "Every principal, and the analyst; others may.",
                required=True,
            ),
            Field(
                "beliefs_dated",
                Date(),
                "When the beliefs as stated were held. `parley observe` takes them as what was held before its first record only if they are older.",
                absent="the day of the latest evidence behind them, else `as_of`",
            ),
            Field(
                "prior",
                prior_of(model),
                "The beliefs before anything of a record was seen, from which `parley observe` starts.",
            ),
            Field(
                "values",
                By("PARTY", _group(model.values, "the party"), notes=True, unsaid=True),
                "What each way of ending is worth to the party, on the scale of deals.",
                required=True,
            ),
            *(Field(n.name, _by(n, "PARTY"), in_words(n, "the party"), n.needed) for n in by_party),
            OUTCOMES_FIELD.but(required=model.outcomes),
            SIDES_FIELD,
            *(_table(table) for table in model.tables),
            RATES_FIELD,
            OFFICE_FIELD,
            *NOTES,
        )
    )


def prior_of(model: Model) -> Record:
    """The keys of ``no_deal.prior`` under one model."""
    return Record(
        (
            Field("date", Date(), "When these were held.", required=True, hint="write date: 2022-02-24"),
            Field(
                "beliefs",
                By("HOLDER", _group(model.beliefs, "the holder"), notes=True),
                "As `no_deal.beliefs`, for each holder that states beliefs there.",
                required=True,
                hint="write beliefs: {HOLDER: …} as under no_deal.beliefs",
            ),
            *NOTES,
        )
    )


def in_words(number: Number, who: str) -> str:
    """The label of a number as a sentence on the format, where nobody is named."""
    said = number.label.replace("“{name}”", "{name}")
    name = "the support" if "{support}" in number.name or "odds" in said or "the end of" in said else "the outcome"
    made = said.format(party=who, whose=f"{who}’s", s="s", name=name, a="side a", b="side b")
    return f"{made[0].upper()}{made[1:]}."


def _number(number: Number) -> grammar.Number:
    return grammar.Number(quantity(number), "not used" if number.optional else number.absent)


def _by(number: Number, key: str, among: tuple[str, ...] = ()) -> By:
    return By(key, _number(number), notes=True, unsaid=True, among=among)


def _field(number: Number, who: str, required: bool | None = None) -> Field:
    return Field(
        number.name.replace("{outcome}", "OUTCOME").replace("{support}", "SUPPORT"),
        _number(number),
        in_words(number, who),
        number.needed if required is None else required,
    )


def _group(numbers: Iterable[Number], who: str) -> Value:
    """The numbers of one holder or party: one for each outcome, or those with names, and perhaps one for each support."""
    declared = tuple(numbers)
    if [number.name for number in declared] == ["{outcome}"]:
        return _by(declared[0], "OUTCOME")
    plain = tuple(_field(number, who) for number in declared if "{" not in number.name)
    others = [_field(number, who) for number in declared if "{" in number.name]
    return Record((*plain, *NOTES), also=others[0] if others else None, unsaid=True)


def _table(table: Table) -> Field:
    """A key of the model's own."""
    whole = tuple(
        Field(w.name, grammar.Whole(w.least, w.most, w.default), f"How many {w.name} there are.") for w in table.wholes
    )
    series = tuple(
        Field(n.name, _by(n, "MONTH", MONTH_NAMES), in_words(n, "the party"), n.needed) for n in table.series
    )
    by_party = tuple(Field(n.name, _by(n, "PARTY"), in_words(n, "the party")) for n in table.by_party)
    about, value = "Numbers of the model's own.", _group(table.numbers, "the party")
    if table.named:
        entry = Record((TITLE, *(_field(n, "the party", required=True) for n in table.numbers), *by_party, *NOTES))
        value, about = Named(table.named, table.key.upper(), entry), "Each with a title and numbers of its own."
    elif whole or series:
        value = Record((*whole, *(_field(n, "the party") for n in table.numbers), *series, *NOTES))
    elif len(table.numbers) == 1:
        about = in_words(table.numbers[0], "the party")
    hint = f"write {table.key}: {table.example}" if table.example else ""
    return Field(table.key, value, about, table.needed, hint=hint)
