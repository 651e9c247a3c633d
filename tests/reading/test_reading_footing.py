"""Who is unnamed and who only seems so: voices of institutions, descriptions of people named before, pairs, nicknames."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Statement, read
from parley.reading.evaluation import sourced


def _last(text: str) -> Statement:
    return read(from_text(text))[-1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A spokesman said the flights would resume.", "institution"),
        ("A spokeswoman for the airline said the flights would resume.", "institution"),
        ("A spokesman who spoke on condition of anonymity said the flights would stop.", "unnamed_person"),
        ('"It is a mistake," her lawyers said.', "institution"),
        ("The county attorneys said the form was late.", "institution"),
        ("The lawyer representing Ann Lee said the form was late.", "institution"),
        ("City staff warned that fewer homes would be built.", "unnamed_group"),
        ("Residents say the river has risen.", "unnamed_group"),
        ("An officer told the driver that the road was closed.", "unnamed_person"),
    ],
)
def test_voices_of_institutions_are_not_unnamed(text: str, kind: str) -> None:
    assert _last(text).footing.kind == kind


def test_the_lawyers_still_speak_for_whom_they_were_brought_in() -> None:
    text = "Lawyers for the airline said the claim was late.\n\nThe lawyers argued that the law was clear."
    assert [s.footing.kind for s in read(from_text(text))] == ["institution", "institution"]


def test_the_officials_of_before_stay_unnamed() -> None:
    text = "Two officials said the claim was late.\n\nThe officials argued that the law was clear."
    assert [s.footing.kind for s in read(from_text(text))] == ["unnamed_group", "unnamed_group"]


def test_a_description_of_whoever_was_just_named_is_that_person() -> None:
    text = 'Ann Lee said the road was open.\n\n"It will stay open," the Ruritanian candidate said.'
    assert (_last(text).resolved, _last(text).footing.kind) == ("Ann Lee", "on_record")


def test_a_description_that_fits_another_as_well_names_nobody() -> None:
    text = 'Ann Lee said the road was open. Karl Lund disagreed.\n\n"It is closed," the former candidate said.'
    assert _last(text).resolved is None


def test_a_description_with_another_office_than_the_last_speakers_is_not_that_person() -> None:
    text = 'Ann Lee, a campaign manager, said the road was open.\n\n"It is closed," the American ambassador said.'
    assert _last(text).resolved is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Roth and Karl Lund met on Monday. They said that the truce would hold.", "Anna Roth and Karl Lund"),
        ("Anna Roth left Oslo. Karl Lund stayed. Both leaders said the truce would hold.", "Anna Roth and Karl Lund"),
        ("Anna Roth met Karl Lund in Oslo. The two leaders said the truce would hold.", "Anna Roth and Karl Lund"),
        ("Many tenants, including Robert Hill, say the rent is too high.", "Robert Hill"),
        ('"We cannot wait," said one of the sponsors, Rep. Kevin "Coach" Hall, D-Salem.', "Kevin Hall"),
    ],
)
def test_pairs_and_names_inside_descriptions(text: str, names: str) -> None:
    assert (_last(text).resolved, _last(text).footing.kind) == (names, "on_record")


def test_they_after_a_group_are_the_group() -> None:
    text = "Anna Roth and Karl Lund met. Officials said the truce would hold. They added that it was fragile."
    assert _last(text).footing.kind == "unnamed_group"


def test_he_is_never_a_newspaper() -> None:
    text = "Karl Lund left. The New York Times reported that the talks had failed. He said the report was wrong."
    found = next(s for s in read(from_text(text)) if s.source_text == "He")
    assert found.resolved == "Karl Lund"


def test_a_surname_that_looks_like_a_plural_is_a_name() -> None:
    text = "Bernie Sanders spoke on Monday. Sanders said the plan would fail."
    assert _last(text).resolved == "Bernie Sanders"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An Arbor official said the tower would be moved.", "named_organization"),
        ("Southern Harbour Edison officials said the power would be back.", "named_organization"),
        ("State officials said the power would be back.", "unnamed_group"),
        ("American officials said the power would be back.", "unnamed_group"),
        ("Two officials said the power would be back.", "unnamed_group"),
    ],
)
def test_officials_of_a_named_body_in_the_sourcing_format(text: str, kind: str) -> None:
    (found,) = sourced(text, learned=False)
    assert found["type"] == kind


def test_calls_and_infinitives_of_unnamed_people_are_no_sourced_statements() -> None:
    assert sourced("Despite calls from fellow delegates to end the strike, work stopped.", learned=False) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Supervisor of Elections Susan Bucher said the form was late.", "Susan Bucher"),
        ("Secretary of State Jon Husted said the form was late.", "Jon Husted"),
        ('"He was late," said Brett O’Donnell, chief strategist for the party.', "Brett O’Donnell"),
        ('"We lost," said Rep. Patrick J. Tiberi (R-Ohio), a senior member of the panel.', "Patrick J. Tiberi"),
        ("Mark Paris, who works on Capitol Hill, said the form was late.", "Mark Paris"),
        ("Hillary Clinton met Ted Cruz. Cruz said nothing was agreed. She said it was late.", "Hillary Clinton"),
    ],
)
def test_names_after_offices_in_odd_shapes_and_by_pronoun(text: str, name: str) -> None:
    assert (_last(text).resolved, _last(text).footing.kind) == (name, "on_record")


def test_the_source_keeps_its_bracket() -> None:
    assert _last("Rep. Ann Lee (R-Ohio) said the form was late.").source_text == "Rep. Ann Lee (R-Ohio)"


def test_an_office_that_one_person_holds_is_not_unnamed() -> None:
    assert _last("The Ruritanian president said the road was open.").footing.kind == "on_record"
    assert _last("A former president said the road was open.").footing.kind == "unnamed_person"


def test_an_outlet_inside_a_description_relays_nothing() -> None:
    assert _last("Republicans on Capitol Hill said the road was open.").footing.kind == "unnamed_group"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A coalition of eleven charities said the road was closed.", "unnamed_group"),
        ("The coalition said the road was closed.", "institution"),
        ("Everybody said the road was closed.", "unnamed_group"),
        ("The Nile Courier said the road was closed.", "relayed"),
    ],
)
def test_gatherings_of_people_and_papers_of_any_place(text: str, kind: str) -> None:
    assert _last(text).footing.kind == kind
