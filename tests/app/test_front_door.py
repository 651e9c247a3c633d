"""The front door: articles without a case, what they say, the parties put right, and a case made of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from loopless_client import Client
from small_case import PORT, TOKEN

from parley.app.desk import Desk
from parley.app.front_door import TABS, create_desk_app
from parley.app.running import Door, Wanted, case_of
from parley.core.errors import InputError

RIDGE = """# Arland rules out a truce on the ridge

TARN, 4 January 2023 (KNA) - Fighting between Arland and Belmark went on for a third week. Arland's army attacked Belmark's
positions on the ridge, and Belmark shelled the town of Kessel.

“We will not sign a truce until Belmark has left Kessel,” President Jon Harke of Arland said on Tuesday.

Belmark's foreign minister, Ines Faro, demanded that Arland release all prisoners. She said Belmark was ready for talks in
Osteria, which has offered to host them.
"""
COAST = """# The Green Column and the Crown Council trade fire

BRENN, 9 March 2021 (KNA) - The Green Column attacked the Crown Council's posts along the coast, and the Crown Council shelled
the Green Column's camp. Talks between the Green Column and the Crown Council collapsed in February.

“The Green Column will not talk before its prisoners are free,” said its commander, Oren Talv.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    sources = tmp_path / "articles"
    sources.mkdir()
    (sources / "ridge.md").write_text(RIDGE)
    made = Desk([str(sources)], folder=tmp_path)
    made.start()
    wait(made)
    yield made
    made.close()


def wait(desk: Desk) -> None:
    for _ in range(600):
        if not desk.progress.waiting:
            return
        time.sleep(0.1)
    raise AssertionError("the desk never finished reading")


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def client(desk: Desk, opened: list[Path]) -> Client:
    return Client(create_desk_app(desk, port=PORT, opened=opened.append, token=TOKEN))


def text(page: Any) -> str:
    return " ".join(lxml.html.document_fromstring(page.text).xpath("//main")[0].text_content().split())


def test_an_empty_desk_says_how_to_begin(tmp_path: Path) -> None:
    desk = Desk(folder=tmp_path)
    desk.start()
    client = Client(create_desk_app(desk, port=PORT, opened=print, token=TOKEN))
    front = client.get("/", follow_redirects=True)
    assert "Begin with the articles" in text(front) and "Drop articles" in text(front)
    assert "No article has been read yet" in text(client.get("/make-case"))
    assert client.post("/do/make-case", json={"folder": "x"}).status_code == 400
    desk.close()


def test_what_the_articles_say_opens_its_words(client: Client) -> None:
    page = client.get("/brief")
    assert "Arland — fights" in text(page) and "Belmark — fights" in text(page)
    tree = lxml.html.document_fromstring(page.text)
    links = [a.get("href") for a in tree.xpath("//a[@class='open-words']")]
    assert links
    for link in links:
        address, _, anchor = link.partition("#")
        assert lxml.html.document_fromstring(client.get(address).text).xpath(f"//*[@id='{anchor}']"), link


def test_nothing_leads_to_a_page_that_is_not_there(client: Client) -> None:
    for tab in TABS:
        for link in lxml.html.document_fromstring(client.get(f"/{tab.name}").text).xpath("//a/@href"):
            if link.startswith("/"):
                assert client.get(link).status_code == 200, (tab.name, link)


def test_a_dropped_article_is_read(client: Client) -> None:
    sent = client.post("/do/upload", content=COAST.encode(), headers={"x-parley-name": "coast.md"})
    assert sent.status_code == 200 and sent.json()["statements"] >= 1
    page = text(client.get("/brief"))
    assert "2 documents" in page and "Green Column" in page


def test_what_cannot_be_read_is_told_and_ends_nothing(client: Client) -> None:
    refused = client.post("/do/upload", content=b"%PDF-1.4 broken", headers={"x-parley-name": "broken.pdf"})
    assert refused.status_code == 400 and "broken.pdf" in refused.json()["error"]
    assert "broken.pdf" in text(client.get("/brief"))


def test_parties_are_put_right_in_the_address(client: Client) -> None:
    page = text(client.get("/brief", params={"party": "Kingdom of Arland=Arland,Harke\r\nBelmark"}))
    assert "Kingdom of Arland — fights" in page
    wrong = client.get("/brief", params={"party": "Arland=A:king"})
    assert wrong.status_code == 200 and "no part in a war" in text(wrong)


def test_a_case_is_made_and_opened(client: Client, desk: Desk, opened: list[Path]) -> None:
    made = client.post("/do/make-case", json={"folder": "ridge-case", "party": ""})
    assert made.status_code == 200, made.text
    assert opened == [desk.folder / "ridge-case"]
    assert (opened[0] / "sources" / "ridge.md").read_text() == RIDGE
    again = client.post("/do/make-case", json={"folder": "ridge-case"})
    assert again.status_code == 400 and "never overwrites" in again.json()["error"]


@pytest.mark.parametrize("name", ["", "  ", "../up", "a/b", "a\\b", ".hidden", "."])
def test_a_case_is_made_nowhere_else(client: Client, opened: list[Path], name: str) -> None:
    assert client.post("/do/make-case", json={"folder": name}).status_code == 400
    assert opened == []


def test_an_uploads_own_bytes_are_kept_not_a_file_of_its_name(
    client: Client, desk: Desk, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    (desk.folder / "coast.md").write_text("something private")
    client.post("/do/upload", content=COAST.encode(), headers={"x-parley-name": "coast.md"})
    client.post("/do/make-case", json={"folder": "both"})
    copies = [p.read_text() for p in (opened[0] / "sources").iterdir()]
    assert COAST in copies and "something private" not in copies


def test_of_several_wars_one_is_chosen(client: Client, opened: list[Path]) -> None:
    client.post("/do/upload", content=COAST.encode(), headers={"x-parley-name": "coast.md"})
    page = client.get("/make-case")
    wars = lxml.html.document_fromstring(page.text).xpath("//input[@name='war' and @type='radio']/@value")
    assert len(wars) == 2
    coast = next(w for w in wars if "Green Column" in w)
    assert "Arland" not in text(client.get("/make-case", params={"war": coast})).split("Who must agree")[1]
    assert client.post("/do/make-case", json={"folder": "x", "war": "no such war"}).status_code == 400
    client.post("/do/make-case", json={"folder": "coast", "war": coast})
    assert [p.name for p in (opened[0] / "sources").iterdir()] == ["coast.md"]


def test_the_door_leads_from_the_desk_to_the_case(desk: Desk, tmp_path: Path) -> None:
    door = Door(Wanted(None, PORT, 16, 0), PORT)
    door.open_desk([str(tmp_path / "articles")], tmp_path)
    assert isinstance(door.held, Desk)
    wait(door.held)
    place = door.held.make_case("made")
    workbench = door.open_case(place)
    client = Client(door)
    for page in ("answer", "assumptions", "compare", "courses", "brief", "evidence", "positions", "claims"):
        found = client.get(f"/{page}")
        assert found.status_code == 200, (page, text(found))
        assert "cannot be shown" not in text(found)
    workbench.close()


def test_what_is_a_case_and_what_are_documents(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text("parley: 1\n")
    (tmp_path / "a.md").write_text("x")
    assert case_of([tmp_path / "case"]) == tmp_path / "case"
    assert case_of([tmp_path / "case" / "case.yaml"]) is not None
    assert case_of([]) is case_of([tmp_path]) is case_of([tmp_path / "a.md"]) is None
    missing = tmp_path / "none"
    assert case_of([missing]) == missing
    with pytest.raises(InputError):
        Desk(folder=tmp_path).make_case("x")
