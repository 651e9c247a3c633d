"""A real Chromium and a real ``parley serve`` on a copy of the Ukraine case, the network cut off."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

VENDOR = Path(__file__).parent / "vendor"
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    named = os.environ.get("PARLEY_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = chromium()
    sync_api = None
    if found is not None:
        try:
            from playwright import sync_api
        except ImportError:
            found = None
    if found is None or sync_api is None:
        if os.environ.get("PARLEY_REQUIRE_BROWSER") == "1":
            pytest.fail("PARLEY_REQUIRE_BROWSER=1, but Chromium or playwright is not here")
        pytest.skip("Chromium or playwright is not here")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield made
        made.close()


@dataclass
class Served:
    """A running workbench."""

    process: subprocess.Popen[str]
    address: str
    case: Path
    ledger: Path

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        if self.process.stdout:
            self.process.stdout.close()


def start(case: Path, ledger: Path, draws: int = 64) -> Served:
    process = subprocess.Popen(
        [
            sys.executable, "-m", "parley.cli.main", "serve", str(case), "--ledger", str(ledger), "--port", "0",
            "--draws", str(draws),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return Served(process, found[0].rstrip("/"), case, ledger)
    raise AssertionError(f"parley serve ended: {said}")


@pytest.fixture(scope="session")
def served(browser: Any, tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    case = folder / "ukraine-2022-23"
    shutil.copytree(examples / "ukraine-2022-23", case)
    made = start(case, folder / "evidence.sqlite")
    yield made
    made.stop()


@dataclass
class Watched:
    """A page, with what it logged and asked for."""

    page: Any
    address: str
    logged: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def check(self) -> None:
        assert not self.logged, self.logged
        outside = [a for a in self.asked if not a.startswith((self.address, "data:", "blob:", "about:"))]
        assert not outside, outside


Open = Callable[..., Watched]


@pytest.fixture
def opened(browser: Any, served: Served) -> Iterator[Open]:
    """Open a page of the served workbench; at the end no page may have logged an error or asked another host."""
    made: list[Watched] = []
    contexts = []

    def open_(path: str = "/answer", *, address: str | None = None, **options: Any) -> Watched:
        context = browser.new_context(**options)
        context.set_default_timeout(60_000)  # a first answer on a slow machine takes its time
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page, address or served.address)
        page.on("console", lambda m: watched.logged.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: watched.logged.append(str(e)))
        page.on("request", lambda r: watched.asked.append(r.url))
        made.append(watched)
        watched.go(path)
        return watched

    yield open_
    for watched in made:
        watched.check()
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as shipped (see THIRD_PARTY.md)."""
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe finds on a page, in words. Evaluated in an isolated way that the page's own policy does not forbid."""
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} ({v['nodes'][0]['failureSummary']})" for v in found]
