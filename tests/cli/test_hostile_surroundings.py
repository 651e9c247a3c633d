"""A full disk, names that move the cursor: one line and exit code 2, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["new", "--help"]])
def test_a_full_disk_behind_the_output(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "parley", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "parley: the output: No space left on device\n"


def test_a_message_does_not_move_the_cursor() -> None:
    from parley.cli.main import shown

    assert shown("no\x1b[2J\u202esuch\r\n    here\tא🙂") == "no�[2J�such�\n    here\tא🙂"
