"""A command from the entry point to the exit code in this process: what a process of its own would print and return, where
nothing is asked about processes, in a twentieth of the time."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

from parley.cli.main import main


class _Bytes(io.TextIOWrapper):
    """A standard stream of our own, with bytes below it as the real ones have."""

    def __init__(self, given: str = "") -> None:
        super().__init__(io.BytesIO(given.encode()), encoding="utf-8", newline="", write_through=True)

    @property
    def text(self) -> str:
        found: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return found.decode()


def parley(folder: Path, *words: str, text: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """``parley words…`` in a folder, with ``text`` on standard input."""
    out, err, given, code = _Bytes(), _Bytes(), _Bytes(text), 0
    with (
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, env),
        mock.patch.multiple(sys, argv=["parley", *words], stdin=given, stdout=out, stderr=err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(words, code, out.text, err.text)
