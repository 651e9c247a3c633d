"""What happened since: engagements, weekly series, polls and exports of event data, as CSV files that users hold."""

from __future__ import annotations

from parley.case.observations.load import Kind, Observations, load, sniff

__all__ = ["Kind", "Observations", "load", "sniff"]
