"""The state of the war as the text tells it: aid announced or refused, commanders, places claimed, denied, lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.reading.acts import doers
from parley.reading.acts.naming import Actor
from parley.reading.acts.standing import standing
from parley.reading.english import grammar
from parley.reading.model import WarFact, WarFactKind
from parley.reading.parsed_text import ParsedText
from parley.reading.rules.engine import rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AMOUNT = re.compile(
    r"(?:[$€£]\s?[\d.,]+(?:\s?(?:million|billion|trillion|m|bn|tn)\b)?|\b\d[\d.,]*(?:\s(?:million|billion|trillion|thousand|hundred|tonnes|tons|dozen))?"
    r"(?:\s(?:dollars|euros|pounds|roubles|rubles))?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|"
    r"hundreds?|thousands?|dozens?|tens)(?:\s(?:hundred|thousand|million|billion|dozen|of\s\w+))*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of the state of the war in a paragraph's parse."""

    anchor: Token
    kind: WarFactKind
    who: Token | None
    item: Token
    receiver: Token | None
    rule: str
    aid: Token | None = None
    """Of a sum: what it is spent on."""


def found(doc: Doc) -> list[Told]:
    """The pieces that a paragraph tells, in order; each word anchors one."""
    out: list[Told] = []
    taken: set[int] = set()
    for match in rules("acts_state").matches(doc):
        words = match.tokens
        anchor = words["cue"]
        who, item = words.get("who"), words.get("item") or words["deed"]
        kind: WarFactKind = match.row.gives["state"]  # type: ignore[assignment]
        stands = standing(anchor)
        if anchor.i in taken or (who is not None and not doers.acts(who)):
            continue
        if stands != "done" and not (stands == "arranged" and kind in ("aid", "aid_refused")):
            continue
        receiver = words.get("receiver")
        taken.add(anchor.i)
        out.append(
            Told(anchor, kind, who, item, receiver if receiver is not None and doers.acts(receiver) else None,
                 f"acts_state/{match.row.name}", words.get("aid"))
        )  # fmt: skip
    return out


def fact(text: ParsedText, paragraph: int, told: Told, receiver: Actor | None) -> WarFact:
    """The record of a piece; its item is told in the document's words, with the number that stands in them."""
    doc = told.item.doc
    start, end = told.item.left_edge.i, told.item.right_edge.i + 1
    if told.receiver is not None and start <= told.receiver.i < end:
        end = told.receiver.head.i if told.receiver.head.i > told.item.i else end
    if told.aid is not None and end <= told.aid.i <= end + 4:  # "$400 million more in military aid"
        end = told.aid.i + 1
    if end + 1 < len(doc) and doc[end].lower_ in ("worth", "valued", "totalling", "totaling"):
        end = max((t.i + 1 for t in doc[end : end + 8] if t.ent_type_ == "MONEY"), default=end)
    for child in told.item.children:  # of "missiles …, which Velland has promised", the missiles
        if child.dep_ == "relcl" and told.item.i < child.left_edge.i < end:
            end = child.left_edge.i
    start, end = grammar.trimmed(doc, start, max(end, told.item.i + 1))
    where = text.at(paragraph, grammar.chars(doc, start, end))
    words = where.of(text.document.text)
    amount = _AMOUNT.search(words) if told.kind in ("aid", "aid_refused") else None
    return WarFact(
        told.kind, (where,), words, amount.group() if amount else None, (receiver.span,) if receiver is not None else (),
        (receiver.name or receiver.words) if receiver is not None else None, receiver.party if receiver is not None else None, told.rule,
    )  # fmt: skip


__all__ = ["Told", "fact", "found"]
