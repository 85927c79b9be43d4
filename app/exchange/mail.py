"""E-mail drafts that a mail program opens to be looked at and sent; nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import quote
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

from app.domain.mail import MailLink
from app.exchange.calendar_feed import is_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message; ``parameters`` belong to its type."""

    name: str
    content: bytes
    type: str = "application/octet-stream"
    parameters: Mapping[str, str] = field(default_factory=dict)


def calendar_file(name: str, content: bytes, method: str) -> Attached:
    """Return a calendar file; ``method`` is that of its content."""
    return Attached(name, content, "text/calendar", {"method": method, "charset": "UTF-8"})


def workbook_file(name: str, content: bytes) -> Attached:
    """Return an Excel workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Attached(name, content, kind)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message; addresses that are none are left out."""

    to_name: str
    to_address: str
    from_name: str
    from_address: str
    subject: str
    text: str
    attached: Sequence[Attached] = ()


LONGEST_LINK = 2_000
"""Letters of an address beyond which Windows hands it to no program."""


def mail_link(to_address: str, subject: str, text: str) -> MailLink:
    """Return a message as an address (RFC 6068); nothing can be attached to it."""
    to = url_quote(to_address, safe="@") if is_address(to_address) else ""
    head = f"mailto:{to}?subject={url_quote(_line(subject), safe='')}"
    lines = "\r\n".join(text.splitlines())
    full = f"{head}&body={url_quote(lines, safe='')}"
    whole = len(full) <= LONGEST_LINK
    return MailLink(full if whole else head, text, whole)


def draft_file(draft: Draft) -> bytes:
    """Return ``draft`` as an .eml file that opens ready to be sent."""
    message = EmailMessage(policy=SMTP)
    message.set_content(draft.text, charset="utf-8", cte="quoted-printable")
    for it in draft.attached:
        kind, _slash, subtype = it.type.partition("/")
        message.add_attachment(
            it.content,
            maintype=kind,
            subtype=subtype,
            filename=_line(it.name),
            params=dict(it.parameters),
        )
    return _head(draft) + message.as_bytes()


def _head(draft: Draft) -> bytes:
    """Return the first headers; those of the library lose spaces of long Russian texts."""
    # Outlook, Thunderbird and Apple Mail open such a message for editing.
    lines = ["X-Unsent: 1"]
    for header, name, address in (
        ("From", draft.from_name, draft.from_address),
        ("To", draft.to_name, draft.to_address),
    ):
        if is_address(address):
            lines.append(f"{header}: {_mailbox(header, _line(name), address)}")
    lines.append(f"Subject: {_encoded('Subject', _line(draft.subject))}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _mailbox(header: str, name: str, address: str) -> str:
    if name.isascii():
        return f'"{quote(name)}" <{address}>'
    return f"{_encoded(header, name)}\r\n <{address}>"


def _encoded(header: str, text: str) -> str:
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=header).encode(linesep="\r\n")


def _line(text: str) -> str:
    """Return ``text`` in one line: a line end in a header would begin another header."""
    return " ".join("".join(it if it.isprintable() else " " for it in text).split())
