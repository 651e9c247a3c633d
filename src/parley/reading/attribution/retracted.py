"""What is taken back: "retracted the statement", "walked back his call for talks", "a claim he withdrew on Tuesday".

To take words back is an act of its own, by whoever does it; the words taken back stay that speaker's statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.reading.drafts import Draft
from parley.reading.english import grammar
from parley.reading.english.retracting import taken_back

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def from_verb(doc: Doc, verb: Token, source: Token | None, paragraph: int) -> Draft | None:
    """The act of taking back that the verb tells, by ``source``."""
    noun = taken_back(verb)
    if noun is None or source is None or any(c.tag_ in ("TO", "MD") for c in verb.lefts):
        return None  # "refused to retract it"
    start, end = grammar.group(verb)
    if end < len(doc) and doc[end].lower_ == "back":
        end += 1
    found = grammar.phrase(source, verb.i)
    below = grammar.subtree(noun) - (grammar.subtree(verb) if verb.dep_ == "relcl" and verb.head.i == noun.i else set())
    content = grammar.runs(doc, below - set(range(start, end)))
    if found is None or not content:
        return None
    draft = Draft(paragraph, grammar.chars(doc, start, end), "retract", verb.i, "retract", grammar.sentence(verb))
    draft.source = [grammar.chars(doc, *found)]
    draft.source_head = source.i
    draft.negated = any(c.dep_ == "neg" for c in verb.children)
    draft.content = [grammar.chars(doc, a, b) for a, b in content]
    draft.clause = grammar.own_clause(doc, verb, verb, content)
    return draft
