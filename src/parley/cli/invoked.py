"""How the user called parley, for the commands that an answer proposes next."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def program() -> str:
    """ "parley" where the shell finds it; else what was typed to run it, as ``.venv/bin/parley`` before activation."""
    typed = Path(sys.argv[0])
    if shutil.which("parley") or typed.stem != "parley" or len(typed.parts) < 2:
        return "parley"
    return shlex.quote(str(near(typed)))


def near(place: Path) -> Path:
    """A place below the current folder as seen from there; any other as it is."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_absolute() and place.is_relative_to(here) else place
