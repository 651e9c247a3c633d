"""E-mail (EML, RFC 5322) as a kind of document, written by the recipe in parley.documents.kinds. Not part of parley."""

from __future__ import annotations

import contextlib
import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from parley.documents.characters import head, refuse
from parley.documents.extracted import Extracted, compose
from parley.documents.kind import DocumentKind
from parley.documents.layout import Form
from parley.documents.model import Found

_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):[ \t]", re.M)


def recognise(data: bytes) -> bool:
    """Header fields from the first character on, with those that every mail has."""
    fields, _, _ = head(data).replace(b"\r\n", b"\n").partition(b"\n\n")
    named = {name.lower() for name in _FIELD.findall(fields)}
    return (
        _FIELD.match(fields) is not None and {b"from", b"date"} <= named and bool(named & {b"message-id", b"received"})
    )


def extract(data: bytes, path: str) -> Extracted:
    """The plain text of a mail; who wrote it, when, about what, by its header."""
    mail = cast(EmailMessage, email.message_from_bytes(data, policy=email.policy.default))
    body = mail.get_body(("plain",))
    if body is None:
        raise refuse("the mail holds no plain text", path, "save it as HTML")
    subject = str(mail["subject"] or "")
    parts: list[tuple[Form, str]] = [("heading", subject)]
    parts += [("paragraph", words) for words in re.split(r"\n\s*\n", str(body.get_content()))]
    text, pieces = compose(parts)
    if not pieces:
        raise refuse("the mail holds no words", path)
    given: dict[str, tuple[Found, ...]] = {}
    if subject:
        given["title"] = (Found(subject, "mail header"),)
    name, address = parseaddr(str(mail["from"]))
    given["authors"] = (Found(name or address, "mail header"),)
    with contextlib.suppress(ValueError):
        given["date"] = (Found(parsedate_to_datetime(str(mail["date"])).date().isoformat(), "mail header"),)
    return Extracted(text, pieces, given)


KIND = DocumentKind("eml", "an e-mail (EML)", "EML", (".eml",), recognise, extract)
