"""A kind of which every document ends the process that reads it."""

from __future__ import annotations

import os
from typing import NoReturn

from parley.documents.kind import DocumentKind


def extract(data: bytes, path: str) -> NoReturn:
    os._exit(3)


KIND = DocumentKind("deadly", "deadly", "deadly", (".deadly",), lambda data: data.startswith(b"deadly"), extract)
