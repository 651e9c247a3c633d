"""The evidence ledger: one SQLite file of who said what, at which characters of which document.

>>> from parley.documents import from_text
>>> from parley.ledger import Ledger
>>> with Ledger.memory() as ledger:
...     added = ledger.add(from_text("He said no."))
...     ledger.text(added.document)
'He said no.'
"""

from __future__ import annotations

from parley.ledger.queries import Filter
from parley.ledger.store import Added, Entry, Hit, Ledger

__all__ = ["Added", "Entry", "Filter", "Hit", "Ledger"]
