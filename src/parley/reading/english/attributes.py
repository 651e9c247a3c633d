"""Parts of speech and lemmas, each asked of the model's own rules once: the same answers, sooner.

The model's attribute rules and its lemmatizer look at a token's form, tag and dependency alone, but for a few patterns of
two tokens ("gon na", "let 's", "there is"). What they say of one token is remembered; a text with the beginning of such a
pattern goes through the rules as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 50_000
"""Answers kept at most, so that memory stays flat over thousands of documents."""
_BEGINS = re.compile(r"(?:ai|gon|got|let|c'm|y'?)$")


class Remembered:
    """In the place of the two components of the pipeline; call it with a ``Doc`` that has tags and dependencies."""

    def __init__(self, rules: Callable[[Doc], Doc], lemmatizer: Callable[[Doc], Doc]) -> None:
        self.rules, self.lemmatizer = rules, lemmatizer
        self.known: dict[tuple[int, int, int], tuple[int, int, int, int] | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        known = self.known
        for token in doc:
            key = (token.orth, token.tag, token.dep)
            if key not in known:
                if len(known) >= MOST:
                    known.clear()
                known[key] = self._asked(token)
            found = known[key]
            if found is None:
                return self.lemmatizer(self.rules(doc))
            token.pos, token.lemma, token.tag, token.dep = found
        return doc

    def _asked(self, token: Token) -> tuple[int, int, int, int] | None:
        """What the rules say of the token by itself; None where one of them may look at the token after it."""
        from spacy.tokens import Doc

        if token.dep_ == "expl" or _BEGINS.match(token.lower_):
            return None
        alone = Doc(token.vocab, words=[token.text])
        one = alone[0]
        one.tag, one.dep = token.tag, token.dep
        self.lemmatizer(self.rules(alone))
        return one.pos, one.lemma, one.tag, one.dep
