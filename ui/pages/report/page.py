"""The report page: what a programme has brought, on the screen and for the executive."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from app.i18n import _
from app.settings import SLIDE_TEMPLATE
from app.wording import error_text
from ui.file_writing import FileWriting
from ui.idea_letters import DraftFolder
from ui.models.report import LoadedReport, deck, load_report, workbook
from ui.page import Page
from ui.pages.report.view import ReportView
from ui.widgets.boxes import fill_box
from ui.widgets.parts import name_control

if TYPE_CHECKING:
    from app.changes import Changes
    from app.errors import KnownError
    from ui.context import Context


class ReportPage(Page):
    """Figures of one programme, and the files made of them."""

    name: ClassVar[str] = "report"
    icon: ClassVar[str] = "bar-chart-2-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {
            "programme",
            "plan_version",
            "visit",
            "visit_record",
            "reflection",
            "idea",
            "department",
            "employee",
            "settings",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReportView(context.theme)
        self.set_view(self.view)
        self.writing = FileWriting(context, self)
        self.drafts = DraftFolder(context, self)
        self._loaded: LoadedReport | None = None
        self._programme_id: int | None = None
        view = self.view
        view.closing.clicked.connect(self._write_closing)
        view.deck.clicked.connect(self._write_deck)
        view.programme.activated.connect(self._choose_programme)
        view.states.acted.connect(self._act_on_empty)
        view.template.clicked.connect(self._to_template)
        view.workbook.clicked.connect(self._write_workbook)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Report")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the programme asked for."""
        programme_id = where.get("programme_id")
        if isinstance(programme_id, int) and programme_id != self._programme_id:
            self._programme_id = programme_id
            self.refresh(None)
        self.view.figures.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Count anew."""
        if self._loaded is None:
            self.view.states.loading(_("Counting what the programme has brought…"))
        self.context.operations.query(
            self,
            partial(load_report, self.context.services, self._programme_id, dt.datetime.now()),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedReport) -> None:
        view = self.view
        self._loaded, self._programme_id = loaded, loaded.programme_id
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        for part in (view.programme, view.closing, view.deck, view.workbook):
            part.setVisible(bool(loaded.programmes))
        if loaded.programme_id is None:
            view.states.empty(
                "bar-chart-2-line",
                _("Nothing to report yet"),
                _("Visits, reflections and ideas of a programme are counted here."),
                _("New programme"),
            )
            return
        for table, lines in (
            (view.figures, loaded.figures),
            (view.departments, loaded.departments),
            (view.quotes, loaded.quotes),
        ):
            table.lines.show(lines)
            # A table without a current cell has ended programs that read screens.
            table.choose(None)
        view.quotes.setVisible(bool(loaded.quotes))
        view.no_quotes.setVisible(not loaded.quotes)
        template = self._template()
        name_control(
            view.template,
            _("Template of the presentation: {name}").format(
                name=template.name if template else _("of the program")
            ),
        )
        view.states.show_content()

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _template(self) -> Path | None:
        own = self.context.settings.get(SLIDE_TEMPLATE)
        return Path(own) if own else None

    # What is done

    def _write_workbook(self) -> None:
        if self._loaded is not None and not self.writing.busy:
            self.writing.ask_for(workbook(self.context.services, self._loaded, dt.datetime.now()))

    def _write_deck(self) -> None:
        if self._loaded is not None and not self.writing.busy:
            self.writing.ask_for(
                deck(self.context.services, self._loaded, dt.datetime.now(), self._template())
            )

    def _write_closing(self) -> None:
        self.drafts.ask_for(
            partial(self.context.services.letters.write_closing, programme_id=self._programme_id),
            _("Folder for the closing letters"),
        )

    def _choose_programme(self) -> None:
        self._programme_id = self.view.programme.currentData()
        self.refresh(None)

    def _to_template(self) -> None:
        """Choose another template, or none: offered here as it is needed here."""
        options = [_("Choose a template…"), _("As the program makes them")]
        chosen = self.context.interaction.choose(_("How presentations are to look"), options)
        if chosen == 0:
            kinds = [(_("Presentations"), "*.pptx *.potx")]
            path = self.context.interaction.open_file(_("Template for presentations"), kinds)
            if path is not None:
                self.context.settings.set(SLIDE_TEMPLATE, str(path))
        elif chosen == 1:
            self.context.settings.set(SLIDE_TEMPLATE, "")

    def _act_on_empty(self) -> None:
        if self._loaded is None:
            self.refresh(None)
        else:
            self.context.go("programme", new=True)
