"""Names whole and people apart: hyphens, articles, generations, two of one surname, names that are places too."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.documents import from_text
from parley.reading import Statement, read


def of(text: str) -> tuple[Statement, ...]:
    return read(from_text(text + "\n"))


@pytest.mark.parametrize(
    "name",
    [
        "Kim Jong-un",
        "Moon Jae-in",
        "Ban Ki-moon",
        "Kim Jong-Un",
        "Kim Jong Un",
        "Bashar al-Assad",
        "Maher al-Assad",
        "Jean-Luc Moreau",
        "Vardan Tsaturyan-Bell",
        "Mohammed bin Salman",
        "Robert Kane Jr.",
        "Robert Kane Sr.",
    ],
)
@pytest.mark.parametrize(
    "sentence", ["{} said that the north was calm.", "The north was calm, {} said.", "“It is calm,” said {} on Monday."]
)
def test_a_name_is_whole_in_source_and_speaker(name: str, sentence: str) -> None:
    found = of(sentence.format(name))[0]
    assert (found.source_text, found.resolved) == (name, name)
    assert found.party in (None, "united-nations") and found.footing.kind == "on_record"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kim Jong-un spoke. Kim Jong-nam said no.", "Kim Jong-nam"),
        ("Lee Il-su met Lee Il-nam. Lee Il-su said no.", "Lee Il-su"),
        ("Kim Jong-un spoke in the north. Kim said no.", "Kim Jong-un"),
        ("President Bashar al-Assad spoke. Mr. Assad said no.", "Bashar al-Assad"),
        ("Maria Lopez Garcia said yes. Lopez Garcia said no.", "Maria Lopez Garcia"),
        ("Alexei Petrov said yes. Anton Petrov said yes. A. Petrov said no.", "A. Petrov"),
        ("Alexei Petrov said yes. A. Petrov said no.", "Alexei Petrov"),
        ("Robert Kane Jr. said yes. Robert Kane Sr. said no.", "Robert Kane Sr."),
        ("Mohammed bin Salman said yes. Mohammed Salman, a cook, said no.", "Mohammed Salman"),
        ("Otto Glas said yes. Hanna Glas said yes. Glas said no.", "Glas"),
        ("Otto Glas said yes. Glas said so twice. Hanna Glas said yes. Glas said no.", "Otto Glas"),
        ("Peter Sando said yes. Ann Sando said yes. Mr. Sando said no.", "Peter Sando"),
        ("Peter Sando said yes. Mrs. Sando said no.", "Mrs. Sando"),
        ("Ilya Maron said yes. Maron's wife, Anna Maron, said yes. Maron said no.", "Ilya Maron"),
    ],
)
def test_who_is_told_apart_and_who_is_not(text: str, who: str) -> None:
    found = [s for s in of(text) if s.content_text == ("no",)]
    assert [s.resolved for s in found] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The Trump-era deal was void, Ann Lee said.",
        "The Russia-Ukraine talks were over, Ann Lee said.",
        "The Anglo-Irish side was late, Ann Lee said.",
        "The Joe Biden-led talks were over, Ann Lee said.",
    ],
)
def test_other_hyphens_make_no_names(text: str) -> None:
    assert [s.resolved for s in of(text)] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Denise Washington, a nurse, said that it was late.", None),
        ("Ann Lee of Washington said that it was late.", "united-states"),
        ("UN envoy Ann Lee said that it was late.", "united-nations"),
        ("Kim Jong Un said that it was late.", None),
    ],
)
def test_a_name_tells_no_party(text: str, party: str | None) -> None:
    assert of(text)[0].party == party


_PART = st.from_regex(r"[A-Z][a-z]{2,6}", fullmatch=True)
_AFTER = st.from_regex(r"(?:[A-Z][a-z]{2,6}|[a-z]{2,4})", fullmatch=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=_PART, one=_PART, two=_AFTER, verb=st.sampled_from(["said", "denied", "warned"]))
def test_no_resolved_name_ends_inside_a_hyphenated_word(first: str, one: str, two: str, verb: str) -> None:
    text = f"Mr. {first} {one}-{two} {verb} that the war was lost. “It is late,” said {first} {one}-{two}."
    for found in of(text):
        for match in re.finditer(re.escape(found.resolved or "\0"), text):
            assert text[match.end() : match.end() + 1] != "-" and text[max(0, match.start() - 1) : match.start()] != "-"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ilya Maron retracted his statement. Bo Tern did not retract his claim that it was late.", "Bo Tern"),
        ("Ilya Maron spoke. Ann Lee repeated her claim that it was late.", "Ann Lee"),
        ("The rebels spoke. The general took back his claim that it was late.", None),
    ],
)
def test_his_claim_is_that_of_the_clauses_subject(text: str, who: str | None) -> None:
    assert {s.resolved for s in of(text) if "late" in " ".join(s.content_text)} == {who}


def test_who_retracts_only_in_an_if_or_a_denial_has_not_retracted() -> None:
    assert all(s.act != "retract" for s in of("If Bo Tern retracted the statement, the talks would go on."))
    inner = [s for s in of("Bo Tern denied that he had retracted the statement.") if s.act == "retract"]
    assert all(s.negated for s in inner)


BEFORE = "Two officials said that envoys had met twice in March.\n\n“First they leave, then we talk.”\n\n"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (BEFORE + "— Tomas Ekvall\n\nThe shelling began in May.", "Tomas Ekvall"),
        (BEFORE + "Tomas Ekvall, chief negotiator\n\nThe shelling began in May.", "Tomas Ekvall"),
        (BEFORE + "Tomas Ekvall\n\nThe shelling began in May. Tomas Ekvall was in Kessel.", "Tomas Ekvall"),
        (BEFORE + "Port Vell\n\nThe shelling began in May.", None),
        (BEFORE + "The shelling began in May.", None),
    ],
)
def test_a_name_below_a_quotation_that_stands_alone_is_whose_it_is(text: str, who: str | None) -> None:
    (found,) = [s for s in of(text) if any("First they leave" in c for c in s.content_text)]
    assert found.resolved == who
    assert all(span.of(from_text(text + "\n").text) in text for span in (*found.source, *found.content))


@pytest.mark.parametrize(
    ("text", "who", "party"),
    [
        ("At the Wexley talks President Clinton said that the door was open.", "Clinton", None),
        ("Captain Lavrov, a fishing-boat owner from Kessel, said the harbour was closed.", "Lavrov", None),
        ("Lavrov, a baker, said the shop in Russia was closed.", "Lavrov", None),
        ("Foreign Minister Lavrov of Russia said the talks were over.", "Sergey Lavrov", "russia"),
        ("Marek Oslo said the bridge was closed.", "Marek Oslo", None),
        ("Zandian Minister of Foreign Affairs Sadu Karel said he wants talks.", "Sadu Karel", None),
        ("Disarmament Affairs Ines Faro said the talks were secret.", "Ines Faro", None),
    ],
)
def test_a_holder_of_an_office_is_meant_only_where_title_and_country_agree(
    text: str, who: str, party: str | None
) -> None:
    found = of(text)[0]
    assert (found.resolved, found.party) == (who, party)


def test_a_family_name_that_stands_first_is_the_persons() -> None:
    found = of('The spokesperson Xu Lanying said the road was open. "We back direct talks," Xu said.')
    assert {s.resolved for s in found} == {"Xu Lanying"}


def test_he_is_never_two_people() -> None:
    found = of(
        "Gen. Pavel Quill repeated the call in June, Ruth Ember and Max Furlong wrote. He argued that the north was weak."
    )
    assert found[-1].resolved == "Pavel Quill"


def test_he_who_notes_something_of_another_is_not_the_other() -> None:
    found = of(
        "Envoy Pol Grune reported that the truce holds. After noting that Ansar Watan had sent no answer, he pressed the movement for one. "
        '"Such a truce comes once," he stressed.'
    )
    assert {s.resolved for s in found} == {"Pol Grune"}
