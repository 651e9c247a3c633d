"""The format as this program reads it: the declaration with the models of no-deal that are shipped."""

from __future__ import annotations

from parley.case.schema.case import with_models
from parley.case.schema.going_on import going_on
from parley.nodeal.registry import default, shipped

FORMAT = with_models(going_on(shipped(), default().name))
