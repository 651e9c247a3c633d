"""Whose words they are where word order, pronouns, roles and quotations that run on make it less than plain."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import Codebook, Office, Statement, default_codebook, extended, read


def of(text: str) -> tuple[Statement, ...]:
    return read(from_text(text + "\n"))


def last(text: str) -> Statement:
    return of(text)[-1]


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ("The deal, said Abel Dorn, was dead.", "Abel Dorn", ("The deal", "was dead")),
        ("The army, said Ulf Berg, will not withdraw.", "Ulf Berg", ("The army", "will not withdraw")),
        ("The plan, argued the general, is a trap.", "the general", ("The plan", "is a trap")),
        (
            "The islands, said Marta Lind, the foreign minister, are ours.",
            "Marta Lind, the foreign minister",
            ("The islands", "are ours"),
        ),
        ("In the north, the army, said Ulf Berg, had fled.", "Ulf Berg", ("In the north, the army", "had fled")),
        (
            "The truce, said a spokesman for the ministry, has held.",
            "a spokesman for the ministry",
            ("The truce", "has held"),
        ),
        ("Talks, Minister Ana Korb said on Monday, were over.", "Minister Ana Korb", ("Talks", "were over")),
    ],
)
def test_a_reporting_clause_with_its_name_last_in_mid_sentence(text: str, who: str, content: tuple[str, ...]) -> None:
    (found,) = of(text)
    assert (found.source_text, found.content_text) == (who, content)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor, in a letter, said Ann Lee, the priest, was wrong.", "The mayor"),
        ("The mayor, Jo Hale, said Ann Lee, the priest, was wrong.", "The mayor, Jo Hale"),
        ("The army said Ulf Berg, its commander, had fled.", "The army"),
        ("The minister said Monday, a holiday, was too early.", "The minister"),
    ],
)
def test_a_subject_keeps_its_verb_where_the_comma_closes_something(text: str, who: str) -> None:
    assert of(text)[0].source_text == who


def test_hello_speaks_for_nobody() -> None:
    assert all(s.source_text != "hello" for s in of("The minister came in, said hello, and left."))


@pytest.mark.parametrize(
    "text",
    [
        "We demand the islands, Ida Quist said.",
        "We demand that the troops leave, Ms. Quist said on Tuesday. Ida Quist leads the delegation.",
        "I reject the plan, said Ida Quist.",
        "“We want talks and I promise them,” Ida Quist said.",
        "Ida Quist said that we reject the offer.",
    ],
)
def test_we_in_what_somebody_says_is_that_somebody(text: str) -> None:
    found = of(text)
    assert found and {s.resolved for s in found} == {"Ida Quist"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Marta Lind met the envoy. Her deputy, Karl Osten, disagreed. He said the talks should stop.", "Karl Osten"),
        ("Jon Vesk said all was lost. Her deputy, Karl Osten, disagreed. He said it was not.", "Karl Osten"),
        ("Marta Lind spoke. Her husband, the writer Karl Osten, did not. He said it was a trap.", "Karl Osten"),
        ("The president's deputy, Karl Osten, spoke to the press. He said the talks should stop.", "Karl Osten"),
        ("Jon Vesk said the war was lost. A reporter asked about the islands. He said they were safe.", "Jon Vesk"),
        ("Jon Vesk said the war was lost. The army disagreed. He said he had been told so.", "Jon Vesk"),
        ("Jon Vesk said the war was lost. The general disagreed. He said the line would hold.", None),
    ],
)
def test_he_is_whoever_the_sentence_before_was_about(text: str, who: str | None) -> None:
    found = last(text)
    assert found.source_text == "He" and found.resolved == who
    assert who is not None or found.footing.described == "The general"


INTRODUCED = "Marta Lind, the foreign minister, said the talks were over.\n\n"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (INTRODUCED + "The mediator proposed a new round in May.", None),
        (INTRODUCED + "The envoy said he would try again.", None),
        (INTRODUCED + "The defence minister said the war would go on.", None),
        (INTRODUCED + "The deputy minister said the war would go on.", None),
        (INTRODUCED + "The minister said the war would go on.", "Marta Lind"),
        ("The foreign minister, Marta Lind, was late. The minister said it had rained.", "Marta Lind"),
        ("Marta Lind said the talks were over. The mediator proposed a new round.", None),
        ("Ivo Sand, the mediator, left. " + INTRODUCED + "The envoy proposed a new round.", "Ivo Sand"),
        ("Karl Osten, a lawyer, said the law was void. The attorney said it would fall.", "Karl Osten"),
        ("Gen. Peter Ott said it held. Col. Ana Ray disagreed. The colonel said it had not.", "Ana Ray"),
        ("Jo Hale said the well was dry. The 41-year-old farmer said his cows had died.", "Jo Hale"),
        ("Jon Vesk, the prime minister, left. Marta Lind, a minister, stayed. The prime minister said no.", "Jon Vesk"),
        (INTRODUCED + "A minister from the north said no. The minister said the islands were lost.", None),
    ],
)
def test_a_role_noun_is_whoever_was_brought_in_with_it(text: str, who: str | None) -> None:
    found = last(text)
    assert found.resolved == who
    assert who is not None or found.footing.kind == "unnamed_person"


def test_a_case_that_knows_the_minister_makes_her_no_mediator() -> None:
    known = Codebook(names={"Lind": "Marta Lind"}, affiliations={"marta lind": "arland", "arland": "arland"})
    text = "Arland's foreign minister, Marta Lind, said the talks were over.\n\nThe mediator proposed a new round in May.\n"
    first, second = read(from_text(text), extended(default_codebook(), known))
    assert (first.resolved, first.party, second.resolved, second.party) == ("Marta Lind", "arland", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Kaja Oder spoke in Kessel. The plan was rejected by Oder.",
        "The offer was rejected by Kaja Oder. Oder said the islands were ours.",
        "Kaja Oder and Ulf Brenn met in Kessel. Oder accused the army of lying.",
        "In Kessel, where Kaja Oder has led the council since May, shells fell. Oder said that twelve had died.",
        "The raid was condemned by Kaja Oder on Monday.",
    ],
)
def test_a_name_that_acts_as_people_do_is_a_person(text: str) -> None:
    assert (last(text).resolved, last(text).footing.kind) == ("Kaja Oder", "on_record")


@pytest.mark.parametrize("title", ["Bishop", "Archbishop", "Imam", "Rabbi", "Sister", "Nurse", "MP"])
def test_a_title_is_no_part_of_a_name(title: str) -> None:
    found = of(f"{title} Noel Hart said the shelling must stop. Hart said the dead were mostly children.")
    assert [s.resolved for s in found] == ["Noel Hart"] * 2


@pytest.mark.parametrize("name", ["Amnesty International", "Mercy Corps", "The Northern Front", "Deutsche Bank"])
def test_a_body_is_no_person(name: str) -> None:
    assert of(f"{name} said the raid was a crime.")[0].footing.kind == "institution"


RUN_ON = "General Ott said: “The line will hold.”\n\n{first}\n\n“The islands are ours. There is nothing to discuss.\n\n{end}\n"


@pytest.mark.parametrize(
    ("first", "end"),
    [
        ("“Nobody will turn us back.", "“Let them come and see,” said Marta Quist, the minister."),
        ("“We are here,” said Marta Quist. “Nobody will turn us back.", "“Let them come and see.”"),
        ("Marta Quist told parliament: “Nobody will turn us back.", "“Let them come and see.”"),
        ("Marta Quist spoke of the war.\n\n“Nobody will turn us back.", "“Let them see,” Quist said. “We are here.”"),
    ],
)
def test_every_paragraph_of_a_quotation_is_one_speakers(first: str, end: str) -> None:
    found = of(RUN_ON.format(first=first, end=end))
    middle = [s for s in found if any("The islands are ours" in c for c in s.content_text)]
    assert [s.resolved for s in middle] == ["Marta Quist"]
    assert all("line will hold" not in c for s in middle for c in s.content_text)


@pytest.mark.parametrize(
    "text",
    [
        "Had the minister denied the report, the talks would have gone on.",
        "Should the general say the offensive has failed, talks would begin.",
        "Were the president to announce a truce, the markets would rise.",
        "If the minister says that the war is over, nobody will believe him.",
        "The line would have broken had the general ordered a retreat.",
    ],
)
def test_what_is_only_supposed_is_not_said(text: str) -> None:
    assert all(s.hedged and not s.stances for s in of(text))


def test_had_as_a_tense_and_should_as_a_question_are_no_conditions() -> None:
    assert not of("The minister had denied the report, and the talks would go on.")[0].hedged
    assert not of("Never had the minister denied the report so plainly as he would that day.")[0].hedged
    (only,) = of("Should the general say so, the talks would end, Ann Lee said.")
    assert (only.source_text, only.hedged) == ("Ann Lee", False)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Senator Ana Vo of the ruling party said the war was lost.", None),
        ("Senator Ana Vo said the war was lost. The Arland Senate meets on Monday. Washington urged calm.", None),
        ("Representative Jo Hale said the bill would pass. Congress meets on Monday.", None),
        ("Senator Jon Hale, Republican of Texas, said the bill would pass.", "united-states"),
        ("Senator Jon Hale (D-Ohio) said the bill would pass.", "united-states"),
        ("U.S. Senator Jon Hale said the bill would pass.", "united-states"),
        ("Senator Jo Hale said it would pass. The White House asked Congress for more aid.", "united-states"),
        ("Congressman Ed Roy said aid should go on. Republicans and Democrats agreed.", "united-states"),
        ("Congress rejected the plan.", None),
        ("Congress rejected the plan. House Republicans were pleased.", "united-states"),
        ("A representative of the rebels said the plan was dead. Republicans and Democrats agreed.", None),
    ],
)
def test_a_senate_is_american_only_where_the_document_says_so(text: str, party: str | None) -> None:
    assert of(text)[0].party == party


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The secretary of state", "Antony J. Blinken"),
        ("America's secretary of state", "Antony J. Blinken"),
        ("Arland's secretary of state", None),
        ("The secretary of state for the north", None),
        ("The chairman of the Joint Chiefs of Staff", "Mark A. Milley"),
    ],
)
def test_an_office_is_its_holders_unless_the_words_say_whose_else(words: str, who: str | None) -> None:
    assert last(f"By Ann Lee Nov. 10, 2022\n\n{words} said that the war was lost.").resolved == who


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("The president told aides in a closed-door meeting that the war was lost.", "private"),
        ("The minister told colleagues in confidence that he would resign.", "private"),
        ("The premier told the king during a private dinner that he would resign.", "private"),
        ("Behind closed doors, the minister said the army could not hold.", "private"),
        ("Off camera, the minister admitted that the talks had failed.", "private"),
        ("Speaking off the record, the minister said the plan was dead.", "private"),
        ("In a private phone call with the king, the general warned that the front would break.", "private"),
        ("“It is over,” the general told lawmakers at a closed-door session.", "private"),
        ("In public the premier praised the army. In private, he said, it was beaten.", "private"),
        ("The closed border was a mistake, the minister told a news conference.", "public"),
        ("The private sector said the plan was dead.", None),
        ("The firm said that private schools were full.", None),
    ],
)
def test_where_it_was_said(text: str, setting: str | None) -> None:
    if text.startswith("In public"):
        assert last(text).content_text == ("it was beaten",)
    else:
        assert last(text).footing.setting == setting


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The envoy told the council at a session in May that the truce had held.", "that the truce had held"),
        ("The president assured the bishops in a letter dated Monday that they were safe.", "that they were safe"),
    ],
)
def test_a_clause_that_the_parse_hangs_on_a_place_is_what_was_said(text: str, content: str) -> None:
    assert last(text).content_text == (content,)


def test_a_story_that_somebody_tells_is_no_clause() -> None:
    assert not of("She told the story of a man that had lost his house.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Two officials, who spoke on condition of anonymity because they feared arrest, said all was lost.", 1),
        ("A teacher, who asked not to be named because she feared reprisals, said the school had been hit.", 1),
        ("“The school was hit,” said a teacher, speaking anonymously since she hoped to return.", 1),
        ("The minister spoke anonymously. He said he feared arrest because he had criticised the army.", 3),
    ],
)
def test_a_reason_for_anonymity_is_no_statement(text: str, number: int) -> None:
    found = of(text)
    assert len(found) == number
    assert number > 1 or found[0].footing.reason


@pytest.mark.parametrize(
    ("text", "who", "said", "taken"),
    [
        (
            "Jo Vesk said the war was lost and then retracted the statement.",
            "Jo Vesk",
            "the war was lost",
            "the statement",
        ),
        ("Jo Vesk said it had burned, but later took back the remark.", "Jo Vesk", "it had burned", "the remark"),
        ("Jo Vesk said gas was used, a claim he withdrew on Tuesday.", "Jo Vesk", "gas was used", "a claim"),
        ("“We used gas,” Jo Vesk told reporters, and then retracted it.", "Jo Vesk", "“We used gas,”", "it"),
    ],
)
def test_what_is_taken_back_stays_and_so_does_the_taking_back(text: str, who: str, said: str, taken: str) -> None:
    first, second = of(text)
    assert (first.resolved, second.resolved) == (who, who)
    assert (first.content_text, second.content_text, second.act) == ((said,), (taken,), "retract")


@pytest.mark.parametrize(
    "text",
    [
        "Jo Vesk withdrew the troops.",
        "She took back the village.",
        "The army pulled back the guns.",
        "Jo Vesk said gas had been used and withdrew his troops.",
        "The minister refused to retract the statement.",
    ],
)
def test_troops_and_villages_are_not_taken_back_as_words_are(text: str) -> None:
    assert all(s.act != "retract" for s in of(text))


@pytest.mark.parametrize("verb", ["retracted", "took back", "walked back", "disowned"])
def test_what_was_called_for_stays_with_a_side_that_its_taking_back_has_not(verb: str) -> None:
    found = {s.act: s for s in of(f"The minister {verb} his call for talks.")}
    assert not found["retract"].stances and found["want"].stances[0].side == "for"


TABLE = (
    Office("high commissioner for refugees", "Ada Lum", "league"),
    Office("secretary general of the league", "Bo Ek", "league"),
    Office("secretary general of the union", "Cy Fo", "union"),
)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The high commissioner", "Ada Lum"),
        ("The High Commissioner for Refugees", "Ada Lum"),
        ("The high commissioner for trade", None),
        ("The commissioner", None),
        ("The secretary general", None),
        ("The secretary general of the union", "Cy Fo"),
        ("The president's chief of staff", None),
        ("The chief of staff", None),
    ],
)
def test_an_office_of_the_users_table_is_known_by_how_its_title_begins(words: str, who: str | None) -> None:
    book = extended(default_codebook(), Codebook(offices=TABLE))
    found = read(from_text(f"By Ann Lee Nov. 10, 2022\n\n{words} said that the war was lost.\n"), book)
    assert found[-1].resolved == who


def test_an_office_that_many_countries_have_is_the_named_ones() -> None:
    assert last("By Ann Lee Nov. 10, 2022\n\nKyiv was dark. The chief of staff said no.").resolved == "Andriy Yermak"


@pytest.mark.parametrize(
    "text",
    [
        "On Friday Quist said the war was lost.",
        "On Friday Quist retracted the statement.",
        "In May Quist promised talks.",
    ],
)
def test_a_day_before_a_name_is_no_part_of_it(text: str) -> None:
    assert [(s.source_text, s.resolved) for s in of(text)] == [("Quist", "Quist")]


def test_a_day_before_a_full_name_is_no_part_of_it() -> None:
    assert last("On Monday Ida Quist said the war was lost.").source_text == "Ida Quist"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("The ruling was denounced by Rabbi Asher Blau and welcomed by Imam Sami Noor.", "Sami Noor"),
        ("The plan was praised by Ann Lee on Monday and rejected by Bob Roe on Friday.", "Bob Roe"),
    ],
)
def test_two_participles_share_what_they_are_about(text: str, second: str) -> None:
    one, two = of(text)
    assert one.content_text == two.content_text and two.resolved == second


def test_a_town_is_taken_and_burned_without_a_word() -> None:
    assert not of("The town was taken by the army and burned by the rebels.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("One prisoner, speaking on condition that he not be named because he hopes to be freed, said so.", "because"),
        ("A clerk, who would not give her name for fear of losing her job, said the files had burned.", "for fear"),
    ],
)
def test_reasons_for_anonymity_in_other_words(text: str, reason: str) -> None:
    found = [s for s in of(text) if s.footing.kind == "unnamed_person"]
    assert len(of(text)) <= 1 and all((s.footing.reason or "").startswith(reason) for s in found)
