"""What every registered model promises by its record: in arrays, and in every command on a small case made from the record alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import siege
import tiny_case
from click.testing import CliRunner

from parley.case import open_source
from parley.cli.main import root
from parley.core import installed
from parley.core.errors import CaseError, InputError
from parley.insight.results.labels import Labels
from parley.nodeal import registry
from parley.nodeal.protocol import NoDealModel
from parley.nodeal.record import SHARED, Record

NAMES = (*registry.shipped(), siege.RECORD.name)
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(autouse=True)
def stranger() -> Iterator[None]:
    with registry.registered(siege.RECORD):
        yield


@pytest.fixture
def record(name: str) -> Record:
    return registry.record(name)


@pytest.fixture
def case(record: Record, tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(tiny_case.written(record), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> str:
    found = CliRunner().invoke(root, [str(a) for a in arguments])
    assert found.exit_code == 0, (found.output, found.exception)
    return found.output


# ------------------------------------------------------------------------------------------------------------ commands


@each
def test_check_finds_it_in_order_and_every_number_of_its_own_is_felt(record: Record, case: Path) -> None:
    found = json.loads(run("check", case, "--json"))
    assert found["ok"] and not found["unset"]
    shared = {n.name for n in SHARED}
    silent = [d for d in found["lint"] if "changes nothing" in d and d.split(".")[1] not in shared]
    assert not silent


@each
def test_zone_and_no_deal_say_what_the_model_says(record: Record, case: Path) -> None:
    assert "zone" in run("zone", case, "--draws", "64").lower()
    found = json.loads(run("no-deal", case, "--json"))
    assert found["model"] == record.name
    given = {f"no_deal.{p}": np.array([tiny_case.usual(record, p, n)]) for p, n in tiny_case.numbers(record)}
    model = record.build(tiny_case.reader(record, given))
    expected = model.reservation([0, 1])[0]
    assert [p["own"] for p in found["parties"]] == pytest.approx(list(expected))
    assert len(found["holders"]) == 3
    for holder in found["holders"]:
        assert sum(holder["ends"].values()) == pytest.approx(1)
        assert (holder["months"] is not None) == record.clock
    assert "what it is worth" in run("no-deal", case).lower()


@each
def test_observe_moves_beliefs_where_it_learns(record: Record, case: Path, tmp_path: Path) -> None:
    data = tmp_path / "seen.csv"
    data.write_text("date,won_by,title\n2024-03-05,north,A hill\n2024-04-02,north,A ford\n", encoding="utf-8")
    found = json.loads(run("observe", case, data, "--json"))
    moved = [m for m in found["moved"] if m["prior"] != m["posterior"]]
    assert bool(moved) == (record.learning is not None)
    if record.learning is None or record.chance is None:
        assert not found["hardened"]
    assert "R is what going on" in run("observe", case, data)


@each
def test_assess_answers_and_labels_every_number(record: Record, case: Path, tmp_path: Path) -> None:
    options = ("--draws", "64")
    found = json.loads(run("assess", case, "--json", *options))
    assert found["question"].startswith("Should the mediator")
    assert "the mediator press for talks?" in run("assess", case, *options)
    labels = Labels(open_source(case).case())
    for path, _ in tiny_case.numbers(record):
        said = labels.label(f"no_deal.{path}")
        assert "no_deal" not in said and "{" not in said, path
        assert labels.question(f"no_deal.{path}").endswith("?")


@each
def test_trace_leads_from_any_number_to_its_reason(record: Record, case: Path) -> None:
    for path, _ in tiny_case.numbers(record):
        assert "Made up." in run("trace", case, f"no_deal.{path}", "--draws", "16")
        break
    assert run("trace", case, "R north", "--draws", "16")


@each
def test_every_other_command_answers_with_a_view_a_course_and_a_claim(record: Record, case: Path) -> None:
    value = next(path for path, _ in tiny_case.numbers(record) if path.startswith("values.north."))
    with case.open("a", encoding="utf-8") as file:
        file.write(f"""
views: {{bold: {{title: Bold, because: x, no_deal.{value}: 90}}}}
courses: {{urge: {{title: Urge, changes: {{no_deal.{value}: "-10 to +5"}}, risk: It is heard.}}}}
claims: {{c1: {{who: A, text: North accepts., query: "R north < 70", date: 2024-01-01}}}}
""")
    for command in ("assess", "claims", "compare", "zone"):
        assert run(command, case, "--draws", "64")
    for command in ("frontier", "ordinal", "no-deal", "check"):
        assert run(command, case)
    run("drivers", case, "--draws", "200")
    for command, file_name in (("report", "page.html"), ("memo", "memo.docx")):
        run(command, case, "--draws", "64", "-o", case.parent / file_name)
        assert (case.parent / file_name).stat().st_size > 1000


def test_a_record_of_the_least_works_too(tmp_path: Path) -> None:
    """No sides, no costs, no rules: a coin."""
    from parley.nodeal.costly_lottery import CostlyLottery
    from parley.nodeal.record import Reader, points, probability

    class Coin(CostlyLottery):
        name = "coin"  # type: ignore[misc]
        end_names = ("heads", "tails")  # type: ignore[misc]

    def build(read: Reader) -> Coin:
        return Coin(read.beliefs("heads"), read.values("win"), read.values("lose"), np.zeros((1, len(read.parties))))

    coin = Record(
        "coin",
        "a coin",
        build,
        (probability("heads", "heads"),),
        (points("win", "win"), points("lose", "lose")),
        sides=False,
    )
    case = tmp_path / "case.yaml"
    with registry.registered(coin):
        case.write_text(tiny_case.written(coin), encoding="utf-8")
        data = tmp_path / "seen.csv"
        data.write_text("date,won_by,title\n2024-03-05,north,A hill\n", encoding="utf-8")
        assert "changes nothing" not in run("check", case)
        assert "moves no belief of the model coin" in run("observe", case, data)
        for command in ("zone", "assess"):
            assert run(command, case, "--draws", "64")
        assert json.loads(run("no-deal", case, "--json"))["optimism"] is not None
        assert run("trace", case, "R north", "--draws", "16")


# -------------------------------------------------------------------------------------------------------------- arrays


@each
def test_what_it_builds_is_a_model_and_the_same_numbers_give_the_same_bytes(record: Record) -> None:
    model = record.build(tiny_case.reader(record, tiny_case.drawn(record, 1, 30)))
    again = record.build(tiny_case.reader(record, tiny_case.drawn(record, 1, 30)))
    assert isinstance(model, NoDealModel) and model.name == record.name
    r = model.reservation([0, 1])
    assert r.shape == (30, 2) and np.isfinite(r).all() and r.tobytes() == again.reservation([0, 1]).tobytes()
    first = {path: a[:7] for path, a in tiny_case.drawn(record, 1, 30).items()}
    np.testing.assert_array_equal(record.build(tiny_case.reader(record, first)).reservation([0, 1]), r[:7])
    for holder in range(3):
        ends = model.ends(holder)
        assert ends.shape == (30, len(model.end_names)) and (ends >= -1e-12).all()
        np.testing.assert_allclose(ends.sum(axis=1), 1, atol=1e-9)
        assert model.cost(holder).shape[1] == 2 and (model.duration(holder) is not None) == record.clock


@each
def test_each_party_sees_with_its_holders_eyes(record: Record) -> None:
    model = record.build(tiny_case.reader(record, tiny_case.drawn(record, 2, 20)))
    np.testing.assert_array_equal(model.reservation([0, 2])[:, 0], model.reservation([0, 1])[:, 0])
    np.testing.assert_array_equal(model.reservation([0, 2])[:, 1], model.reservation([2, 2])[:, 1])
    with pytest.raises(InputError, match="holder"):
        model.reservation([0, 3])


@each
def test_what_is_declared_to_raise_r_raises_it_and_nobody_elses(record: Record) -> None:
    given = tiny_case.drawn(record, 3, 40)
    before = record.build(tiny_case.reader(record, given)).reservation([0, 1])
    declared = {path: n for path, n in tiny_case.numbers(record) if n.raises}
    assert declared
    for path, number in declared.items():
        party = 0 if "north" in path else 1
        more = {**given, f"no_deal.{path}": given[f"no_deal.{path}"] + 1.5}
        after = record.build(tiny_case.reader(record, more)).reservation([0, 1])
        assert ((after - before)[:, party] * number.raises >= -1e-9).all() and (after != before)[:, party].any(), path
        np.testing.assert_array_equal(after[:, 1 - party], before[:, 1 - party])


@each
def test_a_missing_number_is_named(record: Record) -> None:
    for path in [path for path, n in tiny_case.numbers(record) if n.needed]:
        given = {p: a for p, a in tiny_case.drawn(record, 4, 3).items() if p != f"no_deal.{path}"}
        if path.startswith("support."):
            continue  # an entry is there with its numbers or not at all
        with pytest.raises(InputError, match=path.replace(".", r"\.")):
            record.build(tiny_case.reader(record, given))


@each
def test_no_number_within_its_bounds_is_refused(record: Record) -> None:
    """The answer moves any number to an end of what it may be."""
    given = tiny_case.drawn(record, 5, 4)
    for path, number in tiny_case.numbers(record):
        most = float(tiny_case.setting(record).options[number.most]) if number.most else number.high
        for end in (number.low, most):
            if np.isfinite(end):
                moved = {**given, f"no_deal.{path}": np.full(4, end)}
                assert np.isfinite(record.build(tiny_case.reader(record, moved)).reservation([0, 1])).all(), path


@each
def test_success_rises_with_engagements_won(record: Record) -> None:
    if record.learning is None or record.chance is None:
        pytest.skip("nothing hardens under this model")
    from parley.nodeal.observing import Seen
    from parley.nodeal.record import Observed

    here = tiny_case.setting(record)
    mine = {
        path.rsplit(".", 1)[1]: tiny_case.usual(record, path, n)
        for path, n in tiny_case.numbers(record)
        if path.startswith("beliefs.north.")
    }
    if record.shares:
        mine = {name: share / sum(mine.values()) for name, share in mine.items()}
    worth = {
        path.rsplit(".", 1)[1]: tiny_case.usual(record, path, n)
        for path, n in tiny_case.numbers(record)
        if path.startswith("values.north.")
    }
    end = record.better_end(worth, "a", here)
    assert end is not None
    chances = dict(zip(here.outcomes, (0.8, 0.2), strict=False))
    won = record.learning.rule(mine, Observed(Seen(won=3), 1.0, 1.0, 1.0, chances))
    before, after = record.chance(mine, end, here), record.chance({**mine, **won}, end, here)
    assert before is not None and after is not None and 0 <= before <= 1
    assert after >= before


# ----------------------------------------------------------------------------------------------------------- registry


def test_the_strangers_file_is_short_and_alone() -> None:
    assert len(Path(siege.__file__).read_text(encoding="utf-8").splitlines()) < 150


def test_an_installed_package_offers_its_model_without_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path(siege.__file__).read_text(encoding="utf-8").replace('name="siege"', 'name="blockade"')
    text = text.replace('name: ClassVar[str] = "siege"', 'name: ClassVar[str] = "blockade"')
    (tmp_path / "blockade_model.py").write_text(text, encoding="utf-8")
    info = tmp_path / "blockade-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: blockade\nVersion: 1.0\n", encoding="utf-8")
    entry = info / "entry_points.txt"
    entry.write_text(f"[{registry.GROUP}]\nblockade = blockade_model:RECORD\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    registry._installed.cache_clear()
    try:
        case = tmp_path / "case.yaml"
        case.write_text(tiny_case.written(registry.record("blockade")), encoding="utf-8")
        assert json.loads(run("no-deal", case, "--json"))["model"] == "blockade"
        entry.write_text(f"[{registry.GROUP}]\nblockade = blockade_model:NOTHING\n", encoding="utf-8")
        registry._installed.cache_clear()
        installed._points.cache_clear()
        with pytest.raises(InputError, match="of the package blockade cannot be loaded"):
            registry.record("blockade")
    finally:
        entry.unlink()
        sys.modules.pop("blockade_model", None)
        registry._installed.cache_clear()
        installed._points.cache_clear()


def test_a_name_that_is_taken_is_refused_and_a_case_cannot_name_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="already"):
        registry.register(siege.RECORD)
    text = tiny_case.written(siege.RECORD)
    for name in ("sieg", "os", "siege.py", "parley.nodeal.walk"):
        case = tmp_path / "case.yaml"
        case.write_text(text.replace("model: siege", f"model: {name}"), encoding="utf-8")
        with pytest.raises(CaseError) as found:
            open_source(case)
        assert any(p.message == f"model cannot be {name!r}" for p in found.value.problems)
