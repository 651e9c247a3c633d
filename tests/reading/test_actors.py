"""Who is in a war, from invented texts: who fights, who hosts, mediates, pays, backs or only comments; by what names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.brief import command as brief_command
from parley.cli.draft import command as draft_command
from parley.core.errors import InputError
from parley.documents import from_text
from parley.documents.model import Document
from parley.reading.actors.given import Given, parse
from parley.reading.actors.parties import Parties, found_parties, wars
from parley.reading.actors.spelling import adjective, folded
from parley.reading.model import Sighting, Statement
from parley.reading.reader import records

R6 = (
    "The Green Column says it will talk only after its prisoners are freed. The Crown Council says it will not free anyone "
    "before talks. Both sent envoys to Doha, where Qatar hosts them, and to Kigali."
)


@dataclass(frozen=True)
class Read:
    """Texts, read."""

    documents: list[Document]
    statements: list[Statement]
    sightings: dict[str, tuple[Sighting, ...]]

    def parties(self, given: Given | None = None) -> Parties:
        return found_parties(self.documents, self.statements, self.sightings, given)


def read(*texts: str) -> Read:
    documents = [from_text(t, name=f"{i}.txt") for i, t in enumerate(texts)]
    found = [records(d) for d in documents]
    return Read(
        documents,
        [s for r in found for s in r.statements],
        {d.id: r.sightings for d, r in zip(documents, found, strict=True)},
    )


def titles(parties: Parties, part: str) -> set[str]:
    return {a.title for a in parties.actors if a.part == part}


WARS: dict[str, tuple[tuple[str, ...], set[str], dict[str, str]]] = {
    "an army and a militia": (
        ("Fighting between Sudan's army and the paramilitary Dawn Support Forces (DSF) killed nine. DSF commander Omar Dell, known as Hammer, said "
         "his men would not leave. The army chief, General Idris Kell, said the war would go on.",
         "The DSF shelled the capital again on Friday. Talks between the Sudanese army and the DSF in Jeddah, Saudi Arabia, were mediated by Saudi "
         "and US officials. Kell refused to meet Hammer."),
        {"Sudanese army", "Dawn Support Forces"}, {"Saudi Arabia": "mediator", "United States": "mediator"},
    ),
    "two states and an ally": (
        ("Osteria and Velland exchanged fire along their border on Monday. Velland's army said it repelled an attack by Osterian troops.",
         "Osteria, which is backed by Norway, accused Velland of breaking the truce. Velland shelled the town of Kessel. Norway armed Osteria for years. "
         "Kenya urged both sides to stop."),
        {"Osteria", "Velland"}, {"Norway": "ally", "Kenya": "other"},
    ),
    "a movement and a government, with a host and a mediator": (
        ("The Philippine government will resume talks with the Ridge Liberation Front (RLF), a rebel group, in Kuala Lumpur, diplomats said. The RLF "
         "captured two towns last month. Malaysia hosts the talks.",
         "A truce between the government and the RLF was brokered by Norway. RLF spokesman Dan Ilao said its fighters would hold their fire."),
        {"Philippine government", "Ridge Liberation Front"}, {"Malaysia": "host", "Norway": "mediator"},
    ),
    "two councils that nobody knows": ((R6,), {"Green Column", "Crown Council"}, {"Qatar": "host"}),
    "one sentence": (("The Green Column said it would not meet the Crown Council.",), {"Green Column", "Crown Council"}, {}),
    "three sides": (
        ("The Amber Army attacked the Cobalt Front near Tarn. The Cobalt Front shelled the Amber Army. Fighting between the Cobalt Front and the Russet League "
         "went on in the south.",
         "The hills were quiet at dawn, and then they were not.\n\nThe Russet League attacked the Amber Army on Sunday. The Amber Army bombed the Russet League. The Cobalt Front accused the Russet League of murder."),
        {"Amber Army", "Cobalt Front", "Russet League"}, {},
    ),
    "an adjective, a capital and a government": (
        ("Ethiopian troops attacked forces of the Hill People's Front (HPF). Addis Ababa said the federal government would not talk.",
         "The HPF accused the Ethiopian government of shelling villages. The African Union mediated talks between Ethiopia and the HPF in South Africa."),
        {"Ethiopian government", "Hill People's Front"}, {"African Union": "mediator"},
    ),
    "an alliance with its members": (
        ("Talks between the Myanmar junta and the Ridge Brotherhood Alliance failed. The Lake Army and the River Liberation Army, which make up the Ridge "
         "Brotherhood Alliance, said they would fight on.",
         "The Lake Army attacked junta troops at a bridge. China brokered a truce."),
        {"Myanmar junta", "Ridge Brotherhood Alliance"}, {"China": "mediator"},
    ),
    "a movement that a neighbour backs": (
        ("The Rwanda-backed Mist Movement captured the town of Kessel. Congolese troops fought the Mist Movement for a week.",
         "Mist Movement rebels shelled the Congolese army. Congo accuses Rwanda of arming the Mist Movement. Kigali denies it. Congo's government and the Mist "
         "Movement agreed to hold talks in Angola."),
        {"Mist Movement", "Congolese government"}, {"Rwanda": "ally"},
    ),
    "leaders alone": (
        ("Peace talks between South Sudanese President Jon Akol and rebel leader Peter Deng ended in Addis Ababa without a deal. Ethiopia hosted the talks.",
         "The Lowland Movement, led by Peter Deng, said its fighters had attacked the government's troops. President Akol refused to meet Deng."),
        {"Lowland Movement"}, {"Ethiopia": "host"},
    ),
    "two rival bodies of one country": (
        ("The Libyan Dune Army (LDA) attacked the Government of Common Accord (GCA) in the west. LDA leader Karim Saleh left Moscow without signing a truce with "
         "the GCA.",
         "The head of the GCA, Fuad Nasri, accused Saleh of shelling the port. Russia and Turkey brokered the truce. Talks will be held in Berlin, "
         "where Germany hosts a conference."),
        {"Libyan Dune Army", "Government of Common Accord"}, {"Germany": "host", "Russia": "mediator"},
    ),
    "who pays": (
        ("The Thai army clashed with the Coast Front. Sweden pledged money to the Coast Front's clinics and funded a truce office.",
         "The Coast Front attacked the Thai army. Sweden funds the talks. Finland mediated a truce."),
        {"Coast Front", "Thai army"}, {"Sweden": "payer", "Finland": "mediator"},
    ),
    "commenting states": (
        ("The Harbour Militia, an armed group, seized the port of Belmark. The Greek army shelled the Harbour Militia. The UN called on both sides to stop. "
         "France condemned the shelling. Spain's ambassador said he was worried.",),
        {"Harbour Militia", "Greek army"}, {"United Nations": "other", "France": "other"},
    ),
    "two spellings": (
        ("Al-Houran fighters attacked the Yemeni army near the coast.", "The Yemeni army bombed al Huran rebels on Sunday. Al-Huran spokesman Ali Saleh denied it."),
        {"Yemeni army", "Al-Houran"}, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WARS)
def test_sides_and_parts(name: str) -> None:
    texts, sides, others = WARS[name]
    parties = read(*texts).parties()
    found = titles(parties, "belligerent")
    if "Al-Houran" in sides:
        found = {"Al-Houran" if folded(t) == folded("Al-Houran") else t for t in found}
    if name in ("leaders alone",):
        assert sides < found and len(found) == 2
    else:
        assert found == sides
    parts = {a.title: a.part for a in parties.actors}
    assert {t: parts.get(t) for t in others} == others
    assert all(a.because for a in parties.actors), "everybody has the words that tell it"


@pytest.mark.parametrize("name", WARS)
def test_because_is_in_its_document(name: str) -> None:
    one = read(*WARS[name][0])
    by_id = {d.id: d for d in one.documents}
    for actor in one.parties().actors:
        for because in actor.because:
            assert by_id[because.document].text[because.start : because.end] == because.text


def test_aliases_leaders_and_reasons_are_told() -> None:
    parties = read(*WARS["an army and a militia"][0]).parties()
    movement = next(a for a in parties.actors if a.title == "Dawn Support Forces")
    assert {"DSF", "Omar Dell", "Hammer"} <= set(movement.aliases) and "Omar Dell" in movement.leaders
    assert any("DSF" in reason for reason in movement.joined)
    army = next(a for a in parties.actors if a.title == "Sudanese army")
    assert army.key == "sudan" and "Idris Kell" in army.leaders
    book = parties.codebook()
    assert book.affiliations["dsf"] == movement.key and book.names["Omar Dell"] == "Omar Dell"


def test_a_statement_goes_to_whom_its_speaker_belongs() -> None:
    one = read(
        "The Green Front shelled the Arland army. Front spokesman Piotr Velm said the talks must begin. The army said it would not talk to the Green Front. "
        "Dan Moss, a farmer, said the road was closed."
    )
    parties = one.parties()
    speakers = {s.resolved or s.source_text: parties.with_party(s).party for s in one.statements}
    assert speakers["Piotr Velm"] == "green-front"
    assert speakers["Dan Moss"] is None


def test_several_wars_in_one_folder_are_told_apart() -> None:
    one = read(
        *WARS["an army and a militia"][0], *WARS["two states and an ally"][0], *WARS["three sides"][0],
        "The ferry ran on time and the weather was fine in the hills.",
    )  # fmt: skip
    found = wars(one.documents, one.sightings)
    ids = [d.id for d in one.documents]
    assert sorted(sorted(w.documents) for w in found) == sorted(sorted(ids[i : i + 2]) for i in (0, 2, 4))
    assert one.parties().apart == (ids[6],)
    both = next(w for w in found if ids[2] in w.documents)
    assert {a.title for a in both.actors if a.part == "belligerent"} == {"Osteria", "Velland"}


def test_no_war_no_parties() -> None:
    parties = read("The ferry ran on time and the weather was fine in the hills.").parties()
    assert parties.wars == () and parties.actors == () and parties.belligerents == ()


def test_given_parties_win() -> None:
    one = read(R6)
    parties = one.parties(Given(parse(["GC=Green Column,Sule", "Qatar=Qatar,Doha:mediator"])))
    parts = {a.title: a.part for a in parties.actors}
    assert parts == {"GC": "belligerent", "Crown Council": "belligerent", "Qatar": "mediator"}
    gc = next(a for a in parties.actors if a.title == "GC")
    assert gc.key == "gc" and gc.aliases[:2] == ("Green Column", "Sule") and gc.because
    two = one.parties(Given(parse(["Qatar=Doha", "Rwanda=Kigali"])))
    assert [a.title for a in two.belligerents] == ["Qatar", "Rwanda"], "what the analyst says is followed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["=Green Column"], "names nobody"), (["X=,"], "names nobody"), (["  "], "names nobody"),
        (["X=Green Column:boss"], "'boss' is no part in a war"),
        (["A=Green Column", "B=Green Column"], "'Green Column' is a name of 'A' already"),
        (["A=One", "A=Two"], "names 'A' twice"),
    ],
)  # fmt: skip
def test_a_party_that_cannot_be_understood_is_named(given: list[str], said: str) -> None:
    with pytest.raises(InputError) as error:
        parse(given)
    assert said in str(error.value) and str(error.value).count("\n    ") <= 1


def test_party_and_case_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(R6, encoding="utf-8")
    runner = CliRunner()
    made = runner.invoke(
        brief_command, [str(tmp_path / "a.txt"), "--json", "--party", "GC=Green Column,Sule"], catch_exceptions=False
    )
    parties = json.loads(made.output)["parties"]
    assert [(p["title"], p["part"]) for p in parties if p["part"] == "belligerent"] == [
        ("GC", "belligerent"),
        ("Crown Council", "belligerent"),
    ]
    assert set(parties[0]["because"][0]) == {"document", "start", "end", "text"}
    runner.invoke(draft_command, [str(tmp_path / "a.txt"), "-o", str(tmp_path / "case")], catch_exceptions=False)
    text = (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")
    assert 'green-column: {title: "Green Column", role: principal' in text and 'title: "Qatar", role: supporter' in text
    assert "Party a" not in text and "Who fights whom" not in text
    case = str(tmp_path / "case")
    made = runner.invoke(brief_command, [str(tmp_path / "a.txt"), "--json", "--case", case], catch_exceptions=False)
    assert {p["key"] for p in json.loads(made.output)["parties"]} == {"green-column", "crown-council", "qatar"}
    with pytest.raises(InputError, match="cannot be used together"):
        runner.invoke(
            brief_command, [str(tmp_path / "a.txt"), "--case", case, "--party", "A=B"], catch_exceptions=False
        )


def test_a_draft_asks_where_no_side_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry ran on time and the weather was fine in the hills.", encoding="utf-8")
    CliRunner().invoke(draft_command, [str(tmp_path / "a.txt"), "-o", str(tmp_path / "case")], catch_exceptions=False)
    text = (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8")
    assert "QUESTION 1: Who fights whom?" in text and "Party" not in text


def test_spellings() -> None:
    assert folded("the Houthis") == folded("Huthi") and folded("al-Shabaab") == folded("Al Shabab")
    assert folded("Green Front") != folded("Green Column")
    assert adjective("Tigray", "Tigrayan") and adjective("Arland", "Arlandic") and not adjective("Kessel", "Kestrel")


def test_of_two_movements_the_one_told_of_most_is_the_rebels_of_the_text() -> None:
    text = (
        "Truce talks between the guerrillas and the Arland government stalled on Friday. They aimed at a truce with the Hill Freedom "
        "Front (HFF), which commands ten thousand guerrillas. The HFF wants a truce in the whole of the south. The guerrillas attacked "
        "an army post in Kessel in May. HFF fighters and government troops are locked in a standoff. The Coast Freedom Front, which "
        "signed an accord last year, was not at the talks. HFF chief Oren Talv said that the guerrillas would come back."
    )
    assert titles(read(text).parties(), "belligerent") == {"Hill Freedom Front", "Arland"}
