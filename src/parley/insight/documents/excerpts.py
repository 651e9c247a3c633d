"""Statements in words: who, on what footing, and the few words that decide, as they stand in the document."""

from __future__ import annotations

from collections.abc import Sequence

from parley.core.spans import Span
from parley.documents.model import Document
from parley.documents.view import plain
from parley.reading.model import Statement

MOST = 24
"""Words of an excerpt."""
_NEAR = 9
"""So few words are not left out at either end."""
_MARKS = "“”\"'‘’ ,"


def quoted(document: Document, statement: Statement) -> tuple[str, ...]:
    """The reported words without markup, one text a piece."""
    return tuple(plain(document, span) for span in statement.content)


def clipped(document: Document, statement: Statement, spans: Sequence[Span] = ()) -> str:
    """At most ``MOST`` words of the content around ``spans`` (else from its start), "…" where something is left out.

    Where the speaker wants, promises or refuses something, the reporting words go with it ("urging negotiations").
    """
    if not statement.content:
        return ""
    piece = statement.content[0]
    focus = spans[0] if spans else None
    if focus is not None:
        piece = next((c for c in statement.content if c.overlaps(focus)), piece)
    if len(spans) > 1:  # the deciding words stand in two pieces ("If they pushed, officials said, it would …")
        both = [c for c in statement.content if any(c.overlaps(s) for s in spans)]
        if len(both) > 1:
            return _inner_marks(_window(", ".join(plain(document, c).strip(_MARKS) for c in both), None, MOST + 14))
    whole = plain(document, _with_cue(document, statement, piece))
    if focus is None and len(statement.content) > 1 and piece == statement.content[0] and len(whole.split()) < MOST:
        whole = " … ".join(t.strip(_MARKS) for t in (whole, *quoted(document, statement)[1:]))
    text = _window(whole, plain(document, focus) if focus is not None else None)
    return _inner_marks(text)


def window(whole: str, most: int = MOST) -> str:
    """At most so many words from the start, as an excerpt shows them."""
    return _inner_marks(_window(whole, None, most))


def _with_cue(document: Document, statement: Statement, piece: Span) -> Span:
    """The content with its cue, where the two adjoin and the cue says what is done with the words."""
    if statement.act not in ("want", "promise", "deny", "favour", "blame", "praise") or not statement.cue:
        return piece
    cue = statement.cue[0]
    if cue.end <= piece.start and piece.start - cue.end < 30:
        return Span(cue.start, piece.end)
    near = 80 if statement.act == "deny" else 10  # "…, a claim that the ministry denies"
    if piece.end <= cue.start and cue.start - piece.end < near:
        return Span(piece.start, statement.cue[-1].end)
    return piece


def _window(whole: str, focus: str | None, most: int = MOST) -> str:
    words = whole.split()
    if words and words[0].lower() == "that" and len(words) > 3:
        words = words[1:]
    if len(words) <= most:
        return " ".join(words).strip(_MARKS)
    at, size = 0, 0
    if focus:
        wanted = focus.split()
        size = len(wanted)
        bare = [w.strip(_MARKS) for w in words]
        mine = [w.strip(_MARKS) for w in wanted]
        at = next((i for i in range(len(words)) if bare[i : i + size] == mine), 0)
    room = max(0, most - size)
    after = len(words) - at - size
    left = min(at, max(room // 2, room - after))
    start = at - left
    if start <= _NEAR:
        start = 0  # a few words more, and the sentence has its beginning
    elif start:
        start = at - len(_from_break(words[start:at], clipped=True))
    end = min(len(words), max(start + most, at + size))
    if len(words) - end <= _NEAR:
        end = len(words)  # … or its point
    text = " ".join(words[start:end]).strip(_MARKS + "-–—")
    return ("… " if start else "") + text + (" …" if end < len(words) else "")


def _inner_marks(text: str) -> str:
    """Quotation marks within a quotation as single ones."""
    out, opened = [], False
    for char in text:
        if char in '“”"':
            single = "’" if char == "”" or (char == '"' and opened) else "‘"
            opened = single == "‘"
            out.append(single)
        else:
            out.append(char)
    return "".join(out)


def _from_break(words: list[str], *, clipped: bool) -> list[str]:
    """Begin after the last comma or stop, where one is near, so that an excerpt reads."""
    if not clipped:
        return words
    for index in range(len(words) - 1, -1, -1):
        if words[index][-1:] in ",;.:" and len(words) - index <= 8:
            return words[index + 1 :]
    return words


def who_words(statement: Statement) -> str:
    """The speaker's name, else the words of the source."""
    if (
        statement.footing.kind == "institution"
        and statement.source_text
        and statement.source_text.lower() not in _PRONOUNS
    ):
        return _small(" ".join(statement.source_text.split()))
    if statement.resolved:
        return statement.resolved
    if statement.footing.described and (statement.within is None or statement.source_text.lower() in _PRONOUNS):
        return _small(statement.footing.described)
    if statement.source_text:
        return _small(" ".join(statement.source_text.split()).split(",")[0])
    return "no one named"


_PRONOUNS = frozenset({"they", "he", "she", "we", "it", "who", "i"})


def _small(text: str) -> str:
    first = text.split(" ", 1)[0]
    return (
        text[:1].lower() + text[1:]
        if first in ("The", "A", "An", "Some", "Other", "Officials", "Analysts", "Supporters")
        else text
    )


def footing_words(statement: Statement, holder: Statement | None = None) -> str:
    """How we know, in a few words."""
    footing = statement.footing
    parts: list[str] = []
    if holder is not None and footing.kind in ("unnamed_person", "unnamed_group"):
        mine = who_words(holder) == who_words(statement)
        parts.append("unnamed" if mine else f"by the account of {who_words(holder)}, unnamed")
    elif holder is not None and footing.kind == "relayed":
        parts.append(f"as {footing.via or who_words(holder)} reported")
    elif footing.kind == "on_record":
        parts.append(
            "on the record"
            if statement.form == "direct"
            else "named; paraphrased"
            if statement.form == "indirect"
            else "named; partly quoted"
        )
    elif footing.kind == "institution":
        parts.append("an institution, no person named")
    elif footing.kind in ("unnamed_person", "unnamed_group"):
        parts.append("unnamed")
    elif footing.kind == "relayed":
        parts.append(f"as reported by {footing.via}" if footing.via else "relayed by another outlet")
    elif footing.kind == "document":
        parts.append("in writing")
    elif footing.kind == "author":
        parts.append("the author’s own words")
    if footing.via and footing.kind not in ("relayed",):
        parts.append(f"to {footing.via}")
    if footing.setting:
        parts.append(f"in {footing.setting}")
    if footing.reason:
        parts.append(f"“{footing.reason}”")
    return ", ".join(parts)
