"""The page that reads an edited workbook back as proposed changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _
from app.wording import error_text
from ui.models.reading_back import LoadedBook, judge_rows, load_book
from ui.page import Page
from ui.pages.read_back.view import ReadBackView
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.errors import KnownError
    from ui.context import Context
    from ui.models.lines import Words


class ReadBackPage(Page):
    """Proposals of a workbook, ticked and taken over."""

    name: ClassVar[str] = "read_back"
    icon: ClassVar[str] = "file-excel-2-line"
    listens_to: ClassVar[frozenset[str]] = frozenset({"visit", "plan_version"})
    in_sidebar: ClassVar[bool] = False
    sidebar_parent: ClassVar[str] = "messages"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReadBackView(context.theme)
        self.set_view(self.view)
        self._actions = [
            ButtonAction(self.view.take),
            ButtonAction(self.view.other),
        ]
        self._path: Path | None = None
        self._loaded: LoadedBook | None = None
        view = self.view
        view.changes.lines.ticks_changed.connect(self._judge)
        view.drop.asked.connect(self._ask)
        view.drop.dropped.connect(self.read)
        view.other.clicked.connect(self._ask)
        view.states.acted.connect(self._ask)
        view.take.clicked.connect(self._take)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Read a workbook back")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._path is not None:
            self.read(self._path)

    def arrive(self, **where: object) -> None:
        """Begin with the choice of a file."""
        if self._path is None:
            self._begin()
        self.view.drop.button.setFocus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Read the workbook anew: the plan may have moved on."""
        if self._path is not None and self._loaded is not None:
            self.read(self._path)

    def read(self, path: Path) -> None:
        """Read the workbook at ``path``."""
        self._path, view = path, self.view
        view.stack.setCurrentWidget(view.states)
        view.states.loading(_("Reading the workbook…"))
        view.other.show()
        view.take.show()
        view.take.setEnabled(False)
        self.context.operations.query(
            self,
            partial(load_book, self.context.services, path),
            self._show,
            failed=self._failed,
            key="read",
        )

    # What is shown

    def _begin(self) -> None:
        view = self.view
        view.stack.setCurrentWidget(view.drop)
        view.other.hide()
        view.take.hide()

    def _show(self, loaded: LoadedBook) -> None:
        self._loaded = loaded
        view, book = self.view, loaded.book
        view.heading.setText(loaded.heading)
        view.note.setText(
            _("What you tick goes into the draft, in one step that can be undone.")
            if book.is_draft
            else _("This plan has been published: what you tick goes into a new draft.")
        )
        view.problems.lines.show(loaded.problems)
        view.problems.setVisible(bool(loaded.problems))
        view.changes.lines.show(loaded.rows)
        # A row can be gone by a filter or a slip: to lose a visit takes a tick of one's own.
        ticked = [
            at
            for at, change in enumerate(book.changes)
            if change.after is not None and not change.breaks
        ]
        view.changes.lines.tick(ticked)
        view.states.show_content()
        view.changes.choose(None)

    def _ticked(self) -> list[int]:
        return sorted(key for key in self.view.changes.lines.ticked if isinstance(key, int))

    def _judge(self) -> None:
        """Judge what is ticked as if that alone were taken over."""
        ticked = self._ticked()
        self.view.count(len(ticked))
        if self._loaded is None or not ticked:
            return
        self.context.operations.query(
            self,
            partial(judge_rows, self.context.services, self._loaded.book, ticked),
            self._show_judged,
            key="judge",
        )

    def _show_judged(self, judged: dict[int, Words]) -> None:
        self.view.changes.lines.replace(judged)

    def _failed(self, error: KnownError) -> None:
        self._loaded = None
        self.view.states.error(error_text(error), _("Choose a workbook…"))

    # What is done

    def _ask(self) -> None:
        path = self.context.interaction.open_file(
            _("Edited schedule workbook"), [(_("Excel workbook"), "*.xlsx")]
        )
        if path is not None:
            self.read(path)

    def _take(self) -> None:
        if self._loaded is None or self._path is None:
            return
        book, path = self._loaded.book, self._path
        self.view.take.setEnabled(False)
        # What was proposed is settled by this, and would be proposed anew against the next plan.
        self._loaded, self._path = None, None
        self.context.operations.command(
            self,
            partial(
                self.context.services.read_back.take_over,
                book.plan_id,
                [book.changes[at] for at in self._ticked()],
            ),
            partial(self._taken, book.programme_id),
            failed=partial(self._not_taken, path),
        )

    def _taken(self, programme_id: int, plan_id: int) -> None:
        self._begin()
        self.context.go("board", programme_id=programme_id, plan_id=plan_id)

    def _not_taken(self, path: Path, error: KnownError) -> None:
        self.context.error(error)
        self.read(path)
