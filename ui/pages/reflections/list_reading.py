"""A list out of a form service: its columns, what would become of each row, then taking it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.changes import Changes
from app.i18n import _, ngettext
from app.wording import error_text
from app.wording.after_visit import FORM_RESULTS, answer_title
from ui.models.owing import list_line
from ui.pages.reflections.list_view import ListView
from ui.widgets.columns_step import FieldLine
from ui.widgets.parts import name_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.bootstrap import Services
    from app.errors import KnownError
    from app.services.forms import FormOutcome
    from app.services.reflection_lists import ReflectionList, RowOutcome
    from ui.context import Context
    from ui.models.lines import Words
    from ui.pages.reflections.owing_view import OwingView
    from ui.workers import Ticket

_TAKEN = ("read", "newer")


class ListReading(QObject):
    """Holds the list that was read, and the columns chosen."""

    def __init__(self, context: Context, view: OwingView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._found: ReflectionList | None = None

    @cached_property
    def pages(self) -> ListView:
        """The pages of the list, built when they are first needed."""
        pages = ListView(self._context.theme)
        pages.columns.heading_row_chosen.connect(self._read_headings)
        pages.columns.mapped.connect(self._map)
        pages.columns.sheet_chosen.connect(self._read_sheet)
        pages.columns_back.clicked.connect(self._leave)
        pages.columns_check.clicked.connect(self._check)
        pages.rows_back.clicked.connect(self._back)
        pages.rows_take.clicked.connect(self._take)
        pages.retranslate()
        return pages

    def ask(self) -> None:
        """Let a list be chosen, and read it."""
        kinds = [(_("Lists"), "*.xlsx *.xlsm *.csv *.txt *.tsv"), (_("All files"), "*")]
        path = self._context.interaction.open_file(_("Read a list of reflections"), kinds)
        if path is not None:
            self._read(path)

    def retranslate(self) -> None:
        """Set all texts anew."""
        if "pages" in self.__dict__:
            self.pages.retranslate()
        if self._found is not None:
            self._show_columns()

    # The columns

    def _read(self, path: Path, sheet: str | None = None) -> None:
        view = self._view
        view.busy(_("Reading the list…"))
        self._context.operations.query(
            self,
            partial(_read_list, self._context.services, path, sheet),
            self._show_found,
            failed=self._failed,
            key="read",
            progress=view.wait.progress,
        )

    def _read_sheet(self, sheet: str) -> None:
        if self._found is not None:
            self._read(Path(self._found.sheet.path), sheet)

    def _read_headings(self, heading_row: int) -> None:
        if self._found is not None:
            self._context.operations.query(
                self,
                partial(
                    self._context.services.reflection_lists.with_heading_row,
                    self._found,
                    heading_row,
                ),
                self._show_found,
                key="read",
            )

    def _show_found(self, found: ReflectionList) -> None:
        self._found = found
        self._show_columns()
        self._view.show_page(self.pages.columns_page)
        self.pages.columns.take_focus()

    def _show_columns(self) -> None:
        assert self._found is not None, "there are no columns before a list is read"
        sheet, step = self._found.sheet, self.pages.columns
        step.show_source(
            Path(sheet.path).name,
            [info.name for info in sheet.sheets],
            sheet.sheet,
            sheet.heading_row,
            len(sheet.rows),
        )
        step.show_columns(
            [
                FieldLine(field, answer_title(field))
                for field in self._context.services.reflection_lists.fields()
            ],
            dict(enumerate(sheet.headings)),
            {column: sheet.samples(column) for column in range(len(sheet.headings))},
            self._found.mapping,
        )
        step.say_problem("")

    def _map(self, field: str, column: int | None) -> None:
        if self._found is None:
            return
        mapping = {key: number for key, number in self._found.mapping.items() if key != field}
        if column is not None:
            mapping[field] = column
        self._found = replace(self._found, mapping=mapping)
        self.pages.columns.say_problem("")

    # The rows

    def _check(self) -> None:
        if self._found is not None:
            self.pages.columns_check.setEnabled(False)
            self._context.operations.query(
                self,
                partial(_check, self._context.services, self._found),
                self._show_checked,
                failed=self._not_checked,
                key="check",
            )

    def _not_checked(self, error: KnownError) -> None:
        self.pages.columns_check.setEnabled(True)
        self.pages.columns.say_problem(error_text(error))

    def _show_checked(self, found: tuple[list[RowOutcome], list[Words]]) -> None:
        outcomes, lines = found
        pages = self.pages
        pages.columns_check.setEnabled(True)
        takes = sum(outcome.result in _TAKEN for outcome in outcomes)
        pages.rows_title.setText(_counted(outcomes))
        take = ngettext("Take {count} row over", "Take {count} rows over", takes)
        name_control(pages.rows_take, take.format(count=takes))
        pages.rows_take.setEnabled(takes > 0)
        pages.rows_take.show()
        self._show_rows(lines)

    def _take(self) -> None:
        if self._found is not None:
            self.pages.rows_take.setEnabled(False)
            self._context.operations.command(
                self,
                partial(_take, self._context.services, self._found),
                self._show_taken,
                failed=self._failed,
            )

    def _show_taken(self, found: tuple[list[RowOutcome], list[Words]]) -> None:
        outcomes, lines = found
        self._found = None
        self.pages.rows_title.setText(_("Taken over. {counts}").format(counts=_counted(outcomes)))
        self.pages.rows_take.hide()
        self._show_rows(lines)

    def _show_rows(self, lines: Iterable[Words]) -> None:
        pages = self.pages
        pages.rows.lines.show(lines)
        self._view.show_page(pages.rows_page)
        pages.rows.choose(None)
        pages.rows.setFocus()

    def _back(self) -> None:
        view = self._view
        view.show_page(view.list_page if self._found is None else self.pages.columns_page)

    def _leave(self) -> None:
        self._found = None
        self._view.show_page(self._view.list_page)

    def _failed(self, error: KnownError) -> None:
        self._leave()
        self._context.error(error)


def news_of(outcomes: Sequence[FormOutcome | RowOutcome], label: str) -> Changes:
    """Return what reading changed; which rows it was matters to nobody."""
    if not any(outcome.result in _TAKEN for outcome in outcomes):
        return Changes()
    return Changes(frozenset({("reflection", 0), ("visit_record", 0), ("idea", 0)}), label)


def _counted(outcomes: Sequence[RowOutcome]) -> str:
    counts = Counter(outcome.result for outcome in outcomes)
    return " · ".join(f"{_(FORM_RESULTS[result])}: {count}" for result, count in counts.items())


def _read_list(services: Services, path: Path, sheet: str | None, ticket: Ticket) -> Any:
    return services.reflection_lists.read(
        path,
        sheet=sheet,
        on_progress=ticket.report,
        should_stop=partial(getattr, ticket, "cancelled"),
    )


def _check(services: Services, found: ReflectionList) -> Any:
    outcomes = services.reflection_lists.check(found, found.mapping)
    return outcomes, [list_line(outcome) for outcome in outcomes]


def _take(services: Services, found: ReflectionList) -> Any:
    with services.undo.together(_("take a list of reflections over")):
        outcomes = services.reflection_lists.take(found, found.mapping)
    lines = [list_line(outcome) for outcome in outcomes]
    return (outcomes, lines), news_of(outcomes, _("take a list of reflections over"))
