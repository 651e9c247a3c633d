"""The analyst's model: typed, ranged, evidenced; errors with lines; sampling to plain arrays."""

from __future__ import annotations

from parley.case.file.source import CaseSource, load, open_source

__all__ = ["CaseSource", "load", "open_source"]
