"""What an answer was made from, as one hash: the case file, its sources and every argument."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.case.file.source import CaseSource


def inputs_hash(
    source: CaseSource,
    *,
    views: Sequence[str],
    as_of: datetime.date | None,
    sets: Mapping[str, str] | None,
    draws: int,
    seed: int,
) -> str:
    """16 hex digits of SHA-256 over the text of the case and of its documents and over the arguments. No paths in it."""
    case = source.case()
    digest = hashlib.sha256()
    digest.update("\n".join(source.tree.lines).encode())
    for key in case.documents:
        digest.update(key.encode() + b"\0" + source.text(key).encode() + b"\0")
    rest = {
        "views": list(views),
        "as_of": as_of.isoformat() if as_of else None,
        "sets": dict(sorted((sets or {}).items())),
        "draws": draws,
        "seed": seed,
    }
    digest.update(json.dumps(rest, sort_keys=True).encode())
    return digest.hexdigest()[:16]
