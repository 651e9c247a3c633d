"""The one way in: whatever reads a source has its limit of time and its refusals, and nothing reads past it."""

from __future__ import annotations

import ast
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import parley
from parley.case import open_source
from parley.core.errors import DocumentError
from parley.documents import from_text
from parley.documents.collect import Source
from parley.reading import one_source
from parley.reading.one_source import How, read_source
from parley.reading.time_limit import OvertimeError, limited

SOURCE = Path(parley.__file__).parent
MINI = Path(__file__).resolve().parents[1] / "data" / "mini"

READS = {
    "parley.reading.reader": {"read"}, "parley.reading": {"read", "reader"},
    "parley.documents.source": {"read", "documents", "from_bytes"}, "parley.documents.build": {"from_text", "assemble"},
    "parley.documents.collect": {"documents"}, "parley.documents": {"read", "from_text", "source", "build", "collect"},
    "parley.documents.kinds": {"extracted"},
}  # fmt: skip
"""What turns bytes or characters into documents, and documents into statements."""
MAY = {
    "reading/one_source.py": "it is the one way in",
    "reading/__init__.py": "names the engine, for those that have a document and want no limit",
    "documents/": "the room itself",
    "reading/measured/": "measures the engine on labelled texts of its own, without a limit",
}


def read_directly(path: Path) -> Iterator[str]:
    """Names among :data:`READS` that a module takes hold of, by import or through a module that it imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in READS:
                    modules[alias.asname or alias.name] = whole
                elif alias.name in READS.get(node.module, ()):
                    yield whole
        elif isinstance(node, ast.Import):
            modules.update({alias.asname or alias.name: alias.name for alias in node.names if alias.name in READS})
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            module = modules.get(ast.unparse(node.value))
            if module is not None and node.attr in READS[module]:
                yield f"{module}.{node.attr}"
            if node.attr == "extract" and ast.unparse(node.value) != "process":  # of rapidfuzz
                yield f"{ast.unparse(node.value)}.extract"


def test_nothing_else_reads() -> None:
    found = {str(path.relative_to(SOURCE)): sorted(set(read_directly(path))) for path in SOURCE.rglob("*.py")}
    others = {name: names for name, names in found.items() if names and not name.startswith(tuple(MAY))}
    assert not others
    assert all(any(names for name, names in found.items() if name.startswith(start)) for start in MAY)  # none is stale


@pytest.mark.parametrize(
    "text",
    [
        "from parley.reading import read",
        "def f():\n    from parley import reading\n    reading.read(x)",
        "from parley import documents as d\nd.from_text('x')",
        "import parley.reading\nparley.reading.read(x)",
        "from parley.documents import pdf\npdf.extract(b'', '')",
    ],
)
def test_reading_past_it_is_seen(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.py").write_text(text)
    assert list(read_directly(tmp_path / "m.py"))


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that never ends, and little time."""

    def spin(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("parley.reading.reader.records", spin)
    monkeypatch.setattr(one_source, "SECONDS", 0.2)
    monkeypatch.setattr(one_source, "PER_SECOND", 1e9)


LATE = "took longer than 0 s and was stopped"


@pytest.mark.usefixtures("endless")
def test_every_way_in_has_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parley.app.workbench import Workbench
    from parley.cli.main import root
    from parley.insight.asking.cache import Cache
    from parley.insight.asking.case_documents import kept_statements, read_sources

    case = tmp_path / "case"
    shutil.copytree(MINI, case)
    document = from_text("He said no.", name="a note")
    ways: list[Callable[[], object]] = [
        lambda: read_source(Source(str(case / "sources" / "talks.md"))).or_refusal(),
        lambda: one_source.statements(document),
        lambda: parley.read_statements(document),
        lambda: read_sources(open_source(case)),
        lambda: kept_statements(open_source(case), Cache(tmp_path / "kept")),
        lambda: parley.assess(case, draws=0),
    ]
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    for way in ways:
        with pytest.raises(DocumentError, match=LATE):
            way()
    for words in (
        ["brief"],
        ["draft", "-o", str(tmp_path / "draft")],
        ["read", "--ledger", str(tmp_path / "l.sqlite")],
    ):
        told = CliRunner().invoke(root, [*words, str(case / "sources")])
        assert told.exit_code != 0 and LATE in f"{told.output} {told.exception}", words
    bench = Workbench(case)
    with bench.ledger_lock:
        assert bench.ledger.documents() == () and LATE in bench.left_out[0]
    bench.close()


def test_extraction_has_its_time_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from parley.documents import kinds
    from parley.documents.extracted import Extracted
    from parley.documents.kind import DocumentKind

    def spin(data: bytes, path: str) -> Extracted:
        while True:
            pass

    slow = DocumentKind("slow", "a slow file", "SLOW", (".slow",), lambda data: data.startswith(b"slow"), spin)
    with kinds.registered(slow):
        with pytest.raises(DocumentError, match=r"x: reading it took longer"):
            one_source.document(b"slow", name="x", seconds=0.1)
        told = read_source(Source("x", "memory"), How(seconds=0.1), data=b"slow")
    assert told.found == () and "reading it took longer" in (told.refused or "")


@pytest.mark.parametrize("data, said", [(b"", "empty"), (b"\x89PNG", "PNG"), (b"caf\xe9 said", "not valid UTF-8")])
def test_every_way_in_refuses_alike(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(data)
    reading = read_source(Source(str(file)))
    with pytest.raises(DocumentError) as raised:
        one_source.document(file)
    with pytest.raises(DocumentError) as public:
        parley.read_document(str(file))
    assert said in str(raised.value) and reading.refused == str(raised.value) == str(public.value)
    with pytest.raises(DocumentError):
        reading.or_refusal()


def test_a_reading_and_its_limit_inside_another() -> None:
    def spin() -> None:
        with limited(30):
            pass
        while True:
            pass

    with pytest.raises(OvertimeError) as late, limited(0.3):
        spin()
    assert late.value.seconds == 0.3


def test_nothing_is_limited_in_a_thread_and_it_is_read_all_the_same() -> None:
    found: list[one_source.Reading] = []
    source = Source("a note", "memory")
    work = threading.Thread(target=lambda: found.append(read_source(source, data=b"Ann Doe said that she would go.")))
    work.start()
    work.join()
    ((document, statements),) = found[0].or_refusal()
    assert document.name == document.path == "a note" and len(statements) == 1
