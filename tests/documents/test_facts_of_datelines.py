"""News datelines with a full date tell when the copy was filed, and are nobody's words."""

from __future__ import annotations

import pytest

from parley.documents import from_text
from parley.reading import read


@pytest.mark.parametrize(
    ("line", "date", "outlet"),
    [
        ("GENEVA, May 3, 2024 (Reuters) - ", "2024-05-03", "Reuters"),
        ("GENEVA, 3 May 2024 - ", "2024-05-03", None),
        ("MUNSAN, Korea, Oct. 10, 1952 (AP) — ", "1952-10-10", "The Associated Press"),
        ("GENEVA, May 3 (AP) — ", None, "The Associated Press"),
        ("KYIV, Ukraine — ", None, None),
    ],
)
def test_a_dateline(line: str, date: str | None, outlet: str | None) -> None:
    document = from_text(f"{line}The envoy, Kaja Oder, said that the deal was dead.\n")
    assert (document.date.value if document.date else None) == date
    assert (document.outlet.value if document.outlet else None) == outlet
    (statement,) = read(document)
    assert statement.source_text == "The envoy, Kaja Oder"
