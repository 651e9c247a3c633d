"""What is asked: one frozen value that is the key of the remembered answer, the command that makes the answer again, and
the record of it in the JSON. Nothing that an answer depends on is outside of it, the code apart."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.case.sets import written
from parley.core.by_clock import cuts
from parley.core.errors import InputError, ParleyError
from parley.core.fingerprint import fingerprint
from parley.core.jsonio import plain
from parley.insight.asking.cache import key_of

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource
    from parley.reading.model import Statement

DRAWS = 2000
BASE = "base"
"""What the command line calls the case without a view."""


@dataclass(frozen=True, slots=True)
class Request:
    """A case, what is changed in it, and how it is evaluated. Made by :meth:`of`; :meth:`bound` fills in the contents."""

    source: str
    """How to name the case again, as seen from the folder in which it was asked. Never an absolute place."""
    views: tuple[str, ...] | None = None
    """Which views to compare, in this order, beside the base case; None: all that the case has."""
    as_of: datetime.date | None = None
    sets: tuple[tuple[str, str], ...] = ()
    """Judgements changed for this run: path and value, in the order given."""
    draws: int = DRAWS
    seed: int = 0
    ledger: str | None = None
    """How to name the ledger again whose statements are used; None: those of the case's own documents."""
    case: str = ""
    """Hash of the case's name, its text and the text of every document of it."""
    statements: str | None = None
    """Hash of the content of every statement that was given; None: those that the case's own documents hold."""

    @classmethod
    def of(
        cls,
        source: CaseSource,
        *,
        views: Sequence[str] | None = None,
        as_of: datetime.date | str | None = None,
        sets: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None,
        draws: int = DRAWS,
        seed: int = 0,
        ledger: str | Path | None = None,
    ) -> Request:
        """What is asked of ``source``. Values of ``sets`` may be numbers or their text. A view named twice counts once, and
        the base case is always compared, whether ``views`` name it or not."""
        pairs = sets.items() if isinstance(sets, Mapping) else sets or ()
        return cls(
            source=named(source.path),
            views=None if views is None else tuple(dict.fromkeys(view for view in views if view != BASE)),
            as_of=day(as_of, "as_of") if isinstance(as_of, str) else as_of,
            sets=tuple((path, str(value)) for path, value in pairs),
            draws=draws,
            seed=seed,
            ledger=None if ledger is None else named(ledger),
        )

    def bound(self, source: CaseSource, statements: Sequence[Statement] | None = None) -> Request:
        """The same, asked of what ``source`` and ``statements`` hold: their contents are hashed, nothing is believed."""
        return replace(
            self,
            case=case_hash(source),
            statements=None if statements is None else fingerprint(tuple(statements)),
        )

    @property
    def repeatable(self) -> bool:
        """Whether the command alone makes the answer again: not where statements were given that no ledger file holds."""
        return self.statements is None or self.ledger is not None

    @property
    def overrides(self) -> dict[str, str]:
        """Path → value of the judgements changed for this run."""
        return dict(self.sets)

    @property
    def asked(self) -> tuple[Any, ...]:
        """All that decides the answer: everything but the names of the case's and the ledger's places."""
        return (self.case, self.views, self.as_of, self.sets, self.draws, self.seed, self.statements)

    def key(self) -> str:
        """The name under which the answer may be remembered: a hash of all that decides it, and of the code.

        Raises :class:`ValueError` for a request that is not :meth:`bound`: its key would not know the case's content.
        """
        if not self.case:
            raise ValueError("a request has a key once it is bound to its case")
        return key_of("answer", self.asked)

    def arguments(self, *, evaluated: bool = True) -> tuple[str, ...]:
        """The options of the command line that ask for this again, after the case; ``evaluated``: with draws and seed."""
        views = (BASE,) if self.views == () else self.views or ()  # without the option all are compared
        out = [part for view in views for part in ("--view", view)]
        out += ["--as-of", self.as_of.isoformat()] if self.as_of is not None else []
        out += [part for path, value in self.sets for part in ("--set", written(path, value))]
        out += ["--ledger", self.ledger] if self.ledger is not None else []
        out += ["--draws", str(self.draws), "--seed", str(self.seed)] if evaluated else []
        return tuple(out)

    def command(self, verb: str, *more: str, program: str = "parley") -> str:
        """The command that makes the answer again, quoted for a shell: ``parley report CASE -o report.html --set …``.

        ``program`` is written as it is: it has been quoted by whoever knows how parley was called.
        """
        said = f"{program} {shlex.join((verb, self.source, *more, *self.arguments()))}"
        return said if self.repeatable else f"{said}  # and the statements that were given, which no ledger holds"

    def shorthand(self, verb: str, *more: str, program: str = "parley") -> str:
        """The same without what is the default anyway, for a line to be typed."""
        evaluated = (self.draws, self.seed) != (DRAWS, 0)
        place = min(self.source, os.path.abspath(self.source), key=len)  # noqa: PTH100 - a short way, links kept
        return f"{program} {shlex.join((verb, place, *more, *self.arguments(evaluated=evaluated)))}"

    def record(self) -> dict[str, Any]:
        """What was asked, as the JSON of an answer has it: no absolute place, no host, no time."""
        found: dict[str, Any] = plain(self)
        return found

    def inputs_hash(self, source: CaseSource) -> str:
        """16 hex digits for people: SHA-256 over the text of the case and of its documents and over the arguments.

        What an answer shows in its foot. It knows no code: two versions of parley show the same inputs alike.
        """
        digest = hashlib.sha256("\n".join(source.tree.lines).encode())
        for key in source.documents:
            digest.update(key.encode() + b"\0" + _content(source, key).encode() + b"\0")
        rest: dict[str, Any] = {
            "views": list(source.views if self.views is None else self.views),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "sets": dict(sorted(self.sets)),
            "draws": self.draws,
            "seed": self.seed,
        }
        if self.statements is not None:
            rest["statements"] = self.statements
        digest.update(json.dumps(rest, sort_keys=True).encode())
        return digest.hexdigest()[:16]


def day(text: str, where: str) -> datetime.date:
    """A date as YYYY-MM-DD; ``where`` says in what it was given. Raises :class:`InputError`."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError.one(
            f"{where} takes a date such as 2022-11-10, not {text!r}", hint="write it as YYYY-MM-DD", code="date"
        ) from None


def _content(source: CaseSource, key: str) -> str:
    """The text of a document; of a page or a PDF also what tells its bytes: its facts count too, which are not in its text."""
    document = source.document(key)
    return document.text + document.meta.get("sha256", "")


def case_hash(source: CaseSource) -> str:
    """Hash of the case's name, its text, and every document's; of one that cannot be read, what is said about that. Of one that
    a clock cut short, the bytes as they lie there: another may be late too, and is another case."""

    def text(key: str) -> tuple[str, str]:
        before = cuts()
        try:
            return "text", _content(source, key)
        except ParleyError as error:
            return ("trouble", str(error)) if cuts() == before else ("late", source.digest(key))

    return fingerprint(source.name, source.tree.lines, {key: text(key) for key in source.documents})


def remembered(source: CaseSource) -> bool:
    """Whether what is computed of a case may be remembered: not where its model of no-deal is of another package, whose code no
    key knows."""
    from parley.nodeal.registry import shipped

    return source.no_deal_model in shipped()


def named(place: str | Path) -> str:
    """A case or ledger as it can be named again: as given, an absolute place as seen from the current folder; a case by
    its folder where its file has the usual name."""
    path = Path(place)
    if path.is_absolute():
        with contextlib.suppress(ValueError):  # on another drive there is no other way to name it
            path = Path(os.path.relpath(path))
    if path.name == "case.yaml" and path != Path("case.yaml"):
        path = path.parent
    text = path.as_posix()
    return f"./{text}" if text.startswith("-") else text
