"""Positions follow the dates, camps equal brute force, and an order of turning is told as an order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.debate.camps import _exact, _moved, agreement, camps
from parley.debate.influence import follows, leads
from parley.debate.positions import Dated, Position, positions
from parley.reading.model import Footing, Stance, Statement


def day(n: int) -> datetime.date:
    return datetime.date(2022, 11, n)


def position(actor: str, topic: str, *said: tuple[int, str]) -> Position:
    return Position(actor, True, None, topic, tuple(Dated(day(n), side, f"{n}") for n, side in said))  # type: ignore[arg-type]


def statement(who: str, n: int, topic: str, side: str, **more: object) -> Statement:
    return Statement(
        f"{who}{n}{topic}", "d", (), (), (), who, "said", more.pop("content_text", ()), "indirect", Footing("on_record"),  # type: ignore[arg-type]
        date=day(n), stances=(Stance(topic, side, ()),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_last_word_counts_and_turns_are_dated() -> None:
    p = position("A", "talks", (1, "for"), (5, "against"))
    assert p.standing() == "against"
    assert p.standing(day(3)) == "for"
    assert p.standing(datetime.date(2022, 10, 1)) is None
    assert p.turns == ((day(5), "for", "against"),)


def test_both_sides_on_one_day_is_ambiguous_not_a_turn() -> None:
    p = position("A", "talks", (1, "for"), (1, "against"))
    assert p.standing() == "ambiguous"
    assert p.turns == ()


def test_furniture_denied_cues_pronouns_and_later_words_do_not_count() -> None:
    said = [
        statement("A", 1, "talks", "for"),
        statement("B", 1, "talks", "for", furniture=True),
        statement("C", 1, "talks", "for", negated=True),
        statement("They", 1, "talks", "for"),
        statement("D", 9, "talks", "for"),
    ]
    assert [p.actor for p in positions(said, until=day(5))] == ["A"]


@pytest.mark.parametrize(
    "source",
    ["Some 8 to 10%", "the survey", "The Charter of Velland, article 2", "the article's summary line", "press accounts", "61 per cent of them",
     "a report by the institute"],
)  # fmt: skip
def test_texts_and_counts_of_those_asked_are_nobody_in_a_debate(source: str) -> None:
    assert positions([statement(source, 1, "talks", "for")]) == ()


@pytest.mark.parametrize(
    "source",
    ["Brenna Polls", "the party's declaration", "an editorial in the Courier", "eight of the ministers", "The Reporters' Union", "Mira Press"],
)  # fmt: skip
def test_people_and_bodies_that_argue_keep_their_place(source: str) -> None:
    resolved = source if source.split()[-1] in ("Polls", "Press") else None
    assert [p.actor for p in positions([statement(source, 1, "talks", "for", resolved=resolved)])] == [source]


def test_who_reports_anothers_case_does_not_hold_it() -> None:
    """The account's own words are theirs; the "he" in it is whose case it is, not the name that stood before."""
    outer = replace(statement("their account of his case", 1, "x", "for"), stances=())
    inner = statement("He", 1, "gains", "against", resolved="Mira Holt", within=outer.id)
    assert positions([outer, inner]) == ()
    other = replace(statement("the spokesman", 1, "x", "for"), stances=())
    assert [p.actor for p in positions([other, replace(inner, within=other.id)])] == ["Mira Holt"]
    told = statement("officials", 1, "gains", "against", content_text=("He argued that the front would stay.",))
    own = statement("aides", 1, "gains", "against", content_text=("He will not gain more ground.",))
    assert [p.actor for p in positions([told, own])] == ["aides"]
    found = statement("Tallow", 1, "talks", "for", act="show")
    assert positions([found]) == ()


def partitions(n: int) -> Iterator[list[int]]:
    """Every partition, as labels."""

    def grow(prefix: list[int]) -> Iterator[list[int]]:
        if len(prefix) == n:
            yield prefix
            return
        for label in range(max(prefix, default=-1) + 2):
            yield from grow([*prefix, label])

    yield from grow([])


ties = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.integers(-3, 3), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2).map(lambda v: (n, v))
)


@given(ties)
def test_camps_equal_brute_force(drawn: tuple[int, list[int]]) -> None:
    n, above = drawn
    matrix = np.zeros((n, n), dtype=np.int64)
    matrix[np.triu_indices(n, 1)] = above
    matrix += matrix.T
    best = max(
        sum(int(matrix[i, j]) for i in range(n) for j in range(i) if label[i] == label[j]) for label in partitions(n)
    )
    for groups in (_exact(matrix), _moved(matrix)):
        assert sorted(i for g in groups for i in g) == list(range(n))
        score = sum(int(matrix[np.ix_(g, g)].sum()) // 2 for g in groups)
        assert score <= best
        assert score >= 0
    assert sum(int(matrix[np.ix_(g, g)].sum()) // 2 for g in _exact(matrix)) == best


def test_two_who_oppose_each_other_stand_in_two_camps() -> None:
    found = [
        position("A", "talks", (1, "for")),
        position("B", "talks", (1, "against")),
        position("C", "talks", (1, "for")),
    ]
    assert camps(found).camps == (("A", "C"), ("B",))
    actors, matrix = agreement(found)
    assert actors == ("A", "B", "C")
    assert matrix.tolist() == [[0, -1, 1], [-1, 0, -1], [1, -1, 0]]


def test_conditional_stances_tie_nobody() -> None:
    found = [position("A", "talks", (1, "conditional")), position("B", "talks", (1, "for"))]
    assert camps(found).camps == ()


@pytest.mark.parametrize(("later", "expected"), [(5, {"A": 1, "B": -1}), (1, {})])
def test_who_comes_later_follows(later: int, expected: dict[str, int]) -> None:
    found = [position("A", "talks", (1, "for")), position("B", "talks", (later, "for"))]
    assert leads(follows(found, ["A", "B"])) == expected


def test_outside_the_window_or_the_coalition_nobody_follows() -> None:
    found = [position("A", "talks", (1, "for")), position("B", "talks", (20, "for"))]
    assert follows(found, ["A", "B"], window=10) == ()
    assert follows(found, ["A"]) == ()


@pytest.mark.parametrize(
    ("later", "role", "joined"),
    [(0, None, True), (0, "minister", True), (0, "colonel", False), (4000, None, False)],
)
def test_a_surname_of_another_document_is_a_full_name_only_where_title_and_time_agree(
    later: int, role: str | None, joined: bool
) -> None:
    full = statement("Ama Mensah", 1, "talks", "for", resolved="Ama Mensah", role="minister")
    alone = replace(
        statement("Mensah", 1, "talks", "for", resolved="Mensah", role=role),
        document="e",
        date=day(1) + datetime.timedelta(days=later),
    )
    assert {p.actor for p in positions([full, alone])} == ({"Ama Mensah"} if joined else {"Ama Mensah", "Mensah"})
