"""Where a text tells something of an actor's part in the war."""

from __future__ import annotations

from parley.reading.model import Sighting
from parley.reading.parsed_text import ParsedText


def sightings(text: ParsedText) -> tuple[Sighting, ...]:
    """In order of the text."""
    return ()


__all__ = ["sightings"]
