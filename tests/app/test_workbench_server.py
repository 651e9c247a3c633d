"""What the workbench promises without a browser: who may talk to it, what it says, what it changes, what it keeps."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from loopless_client import Client
from small_case import BASE, HOSTILE, PORT, TOKEN, write_case

from parley.app.server import TABS, create_app
from parley.app.state import State
from parley.app.workbench import Workbench
from parley.case.sets import parse_sets
from parley.core.errors import InputError

PAGES = [tab.name for tab in TABS]


def decide(client: Any, statement: str, kind: str = "accept", who: str = "ann") -> Any:
    return client.post("/do/decide", json={"statement": statement, "kind": kind, "who": who})


@pytest.mark.parametrize("name", PAGES)
def test_every_page_and_its_json(client: Any, name: str) -> None:
    page, data = client.get(f"/{name}"), client.get(f"/{name}.json")
    assert page.status_code == data.status_code == 200, page.text[:500]
    assert isinstance(data.json(), dict)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", PAGES)
def test_hostile_words_stay_text_and_nothing_is_inline(client: Any, name: str) -> None:
    text = client.get(f"/{name}").text
    tree = lxml.html.document_fromstring(text)
    assert all(s.get("src", "").startswith("/static/") for s in tree.xpath("//script"))
    assert not tree.xpath("//img|//iframe|//*[@style]|//style")
    assert not [a for e in tree.iter() for a in e.attrib if a.lower().startswith("on")]
    assert HOSTILE in tree.text_content() or name in ("document", "evidence", "review", "positions")


def test_parties_and_propositions_go_by_their_titles(client: Any, workbench: Workbench) -> None:
    found = client.get("/evidence.json").json()
    parties = found["names"]["party"]
    facets = {f["name"]: f["values"] for f in found["facets"]}
    assert facets["party"] and all(v["label"] == parties[v["value"]] for v in facets["party"])
    for stance in found["stances"]:
        proposition, _, side = stance["value"].rpartition(": ")
        assert stance["label"] == f"{found['names']['proposition'].get(proposition, proposition)}: {side}"


def test_the_front_keeps_what_the_address_says(client: Any) -> None:
    bare, asked = (client.get(address, follow_redirects=False) for address in ("/", "/?set=a.b=5%20to%209"))
    assert (bare.headers["location"], asked.headers["location"]) == ("/answer", "/answer?set=a.b=5%20to%209")


def test_only_our_own_host_is_answered(client: Any) -> None:
    for host in (
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1:{PORT}.evil.example",
        "",
    ):
        assert client.get("/answer", headers={"host": host}).status_code == 421
    assert client.get("/answer", headers={"host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"x-parley-token": "wrong"},
        {"x-parley-token": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_pages_change_nothing(client: Any, headers: dict[str, str]) -> None:
    first = client.get("/review.json").json()["statement"]["id"]
    answer = client.post("/do/decide", json={"statement": first, "kind": "accept"}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/review.json").json()["decided"] == 0


def test_other_pages_read_nothing(client: Any) -> None:
    assert (
        client.get("/answer.json", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}).status_code
        == 403
    )
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/answer", headers=followed).status_code == 200


def test_nothing_changes_by_get(client: Any) -> None:
    for path in ("/do/decide", "/do/undo", "/do/upload", "/do/save-view"):
        assert client.get(path).status_code == 405


def test_bodies_have_a_limit(workbench: Workbench) -> None:
    from parley.app.guard import Guard
    from parley.app.server import create_app as make

    app = make(workbench, port=PORT, token=TOKEN)
    small = Client(Guard(app, hosts=[f"127.0.0.1:{PORT}"], token=TOKEN, limit=1000))
    headers = {"x-parley-name": "a.txt"}
    assert small.post("/do/upload", content=b"a " * 2000, headers=headers).status_code == 413

    async def chunks() -> Any:
        for _ in range(40):
            yield b"word " * 20

    assert small.post("/do/upload", content=chunks(), headers=headers).status_code == 413
    assert small.post("/do/upload", content=b"x", headers={**headers, "content-length": "-1"}).status_code == 413


@pytest.mark.parametrize(
    "path, body",
    [
        ("/do/decide", b"not json"),
        ("/do/decide", b"[]"),
        ("/do/decide", b'{"statement": 7, "kind": "accept"}'),
        ("/do/decide", b'{"statement": "none such", "kind": "accept"}'),
        ("/do/decide", b'{"statement": "x", "kind": "drop table"}'),
        ("/do/correct", b'{"statement": "x", "changes": {"content": [["a", 2]]}}'),
        ("/do/correct", b'{"statement": "x", "changes": {"id": "y"}}'),
        ("/do/correct", b'{"statement": "x", "changes": {"content": [[true, 2]]}}'),
        ("/do/undo", b'{"seq": true}'),
        ("/do/undo", b"{}"),
        ("/do/merge", b'{"name": "Nobody", "into": "Ann Alpha"}'),
        ("/do/apart", b'{"name": "Nobody"}'),
        ("/do/save-view", b'{"key": "x", "title": "x", "sets": {}}'),
        ("/do/decide", b"[" * 100_000),
    ],
)
def test_bad_requests_are_refused_in_words(client: Any, path: str, body: bytes) -> None:
    answer = client.post(path, content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "address",
    [
        "/result?set=nonsense",
        "/result?set=no_deal.costs.alpha%3D40%20to%2010",
        "/result?set=no.such.path%3D1",
        "/result?view=none-such",
        "/compare?left=none-such",
        "/courses?act=none-such",
        "/evidence?since=yesterday",
        "/document?id=none-such",
        "/review?id=none-such",
    ],
)
def test_bad_addresses_say_what_is_wrong(client: Any, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 400 and "This cannot be shown" in page.text
    assert client.get(address.replace("?", ".json?", 1)).json()["error"]


def test_a_page_that_is_not_there(client: Any) -> None:
    assert client.get("/none-such").status_code == 404
    assert client.get("/static/../server.py").status_code == 404
    assert client.get("/static/secret").status_code == 404


def test_a_changed_judgement_changes_the_answer_and_only_there(client: Any) -> None:
    before = client.get("/result.json").json()["result"]
    after = client.get("/result.json?set=no_deal.costs.alpha%3D45").json()["result"]
    assert after["diagram"]["reservation"][0] == pytest.approx(before["diagram"]["reservation"][0] - 40)
    assert client.get("/result.json").json()["result"] == before


def test_quick_result_agrees_with_the_full_answer(client: Any) -> None:
    for query in ("", "?set=no_deal.costs.alpha%3D45", "?set=red_lines.a-land.holds%3D0.2"):
        quick = client.get("/result.json" + query).json()["result"]
        full = client.get("/answer.json" + query).json()["a"]
        for row, kind in zip(quick["rows"], full["kinds"], strict=True):
            assert row["cells"]["declared"]["verdict"] == kind["declared"]["verdict"]
            if kind["softened"]["verdict"] in ("open", "none"):
                assert row["cells"]["none"]["verdict"] == kind["softened"]["verdict"]
        drawn = next(d for d in full["diagrams"] if d["kind"] == quick["kind"])
        assert quick["diagram"]["reservation"] == pytest.approx(drawn["reservation"])
        assert [p["values"] for p in quick["diagram"]["frontier"]] == [p["values"] for p in drawn["frontier"]]


def test_every_judgement_has_a_field_that_holds_it(client: Any, workbench: Workbench) -> None:
    data = client.get("/assumptions.json").json()
    fields = {f["path"]: f for g in data["groups"] for f in g["fields"]}
    for path, judgement in workbench.source.case().judgements.items():
        field = fields[path]
        assert judgement.distribution is not None
        assert field["low"] <= judgement.distribution.median <= field["high"]
        assert field["value"] == judgement.distribution.median and not field["changed"]


def test_decisions_are_kept_and_taken_back(client: Any, workbench: Workbench) -> None:
    first = client.get("/review.json").json()["statement"]["id"]
    total = client.get("/evidence.json").json()["total"]
    assert decide(client, first, "reject").status_code == 200
    assert client.get("/evidence.json").json()["total"] == total - 1
    again = Workbench(workbench.case_path, ledger_path=workbench.ledger_path, draws=0)

    other = Client(create_app(again, port=PORT, token=TOKEN))
    assert other.get("/review.json").json()["decided"] == 1
    assert other.post("/do/undo", json={"who": "ann"}).json()["statement"] == first
    again.close()
    assert client.get(f"/review.json?id={first}").json()["statement"]["status"] == "open"
    log = client.get(f"/review.json?id={first}").json()["history"]
    assert [d["kind"] for d in log] == ["reject", "undo"] and log[0]["undone"]


def test_statements_by_meaning(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "/evidence.json?q=talking+now+is+a+mistake&meaning=yes"
    found = client.get(asked).json()
    assert found["subject"].startswith("talking") and found["total"] == len(found["statements"]) > 0
    near = [s["nearness"] for s in found["statements"]]
    assert near == sorted(near, reverse=True) and near[-1] >= 0.45
    page = client.get(asked.replace(".json", "")).text
    assert "nearest first" in page and "never which side" in page
    assert client.get("/evidence.json?meaning=yes").json()["subject"] == ""
    narrowed = client.get(asked + "&speaker=nobody").json()
    assert narrowed["total"] == 0
    monkeypatch.setattr("parley.ledger.meaning.lacking", lambda *_: 10_000)
    answer = client.get("/evidence?q=something+else&meaning=yes")
    assert answer.status_code == 400 and "parley ledger about" in answer.text


def test_spans_are_corrected_in_code_points(client: Any) -> None:
    found = client.get("/evidence.json?q=stood").json()["statements"][0]
    shown = client.get(f"/document.json?id={found['document']}").json()
    text = "".join(s["text"] for s in shown["segments"])
    start = text.index("the offer")
    assert "😀" in text[:start]  # two UTF-16 units before it, one code point
    answer = client.post(
        "/do/correct", json={"statement": found["id"], "changes": {"content": [[start, start + 9]]}, "who": "ann"}
    )
    assert answer.status_code == 200, answer.text
    said = client.get(f"/review.json?id={found['id']}").json()["statement"]
    assert said["said"] == [["the offer", False]] and said["status"] == "corrected"


def test_uploads_are_read_by_content_and_named_safely(client: Any) -> None:
    text = b"The minister said that talks would fail. A spokesman, Carl Gamma, said that they would not."
    answer = client.post("/do/upload", content=text, headers={"x-parley-name": "..%2F..%2Fetc%2Fpasswd.txt"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["new"] and "/" not in answer.json()["name"]
    assert not client.post("/do/upload", content=text, headers={"x-parley-name": "b.txt"}).json()["new"]
    for name, data in (("a.exe", text), ("a.pdf", b"%PDF-1.4 broken"), ("a.docx", b"PK\x03\x04broken"), ("a.txt", b"")):
        assert client.post("/do/upload", content=data, headers={"x-parley-name": name}).status_code == 400


def test_a_view_is_written_and_the_rest_of_the_file_stays(client: Any, workbench: Workbench) -> None:
    before = workbench.file.read_text(encoding="utf-8")
    sets = {"no_deal.costs.alpha": "30 to 40", "no_deal.beliefs.alpha.wins": "beta(2, 5)"}
    body = {"key": "mine", "title": f'Mine: "so" {HOSTILE} # not a comment', "because": "Why: not\nclear", "sets": sets}
    assert client.post("/do/save-view", json=body).status_code == 200
    after = workbench.file.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line in before.splitlines()] == before.splitlines()
    case = workbench.source.case("mine")
    assert case.views["mine"].title == body["title"]
    assert case.judgements["no_deal.costs.alpha"].distribution.text == "30 to 40"  # type: ignore[union-attr]
    for bad in ({**body}, {**body, "key": "Bad Key"}, {**body, "key": "x", "sets": {"no.such": "1"}}):
        assert client.post("/do/save-view", json=bad).status_code == 400
        assert workbench.file.read_text(encoding="utf-8") == after
    assert not list(workbench.file.parent.glob(".*"))


def test_a_case_edited_on_disk_is_read_again_and_a_broken_one_is_reported(client: Any, workbench: Workbench) -> None:
    good = workbench.file.read_text(encoding="utf-8")
    workbench.file.write_text(good.replace("alpha: 2 to 8", "alpha: 22 to 28"), encoding="utf-8")
    moved = client.get("/result.json").json()["result"]["diagram"]["reservation"][0]
    workbench.file.write_text(good.replace("alpha: 2 to 8", "alpha: 28 to 22!"), encoding="utf-8")
    page = client.get("/assumptions")
    assert page.status_code == 200 and "cannot be used as it stands" in page.text
    assert client.get("/result.json").json()["result"]["diagram"]["reservation"][0] == moved


def test_a_ledger_that_was_not_asked_for_is_removed(tmp_path: Path) -> None:
    made = Workbench(write_case(tmp_path / "small"), draws=0)
    with made.ledger_lock:
        place = Path(made.ledger.place)
    assert place.exists()
    made.close()
    assert not place.exists()


def test_state_goes_through_the_address_and_back() -> None:
    from urllib.parse import parse_qsl

    state = State("a-view", "settlement", (("no_deal.costs.alpha", "beta(2, 5)"), ("x.y", "a:b&c=d #e")))
    assert State.of(parse_qsl(state.query[1:])) == state
    assert "no_deal.costs.alpha%3Dbeta" in state.query
    with pytest.raises(InputError, match="'a' is set twice"):
        State.of([("set", "a=1"), ("set", "a=2")])
    with pytest.raises(InputError, match="at most"):
        State.of([("set", f"p{i}=1") for i in range(1000)])


def test_addresses_kept_from_before_are_still_read() -> None:
    """A colon stood after the path; no path holds one, so that nothing else can be meant."""
    assert State.of([("set", "no_deal.costs.alpha:9")]).overrides == {"no_deal.costs.alpha": "9"}
    assert State.of([("set", "no_deal.costs.alpha=a:9")]).overrides == {"no_deal.costs.alpha": "a:9"}
    with pytest.raises(InputError, match="set twice"):
        State.of([("set", "no_deal.costs.alpha:9"), ("set", "no_deal.costs.alpha=8")])


@pytest.mark.parametrize("given", [["nonsense"], ["no_deal.costs.alpha="], ["=9"], ["a.b=1", "a.b=2"]])
def test_the_address_and_the_option_say_the_same(given: list[str]) -> None:
    with pytest.raises(InputError) as by_option:
        parse_sets(given)
    with pytest.raises(InputError) as by_address:
        State.of([("set", item) for item in given])
    assert str(by_option.value) == str(by_address.value)


def test_compare_and_claims_name_every_view(client: Any) -> None:
    told = client.get("/compare.json").json()
    assert set(told["titles"]) == {"base", "hopeful"}
    assert told["going_on"]["hopeful"]["alpha"] < told["going_on"]["base"]["alpha"]
    claims = client.get("/claims.json").json()["claims"]
    assert {c["id"] for c in claims} == {"zone"} and set(claims[0]["views"]) == {"base", "hopeful"}


def test_a_bundle_moves_what_its_steps_say(client: Any) -> None:
    told = client.get("/courses.json?act=press").json()
    assert [m["path"] for m in told["moved"]] == ["no_deal.costs.alpha"]
    assert told["moved"][0]["after"] == pytest.approx(told["moved"][0]["before"] + 5)
    assert told["going_on"]["alpha"]["after"] == pytest.approx(told["going_on"]["alpha"]["before"] - 5)
    assert json.dumps(client.get("/courses.json").json()["moved"]) == "[]"


def test_only_loopback_is_listened_on() -> None:
    from parley.app.running import listen

    with listen(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"
        with pytest.raises(InputError, match="cannot be used"):
            listen(bound.getsockname()[1])
    assert BASE.endswith(str(PORT))


def test_a_draft_can_be_filled_in(tmp_path: Path) -> None:

    folder = write_case(tmp_path / "draft")
    file = folder / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("beta: 5}", "beta: ?}"), encoding="utf-8")
    with closing(Workbench(folder, draws=8)) as draft:
        pages = Client(create_app(draft, port=PORT, token=TOKEN))
        shown = pages.get("/assumptions")
        assert shown.status_code == 200 and "no_deal.costs.beta" in shown.text
        answer = pages.get("/answer")
        assert answer.status_code == 200 and "not decided" in answer.text and "This cannot be shown" not in answer.text
        assert pages.get("/evidence").status_code == 200
        filled = pages.get("/assumptions.json?set=no_deal.costs.beta%3D5").json()
        assert filled["missing"] is None and filled["result"]["rows"]
