"""A gold file read as a stranger would: only ids and texts are looked at; what is found is written for the scorer.

The kind of gold shows by its key: ``attributions`` (source, cue and content spans) or ``statements`` (whose statement,
named or not). Its values are never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from parley.core.errors import DataError, Location
from parley.core.spans import Span, Spans
from parley.documents import from_text
from parley.reading.codebook import place_names
from parley.reading.english.lexicon import PRONOUNS, nouns, verbs
from parley.reading.english.roles import word_kind
from parley.reading.model import Statement
from parley.reading.reader import read

Found = dict[str, object]
_TYPES = {
    "on_record": "named_person",
    "institution": "named_organization",
    "relayed": "named_organization",
    "document": "document",
    "unnamed_group": "unnamed_group",
    "unnamed_person": "unnamed_person",
    "author": "named_person",
}


def records(path: Path) -> Iterator[tuple[str, str, str]]:
    """(id, text, kind of gold) of each line. Raises :class:`DataError` with the line."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(line, Location(str(path), number))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError.one(f"cannot read {path}: {error}", hint="a JSON Lines file in UTF-8 is wanted") from None


def _record(line: str, where: Location) -> tuple[str, str, str]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise DataError.one("the line is not JSON", where=where, hint="write one JSON object on each line") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "doc_id" not in record:
        raise DataError.one(
            "doc_id or text is missing", where=where, hint='{"doc_id": …, "text": …, "attributions": …}'
        )
    kind = "attributions" if "attributions" in record else "statements" if "statements" in record else None
    if kind is None:
        raise DataError.one("neither attributions nor statements", where=where, hint="the key tells the kind of gold")
    return str(record["doc_id"]), record["text"], kind


def evaluate(
    gold: Path, out: Path, *, learned: bool, say: Callable[[int], None] = lambda _: None
) -> tuple[int, int, str]:
    """Read every text of ``gold`` and write ``out``. Returns documents, what was found, and the kind of gold."""
    count = total = 0
    kind = "attributions"
    with out.open("w", encoding="utf-8") as sink:
        for identity, text, kind in records(gold):
            reader = attributions if kind == "attributions" else sourced
            found = reader(text, learned=learned) if text.strip() else []
            sink.write(json.dumps({"doc_id": identity, kind: found}, ensure_ascii=False) + "\n")
            count, total = count + 1, total + len(found)
            say(count)
    return count, total, kind


def attributions(text: str, *, learned: bool) -> list[Found]:
    """Attributions of a text as the attribution scorer wants them. Nested ones are left out, as the corpus does."""
    if learned:
        from parley.reading.others.learned.tagger import tagger

        return [{"source": t.source, "cue": t.cue, "content": t.content} for t in tagger().read(text)]
    found = read(from_text(text))
    return [
        {"source": _relative(text, s) or s.source, "cue": s.cue, "content": s.content}
        for s in found
        if s.within is None and s.footing.kind != "author"
    ]


_RELATIVE = re.compile(r"\b(?:who|which)\s+$")


def _relative(text: str, statement: Statement) -> Spans | None:
    """The corpus takes "who" for the source where the reader takes whom it stands for ("an aide who said")."""
    if not statement.cue:
        return None
    cue = statement.cue[0].start
    found = _RELATIVE.search(text, max(0, cue - 12), cue)
    if found is None or not statement.source or statement.source[-1].end > found.start():
        return None
    return (Span(found.start(), found.start() + len(found.group().rstrip())),)


def sourced(text: str, *, learned: bool) -> list[Found]:
    """Statements with the kind of their source, as the sourcing scorer wants them."""
    found = read(from_text(text), learned=learned)
    return [_sourced(s) for s in found if s.footing.kind != "author" and s.within is None and _told(s)]


def _told(statement: Statement) -> bool:
    """A source is given, and enough is said to be a statement."""
    if not statement.source or sum(len(t.split()) for t in statement.content_text) < 3:
        return False
    if statement.footing.kind not in ("unnamed_person", "unnamed_group"):
        return True
    if statement.source_text.lower() in PRONOUNS or statement.cue_text.lower().startswith("to "):
        return False
    cue = verbs().get(_lemma(statement.cue_text))
    return cue is not None and (cue.quote or cue.kind == "say") and not _noun_cue(statement)


def _noun_cue(statement: Statement) -> bool:
    """ "calls from his fellow Democrats to …": a noun with its maker after it tells that something was said, not what."""
    word = statement.cue_text.lower()
    after = statement.source[0].start > statement.cue[0].start
    return after and statement.form == "indirect" and (word in nouns() or word.removesuffix("s") in nouns())


_IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "found": "find", "thought": "think", "felt": "feel"}


def _lemma(cue: str) -> str:
    """The reporting verb of a cue as the lexicon has it, by its commonest endings."""
    for word in reversed(cue.lower().split()):
        if word in _IRREGULAR:
            return _IRREGULAR[word]
        for stem in (
            word,
            word[:-1],
            word[:-2],
            word[:-3],
            word[:-1] + "e",
            word[:-2] + "e",
            word[:-3] + "e",
            word[:-3] + "y",
        ):
            if stem in verbs():
                return stem
    return ""


def _sourced(statement: Statement) -> Found:
    spans = sorted([*statement.source, *statement.cue, *statement.content])
    body = _body(statement) if statement.footing.kind.startswith("unnamed") else None
    if body is not None:
        return {"span": spans, "type": "named_organization", "name": body}
    name = statement.resolved or ("" if statement.footing.kind.startswith("unnamed") else statement.source_text)
    return {"span": spans, "type": _TYPES[statement.footing.kind], "name": name}


_BODY = re.compile(
    r"(?P<article>(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ther) )?"
    r"(?P<body>[A-Z][\w.&’'-]*(?: (?:[A-Z][\w.&’'-]*|of|for|and))*) (?:officials?|executives?|representatives?|staff)\b"
)
_DETERMINERS = frozenset({"a", "an", "the", "one", "two", "three", "some", "several", "many", "other", "senior", "top"})


def _body(statement: Statement) -> str | None:
    """The organisation whose officials speak ("Harbour Authority officials"): the corpus counts that as its own voice.

    A nation's, a faith's or a party's people are still people without a name, and so is whoever asked not to be named.
    One capitalised word may merely open the sentence ("Health officials"): it needs an article before it, or capitals.
    """
    found = _BODY.match(statement.source_text)
    if found is None or statement.footing.reason is not None:
        return None
    body = found.group("body")
    low = body.lower()
    if low in place_names() or low.split()[0] in _DETERMINERS or word_kind(low) is not None:
        return None
    if " " not in body and not (found.group("article") or (body.isupper() and len(body) > 2)):
        return None
    return None if " " not in body and body.endswith(_PEOPLES) else body


_PEOPLES = ("an", "ic", "ish", "ese", "ern", "ench")
"""Endings of adjectives of peoples, faiths, parties and regions."""
