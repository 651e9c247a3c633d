"""What a case says of red lines that were declared after the date asked: they are not in force on that date."""

from __future__ import annotations

from parley.case.types import Case, RedLine


def not_yet(line: RedLine) -> str:
    """ "declared on 21 September 2022, after the date asked: set aside"."""
    date = line.declaration.date if line.declaration is not None else None
    return f"declared on {date.day} {date:%B %Y}, after the date asked: set aside" if date else "set aside"


def set_aside_words(case: Case) -> str:
    """All of them in a sentence, by party and date; "" where there are none."""
    by: dict[tuple[str, str], list[str]] = {}
    for line in case.late_lines.values():
        date = line.declaration.date if line.declaration is not None else None
        by.setdefault((case.parties[line.party].title, f"{date.day} {date:%B %Y}" if date else "later"), []).append(
            f"“{line.title}”"
        )
    told = "; ".join(f"{', '.join(titles)} ({party}, {date})" for (party, date), titles in by.items())
    return f"Red lines declared after the date asked, and set aside: {told}." if told else ""


def set_aside(case: Case) -> tuple[str, ...]:
    """A phrase for each line set aside: "“The charter” (North), declared on …, after the date asked: set aside"."""
    return tuple(
        f"“{line.title}” ({case.parties[line.party].title}), {not_yet(line)}" for line in case.late_lines.values()
    )
