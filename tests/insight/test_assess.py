"""The answer: deterministic, the same from the cache, every note used, no times or places in it, words from results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.case import CaseSource, open_source
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.answer.sentences import share_words
from parley.insight.asking.cache import Cache
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.relevance import bears
from parley.insight.asking.stored import read_back
from parley.insight.results.assessment import Assessment, JudgementRow
from parley.insight.sections import kinds


@pytest.fixture(scope="module")
def answer(mini: CaseSource) -> Assessment:
    return assess(mini, draws=64, statements=(), cache=False)


def test_same_arguments_same_bytes(mini: CaseSource, answer: Assessment) -> None:
    assert dumps(assess(mini, draws=64, statements=(), cache=False)) == dumps(answer)


def test_kept_or_computed_anew_the_answer_is_the_same(mini: CaseSource, answer: Assessment, tmp_path: Path) -> None:
    first = assess(mini, draws=64, statements=())
    assert list((tmp_path / "cache" / "answers").glob("*.json"))
    second = assess(mini, draws=64, statements=())
    assert dumps(first) == dumps(second) == dumps(answer)
    assert second == read_back(Assessment, dumps(answer).encode())


def test_a_cell_is_made_again_where_what_it_read_has_changed(mini: CaseSource, monkeypatch: pytest.MonkeyPatch) -> None:
    assess(mini, draws=64, statements=())
    made: list[str | None] = []
    real = kinds.cell
    monkeypatch.setattr(kinds, "cell", lambda evaluator, e: (made.append(None), real(evaluator, e))[1])
    ask = Ask("settlement", red_lines="none")
    kinds.kept_cell(Evaluator(mini, draws=64, cache=Cache()), None, ask)
    assert not made
    kinds.kept_cell(Evaluator(mini, draws=64, cache=Cache(), sets={"no_deal.costs.north": "9"}), None, ask)
    assert made


def test_a_broken_entry_counts_as_absent(mini: CaseSource, answer: Assessment, tmp_path: Path) -> None:
    assess(mini, draws=64, statements=())
    for file in (tmp_path / "cache" / "answers").glob("*.json"):
        file.write_text("{broken", encoding="utf-8")
    assert dumps(assess(mini, draws=64, statements=())) == dumps(answer)


def test_a_cache_that_cannot_be_written_is_no_obstacle(
    mini: CaseSource, answer: Assessment, monkeypatch, tmp_path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("PARLEY_CACHE", str(blocked))
    assert dumps(assess(mini, draws=64, statements=())) == dumps(answer)


def test_another_seed_is_another_sample_and_the_same_medians(mini: CaseSource, answer: Assessment) -> None:
    other = assess(mini, draws=64, seed=1, statements=(), cache=False)
    assert other.inputs_hash != answer.inputs_hash
    assert [k.declared.why_empty for k in other.kinds] == [k.declared.why_empty for k in answer.kinds]
    assert [f.path for f in other.flips] == [f.path for f in answer.flips]


def test_no_place_of_this_machine_is_in_it(answer: Assessment, mini: CaseSource) -> None:
    text = dumps(answer)
    assert str(Path.home()) not in text
    assert str(mini.folder.resolve().parent) not in text


def test_notes_are_numbered_by_first_use_and_all_are_used(answer: Assessment) -> None:
    assert [n.number for n in answer.notes] == list(range(1, len(answer.notes) + 1))
    used = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            used.update(n for n in value.get("notes", ()) if isinstance(n, int))
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    plain = json.loads(dumps(answer))
    plain.pop("notes")
    walk(plain)
    assert used == {n.number for n in answer.notes}


def test_every_kind_under_every_view_with_every_mode_of_lines(answer: Assessment, mini: CaseSource) -> None:
    for row in answer.kinds:
        assert set(row.by_view) == {"base", *mini.views}
        for cells in row.by_view.values():
            assert set(cells) == {"declared", "weighed", "none"}
            for cell in cells.values():
                assert (cell.share is None) == (cell.share_se is None)


def test_basis_counts_every_number_once(answer: Assessment) -> None:
    b = answer.basis
    assert b.total == b.ours + b.size + b.direction + b.unset
    assert b.total + b.apart + b.anchors == len(answer.judgements)


def test_basis_counts_only_what_a_verdict_uses(answer: Assessment, mini: CaseSource) -> None:
    base = mini.case()
    used = [j for j in answer.judgements if any(bears(base, j.path, Ask(k)) for k in base.kinds) and not _anchor(j)]
    assert answer.basis.total == len(used) < len(answer.judgements)
    assert answer.basis.size == sum(j.basis == "size" for j in used)
    assert answer.basis.no_range == sum(j.low == j.high for j in used)


def _anchor(row: JudgementRow) -> bool:
    return ".scores." in row.path and row.low == row.high and row.median in (0, 100)


def test_flips_do_turn_the_answer(mini: CaseSource, answer: Assessment) -> None:
    evaluator = Evaluator(mini, draws=0)
    for flip in answer.flips:
        assert flip.threshold is not None
        ask = Ask(flip.kind, red_lines="none")
        before = evaluator.evaluate(None, ask, n=0).point.exists
        moved = Evaluator(mini, draws=0, sets={flip.path: repr(flip.threshold)})
        assert moved.evaluate(None, ask, n=0).point.exists != before
        assert flip.opens == (not before)


def test_lines_that_collide_are_told_first(tmp_path: Path, mini: CaseSource) -> None:
    text = (Path(mini.path)).read_text(encoding="utf-8")
    extra = """  bridge:
    party: south
    title: The bank
    rules_out: [{bank: [returned, shared]}]
    holds: 0.8
"""
    text = text.replace("no_deal:\n  model", extra + "\nno_deal:\n  model", 1)
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "talks.md").write_text(mini.text("talks"), encoding="utf-8")
    found = assess(open_source(tmp_path), draws=16, statements=(), cache=False)
    assert {c.lines for c in found.collisions} == {("charter", "bridge")}
    assert "collide" in found.answer[0].text
    assert "[1]" in found.answer[0].text
    assert found.kinds[0].declared_word == "ruled out"
    assert (
        "a settlement is open no longer, all lines lifted" in found.weakest.text
    )  # lines are told above, and no weak number


def test_lines_of_one_short_title_are_named_once(tmp_path: Path, mini: CaseSource) -> None:
    text = Path(mini.path).read_text(encoding="utf-8")
    line = """  {key}:
    party: {party}
    title: "The banks: {key}"
    rules_out: [{{bank: [{options}]}}]
    holds: 0.8
    declared: "{key} it is"
"""
    extra = "".join(
        line.format(key=key, party=party, options=options)
        for key, party, options in (("shared", "south", "shared"), ("returned", "south", "returned"))
    )
    text = text.replace("no_deal:\n  model", extra + "\nno_deal:\n  model", 1)
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "talks.md").write_text(mini.text("talks"), encoding="utf-8")
    found = assess(open_source(tmp_path), draws=16, statements=(), cache=False)
    assert ("charter", "returned", "shared") in {tuple(sorted(c.lines)) for c in found.collisions}
    first = found.answer[0].text
    assert first.partition("collide")[0].count("“The banks”") == 1
    assert "South alone softens “The banks” (returned), or “The banks” (shared)." in first
    assert "“The banks” [2] [3]" in first or "“The banks” [1] [2]" in first


def test_replay_leaves_later_views_marked(mini: CaseSource) -> None:
    import datetime

    found = assess(mini, draws=0, statements=(), as_of=datetime.date(2021, 1, 15), cache=False)
    assert found.views["hopeful"].late
    assert found.late_documents == ("talks",)
    assert found.documents == ()
    assert found.late_evidence


@pytest.mark.parametrize(
    ("share", "error", "words"),
    [
        (0.41, 0.004, "41 of 100 combinations of the stated ranges"),
        (0.41, 0.02, "about 40 of 100 combinations of the stated ranges"),
        (0.41, 0.2, "about 50 of 100 combinations of the stated ranges"),
        (0.002, 0.001, "fewer than 1 of 100 combinations of the stated ranges"),
        (0.999, 0.001, "more than 99 of 100 combinations of the stated ranges"),
        (1.0, 0.0, "every combination tried"),
        (0.0, 0.0, "none of the combinations tried"),
        (None, None, None),
    ],
)
def test_shares_in_words_have_the_digits_that_the_error_bears(share, error, words) -> None:
    assert share_words(share, error) == words


def test_no_share_is_called_a_chance(answer: Assessment) -> None:
    for phrase in answer.answer:
        for word in ("probability", "likely", "unlikely", "chance", "percent"):
            assert word not in phrase.text.lower()


def test_a_document_is_read_once_and_gives_the_same_statements(mini: CaseSource, tmp_path: Path) -> None:
    """Kept or read anew, the statements are the same; a changed number reads nothing anew."""
    from parley.insight.asking import case_documents
    from parley.insight.asking.cache import Cache

    fresh = case_documents.read_sources(mini)[1]
    cache = Cache(tmp_path / "kept")
    assert case_documents.kept_statements(mini, cache) == fresh
    assert fresh
    assert case_documents.kept_statements(mini, cache) == fresh  # thawed from the folder
    assert len(list((tmp_path / "kept").glob("*.json"))) == len(mini.case().documents)
