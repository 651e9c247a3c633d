"""What the ledger's documents alone already say: the brief as a page, each line opens its words in the document."""

from __future__ import annotations

from urllib.parse import urlencode

from parley.app.workbench import Workbench
from parley.insight.documents.brief import Brief
from parley.insight.documents.lines import Line


def opens(line: Line) -> str:
    """The address at which a line's words stand in their document."""
    return f"/document?{urlencode({'id': line.document_id, 'statement': line.statement})}#s-{line.statement}"


def made_of(workbench: Workbench) -> Brief:
    """The brief of the ledger's documents under the case's names and parties, statements that were rejected left out; kept while
    neither the case nor the ledger changes."""
    from parley.case.codebook import build, parties_of
    from parley.insight.documents.brief import brief as select
    from parley.ledger.queries import Filter
    from parley.reading.actors.given import Given
    from parley.reading.actors.parties import found_parties

    source, content = workbench.standing()

    def make() -> Brief:
        case = source.case()
        documents = ledger.documents()
        statements = [e.statement for kind in ("all", "told") for e in ledger.entries(Filter(record=kind))]
        parties = found_parties(documents, statements, {}, Given(parties_of(case), closed=True))
        return select(documents, statements, build(case), parties)

    with workbench.ledger_lock:
        ledger = workbench.ledger
        found: Brief = workbench.keep(("brief", content, workbench.revision), make)
    return found


__all__ = ["made_of", "opens"]
