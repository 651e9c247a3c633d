"""parley: a negotiation-analysis workbench. ``import parley`` is cheap; each name is imported when first used.

>>> import parley
>>> sorted(parley.__all__)[:3]
['Answer', 'Ledger', 'ParleyError']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parley.case import CaseSource, load, open_source
    from parley.core.errors import ParleyError
    from parley.ledger import Ledger
    from parley.model.evaluate import evaluate
    from parley.reading.one_source import document as read_document
    from parley.reading.one_source import statements as read_statements
    from parley.report.notebook import Answer, assess

_WHERE = {
    "Answer": ("parley.report.notebook", "Answer"),
    "Ledger": ("parley.ledger", "Ledger"),
    "ParleyError": ("parley.core.errors", "ParleyError"),
    "CaseSource": ("parley.case", "CaseSource"),
    "assess": ("parley.report.notebook", "assess"),
    "evaluate": ("parley.model.evaluate", "evaluate"),
    "load": ("parley.case", "load"),
    "open_source": ("parley.case", "open_source"),
    "read_document": ("parley.reading.one_source", "document"),
    "read_statements": ("parley.reading.one_source", "statements"),
}

__all__ = [
    "Answer",
    "CaseSource",
    "Ledger",
    "ParleyError",
    "assess",
    "evaluate",
    "load",
    "open_source",
    "read_document",
    "read_statements",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'parley' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    found = getattr(importlib.import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
