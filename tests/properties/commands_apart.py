"""What commands print, each run anew in a process of its own, last first, over a cache that is thrown away after each.

The first line of input is the files of the case, each other one the words of a command, as JSON; a line of JSON comes back for each.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from answers_apart import put


def printed(words: list[str]) -> tuple[int, str]:
    """Exit code and all that a command prints."""
    from click.testing import CliRunner

    from parley.cli.main import root

    found = CliRunner().invoke(root, words)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.exit_code, found.output


def main() -> None:
    first, *others = sys.stdin.read().splitlines()
    put(Path("case"), json.loads(first))
    for line in others:
        words = json.loads(line)
        print(json.dumps(printed(words)), flush=True)
        shutil.rmtree(os.environ["PARLEY_CACHE"], ignore_errors=True)


if __name__ == "__main__":
    main()
