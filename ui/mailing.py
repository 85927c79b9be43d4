"""Messages handed to whatever program writes mails here; it sends them, we never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.i18n import _

if TYPE_CHECKING:
    from app.domain.mail import MailLink


def write_mail(link: MailLink) -> str:
    """Open the mail program with a message; return what is to be said about it."""
    if not link.whole:
        QGuiApplication.clipboard().setText(link.text)
    if not QDesktopServices.openUrl(QUrl(link.address, QUrl.ParsingMode.StrictMode)):
        return _("No program for e-mail is set up here. Copy the text, or write a draft instead.")
    if link.whole:
        return _("The message is open in your mail program. Look at it, and send it there.")
    return _(
        "The message is open in your mail program. Its text is too long to be handed over, so it "
        "is on the clipboard: paste it there."
    )
