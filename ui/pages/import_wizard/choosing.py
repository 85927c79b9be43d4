"""The second step at work: which column is which field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.staff_list import DEPARTMENT_FIELDS, PEOPLE_FIELDS
from app.i18n import _
from app.wording.staff_import import field_title
from ui.widgets.columns_step import ColumnsStep, FieldLine

if TYPE_CHECKING:
    from app.domain.staff_list import SheetData
    from app.services.staff_import import StaffImportService


class Choosing(QObject):
    """Holds the sheet that was read and the columns chosen for its fields.

    Signals
    -------
    chosen
        The columns are others now.
    """

    chosen = Signal()

    def __init__(
        self, service: StaffImportService, step: ColumnsStep, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._step = step
        self.sheet: SheetData | None = None
        self.mapping: dict[str, int] = {}
        step.mapped.connect(self._map)

    def begin(self, sheet: SheetData | None, mapping: dict[str, int]) -> None:
        """Work on ``sheet`` with the columns that were guessed."""
        self.sheet, self.mapping = sheet, mapping
        self.show()

    def show(self) -> None:
        """Set columns and examples anew."""
        sheet = self.sheet
        if sheet is None:
            return
        self._step.show_source(
            Path(sheet.path).name,
            [info.name for info in sheet.sheets],
            sheet.sheet,
            sheet.heading_row,
            len(sheet.rows),
        )
        self._step.show_columns(
            [self._field_line(key) for key in self._fields()],
            dict(enumerate(sheet.headings)),
            {column: sheet.samples(column) for column in range(len(sheet.headings))},
            self.mapping,
        )
        self._step.say_problem(self.problem())
        self.chosen.emit()

    def problem(self) -> str:
        """Return what keeps the rows from being checked, nothing if they can be."""
        sheet = self.sheet
        missing = self._service.missing_fields(self.mapping)
        if missing:
            names = ", ".join(field_title(field) for field in missing)
            return _("Still needed: {fields}. Choose their columns.").format(fields=names)
        for column in range(len(sheet.headings) if sheet is not None else 0):
            fields = [field for field, chosen in self.mapping.items() if chosen == column]
            if sheet is not None and len(fields) > 1:
                return _("“{column}” is chosen twice: for {fields}.").format(
                    column=sheet.headings[column],
                    fields=", ".join(field_title(field) for field in fields),
                )
        return ""

    # Internal functions

    def _fields(self) -> list[str]:
        extra = [
            field
            for field in DEPARTMENT_FIELDS
            if field in self.mapping and field not in PEOPLE_FIELDS
        ]
        return [*PEOPLE_FIELDS, *extra]

    @staticmethod
    def _field_line(key: str) -> FieldLine:
        needed = {
            "department": _("needed"),
            "name": _("needed, unless there is a number"),
        }
        return FieldLine(key, field_title(key), needed.get(key, ""))

    def _map(self, field: str, column: int | None) -> None:
        # No other field loses its column: arrow keys pass over many before they rest.
        self.mapping = {key: known for key, known in self.mapping.items() if key != field}
        if column is not None:
            self.mapping[field] = column
        self.show()
