"""Addresses that a user names: fetched, followed a few steps, refused in words; nothing else is asked for."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import ClassVar

import pytest

from parley.core.errors import DocumentError
from parley.documents.collect import Source, documents, fetch

PAGE = b"<html><head><title>The talks</title></head><body><p>Officials said so, and <a href='/other'>more</a>.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE)
        elif self.path == "/cp1251":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=windows-1251")
            self.end_headers()
            self.wfile.write("<html><body><p>Министр said so, officials said.</p></body></html>".encode("cp1251"))
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.02)
        elif self.path == "/huge":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"x" * 1000)
        else:
            self.send_response(404)
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_page_is_fetched_and_its_links_are_not(site: str, path: str) -> None:
    Handler.asked.clear()
    source = Source(site + path, "address")
    (document,) = documents(source, fetch(source))
    assert document.kind == "html" and document.path == site + path and "Officials said so" in document.text
    assert set(Handler.asked) <= {path, "/page"}


@pytest.mark.parametrize(
    "path, said", [("/none", "answers 404"), ("/loop", "cannot be fetched"), ("/huge", "larger than")]
)
def test_what_cannot_be_had_is_refused_in_words(
    site: str, path: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.documents.address.MAX_BYTES", 20_000)
    with pytest.raises(DocumentError, match=said):
        fetch(Source(site + path, "address"))


def test_the_servers_word_on_the_encoding_is_taken(site: str) -> None:
    source = Source(site + "/cp1251", "address")
    (document,) = documents(source, fetch(source))
    assert document.kind == "html" and "Министр said so" in document.text


def test_a_server_that_is_never_done_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(step=50.0)  # each look at the clock finds it 50 seconds later
    monkeypatch.setattr("parley.documents.address.time", SimpleNamespace(monotonic=lambda: next(clock)))
    with pytest.raises(DocumentError, match="not done after 120 seconds"):
        fetch(Source(site + "/slow", "address"))
    assert next(clock) == 4 * 50.0  # once at the start, then after each part, until past 120


def test_other_kinds_of_address_are_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="only http and https"):
        fetch(Source("ftp://example.org/x"))
