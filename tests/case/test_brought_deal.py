"""A deal as somebody writes it: a file, a block of a file, pairs, a package, standard input; and whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parley.case import load
from parley.case.file.deal import Brought, read_deal
from parley.case.types import Case
from parley.core.errors import ParleyError

MINI = Path(__file__).resolve().parents[1] / "data" / "mini"
PACKAGES = """
packages:
  swap: {title: Bank for mills, deal: {bank: returned, mills: open, escort: both}}
"""
WHOLE = {"bank": "shared", "mills": "open", "escort": "outsiders"}


def nothing() -> bytes:
    raise AssertionError("standard input was not asked for")


def said(data: bytes) -> Callable[[], bytes]:
    return lambda: data


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    import shutil

    shutil.copytree(MINI, tmp_path / "mini")
    file = tmp_path / "mini" / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8") + PACKAGES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return load("mini")


def told(case: Case, *words: str, stdin: Callable[[], bytes] = nothing) -> str:
    """What is said about a deal that cannot be used."""
    with pytest.raises(ParleyError) as caught:
        read_deal(case, words, stdin)
    return str(caught.value)


def test_pairs_in_any_order_come_out_in_that_of_the_case(case: Case) -> None:
    found = read_deal(case, ["escort=outsiders", " mills = open", "bank=shared"], nothing)
    assert found == Brought(WHOLE)
    assert list(found.deal) == list(case.issues)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bank: shared\nmills: open\nescort: outsiders\n", None),
        ("bank: [shared]\nmills: [open]\nescort: [outsiders]\n", None),
        ("istanbul:\n  bank: shared\n  mills: open\n  escort: outsiders\n", "istanbul"),
        ("istanbul: {title: As at Istanbul, deal: {bank: shared, mills: open, escort: outsiders}}\n", "As at Istanbul"),
        ("title: Ours\ndeal: {bank: shared, mills: open, escort: outsiders}\n", "Ours"),
        ("\ufeffbank: shared\r\nmills: open\r\nescort: outsiders\r\n", None),
    ],
)
def test_a_file_holds_lines_or_one_block(case: Case, tmp_path: Path, text: str, name: str | None) -> None:
    Path("deal.yaml").write_bytes(text.encode())
    assert read_deal(case, ["deal.yaml"], nothing) == Brought(WHOLE, name)
    assert read_deal(case, ["-"], said(text.encode())) == Brought(WHOLE, name)


def test_a_package_goes_before_a_file_of_its_name_and_pairs_change_it(case: Case) -> None:
    Path("swap").write_text("bank: kept\n", encoding="utf-8")
    assert read_deal(case, ["swap"], nothing) == Brought(
        {"bank": "returned", "mills": "open", "escort": "both"}, "Bank for mills"
    )
    assert read_deal(case, ["./swap"], nothing).deal == {"bank": "kept"}
    changed = read_deal(case, ["swap", "escort=outsiders"], nothing)
    assert changed == Brought({"bank": "returned", "mills": "open", "escort": "outsiders"}, "Bank for mills, changed")


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["bnak=shared"], "there is no issue 'bnak'", "did you mean 'bank'?"),
        (["bank=sharde"], "issue bank has no option 'sharde'", "did you mean 'shared'?"),
        (["bank=shared", "bank=kept"], "bank is given twice", "one option"),
        (["bank=shared", "mills"], "an option is written issue=option, not 'mills'", ""),
        (["bank="], "an option is written issue=option, not 'bank='", ""),
        (["swop"], "there is no package and no file 'swop'", "did you mean 'swap'?"),
        (["mini"], "mini is a folder", "give a file"),
        ([], "no deal is given", "give a file"),
    ],
)
def test_words_that_name_nothing_are_refused_with_what_comes_near(
    case: Case, words: list[str], message: str, hint: str
) -> None:
    found = told(case, *words)
    assert message in found and hint in found


def test_every_mistake_of_a_line_is_told_at_once(case: Case) -> None:
    found = told(case, "bnak=shared", "mills=opn")
    assert "'bnak'" in found and "'opn'" in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bank: sharde\nmills: open\n", "deal.yaml:1:7: issue bank has no option 'sharde'"),
        ("bnak: shared\n", "deal.yaml:1:1: there is no issue 'bnak'"),
        ("bank: shared\nbank: kept\n", "the key 'bank' is here twice"),
        ("bank: [shared, kept]\n", "bank takes one option"),
        ("bank:\n", "bank has no option"),
        ("a: {bank: shared}\nb: {bank: kept}\n", "a file holds one deal"),
        ("packages: {swap: {deal: {bank: shared}}}\n", "this is a list of packages"),
        ("deal: {bank: shared}\nnote: x\n", "a deal has no key 'note'"),
        ("- bank\n", "a deal is a mapping of keys to values"),
        ("", "the file is empty"),
        ("# nothing yet\n", "the file holds no deal"),
        ("bank: *x\n", "aliases"),
        ("bank: shared\n---\nbank: kept\n", "one document"),
    ],
)
def test_a_file_that_holds_no_deal_is_refused_with_its_place(case: Case, text: str, message: str) -> None:
    Path("deal.yaml").write_text(text, encoding="utf-8")
    assert message in told(case, "deal.yaml")


@pytest.mark.parametrize("data", [b"bank: \xff\n", b"\x00\x01\x02" * 50, b"", b"x" * 4_000_001])
def test_bytes_that_are_no_text_are_refused_wherever_they_come_from(case: Case, data: bytes) -> None:
    Path("deal.yaml").write_bytes(data)
    assert "deal" in told(case, "deal.yaml")
    assert told(case, "-", stdin=said(data)).startswith("standard input")
