"""One tree of errors. Every message says what is wrong, where, and what to write instead.

A command line turns any :class:`ParleyError` into its rendered text and exit code 2; nothing else is caught.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a user's file. ``line`` and ``column`` count from 1; ``text`` is the line itself."""

    path: str
    line: int | None = None
    column: int | None = None
    text: str | None = None

    def __str__(self) -> str:
        parts = [self.path]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place, and what to do about it."""

    message: str
    where: Location | None = None
    hint: str | None = None
    code: str = "input"

    def render(self) -> str:
        """The compiler-style text: ``file:line:col: message``, the line, a caret, the hint."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        lines = [head]
        if self.where and self.where.text is not None:
            shown = self.where.text.rstrip("\n").replace("\t", " ")
            offset = max((self.where.column or 1) - 1, 0)
            if len(shown) > 160:  # a minified or hostile line must not fill the screen
                start = max(0, offset - 60)
                shown, offset = shown[start : start + 160], offset - start
            lines.append(f"    {shown}")
            if self.where.column is not None:
                lines.append("    " + " " * offset + "^")
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)


@dataclass
class ParleyError(Exception):
    """Root of everything that parley raises on purpose. Holds one or more :class:`Problem`."""

    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @classmethod
    def one(
        cls, message: str, *, where: Location | None = None, hint: str | None = None, code: str | None = None
    ) -> ParleyError:
        """An error with a single problem; the usual way to raise."""
        return cls((Problem(message, where, hint, code or cls.__name__),))

    def __str__(self) -> str:
        return "\n".join(problem.render() for problem in self.problems)


class InputError(ParleyError):
    """What the user gave cannot be used: an argument, an option, a path."""


class CaseError(InputError):
    """A case file is wrong; carries every problem found, in file order."""


class DocumentError(InputError):
    """A document cannot be read: missing, empty, binary, broken or too large."""


class LedgerError(InputError):
    """A ledger cannot be opened or written, or refuses an entry that its document does not contain."""


class DataError(InputError):
    """A data file (observations, polls, domains) is wrong, with the line."""


class BudgetError(ParleyError):
    """An exact answer would exceed the stated budget and no honest bound can be given."""
