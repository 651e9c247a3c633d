"""What is remembered is given back for what was asked, and for nothing else; and it can be asked again."""

from __future__ import annotations

import datetime
import json
import shlex
from collections.abc import Callable
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any

import pytest

from parley.case import CaseSource, open_source
from parley.core.errors import InputError
from parley.core.fingerprint import fingerprint
from parley.core.jsonio import dumps
from parley.insight.answer.assess import assess
from parley.insight.asking.cache import Cache
from parley.insight.asking.evaluator import Ask, Evaluator
from parley.insight.asking.parallel import mapped
from parley.insight.asking.recording import FIELDS, Read, recorded, recording
from parley.insight.asking.request import Request, named
from parley.insight.results.assessment import Phrase
from parley.insight.sections import kinds
from parley.model.no_deal import setting
from parley.reading.model import Statement

SEASON = Path(__file__).resolve().parents[1] / "data" / "cases" / "season.yaml"


@pytest.fixture
def season(tmp_path: Path) -> Callable[..., CaseSource]:
    """The season case, with a piece of its text exchanged."""

    def made(old: str = "", new: str = "") -> CaseSource:
        text = SEASON.read_text(encoding="utf-8")
        assert old in text
        file = tmp_path / "season.yaml"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return open_source(file)

    return made


def same(source: CaseSource, **asked: Any) -> str:
    """The answer, which is the same with and without the cache."""
    kept = dumps(assess(source, **asked))
    assert kept == dumps(assess(source, cache=False, **asked))
    return kept


# ----------------------------------------------------------------------------------------- wrong answers of the past


def test_another_date_of_a_campaign_is_another_answer(season: Callable[..., CaseSource]) -> None:
    told = [same(season(), draws=16, as_of=datetime.date(2022, month, 1)) for month in (3, 12, 3)]
    assert told[0] == told[2]
    assert [kind["declared"]["verdict"] for kind in (json.loads(t)["kinds"][0] for t in told)] == [
        "none",
        "open",
        "none",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("positions: 8", "positions: 40"),
        ("start: 4", "start: 3"),
        ("positions: 8", "positions: 8, steps: 9"),
        ("horizon: 3 months", "horizon: 9 months"),
    ],
)
def test_another_campaign_is_another_answer(season: Callable[..., CaseSource], old: str, new: str) -> None:
    before = same(season(), draws=16)
    after = same(season(old, new), draws=16)
    assert numbers(after) != numbers(before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sides: {a: north, b: south}", "sides: {a: south, b: north}"),
        ("positions: 8", "positions: 8, steps: 9"),
        ("horizon: 3 months", "horizon: 9 months"),
    ],
)
def test_a_part_that_reads_the_war_knows_who_fights_and_how(
    season: Callable[..., CaseSource], old: str, new: str
) -> None:
    told = [Evaluator(source, draws=0, cache=Cache()).kept(war) for source in (season(), season(old, new), season())]
    assert told[0] == told[2] != told[1]


def war(evaluator: Evaluator) -> list[Any]:
    return list(astuple(setting(evaluator.base)))


def numbers(answer: str) -> Any:
    """What an answer says, without the record of what was asked."""
    found = json.loads(answer)
    del found["inputs_hash"], found["request"]
    return found


def test_a_decision_of_a_review_is_another_answer(mini: CaseSource, tmp_path: Path) -> None:
    ledger = filled(mini, tmp_path / "a.sqlite")
    before = same(mini, draws=16, ledger=ledger)
    decide(ledger)
    after = same(mini, draws=16, ledger=ledger)
    assert numbers(after) != numbers(before)


def test_two_ledgers_of_the_same_ids_are_told_apart(mini: CaseSource, tmp_path: Path) -> None:
    one, two = (filled(mini, tmp_path / f"{name}.sqlite") for name in "ab")
    decide(two)
    first, second = (same(mini, draws=16, ledger=ledger) for ledger in (one, two))
    assert numbers(first) != numbers(second)
    assert json.loads(first)["inputs_hash"] != json.loads(second)["inputs_hash"]


def filled(source: CaseSource, place: Path) -> Path:
    """A ledger of the case's documents."""
    from parley.insight.asking.case_documents import read_sources
    from parley.ledger import Ledger

    documents, statements = read_sources(source)
    with Ledger.open(place) as ledger:
        for document in documents:
            ledger.add(document, [s for s in statements if s.document == document.id])
    return place


def decide(place: Path) -> None:
    """Every statement in the ledger gets another speaker; none another id."""
    from parley.ledger import Ledger
    from parley.ledger.decisions import correct

    with Ledger.open(place) as ledger:
        for statement in ledger.statements():
            correct(ledger, statement.id, {"resolved": f"Speaker {statement.id[:4]}"}, "tester")


# ------------------------------------------------------------------------------------------------------- the key


def test_every_part_of_a_request_but_the_names_of_places_is_in_its_key(mini: CaseSource) -> None:
    asked = Request.of(mini).bound(mini)
    others: dict[str, Any] = {
        "views": ("b",), "as_of": datetime.date(2021, 1, 1), "sets": (("no_deal.costs.north", "9"),), "draws": 1,
        "seed": 1, "case": "another", "statements": "some",
    }  # fmt: skip
    places = {"source", "ledger"}
    assert {f.name for f in fields(Request)} == set(others) | places
    keys = {replace(asked, **{name: value}).key() for name, value in others.items()}
    assert len(keys | {asked.key()}) == len(others) + 1
    assert {replace(asked, **{name: "elsewhere"}).key() for name in places} == {asked.key()}


def test_a_request_that_knows_no_content_has_no_key(mini: CaseSource) -> None:
    with pytest.raises(ValueError, match="bound"):
        Request.of(mini).key()


def test_order_and_doubling_of_views_and_sets_are_kept(mini: CaseSource) -> None:
    pairs = (("no_deal.costs.north", "9"), ("no_deal.costs.south", "3"))
    keys = {Request.of(mini, sets=s).bound(mini).key() for s in (pairs, pairs[::-1], dict(pairs))}
    assert len(keys) == 2


def test_each_field_of_a_statement_is_in_the_key(mini: CaseSource) -> None:
    from parley.insight.asking.case_documents import read_sources

    one = read_sources(mini)[1][0]
    asked = Request.of(mini)
    keys = {asked.bound(mini, [one]).key(), asked.bound(mini, []).key(), asked.bound(mini).key()}
    for count, field in enumerate(fields(Statement), start=4):
        keys.add(asked.bound(mini, [replace(one, **{field.name: "other"})]).key())
        assert len(keys) == count, field.name


def test_a_changed_document_is_another_answer(mini: CaseSource, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "mini"
    shutil.copytree(mini.folder, folder)
    before = Request.of(open_source(folder)).bound(open_source(folder))
    document = folder / next(iter(mini.documents.values())).file
    document.write_text(document.read_text(encoding="utf-8") + "\n\nA word more.\n", encoding="utf-8")
    after = Request.of(open_source(folder)).bound(open_source(folder))
    assert before.key() != after.key()


def test_contents_of_different_types_have_different_fingerprints() -> None:
    values: list[Any] = [
        1, 1.0, True, "1", None, "", (1,), [1], ((1,),), {1: 2}, ("a", "b"), ("ab",), float("inf"), -float("inf"), float("nan"),
        datetime.date(2020, 1, 1), frozenset({1}), Ask("1"), Phrase("1"), b"1", (), [], {},
    ]  # fmt: skip
    assert len({fingerprint(value) for value in values}) == len(values)
    with pytest.raises(TypeError):
        fingerprint(object())


# ------------------------------------------------------------------------------------------------ what is recorded


def test_a_part_stands_while_what_it_read_is_alike(mini: CaseSource) -> None:
    made: list[str] = []
    Reader.made = made
    first = Evaluator(mini, draws=0, cache=Cache())
    assert first.kept(title_of_base) == first.base.title
    again = Evaluator(mini, draws=0, cache=Cache(), sets={"no_deal.costs.north": "9"})
    assert again.kept(title_of_base) == first.base.title
    assert made == ["title"]  # no number was read
    assert again.kept(cost) == 9.0
    assert first.kept(cost) != 9.0
    assert Evaluator(mini, draws=0, cache=Cache()).kept(cost) == first.kept(cost)
    assert made == ["title", "cost", "cost"]


class Reader:
    """What the parts below have made."""

    made: list[str]


def title_of_base(evaluator: Evaluator) -> str:
    Reader.made.append("title")
    return evaluator.base.title


def cost(evaluator: Evaluator) -> float:
    Reader.made.append("cost")
    return float(evaluator.medians(None).get("no_deal.costs.north")[0])


def views_asked(evaluator: Evaluator) -> list[str]:
    return list(evaluator.views)


def test_which_views_are_compared_is_read_too(mini: CaseSource) -> None:
    for chosen in (mini.views[:1], mini.views):
        assert Evaluator(mini, draws=0, cache=Cache(), views=chosen).kept(views_asked) == list(chosen)


def test_a_part_may_know_nothing_besides_its_arguments(mini: CaseSource) -> None:
    hidden = 3
    with pytest.raises(TypeError):
        Evaluator(mini, draws=0).kept(lambda evaluator: hidden)
    with pytest.raises(TypeError):
        Evaluator(mini, draws=0, cache=Cache()).kept(echo, object())


def echo(evaluator: Evaluator, value: Any) -> Any:
    return value


def test_each_field_of_a_case_notes_itself(mini: CaseSource) -> None:
    case = recorded(mini.case(), 7, None)
    for name in FIELDS:
        with recording() as reads:
            getattr(case, name)
        assert list(reads) == [Read(7, "case", None, name)]
    for everything in (lambda: replace(case), lambda: vars(case), lambda: repr(case)):
        with recording() as reads:
            everything()
        assert {read.field for read in reads} == FIELDS
    with recording() as reads:
        assert case.required
    assert {read.field for read in reads} == {"parties"}


def test_what_was_remembered_is_read_again_by_whoever_gets_it(mini: CaseSource) -> None:
    evaluator = Evaluator(mini, draws=16)
    ask = Ask("settlement")
    told = []
    for _ in range(2):
        with recording() as reads:
            evaluator.medians(None)
            evaluator.sample(None)
            evaluator.evaluate(None, ask)
        told.append(set(reads))
    assert told[0] == told[1]
    assert {"judgements", "kinds", "red_lines"} <= {read.field for read in told[0]}


def test_what_threads_read_counts_for_who_asked_them(mini: CaseSource) -> None:
    evaluator = Evaluator(mini, draws=0)
    with recording() as reads:
        mapped(lambda name: getattr(evaluator.base, name), ["title", "law", "kinds"])
    assert {read.field for read in reads} == {"title", "law", "kinds"}


def test_a_part_that_asks_another_evaluator_is_not_kept(mini: CaseSource, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Evaluator(mini, draws=0)
    real = kinds.cell
    monkeypatch.setattr(kinds, "cell", lambda evaluator, e: (other.base.title, real(evaluator, e))[1])
    cache = Cache()
    kinds.kept_cell(Evaluator(mini, draws=0, cache=cache), None, Ask("settlement"))
    assert cache.folder is not None
    assert not list(cache.folder.glob("*"))


# -------------------------------------------------------------------------------------------------- asked once more


def test_the_command_names_all_that_was_asked(mini: CaseSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mini.folder.parent)
    asked = Request.of(
        mini,
        views=["b", "a"],
        as_of="2022-12-01",
        sets={"no_deal.costs.north": "5 to 12", "x": "it's"},
        draws=8,
        seed=3,
        ledger=mini.folder.parent / "my ledger.sqlite",
    )
    said = asked.command("report", "-o", "report.html", program="bin/parley")
    assert shlex.split(said) == [
        "bin/parley", "report", mini.folder.name, "-o", "report.html", "--view", "b", "--view", "a", "--as-of", "2022-12-01",
        "--set", "no_deal.costs.north=5 to 12", "--set", "x=it's", "--ledger", "my ledger.sqlite", "--draws", "8", "--seed", "3",
    ]  # fmt: skip
    assert Request.of(mini).shorthand("assess") == f"parley assess {mini.folder.name}"


def test_statements_that_no_ledger_holds_are_owned_up_to(mini: CaseSource) -> None:
    asked = Request.of(mini).bound(mini, ())
    assert not asked.repeatable
    assert "  # " in asked.command("assess")
    assert "  # " not in Request.of(mini).bound(mini).command("assess")


def test_a_place_is_named_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert named(tmp_path / "here" / "x" / "case.yaml") == "x"
    assert named(tmp_path / "y") == "../y"
    assert named("case.yaml") == "case.yaml"
    assert named("-x") == "./-x"


def test_the_record_holds_no_absolute_place(mini: CaseSource) -> None:
    record = Request.of(mini, ledger=Path.cwd() / "x.sqlite").bound(mini).record()
    assert set(record) == {f.name for f in fields(Request)}
    assert not any(isinstance(v, str) and v.startswith("/") for v in record.values())


def test_an_answer_remembered_under_another_name_of_its_place_bears_the_new_one(
    mini: CaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = assess(mini, draws=0, statements=())
    monkeypatch.chdir(mini.folder.parent)
    second = assess(mini, draws=0, statements=())
    assert second.request.source == mini.folder.name != first.request.source
    assert replace(second, request=first.request) == first


def test_a_date_that_is_none_is_refused(mini: CaseSource) -> None:
    with pytest.raises(InputError):
        Request.of(mini, as_of="soon")
