"""Role cards on paper: a document for a PDF, readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.domain.levels import HIGHEST
from app.i18n import _
from app.wording.profiles import card_sections, profile_sections

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.services.profiles import DepartmentProfile, RoleCard
_MARGIN_MM = 18.0
_LOGO_HEIGHT = 36
# Qt reads margins in pixels only.
_STYLE = """
h1 { font-size: 18pt; margin: 0px; }
h2 { font-size: 13pt; margin-top: 18px; margin-bottom: 0px; }
p.where { color: #444444; margin: 0px; }
h3 { font-size: 9pt; color: #444444; margin-top: 9px; margin-bottom: 0px; }
p { font-size: 10pt; margin: 0px; }
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above everything: the company's name, and the path of its logo."""

    company: str = ""
    logo: str = ""


def card_document(card: RoleCard, head: Head) -> QTextDocument:
    """Return the card of a role and the profile of its department, for one sheet."""
    level = _("Level {level} of {highest}").format(level=card.level, highest=HIGHEST)
    return _document(
        head,
        f"<h1>{escape(card.title)}</h1>"
        f"<p class='where'>{escape(card.department.name)} · {escape(level)}</p>"
        + _sections(card_sections(card))
        + f"<h2>{escape(card.department.name)}</h2>"
        + _sections(profile_sections(card.department)),
    )


def profile_document(profile: DepartmentProfile, head: Head) -> QTextDocument:
    """Return who a department is, for one sheet."""
    return _document(
        head, f"<h1>{escape(profile.name)}</h1>" + _sections(profile_sections(profile))
    )


def write_pdf(document: QTextDocument, path: Path) -> None:
    """Write ``document`` as a PDF on A4.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    # Qt says of a file that it cannot open no more than a line in the log.
    with path.open("ab"):
        pass
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    document.setPageSize(QSizeF(printer.pageRect(QPrinter.Unit.Point).size()))
    document.print_(printer)


def _document(head: Head, html: str) -> QTextDocument:
    document = QTextDocument()
    # The program's own font, since it has every letter and goes into the file.
    document.setDefaultFont(QApplication.font())
    document.setDefaultStyleSheet(_STYLE)
    above = escape(head.company)
    logo = QImage(head.logo) if head.logo else QImage()
    if not logo.isNull():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("logo"), logo)
        above = f"<img src='logo' height='{_LOGO_HEIGHT}'> {above}"
    document.setHtml(f"<p class='where'>{above}</p>{html}" if above else html)
    return document


def _sections(sections: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<h3>{escape(heading)}</h3><p>{_lines(text)}</p>" for heading, text in sections)


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
