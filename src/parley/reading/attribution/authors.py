"""Where the author is the source: opinion, briefings and notes say things of their own.

Only sentences that judge are taken (what will, should, cannot be; what is not possible), and those that stand on a
proposition of the codebook; narration is left alone. A sentence that reports somebody else is that person's statement.
"""

from __future__ import annotations

import re

from parley.core.spans import Span
from parley.documents.model import Document
from parley.reading.drafts import Draft, Place
from parley.reading.paragraphs import Paragraph
from parley.reading.sides import stance
from parley.reading.sources import footing
from parley.reading.sources.speaker import Speaker

GENRES = frozenset({"opinion", "briefing", "note"})
_JUDGES = re.compile(
    r"\b(?:should|must|ought|cannot|can't|can’t|will|would|won't|could|might|may|need(?:s)? to|has to|have to|no \w+ is possible|is not|"
    r"are not|isn't|aren't|misses the point|mistake|wrong|right|better|worse|unlikely|likely|impossible|only)\b",
    re.I,
)


def with_own(document: Document, parts: list[Paragraph], parses: list[Place], drafts: list[Draft]) -> list[Draft]:
    """The drafts with the author's own judging sentences added, in order."""
    if document.genre == "note" and document.note_of is not None:
        return drafts  # a summary tells what others say
    out = drafts = [d for d in drafts if not _normative(d, parses[d.paragraph])]
    out = list(out)
    for part, place in zip(parts, parses, strict=True):
        if part.furniture:
            continue
        taken = [d for d in drafts if d.paragraph == part.index]
        for sent in place.doc.sents:
            span = Span(sent.start_char, sent.end_char)
            words = span.of(part.text).strip()
            if len(words.split()) < 5 or words.endswith("?") or any(span.overlaps(d.cue) for d in taken):
                continue
            if any(span.overlaps(s) for d in taken for s in d.content):
                continue
            judged = [stance.Piece(place.doc, part.index, span)]
            if not _JUDGES.search(words) and not stance.findings(judged, stance.Said("author")):
                continue
            start = span.start + len(span.of(part.text)) - len(span.of(part.text).lstrip())
            content = Span(start, start + len(words))
            out.append(
                Draft(
                    part.index, Span(start, start), "author", -1, "", span, content=[content], clause=Span(start, start)
                )
            )
    return sorted(out, key=lambda d: (d.paragraph, d.start))


def _normative(draft: Draft, place: Place) -> bool:
    """ "The government should accept the terms": what the author wants, not what the government said."""
    if draft.cue_token < 0 or draft.quoted or not draft.source:
        return False
    return any(t.dep_ == "aux" and t.lower_ in ("should", "must", "ought") for t in place.doc[draft.cue_token].children)


def first_person(document: Document, words: str) -> Speaker | None:
    """Whom "I" and "we" mean outside quotations: the author of an opinion, the signatories of a communiqué."""
    said = " ".join(words.lower().split())
    if document.genre in GENRES and (said in ("i", "me", "my") or (said == "we" and len(document.authors) > 1)):
        return speaker(document)
    if document.genre == "document" and (by := _SIGNED.search(document.title.value if document.title else "")):
        if said == "we":
            return Speaker(by.group(1), None, "signatories", footing.make("author"))
        if _SIDES.fullmatch(said):
            return Speaker(by.group(1), None, "signatories", footing.make("institution"), words, plural=True)
    return None


_SIGNED = re.compile(
    r"(?:communiqué|communique|statement|declaration|memorandum|agreement|protocol)\s+(?:of|by|between|from)\s+(?:the\s+)?(.+)",
    re.I,
)
_SIDES = re.compile(
    r"(?:the )?(?:two |both |three |four )?(?:foreign |defence |defense |prime )?"
    r"(?:ministers|sides|parties|leaders|presidents|signatories|delegations|governments|countries|states|heads of (?:state|government))"
    r"(?: and (?:ministers|leaders|governments))?"
)


def speaker(document: Document) -> Speaker:
    """The author or authors as source."""
    names = [a.value for a in document.authors]
    name = " and ".join(names) if names else (document.outlet.value if document.outlet else None)
    return Speaker(name, None, "author", footing.make("author"))
