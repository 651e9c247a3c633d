"""Files that are no plain files, names that no text can hold, folders that may not be looked into."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parley.core.errors import DocumentError
from parley.documents import gather, read
from parley.documents.collect import Source, documents, fetch
from parley.ledger import Ledger
from parley.ledger.ingest import ingest

TEXT = "Officials said that neither side is ready.\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (source,) = gather([str(tmp_path)])
    with pytest.raises(DocumentError, match="a pipe, a socket or a device"):
        fetch(source)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(DocumentError, match="a device"):
        read("/dev/zero")


def test_links_that_lead_nowhere_or_in_circles(tmp_path: Path) -> None:
    (tmp_path / "nowhere.md").symlink_to("gone.md")
    (tmp_path / "one.md").symlink_to("two.md")
    (tmp_path / "two.md").symlink_to("one.md")
    (tmp_path / "up").symlink_to(".")
    (tmp_path / "real.md").write_text(TEXT)
    (tmp_path / "same.md").symlink_to("real.md")
    sources = list(gather([str(tmp_path)]))
    assert [Path(s.path).name for s in sources] == ["nowhere.md", "one.md", "real.md", "two.md"]
    with pytest.raises(DocumentError, match="a link to a file that is not there"):
        fetch(sources[0])
    with pytest.raises(DocumentError, match="cannot be read"):
        fetch(sources[1])


def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open.md").write_text(TEXT)
    (tmp_path / "closed").mkdir()
    usual = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path)

    monkeypatch.setattr(os, "scandir", scandir)
    sources = list(gather([str(tmp_path)]))
    assert [Path(s.path).name for s in sources] == ["open.md", "closed"]
    with pytest.raises(DocumentError, match="Permission denied"):
        fetch(sources[1])


@pytest.mark.parametrize(
    "name", ["two words.md", "a\nbreak.md", "smile 😀.md", "[1]*.md", "-dash.md", "esc\x1b[31m.md"]
)
def test_odd_names_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    for given in (str(tmp_path), str(tmp_path / name)):
        (source,) = gather([given])
        (document,) = documents(source, fetch(source))
        assert document.name == name


def test_a_name_that_is_not_utf8_enters_a_ledger_and_stays_itself(tmp_path: Path) -> None:
    for number in range(2):
        try:
            with open(os.fsencode(tmp_path) + b"/bad\xff%d.md" % number, "w") as file:  # noqa: PTH123 - bytes
                file.write(f"{TEXT}Number {number}.\n")
        except (OSError, UnicodeError):
            pytest.skip("this file system takes UTF-8 names only")
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        found = list(ingest(ledger, list(gather([str(tmp_path)]))[:2]))
        assert [o.refused for o in found] == [None, None]
        assert [d.name for d in ledger.documents()] == ["bad\\xff0.md", "bad\\xff1.md"]
        assert all(o.known for o in ingest(ledger, list(gather([str(tmp_path)]))[:2]))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_page_with_a_byte_order_mark_is_a_page(encoding: str) -> None:
    page = f"<html><head><title>The talks</title></head><body><p>{TEXT}</p></body></html>"
    assert read(page.encode(encoding), name="x").kind == "html"


def test_utf16_without_its_mark_is_called_so() -> None:
    with pytest.raises(DocumentError, match="UTF-16 without the byte-order mark"):
        read(TEXT.encode("utf-16-le"), name="x.txt")


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Daily &amp;amp; Paper</title>
<link>https://example.org/news/</link>{items}</channel></rss>"""
ITEM = """<item><title>Talks &lt;b&gt;stall&lt;/b&gt;</title><link>one?x=1&amp;y=2</link>
<pubDate>Thu, 10 Nov 2022 22:00:00 -0500</pubDate><description><![CDATA[<p>Officials said that <b>no</b> &amp; never.</p>]]></description></item>"""
BARE = "<item><guid>{0}</guid><title>Number {0}</title><description>Officials said {0} things.</description></item>"


def articles(*items: str) -> list[object]:
    return list(documents(Source("feed.xml"), FEED.format(items="".join(items)).encode()))


def test_a_feed_with_markup_relative_links_and_its_own_clock() -> None:
    (found,) = articles(ITEM)
    assert found.title.value == "Talks stall" and found.date.value == "2022-11-10"  # type: ignore[attr-defined]
    assert found.path == "https://example.org/news/one?x=1&y=2" == found.meta["url"]  # type: ignore[attr-defined]
    assert found.text == "Talks stall\n\nOfficials said that no & never."  # type: ignore[attr-defined]
    assert found.outlet.value == "Daily & Paper" and found.excerpt is not None  # type: ignore[attr-defined]


def test_an_article_of_a_feed_keeps_its_place_when_newer_ones_come_above_it() -> None:
    (before,) = articles(BARE.format(1))
    after = articles(BARE.format(2), BARE.format(1))
    assert after[1].path == before.path and after[0].path != before.path  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_of_its_own_is_refused_in_any_encoding(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>'
    with pytest.raises(DocumentError, match="entities of its own"):
        list(documents(Source("feed.xml"), feed.encode(encoding)))
