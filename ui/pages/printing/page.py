"""The printing page: look at slips, notices, hosts and coverage, then save or print them."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _
from app.wording import error_text
from ui.file_writing import FileWriting
from ui.models.plan_files import pdf
from ui.opened_files import show_path
from ui.page import Page
from ui.pages.printing.view import PrintingView
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.domain.printed import Printed
    from app.errors import KnownError
    from ui.context import Context


class PrintingPage(Page):
    """What of a plan is printed, page by page."""

    name: ClassVar[str] = "printing"
    icon: ClassVar[str] = "printer-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"plan_version", "visit", "employee", "department", "role", "sign_up"}
    )
    in_sidebar: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = "messages"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = PrintingView(context.theme)
        self.set_view(self.view)
        self._actions = [
            ButtonAction(self.view.save, "Ctrl+S"),
            ButtonAction(self.view.open, "Ctrl+P"),
            ButtonAction(self.view.back, "PgUp"),
            ButtonAction(self.view.forward, "PgDown"),
        ]
        self.writing = FileWriting(context, self)
        self._plan_id: int | None = None
        self._name = ""
        self._document: Printed | None = None
        self._at = 0
        view = self.view
        view.back.clicked.connect(self._turn_back)
        view.forward.clicked.connect(self._turn)
        view.group.buttonClicked.connect(self._choose)
        view.open.clicked.connect(self._open)
        view.save.clicked.connect(self._save)
        view.states.acted.connect(self._act)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Print")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._document is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show documents about the plan asked for."""
        plan_id = where.get("plan_id")
        if isinstance(plan_id, int) and plan_id != self._plan_id:
            self._plan_id, self._name = plan_id, str(where.get("called", ""))
            self._at = 0
            self.refresh(None)
        elif self._plan_id is None:
            self.refresh(None)
        self.view.kinds[self._kind()].setFocus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Lay the document out anew."""
        view = self.view
        for part in (view.open, view.save):
            part.setEnabled(self._plan_id is not None)
        if self._plan_id is None:
            view.states.empty(
                "printer-line",
                _("Nothing to print yet"),
                _("Choose a plan on the page of messages, and it is laid out here for paper."),
                _("To the messages"),
            )
            return
        view.states.loading(_("Laying the pages out…"))
        self.context.operations.query(
            self,
            partial(self.context.services.exports.printed, self._plan_id, [self._kind()]),
            self._show,
            failed=self._failed,
            key="lay out",
        )

    # What is shown

    def _kind(self) -> str:
        return next(kind for kind, chip in self.view.kinds.items() if chip.isChecked())

    def _show(self, document: Printed) -> None:
        self._document = document
        self._at = min(self._at, len(document.sheets) - 1)
        self.view.states.show_content()
        self._show_sheet()

    def _show_sheet(self) -> None:
        if self._document is not None:
            self.view.sheet.show_sheet(self._document.sheets[self._at])
            self.view.tell_place(self._at + 1, len(self._document.sheets))

    def _turn(self) -> None:
        self._at += 1
        self._show_sheet()

    def _turn_back(self) -> None:
        self._at -= 1
        self._show_sheet()

    def _choose(self) -> None:
        self._at = 0
        self.refresh(None)

    def _failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _act(self) -> None:
        if self._plan_id is None:
            self.context.go("messages")
        else:
            self.refresh(None)

    # What is done

    def _save(self) -> None:
        if self._plan_id is not None and not self.writing.busy:
            name = f"{self._name} {self.view.kinds[self._kind()].text()}"
            self.writing.ask_for(pdf(self.context.services, self._plan_id, name, [self._kind()]))

    def _open(self) -> None:
        """Show the PDF in the program that the system has for it, which also prints."""
        if self._plan_id is None:
            return
        path = Path(tempfile.mkdtemp(prefix="gemba-")) / f"{self._kind()}.pdf"
        self.context.operations.query(
            self,
            partial(
                self.context.services.exports.export_pdf,
                plan_id=self._plan_id,
                path=path,
                kinds=[self._kind()],
            ),
            self._opened,
        )

    @staticmethod
    def _opened(exported: object) -> None:
        show_path(exported.path)  # type: ignore[attr-defined]
