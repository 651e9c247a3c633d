"""Answers of changed cases, each computed anew by a process of its own that keeps nothing on the disk.

Reads lines of JSON, each the files of a case; writes them in the folder named, at one size of clock, and prints a line of JSON for
each: the digest of the answer, that of what it says without the record of the question, or null where the case is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

MOMENT = 1_600_000_000
"""One time for all files: what is remembered may not trust it."""
BROKEN = "broken"


def put(folder: Path, files: dict[str, str]) -> None:
    """The files of a case, all written at the same moment."""
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (MOMENT, MOMENT))


def digest(text: str) -> str:
    """A short name of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def told(folder: Path, *, cache: bool, **asked: Any) -> tuple[str, str] | None:
    """The digests of an answer, and of what it says; None where the case is refused; what broke, where something did."""
    from parley.case import open_source
    from parley.core.errors import ParleyError
    from parley.core.jsonio import dumps
    from parley.insight.answer.assess import assess

    try:
        text = dumps(assess(open_source(folder), cache=cache, **asked))
    except ParleyError:
        return None
    except Exception as error:  # noqa: BLE001  (told, so that the others are tried)
        return f"{type(error).__name__}: {error}", BROKEN
    said = json.loads(text)
    for part in ("request", "inputs_hash"):
        del said[part]
    return digest(text), digest(json.dumps(said))


def main(folder: Path, draws: int) -> None:
    for line in sys.stdin:
        shutil.rmtree(folder, ignore_errors=True)
        put(folder, json.loads(line))
        print(json.dumps(told(folder, cache=False, draws=draws)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
