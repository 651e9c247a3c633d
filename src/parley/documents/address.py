"""A page at an address that the user gave: the only place where parley reaches the network, and only when told to."""

from __future__ import annotations

import codecs
import time

from parley.core.errors import DocumentError
from parley.documents.characters import BYTE_ORDER_MARKS, MAX_BYTES, known_encoding, refuse, size_of
from parley.documents.kinds import is_binary

SECONDS = 20.0
"""Most that a server may be silent."""
ALTOGETHER = 120.0
"""Most that one page may take: a server that sends a byte now and then is never silent."""
_REDIRECTS = 5


def get(address: str) -> bytes:
    """The bytes behind an ``http`` or ``https`` address; text in UTF-8 where the server alone says its encoding.

    Raises:
        DocumentError: no answer, an error status, too large; names the address.
    """
    import httpx

    try:
        with (
            httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=SECONDS) as client,
            client.stream("GET", address, headers={"User-Agent": "parley", "Accept": "text/html,*/*;q=0.5"}) as answer,
        ):
            if answer.status_code != 200:
                hint = "open it in a browser, save the page, and read the file"
                raise refuse(f"the server answers {answer.status_code} {answer.reason_phrase}", address, hint)
            data = bytearray()
            until = time.monotonic() + ALTOGETHER
            for part in answer.iter_bytes():
                data += part
                if time.monotonic() > until:
                    raise refuse(f"the server was not done after {ALTOGETHER:.0f} seconds", address)
                if len(data) > MAX_BYTES:
                    raise refuse(f"the page is larger than {size_of(MAX_BYTES)}", address)
            return _in_utf8(bytes(data), answer.charset_encoding, address)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise refuse(
            f"it cannot be fetched: {error or type(error).__name__}", address, "check the address and the connection"
        ) from error


def _in_utf8(data: bytes, charset: str | None, address: str) -> bytes:
    """Text as the server declares it: its word goes before that of the page, and after a byte-order mark."""
    named = known_encoding(charset) if charset else None
    marked = data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS))
    if named is None or marked or is_binary(data, address):
        return data
    try:
        return codecs.BOM_UTF8 + data.decode(named).encode() if named != "utf-8" else data
    except UnicodeDecodeError:  # the server is wrong; the page may say better
        return data


__all__ = ["DocumentError", "get"]
