"""A kind of document from another package, written by the recipe in one file, is read by every command."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from parley.cli.main import root
from parley.core.errors import CaseError, DocumentError, InputError
from parley.documents import from_text, gather, kinds, plain, read
from parley.documents.collect import Source, documents
from parley.documents.extracted import Extracted, compose
from parley.documents.kind import DocumentKind
from parley.ledger import Ledger, rows
from parley.ledger.check import check
from parley.ledger.ingest import ingest

HERE = Path(__file__).parent
MAIL = """Message-ID: <{n}@example.org>
From: "Jo Roe" <jo@example.org>
Date: Thu, 10 Nov 2022 10:00:00 +0000
Subject: What was said on day {n}
Content-Type: text/plain; charset=utf-8

GENEVA — "We are ready to talk about day {n}," the minister, Ann Doe, said on Tuesday.

Officials said that neither side is ready, and that any pause would help the other & nobody else.
"""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>
<item><title>First</title><link>https://example.org/1</link><description>Officials said that neither side is ready.</description></item>
<item><title>Second</title><link>https://example.org/2</link><description>Ann Doe said that she would not come.</description></item>
</channel></rss>"""


def install(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, *, value: str = "KIND", found: bool = True
) -> None:
    """What an installer does: the module, and beside it what its package says about itself."""
    about = site / f"{module}-1.0.dist-info"
    about.mkdir(parents=True)
    shutil.copy(HERE / "elsewhere" / f"{module}.py", site)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{kinds.GROUP}]\n{name} = {module}:{value}\n")
    if found:
        monkeypatch.syspath_prepend(str(site))


@pytest.fixture
def mails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of mails, one of them under another ending; the package that reads them is installed."""
    install(tmp_path / "site", monkeypatch, "eml", "mail_kind")
    folder = tmp_path / "mails"
    folder.mkdir()
    for n, name in enumerate(("one.eml", "two.eml", "three"), 1):
        (folder / name).write_text(MAIL.format(n=n))
    (folder / "table.csv").write_text("a,b\n")
    return folder


def parley(*words: str) -> Result:
    return CliRunner().invoke(root, list(words), catch_exceptions=False)


def test_the_recipe_is_one_short_file() -> None:
    assert len((HERE / "elsewhere" / "mail_kind.py").read_text().splitlines()) < 150


def test_it_is_judged_by_content_and_named_in_lists_and_refusals(mails: Path) -> None:
    document = read(mails / "three")
    assert document.kind == "eml" and document.on is not None and document.on.isoformat() == "2022-11-10"
    assert [a.value for a in document.authors] == ["Jo Roe"] and "help the other & nobody" in document.text
    assert len(document.meta["sha256"]) == 64
    assert "EML" in parley("read", "--help").output and ".eml" in kinds.suffixes()
    with pytest.raises(DocumentError, match="PDF, DOCX and EML are read"):
        read(b"\x89PNG...")
    with pytest.raises(DocumentError, match="no plain text"):
        read(MAIL.replace("text/plain", "image/png").encode())
    assert read(b"From: a desk\n\nHe said so.").kind == "text"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_read_and_statements_and_reading_again(mails: Path, tmp_path: Path, workers: str) -> None:
    ledger = str(tmp_path / "l.sqlite")
    first = parley("read", str(mails), "--ledger", ledger, "--workers", workers)
    assert first.exit_code == 0 and "3 documents added with 6 statements" in first.output, first.output
    again = parley("read", str(mails), "--ledger", ledger, "--again", "--workers", workers)
    assert again.exit_code == 0 and "3 in already" not in again.output, again.output
    listed = json.loads(parley("statements", "--ledger", ledger, "--json").output)
    assert len(listed) == 6
    with Ledger.open(ledger, write=False) as opened:  # thawed
        assert {d.kind for d in opened.documents()} == {"eml"}
        assert opened.documents()[0] == read(mails / "one.eml", name="one.eml")
        assert {str(s.date) for s in opened.statements()} == {"2022-11-08", "2022-11-10"}


def test_a_ledger_outlives_the_package(mails: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = str(tmp_path / "l.sqlite")
    assert parley("read", str(mails / "one.eml"), "--ledger", ledger).exit_code == 0
    with monkeypatch.context() as later:
        later.setattr("sys.path", [p for p in sys.path if not p.endswith("/site")])
        assert "eml" not in {kind.name for kind in kinds.kinds()}
        assert "Ann Doe" in parley("statements", "--ledger", ledger).output
        with Ledger.open(ledger, write=False) as opened:
            assert check(opened).faults == () and opened.documents()[0].kind == "eml"


def test_brief_and_draft(mails: Path, tmp_path: Path) -> None:
    told = json.loads(parley("brief", str(mails), "--json").output)
    assert len(told["documents"]) == 3
    made = parley("draft", str(mails), "-o", str(tmp_path / "case"))
    assert made.exit_code == 0, made.output
    assert sorted(p.name for p in (tmp_path / "case" / "sources").iterdir()) == ["one.eml", "three.eml", "two.eml"]
    assert (tmp_path / "case" / "sources" / "three.eml").read_bytes() == (mails / "three").read_bytes()
    checked = parley("check", str(tmp_path / "case"))
    assert "quotation is not in" not in checked.output and "three.eml" not in checked.output, checked.output


def test_a_source_of_a_case(mails: Path, tmp_path: Path) -> None:
    from parley.case import open_source
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.case_documents import kept_statements, read_sources

    case = tmp_path / "case"
    shutil.copytree(HERE.parent / "data" / "mini", case)
    shutil.copy(mails / "one.eml", case / "sources")
    text = (case / "case.yaml").read_text()
    text = text.replace(
        "documents:\n", "documents:\n  mail: {file: sources/one.eml, title: A mail, date: 2021-01-01}\n", 1
    )
    text = text.replace(
        "because: Bread.", 'because: Bread., evidence: [{document: mail, quote: "ready to talk about day 1"}]'
    )
    (case / "case.yaml").write_text(text)
    source = open_source(case)
    mail = source.document("mail")
    assert mail.kind == "eml" and source.text("mail") == mail.text and "Message-ID" not in mail.text
    documents, statements = read_sources(source)
    assert [d.kind for d in documents] == ["eml", "markdown"]
    assert {str(s.date) for s in statements if s.document == mail.id} == {"2022-11-08", "2022-11-10"}
    assert kept_statements(source, Cache(tmp_path / "kept")) == statements
    assert parley("check", str(case)).exit_code == 0
    (case / "case.yaml").write_text(text.replace("about day 1", "about day 9"))
    with pytest.raises(CaseError, match=r"not in mail \(sources/one.eml\)"):
        open_source(case)


def test_an_upload(mails: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a worker, which one document ends; the workbench and the next upload are none the worse."""
    from starlette.testclient import TestClient

    from parley.app.server import create_app
    from parley.app.workbench import Workbench

    install(tmp_path / "other", monkeypatch, "deadly", "deadly_kind")
    case = tmp_path / "case"
    shutil.copytree(HERE.parent / "data" / "mini", case)
    bench = Workbench(case, draws=0)
    try:
        client = TestClient(create_app(bench, port=8765, token="t"), base_url="http://127.0.0.1:8765")

        def upload(name: str, data: bytes) -> httpx.Response:
            headers = {"x-parley-token": "t", "origin": "http://127.0.0.1:8765", "x-parley-name": name}
            return client.post("/do/upload", content=data, headers=headers)

        killed = upload("a.deadly", b"deadly")
        assert killed.status_code == 400 and "a.deadly: reading it ended the process" in killed.json()["error"]
        added = upload("three", (mails / "three").read_bytes())
        assert added.status_code == 200 and (added.json()["new"], added.json()["statements"]) == (True, 2), added.text
        feed = upload("feed.xml", FEED.encode())
        assert feed.status_code == 200 and feed.json()["statements"] == 2, feed.text
        assert upload("a.csv", b"He said so.").status_code == 400
        with bench.ledger_lock:
            assert [d.kind for d in bench.ledger.documents()] == ["markdown", "eml", "feed", "feed"]
        assert 'accept=".txt' in (page := client.get("/evidence").text) and ".eml" in page
    finally:
        bench.close()


def test_endings_of_data_are_taken_where_a_kind_has_them(tmp_path: Path) -> None:
    for name in ("a.json", "b.csv", "c.txt"):
        (tmp_path / name).write_text("{}")
    notebook = DocumentKind("nb", "a notebook", "NB", (".json",), lambda data: False, lambda data, path: [])
    assert [s.name for s in gather([str(tmp_path)])] == ["c.txt"]
    with kinds.registered(notebook):
        assert [s.name for s in gather([str(tmp_path)])] == ["a.json", "c.txt"]
    assert [s.name for s in gather([str(tmp_path)])] == ["c.txt"]


def parts(data: bytes, path: str) -> Iterable[Extracted]:
    for n, words in enumerate(data.decode().split("%%")[1:]):
        text, pieces = compose([("paragraph", words)])
        yield Extracted(text, pieces, name=f"part {n}", path=f"{path}#{n}")


BOX = DocumentKind(
    "box", "a box of several notes", "BOX", (".box",), lambda d: d.startswith(b"%%"), parts, several=True
)


def test_several_documents_in_one_source(tmp_path: Path) -> None:
    file = tmp_path / "all.box"
    file.write_text("%%Officials said so.%%Ann Doe said no.")
    with kinds.registered(BOX):
        found = list(documents(Source(str(file)), file.read_bytes()))
        assert [d.name for d in found] == ["part 0", "part 1"] and found[1].path == f"{file}#1"
        with pytest.raises(DocumentError, match="it is a box of several notes"):
            read(file)
        with Ledger.open(tmp_path / "l.sqlite") as ledger:
            (outcome,) = ingest(ledger, [Source(str(file))])
            assert len(outcome.added) == 2
            (outcome,) = ingest(ledger, [Source(str(file))])
            assert outcome.known and len(ledger.documents()) == 2
        drafted = parley("draft", str(file), "-o", str(tmp_path / "case"))
        assert drafted.exit_code == 0
        assert {p.suffix for p in (tmp_path / "case" / "sources").iterdir()} == {".txt"}


def broken(data: bytes, path: str) -> Extracted:
    raise KeyError("nothing here")


def unsure(data: bytes) -> bool:
    raise ZeroDivisionError("no judgement")


def test_a_kind_that_fails_is_a_refusal() -> None:
    failing = DocumentKind("odd", "an odd file", "ODD", (".odd",), lambda data: data.startswith(b"odd"), broken)
    with kinds.registered(failing), pytest.raises(DocumentError, match="cannot be read as an odd file: 'nothing here'"):
        read(b"odd thing")
    failing = DocumentKind("odd", "an odd file", "ODD", (".odd",), unsure, broken)
    with kinds.registered(failing), pytest.raises(DocumentError, match="'odd' fails to judge it"):
        read(b"Words.")
    for name, endings in (("Odd Name", (".odd",)), ("odd", ("odd",)), ("odd", ())):
        with pytest.raises(InputError):
            DocumentKind(name, "an odd file", "ODD", endings, unsure, broken)


def test_a_name_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = DocumentKind("pdf", "mine", "mine", (".pdf",), unsure, broken)
    with pytest.raises(InputError, match="there is one named 'pdf'"), kinds.registered(mine):
        pass
    install(tmp_path / "site", monkeypatch, "other", "mail_kind")
    with pytest.raises(InputError, match="it calls itself 'eml'"):
        kinds.kinds()


def test_a_package_that_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "site", monkeypatch, "eml", "mail_kind", value="MISSING")
    with pytest.raises(InputError, match="eml of the package mail_kind cannot be loaded: AttributeError"):
        read(b"Words.")


def test_the_folder_at_hand_brings_no_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case from elsewhere may hold anything; ``python -m`` puts the folder at hand first on its path."""
    install(tmp_path / "case", monkeypatch, "eml", "mail_kind", found=False)
    monkeypatch.chdir(tmp_path / "case")
    monkeypatch.syspath_prepend(str(tmp_path / "case"))
    monkeypatch.syspath_prepend("")
    assert "eml" not in {kind.name for kind in kinds.kinds()}
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))  # another path, so that it is looked at anew
    assert "eml" in {kind.name for kind in kinds.kinds()}


def test_an_older_ledger_tells_entities_by_the_kind() -> None:
    document = from_text("# A & B\n\nAnn Doe said that A &amp; B **agree**.", name="x")
    assert document.kind == "markdown" and document.entities
    record = json.loads(rows.document_record(document))
    assert rows.document(document.text, json.dumps(record)) == document
    del record["entities"]
    thawed = rows.document(document.text, json.dumps(record))
    assert thawed == document and plain(thawed, thawed.blocks[-1].span).endswith("A & B agree.")


def test_every_kind_that_ships_is_listed() -> None:
    def one(name: str) -> DocumentKind:
        return DocumentKind(name, f"a {name}", name.upper(), (f".{name}",), lambda data: False, lambda data, path: [])

    read = [kind for kind in kinds.ORDER if isinstance(kind, DocumentKind)]
    assert sorted(k.name for k in kinds._in_lists(kinds.ORDER)) == sorted(k.name for k in read)
    assert kinds._in_lists((one("vtt"), *kinds.ORDER))[-1].name == "vtt"
