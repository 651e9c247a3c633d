"""What else is said and told that bears on a bargain: words in which no rule saw a side, an act or a condition, under their subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parley.insight.documents.excerpts import quoted, window
from parley.insight.documents.lines import Line, Lines
from parley.reading.model import Statement
from parley.reading.rules.subjects import TITLES, subject_of

MOST = 45
"""Words of a line here: a sentence, most often whole."""
_FEWEST_WORDS = 4
_SAME = 0.7
"""Words of which so many stand in one line that is shown already are not shown again."""
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"']?\s+(?=[“‘\"']?[A-Z])")
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Also:
    """Lines on one subject, as the texts have them."""

    subject: str
    title: str
    lines: tuple[Line, ...]


def also(lines: Lines, shown: Iterable[Line]) -> tuple[Also, ...]:
    """Sentences of attributions and of the texts' own that stand nowhere else in the brief and bear on a subject.

    Args:
        lines: all statements and what is told.
        shown: the lines of the other parts of the brief.
    """
    there: dict[str, list[frozenset[str]]] = defaultdict(list)
    for line in shown:
        there[line.document_id].append(_bag(f"{line.verb} {line.words}"))
    found: dict[str, list[Line]] = {subject: [] for subject in TITLES}
    place = {key: n for n, key in enumerate(lines.documents)}
    for statement in sorted(lines.statements, key=lambda s: (place[s.document], s.content[:1])):
        if statement.furniture or statement.record == "act":
            continue
        for words in _sentences(lines, statement):
            subject = subject_of(words) or subject_of(statement.cue_text)
            if subject is None or len(words.split()) < _FEWEST_WORDS:
                continue
            bag, known = _bag(words), there[statement.document]
            if any(len(bag & one) >= _SAME * len(bag) for one in known):
                continue
            known.append(bag)
            line = replace(lines.line(statement), words=window(words, MOST))
            found[subject].append(replace(line, who="the article") if statement.record == "told" else line)
    return tuple(Also(subject, TITLES[subject], tuple(told)) for subject, told in found.items() if told)


def _sentences(lines: Lines, statement: Statement) -> Sequence[str]:
    """The words in one, or by sentence where they are many."""
    whole = " … ".join(quoted(lines.documents[statement.document], statement))
    return [whole] if len(whole.split()) <= MOST else _SENTENCE.split(whole)


def _bag(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.lower()))


__all__ = ["MOST", "Also", "also"]
