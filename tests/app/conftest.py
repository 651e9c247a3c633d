"""A workbench over a small case of our own, asked without a browser or a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from small_case import BASE, PORT, TOKEN, write_case

from parley.app.server import create_app
from parley.app.workbench import Workbench


class Client:
    """Requests to the application itself, each in a loop of its own."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        headers = {"x-parley-token": TOKEN, "origin": BASE, **options.pop("headers", {})}
        return self.request("POST", path, headers=headers, **options)


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    made = Workbench(write_case(tmp_path / "small"), ledger_path=tmp_path / "evidence.sqlite", draws=32)
    yield made
    made.close()


@pytest.fixture
def client(workbench: Workbench) -> Client:
    return Client(create_app(workbench, port=PORT, token=TOKEN))
