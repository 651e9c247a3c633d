"""Words of the case format itself, which cannot be keys: whoever makes up keys for names goes around them."""

from __future__ import annotations

from parley.case.schema.argued import VIEWS
from parley.case.schema.shared import RESERVED
from parley.case.schema.subjects import ISSUES, PARTIES

KEPT = RESERVED.union(PARTIES.reserved, VIEWS.reserved, ISSUES.reserved)
