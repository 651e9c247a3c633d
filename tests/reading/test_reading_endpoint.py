"""The reader elsewhere: only where the user says so, only words that the text has, bounded in tries and time."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from parley.cli.read import command
from parley.core.errors import DocumentError, InputError
from parley.documents import from_text
from parley.ledger import Ledger
from parley.reading import read
from parley.reading.others.endpoint import MOST_BYTES, Endpoint, EndpointAnswer
from parley.reading.others.located import candidates, together

TEXT = (
    "The two ministers met on Monday.\n\n"
    "“We are ready to\ntalk,” said Ann Doe, the foreign minister.\n\n"
    "Officials argued that neither side is ready.\n"
)
FOUND = {
    "We are": [{"source": ["Ann Doe, the foreign minister"], "cue": ["said"], "content": ['"We are ready to talk,"']}],
    "Officials": [{"source": "Officials", "cue": "argued", "content": "that neither side is ready"}],
}


@dataclass
class StandIn:
    """A local server that answers as it is told to, and remembers what it was sent."""

    reply: Callable[[str, int], tuple[int, bytes]]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


def answer(content: Any) -> tuple[int, bytes]:
    said = content if isinstance(content, str) else json.dumps({"attributions": content})
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()


def knows(text: str, _number: int) -> tuple[int, bytes]:
    return answer(next((found for start, found in FOUND.items() if start in text), []))


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, int], tuple[int, bytes]]], StandIn]]:
    servers: list[ThreadingHTTPServer] = []

    def start(reply: Callable[[str, int], tuple[int, bytes]]) -> StandIn:
        made = StandIn(reply)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                made.requests.append(body | {"path": self.path})
                made.keys.append(self.headers.get("Authorization"))
                status, data = made.reply(body["messages"][-1]["content"], len(made.requests))
                try:
                    self.send_response(status)
                    if status == 307:
                        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass  # whoever asked has gone away

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        return made

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


Serve = Callable[[Callable[[str, int], tuple[int, bytes]]], StandIn]


def test_statements_are_the_text_s_own_words(serve: Serve) -> None:
    server, answers = serve(knows), list[EndpointAnswer]()
    document = from_text(TEXT)
    first, second = read(document, endpoint=Endpoint(server.url, "small"), on_answer=answers.append)
    assert first.content_text == ("“We are ready to\ntalk,”",) and first.resolved == "Ann Doe"
    assert second.footing.kind == "unnamed_group" and second.cue_text == "argued"
    assert first.reader == f"small at {server.url[7:-3]}"
    for statement in (first, second):
        assert tuple(s.of(document.text) for s in statement.content) == statement.content_text
    assert (answers[0].refused, answers[0].malformed) == (0, 0)


def test_text_goes_paragraph_by_paragraph_and_nothing_else(serve: Serve) -> None:
    server = serve(knows)
    read(from_text(TEXT), endpoint=Endpoint(server.url, "small"))
    sent = [r["messages"][-1]["content"] for r in server.requests]
    assert len(sent) == 3 and all(
        r["path"] == "/v1/chat/completions" and r["model"] == "small" for r in server.requests
    )
    assert sorted(" ".join(s.split()) for s in sent) == sorted(" ".join(p.split()) for p in TEXT.strip().split("\n\n"))
    assert server.keys == [None] * 3


def test_the_key_comes_from_the_variable(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "abc")
    server = serve(knows)
    read(from_text(TEXT), endpoint=Endpoint(server.url, "small", "SOME_KEY"))
    assert set(server.keys) == {"Bearer abc"}
    with pytest.raises(InputError, match="never sent to another machine unencrypted"):
        Endpoint("http://example.org/v1", "small", "SOME_KEY")
    with pytest.raises(InputError, match="no NO_SUCH_KEY"):
        Endpoint(server.url, "small", "NO_SUCH_KEY")
    for bad in ("ftp://x/y", "no address", "https://user:word@example.org"):
        with pytest.raises(InputError, match="takes an address"):
            Endpoint(bad, "small")


@pytest.mark.parametrize(
    "item",
    [
        {"source": ["Officials"], "cue": ["argued"], "content": ["that both sides are ready"]},
        {"source": ["Vladimir Putin"], "cue": ["argued"], "content": ["that neither side is ready"]},
        {"source": ["fficials"], "cue": ["argued"], "content": ["that neither side is ready"]},
        {"source": ["Officials"], "cue": [], "content": ["that neither side is ready"]},
        {"source": [], "cue": ["argued"], "content": ["that neither side is ready"]},
        {"source": ["Officials"], "cue": ["argued"]},
    ],
)
def test_what_the_text_does_not_have_is_refused_and_counted(serve: Serve, item: dict[str, Any]) -> None:
    server, answers = serve(lambda text, _: answer([item] if "Officials" in text else [])), list[EndpointAnswer]()
    assert read(from_text(TEXT), endpoint=Endpoint(server.url, "small"), on_answer=answers.append) == ()
    assert answers[0].refused == 1


@pytest.mark.parametrize(
    "content",
    [
        "Sure! Here you are.",
        "[]",
        '{"attributions": 3}',
        '{"attributions": [3]}',
        '{"attributions": [{"cue": 1}]}',
        "[" * 9999,
    ],
)
def test_malformed_answers_are_asked_for_once_more_then_refused(serve: Serve, content: str) -> None:
    server, answers = (
        serve(lambda text, n: answer(content) if "Officials" in text else knows(text, n)),
        list[EndpointAnswer](),
    )
    (only,) = read(from_text(TEXT), endpoint=Endpoint(server.url, "small"), on_answer=answers.append)
    assert only.resolved == "Ann Doe" and answers[0].malformed == 1 and len(server.requests) == 4
    server.reply = lambda _text, _n: answer(content)
    with pytest.raises(DocumentError, match=r"every answer of .* was malformed"):
        read(from_text(TEXT), endpoint=Endpoint(server.url, "small"))


def test_bodies_that_are_no_answer(serve: Serve) -> None:
    for body in (b"", b"\xff\xfe", b'{"choices": []}', b" " * (MOST_BYTES + 10)):
        with pytest.raises(DocumentError, match="malformed"):
            read(from_text(TEXT), endpoint=Endpoint(serve(lambda _t, _n, b=body: (200, b)).url, "small"))


def test_a_fenced_answer_is_read(serve: Serve) -> None:
    server = serve(
        lambda t, _: answer(
            "```json\n" + json.dumps({"attributions": FOUND["Officials"] if "Off" in t else []}) + "\n```"
        )
    )
    assert len(read(from_text(TEXT), endpoint=Endpoint(server.url, "small"))) == 1


def test_tries_are_bounded(serve: Serve) -> None:
    one = from_text("Officials argued that neither side is ready.\n")
    server = serve(lambda t, n: (503, b"") if n < 3 else knows(t, n))
    assert len(read(one, endpoint=Endpoint(server.url, "small", pause=0.01))) == 1 and len(server.requests) == 3
    for status, count in ((503, 3), (401, 1), (404, 1), (307, 1)):
        server = serve(lambda _t, _n, s=status: (s, b""))
        with pytest.raises(DocumentError, match=f"it answers {status}.*"):
            read(one, endpoint=Endpoint(server.url, "small", pause=0.01))
        assert len(server.requests) == count
    with pytest.raises(DocumentError, match="cannot be used"):
        read(one, endpoint=Endpoint("http://127.0.0.1:9/v1", "small", pause=0.01))


def test_a_silent_server_is_left(serve: Serve) -> None:
    def slow(_text: str, _n: int) -> tuple[int, bytes]:
        time.sleep(0.6)
        return answer([])

    server = serve(slow)
    with pytest.raises(DocumentError, match=r"no answer within 0\.1 s"):
        read(from_text("Officials argued.\n"), endpoint=Endpoint(server.url, "small", seconds=0.1, pause=0.01))


def test_the_command(serve: Serve, tmp_path: Path) -> None:
    server, source, ledger = serve(knows), tmp_path / "a.txt", str(tmp_path / "x.sqlite")
    source.write_text(TEXT)
    run = CliRunner().invoke(command, [str(source), "--ledger", ledger, "--endpoint", server.url, "--model", "small"])
    assert run.exit_code == 0 and "is sent to 127.0.0.1" in run.stderr and "0 attributions refused" in run.output
    with Ledger.open(ledger) as opened:
        assert {s.reader for s in opened.statements()} == {f"small at {server.url[7:-3]}"}
    asked = len(server.requests)
    run = CliRunner().invoke(command, [str(source), "--ledger", str(tmp_path / "y.sqlite")])
    assert run.exit_code == 0 and len(server.requests) == asked  # nothing is sent without the option
    for wrong in (
        ["--model", "x"],
        ["--endpoint", server.url],
        ["--endpoint", server.url, "--model", "x", "--learned"],
    ):
        run = CliRunner().invoke(command, [str(source), "--ledger", ledger, *wrong])
        assert isinstance(run.exception, InputError)


def test_finding_words() -> None:
    text = "He said he had “no\n  plan” — he said so again."
    assert [s.of(text) for s in candidates(text, "he")] == ["he", "he"]  # never inside a word
    assert [s.of(text) for s in candidates(text, '"no plan"')] == ["“no\n  plan”"]
    assert candidates(text, "HE SAID") == [] and candidates(text, "  ") == []
    assert candidates("‘a’ or “a” ‘a’", "'a'") == []  # tolerant, but not the only place
    assert together(text, (["so again"], ["said"], ["he"])) == [
        [candidates(text, "so again")[0]], [candidates(text, "said")[1]], [candidates(text, "he")[1]],
    ]  # fmt: skip


@given(st.text(max_size=80), st.text(min_size=1, max_size=12))
def test_what_is_found_is_in_the_text(text: str, words: str) -> None:
    for span in candidates(text, words):
        assert 0 <= span.start < span.end <= len(text)
        if words.strip() in text:
            assert span.of(text) == words.strip()
