"""Statements and documents as JSON and as lines: the stable form that commands and exports share."""

from __future__ import annotations

import datetime
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from parley.documents.model import Document
from parley.ledger.store import Entry
from parley.reading.model import Condition, Footing, Statement

if TYPE_CHECKING:
    from parley.ledger.decisions import Decision

WIDTH = 110


def width() -> int:
    """How wide lines may be: as the terminal, where there is one, and never wider than reads well."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(40, min(WIDTH, shutil.get_terminal_size().columns))


def statement_json(entry: Entry) -> dict[str, Any]:
    """A statement as ``parley statements --json`` prints it. Spans are ``[start, end)`` in code points."""
    s = entry.statement
    return {
        "id": s.id,
        "document": s.document,
        "document_name": entry.document_name,
        "source": _pairs(s.source),
        "cue": _pairs(s.cue),
        "content": _pairs(s.content),
        "source_text": s.source_text,
        "cue_text": s.cue_text,
        "content_text": list(s.content_text),
        "resolved": s.resolved,
        "read_as": entry.read_as,
        "party": s.party,
        "role": s.role,
        "form": s.form,
        "footing": s.footing.kind,
        "footing_detail": {
            "described": s.footing.described,
            "count": s.footing.count,
            "reason": s.footing.reason,
            "via": s.footing.via,
            "setting": s.footing.setting,
        },
        "furniture": s.furniture,
        "negated": s.negated,
        "hedged": s.hedged,
        "within": s.within,
        "record": s.record,
        "act": s.deed.act if s.deed is not None else s.act,
        "saying": s.act if s.record == "statement" else None,
        "toward": s.deed.toward_text if s.deed is not None else None,
        "about": s.deed.about_text if s.deed is not None else None,
        "deed": _deed_json(s),
        "conditions": [_condition_json(c) for c in s.conditions],
        "fact": _fact_json(s),
        "question": s.question,
        "taken_back": _pairs(s.taken_back),
        "date": s.date.isoformat() if s.date else None,
        "stances": [{"proposition": t.proposition, "side": t.side, "because": _pairs(t.because)} for t in s.stances],
        "status": entry.status,
        "reader": s.reader,
    }


def act_json(entry: Entry) -> dict[str, Any]:
    """An act as ``parley acts --json`` prints it: who did what, toward whom, about what, on which condition, when."""
    s = entry.statement
    return {
        "id": s.id,
        "act": s.deed.act if s.deed is not None else None,
        "kind": s.fact.kind if s.deed is None and s.fact is not None else "act",
        "who": doer(s),
        "toward": s.deed.toward_text if s.deed is not None else (s.fact.receiver_text if s.fact is not None else None),
        "about": about(s),
        "condition": condition_text(s),
        "date": s.date.isoformat() if s.date else None,
        "footing": s.footing.kind,
        "content_text": list(s.content_text),
        "document": s.document,
    }


def doer(s: Statement) -> str | None:
    """Who did an act, by name where it is known, else in the document's words; None where nobody is told."""
    return s.resolved or " ".join(s.source_text.split()) or s.footing.described


def about(s: Statement) -> str | None:
    """What an act is about: in the document's words, else the thing that they name."""
    if s.deed is not None:
        return s.deed.about_text or s.deed.thing
    return s.fact.item if s.fact is not None else None


def condition_text(s: Statement) -> str | None:
    """What must come first, where the words make the act depend on it."""
    return "; ".join(c.terms_text for c in s.conditions) or None


def _deed_json(s: Statement) -> dict[str, Any] | None:
    d = s.deed
    if d is None:
        return None
    return {
        "act": d.act, "because": _pairs(d.because), "toward": _pairs(d.toward), "toward_text": d.toward_text, "toward_party": d.toward_party,
        "about": _pairs(d.about), "about_text": d.about_text, "thing": d.thing, "rule": d.rule,
    }  # fmt: skip


def _condition_json(c: Condition) -> dict[str, Any]:
    return {
        "thing": c.thing, "thing_words": _pairs(c.thing_words), "marker": _pairs(c.marker), "terms": _pairs(c.terms),
        "terms_text": c.terms_text, "status": c.status, "rule": c.rule,
    }  # fmt: skip


def _fact_json(s: Statement) -> dict[str, Any] | None:
    f = s.fact
    if f is None:
        return None
    return {
        "kind": f.kind, "where": _pairs(f.where), "item": f.item, "amount": f.amount, "receiver": _pairs(f.receiver),
        "receiver_text": f.receiver_text, "receiver_party": f.receiver_party, "rule": f.rule,
    }  # fmt: skip


def _pairs(spans: Any) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def document_json(document: Document) -> dict[str, Any]:
    """A document without its text, with how each fact was found."""
    from parley.core.jsonio import plain

    whole: dict[str, Any] = plain(document)
    return {k: v for k, v in whole.items() if k not in ("text", "blocks", "markup", "entities")} | {
        "characters": len(document.text)
    }


def footing_words(footing: Footing) -> str:
    """How we know, in a few words: ``unnamed group (officials informed about the discussions)``."""
    names = {
        "on_record": "on the record", "institution": "named institution", "unnamed_person": "unnamed person",
        "unnamed_group": "unnamed group", "relayed": "relayed", "document": "document", "author": "the author",
    }  # fmt: skip
    words = names.get(footing.kind, str(footing.kind))
    inside = [footing.described or "", f"via {footing.via}" if footing.via else "", footing.setting or ""]
    said = ", ".join(part for part in inside if part)
    return f"{words} ({said})" if said else words


def speaker(statement: Statement) -> str:
    """Who speaks, as a list shows it."""
    named = statement.resolved or " ".join(statement.source_text.split()) or statement.footing.described
    return named or ("the author" if statement.footing.kind == "author" else "not named")


def day(value: datetime.date | None) -> str:
    """``10 Nov 2022``."""
    return f"{value.day} {value:%b %Y}" if value else "no date"


_STEERING = (*range(9), 11, 12, *range(14, 32), *range(127, 160))
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN: dict[int, str | None] = {**dict.fromkeys(_STEERING, "\ufffd"), **dict.fromkeys(_TURNS)}
_BREAKS: dict[int, str | None] = dict.fromkeys((9, 10, 13, 0x2028, 0x2029), " ")


def visible(text: str, *, lines: bool = True) -> str:
    """Text without the signs that steer a terminal or turn its line round: a page or a file's name may hold any.

    Args:
        text: what a document, a name or a note says.
        lines: False where it must stay on one line.
    """
    return text.translate(_UNSEEN if lines else _UNSEEN | _BREAKS)


def document_line(document: Document, copy_of: str | None = None) -> str:
    """One line for a document: title, outlet, date, what it is. ``copy_of``: what it is over again, as it should be told."""
    title = document.title.value if document.title else document.name
    about = [
        document.outlet.value if document.outlet else "",
        (document.month_only and document.dated) or day(document.on),
    ]
    if copy_of:
        about.append(f"copy of {copy_of}")
    if document.note_of:
        about.append(f"our summary of: {document.note_of.value}")
    if document.excerpt:
        about.append(f"an excerpt; the whole is in {document.excerpt.value}")
    return visible(f"{title} ({'; '.join(part for part in about if part)})", lines=False)


def statement_lines(entry: Entry, said: str) -> list[str]:
    """A statement as an indented paragraph: id, speaker, footing, cue, what was said."""
    s = entry.statement
    head = f"  {s.id[:8]}  {speaker(s)}, {footing_words(s.footing)}"
    cue = " ".join(s.cue_text.split())
    flags = [
        f"read as {entry.read_as}" if entry.read_as else "", "page furniture" if s.furniture else "", "not said" if s.negated else "", "hedged" if s.hedged else "",
        "later taken back" if s.taken_back else "",
        entry.status if entry.status != "open" else "", f"within {s.within[:8]}" if s.within else "",
        *(f"{t.proposition}: {t.side}" for t in s.stances), told(s),
    ]  # fmt: skip
    notes = "; ".join(f for f in flags if f)
    lines = [visible(head + (f"  [{notes}]" if notes else ""), lines=False)]
    text = visible((f"{cue}: " if cue else "") + said)
    return lines + textwrap.wrap(text, width(), initial_indent=" " * 12, subsequent_indent=" " * 12)


def told(s: Statement) -> str:
    """The act that a statement or a record is, in a few words: ``threaten → Velland``, ``aid: two hundred missiles``."""
    toward = " ".join((s.deed.toward_text or "").split()) if s.deed is not None else ""
    act = f"act: {s.deed.act}" + (f" → {toward}" if toward else "") if s.deed is not None else ""
    fact = f"{s.fact.kind.replace('_', ' ')}: {' '.join(s.fact.item.split())}" if s.fact is not None else ""
    return "; ".join(words for words in (act, fact) if words)


def _change(name: str, value: Any) -> str:
    """A changed field in words: ``talks-now: later``, ``content 142:180``, ``speaker Ann Doe``."""
    if name == "stances":
        return ", ".join(f"{s['proposition']}: {s['side'] or 'none'}" for s in value)
    if name in ("source", "cue", "content"):
        return f"{name} " + " ".join(f"{start}:{end}" for start, end in value)
    if isinstance(value, dict):
        value = value.get("kind", value)
    return f"{ {'resolved': 'speaker'}.get(name, name) } {value}"


def _merged(value: dict[str, Any]) -> str:
    names, into = value.get("from", []), value.get("to", "")
    return f"set {into} apart" if names == [into] else f"merged {', '.join(names)} into {into}"


def decision_line(decision: Decision) -> str:
    """A row of the log: number, when, who, what."""
    what = _merged(decision.value) if decision.kind == "merge" else decision.kind
    if decision.kind in ("correct", "recode"):
        what += " " + ", ".join(_change(name, value) for name, value in decision.value.items())
    elif decision.kind == "code":
        what += f" {decision.value['variable']}={decision.value['value']}"
    elif decision.undoes is not None:
        what = f"took back number {decision.undoes}"
    of = f" {decision.statement[:8]}" if decision.statement else ""
    tail = (f" ({decision.note})" if decision.note else "") + (" [taken back]" if decision.undone else "")
    return visible(
        f"{decision.seq:>5}  {decision.at[:16].replace('T', ' ')}  {decision.who}: {what}{of}{tail}", lines=False
    )
