"""Requests that no page of ours would send: refused in words or read as nothing, never an error of the program."""

from __future__ import annotations

from typing import Any

import pytest

HALF = b'"\\ud800"'


@pytest.mark.parametrize(
    "path", ["/do/decide", "/do/correct", "/do/undo", "/do/merge", "/do/apart", "/do/code", "/do/save-view"]
)
def test_half_a_character_is_refused(client: Any, path: str) -> None:
    body = b'{"kind": "accept", "statement": %b, "who": %b, "name": %b, "into": "x", "variable": "v", "value": "w"}'
    answer = client.post(path, content=body % (HALF, HALF, HALF))
    assert answer.status_code == 400
    assert "half a character" in answer.json()["error"]


@pytest.mark.parametrize("number", ["\u00b2", "9" * 5000, "-1", "x", ""])
@pytest.mark.parametrize("page, key", [("review", "skip"), ("evidence", "page")])
def test_a_number_in_the_address_that_is_none(client: Any, page: str, key: str, number: str) -> None:
    assert client.get(f"/{page}.json", params={key: number}).status_code == 200
