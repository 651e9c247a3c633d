"""A page at an address that the user gave: the only place where parley reaches the network, and only when told to."""

from __future__ import annotations

from parley.core.errors import DocumentError
from parley.documents.sniff import MAX_BYTES, refuse, size_of

SECONDS = 20.0
_REDIRECTS = 5


def get(address: str) -> bytes:
    """The bytes behind an ``http`` or ``https`` address.

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
            for part in answer.iter_bytes():
                data += part
                if len(data) > MAX_BYTES:
                    raise refuse(f"the page is larger than {size_of(MAX_BYTES)}", address)
            return bytes(data)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise refuse(
            f"it cannot be fetched: {error or type(error).__name__}", address, "check the address and the connection"
        ) from error


__all__ = ["DocumentError", "get"]
