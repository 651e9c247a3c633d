"""The query language of claims: a sentence of words into a tree (docs/claims.md). No code runs from it.

Recursive descent over words, numbers and a few signs. Every name is checked against the case, and an error says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar, cast

from parley.case.paths import ANALYST, LeverUse, believers
from parley.case.types import Case
from parley.core.errors import InputError, Location, ParleyError
from parley.core.suggest import did_you_mean
from parley.insight.asking.evaluator import Ask
from parley.insight.queries.tree import (
    After as After,
)
from parley.insight.queries.tree import (
    Arithmetic as Arithmetic,
)
from parley.insight.queries.tree import (
    At as At,
)
from parley.insight.queries.tree import (
    Change as Change,
)
from parley.insight.queries.tree import (
    Compare as Compare,
)
from parley.insight.queries.tree import (
    Const as Const,
)
from parley.insight.queries.tree import (
    Corrected as Corrected,
)
from parley.insight.queries.tree import (
    Denial as Denial,
)
from parley.insight.queries.tree import (
    EveryDeal as EveryDeal,
)
from parley.insight.queries.tree import (
    Extent as Extent,
)
from parley.insight.queries.tree import (
    InViews as InViews,
)
from parley.insight.queries.tree import (
    Join as Join,
)
from parley.insight.queries.tree import (
    Measure as Measure,
)
from parley.insight.queries.tree import (
    Moves as Moves,
)
from parley.insight.queries.tree import (
    Not as Not,
)
from parley.insight.queries.tree import (
    Number as Number,
)
from parley.insight.queries.tree import (
    Opening as Opening,
)
from parley.insight.queries.tree import (
    Query as Query,
)
from parley.insight.queries.tree import (
    Readiness as Readiness,
)
from parley.insight.queries.tree import (
    Reservation as Reservation,
)
from parley.insight.queries.tree import (
    Sign as Sign,
)
from parley.insight.queries.tree import (
    Way as Way,
)
from parley.insight.queries.tree import (
    Why as Why,
)
from parley.insight.queries.tree import (
    With as With,
)
from parley.insight.queries.tree import (
    Zone as Zone,
)
from parley.model.modes import RedLines

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?%?)(?![\w.-])|(?P<word>[A-Za-z0-9_][\w.-]*)|(?P<sign>>=|<=|[<>=+*(),-]))"
)
Known = TypeVar("Known", bound=str)
EXTENT = {"any": "none", "every": "declared"}
"""A line only takes deals away: some set of lines leaves a zone iff the empty one does, every set iff all of them do."""
WHY: dict[str, Why] = {
    "ruled-out": "ruled_out",
    "squeezed": "squeezed",
    "no-deal-preferred": "no_deal_preferred",
    "withheld": "withheld",
}
LONGEST = 2000
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Word:
    kind: Literal["number", "word", "sign", "end"]
    text: str
    column: int


def parse(text: str, case: Case, where: str = "query") -> Query:
    """The tree of a query. Raises :class:`InputError` with the place and the nearest known words."""
    reader = _Reader(text, case, where)
    tree = reader.because(0)
    reader.end()
    return tree


def parse_number(text: str, case: Case, where: str = "number") -> Number:
    """The tree of a number."""
    reader = _Reader(text, case, where)
    tree = reader.sum(0)
    reader.end()
    return tree


def uses(case: Case) -> dict[str, float]:
    """Path → how much of a limit a lever uses at level 1: numbers that no range is given for."""
    return {str(LeverUse(key, limit)): x for key, lever in case.levers.items() for limit, x in lever.uses.items()}


class _Reader:
    def __init__(self, text: str, case: Case, where: str) -> None:
        self.text, self.case, self.where = text, case, where
        self.at = 0
        if len(text) > LONGEST:
            raise InputError.one(f"{where}: a query has at most {LONGEST} characters, not {len(text)}", code="query")
        self.words = self._split()

    def _split(self) -> list[Word]:
        out: list[Word] = []
        at = 0
        while at < len(self.text) and self.text[at:].strip():
            found = TOKEN.match(self.text, at)
            if not found:
                column = at + len(self.text[at:]) - len(self.text[at:].lstrip())
                self.at = len(out)
                raise self._error("this sign is not part of the language", column)
            kind = found.lastgroup
            assert kind in ("number", "word", "sign")
            out.append(Word(kind, found.group(kind), found.start(kind)))  # type: ignore[arg-type]
            at = found.end()
        out.append(Word("end", "", len(self.text)))
        return out

    # conditions, loosest first
    def because(self, depth: int) -> Query:
        left = self.either(depth + 1)
        while self._take("because"):
            left = Join("because", left, self.either(depth + 1))
        return left

    def either(self, depth: int) -> Query:
        left = self.both(depth + 1)
        while self._take("or"):
            left = Join("or", left, self.both(depth + 1))
        return left

    def both(self, depth: int) -> Query:
        left = self.condition(depth + 1)
        while self._take("and"):
            left = Join("and", left, self.condition(depth + 1))
        return left

    def condition(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise self._error("this query is nested too deeply")
        word = self.words[self.at]
        match word.text:
            case "not":
                self.at += 1
                return Not(self.condition(depth + 1))
            case "after":
                self.at += 1
                return After(self.act(), self.condition(depth + 1))
            case "corrected":
                self.at += 1
                return Corrected(self.believer(), self.condition(depth + 1))
            case "with":
                return self._with(depth)
            case "zone":
                self.at += 1
                return self.zone()
            case "some" | "no" | "every":
                self.at += 1
                return self._deals(word.text)
            case "in":
                self.at += 1
                extent: Literal["some", "every"] = self._one_of("every", "some")
                self._expect("view")
                return InViews(extent, self.condition(depth + 1))
            case "ruled-out" | "squeezed" | "no-deal-preferred" | "withheld":
                self.at += 1
                return Zone(self.ask(), WHY[word.text])
            case "denial":
                self.at += 1
                party = self.believer()
                self._expect("opens")
                return Denial(party, self.ask())
            case "lever" | "course" | "signal":
                self.at += 1
                return self._moves(word.text)
            case "(":
                return self._bracketed(depth)
            case _:
                return self._comparison(depth)

    def zone(self) -> Query:
        """A zone of one kind, or of any: where no kind is called so, ``any`` stands for each of them in turn."""
        if self.words[self.at].text != "any" or "any" in self.case.kinds:
            ask, lines = self.asked()
            return Zone(ask, lines=lines)
        self.at += 1
        options, lines = self._options(None)
        found: Query | None = None
        for kind in self.case.kinds:
            one = Zone(Ask(kind, options.beliefs, options.red_lines), lines=lines)
            found = one if found is None else Join("or", found, one)
        assert found is not None
        return found

    def _deals(self, extent: str) -> Query:
        """``some deal KIND``, ``no deal KIND``, ``every deal KIND having …``."""
        self._expect("deal")
        if extent == "some":
            return self.zone()
        if extent == "no":
            return Not(self.zone())
        ask = self.ask()
        if not ask.having:
            raise self._error("here stands having ISSUE=OPTION: what every deal shares")
        return EveryDeal(ask)

    def _with(self, depth: int) -> Query:
        self.at += 1
        path = self.path()
        self._expect("=")
        return With(path, self.sum(depth + 1), self.condition(depth + 1))

    def _moves(self, table: str) -> Query:
        act = self.act(table)
        way: Way = self._one_of("raises", "lowers", "leaves")
        return Moves(act, self.required(), way)

    def _bracketed(self, depth: int) -> Query:
        """A condition in brackets; or a comparison whose left number begins with a bracket."""
        start = self.at
        try:
            self.at += 1
            inner = self.because(depth + 1)
            self._expect(")")
            if self.words[self.at].text not in (">", ">=", "<", "<=", "+", "-", "*"):
                return inner
        except InputError as first:
            self.at = start
            try:
                return self._comparison(depth)
            except InputError:
                raise first from None
        self.at = start
        return self._comparison(depth)

    def _comparison(self, depth: int) -> Query:
        left = self.sum(depth + 1)
        sign: Sign = self._one_of(">", ">=", "<", "<=")
        return Compare(sign, left, self.sum(depth + 1))

    # numbers
    def sum(self, depth: int) -> Number:
        left = self.product(depth + 1)
        while self.words[self.at].text in ("+", "-"):
            sign: Literal["+", "-"] = self._one_of("+", "-")
            left = Arithmetic(sign, left, self.product(depth + 1))
        return left

    def product(self, depth: int) -> Number:
        left = self.number(depth + 1)
        while self._take("*"):
            left = Arithmetic("*", left, self.number(depth + 1))
        return left

    def number(self, depth: int) -> Number:
        if depth > DEEPEST:
            raise self._error("this query is nested too deeply")
        word = self._next()
        if word.kind == "number":
            bare = word.text.rstrip("%")
            return Const(float(bare) / 100 if word.text.endswith("%") else float(bare))
        match word.text:
            case "(":
                inner = self.sum(depth + 1)
                self._expect(")")
                return inner
            case "-":
                return Arithmetic("-", Const(0.0), self.number(depth + 1))
            case "R":
                return self._reservation()
            case "misperception":
                party = self.believer()
                return Arithmetic("-", Reservation(party), Reservation(party, ANALYST))
            case "gap" | "best":
                party = self.required()
                return Measure(word.text, self.ask(), party)
            case "shortfall" | "share":
                return Measure(word.text, self.ask())
            case "readiness":
                return Readiness(self.believer())
            case "opening":
                ask = self.ask()
                self._expect("by")
                weeks = self._next()
                if weeks.kind != "number":
                    raise self._error("here stands a number of weeks", weeks.column)
                return Opening(ask, float(weeks.text.rstrip("%")))
            case "change":
                return Change(self.act(), self.number(depth + 1))
            case _:
                self.at -= 1
                if "." in word.text:
                    return At(self.path())
                raise self._error(
                    f"{word.text!r} begins neither a condition nor a number"
                    if word.text
                    else "the query ends too early",
                    hint=did_you_mean(word.text, KEYWORDS) or "see the claims page of the manual",
                )

    def _reservation(self) -> Number:
        party = self.required()
        if not self._take("as"):
            return Reservation(party)
        return Reservation(party, self._known((ANALYST, *self._believers()), "holder of beliefs"))

    # names
    def ask(self) -> Ask:
        """A kind of deal and its options."""
        return self.asked()[0]

    def asked(self) -> tuple[Ask, Extent | None]:
        """The same, and whether it is asked of any or every set of lines."""
        return self._options(self._known(self.case.kinds, "kind of deal"))

    def _options(self, kind: str | None) -> tuple[Ask, Extent | None]:
        """The options after a kind; of no kind in particular, none that names an issue."""
        beliefs, red_lines, extent = "own", "weighed", None
        having: dict[str, tuple[str, ...]] = {}
        while True:
            if self._take("red_lines"):
                self._expect("=")
                said = self._one_of("weighed", "declared", "none", "any", "every")
                red_lines = EXTENT.get(said, said)
                extent = said if said in EXTENT else None
            elif self._take("beliefs"):
                self._expect("=")
                beliefs = self._known(("own", ANALYST, *self._believers()), "holder of beliefs")
            elif kind is not None and self._take("having"):
                issue, options = self._having(kind)
                having[issue] = options
            else:
                return Ask(kind or "", beliefs, cast(RedLines, red_lines), tuple(having.items())), cast(
                    Extent | None, extent
                )

    def _having(self, kind: str) -> tuple[str, tuple[str, ...]]:
        issue = self._known(self.case.kinds[kind].issues, f"issue of a {kind}")
        self._expect("=")
        options = [self._known(self.case.issues[issue].options, f"option of {issue}")]
        while self._take(","):
            options.append(self._known(self.case.issues[issue].options, f"option of {issue}"))
        return issue, tuple(options)

    def act(self, table: str | None = None) -> str:
        tables = {"course": self.case.courses, "lever": self.case.levers, "signal": self.case.signals}
        names = [key for name, held in tables.items() if table in (None, name) for key in held]
        return self._known(names, table or "course, lever or signal")

    def required(self) -> str:
        return self._known(self.case.required, "party whose consent is required")

    def believer(self) -> str:
        return self._known(self._believers(), "party with beliefs")

    def _believers(self) -> list[str]:
        return [p for p in believers(self.case.judgements) if p != ANALYST] or list(self.case.required)

    def path(self) -> str:
        return self._known((*self.case.judgements, *uses(self.case)), "judgement")

    # words
    def _next(self) -> Word:
        word = self.words[self.at]
        if word.kind != "end":
            self.at += 1
        return word

    def _take(self, text: str) -> bool:
        if self.words[self.at].text == text and self.words[self.at].kind != "end":
            self.at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._take(text):
            found = self.words[self.at].text
            raise self._error(f"here stands {text!r}" + (f", not {found!r}" if found else ""))

    def _one_of(self, *known: Known) -> Known:
        said = self.words[self.at].text
        found = next((word for word in known if word == said), None)
        if found is None:
            raise self._error(f"here stands one of {', '.join(known)}" + (f", not {said!r}" if said else ""))
        self.at += 1
        return found

    def _known(self, known: Iterable[str], what: str) -> str:
        names = list(known)
        word = self.words[self.at]
        if word.text not in names:
            found = f", not {word.text!r}" if word.text else ""
            raise self._error(f"here stands a {what}{found}", hint=did_you_mean(word.text, names))
        self.at += 1
        return word.text

    def end(self) -> None:
        if self.words[self.at].kind != "end":
            raise self._error(f"{self.words[self.at].text!r} follows a query that is complete")

    def _error(self, message: str, column: int | None = None, hint: str | None = None) -> ParleyError:
        place = self.words[self.at].column if column is None else column
        return InputError.one(
            message, where=Location(self.where, 1, place + 1, self.text.replace("\n", " ")), hint=hint, code="query"
        )


KEYWORDS = (
    "zone", "some", "no", "every", "in", "ruled-out", "squeezed", "no-deal-preferred", "withheld", "denial", "lever", "course", "signal", "not", "after", "with",
    "corrected", "R", "misperception", "gap", "best", "shortfall", "share", "readiness", "opening", "change",
)  # fmt: skip
