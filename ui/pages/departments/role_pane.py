"""One role: its fields, who hosts it, and when guests may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.half_days import HALVES
from app.i18n import N_, _
from ui.models.half_days import HalfDayCell
from ui.models.levels import level_choices
from ui.widgets.half_day_grid import HalfDayGrid
from ui.widgets.parts import button, column, frame, label, name_control, row
from ui.widgets.record_form import Choice, Field, RecordForm
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import RoleRow
    from ui.theme import Theme

_FIELDS = (
    Field("title", N_("Title")),
    Field("level", N_("Level"), "choice"),
    Field("capacity", N_("Guests at a time"), "count", highest=999, unset=N_("no limit")),
    Field("host_capacity", N_("Guests per host"), "count", highest=999, unset=N_("no limit")),
    Field("what_you_do", N_("What you will do"), "text"),
    Field("what_to_bring", N_("What to bring")),
    Field("meeting_place", N_("Where to meet")),
)
_WEEKDAYS = 7
_HOSTS_SHOWN = 6


class RolePane(QWidget):
    """Everything that is set for a role.

    Signals
    -------
    edited(str, object)
        Field and new value.
    hosts_wanted(object)
        Keys of all people who are to receive guests.
    """

    edited = Signal(str, object)
    hosts_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = 0
        self.title = label(theme, "heading")
        self.department = label(theme, muted=True)
        inside = QWidget()
        scroll = Scrolled(inside, sideways=True)
        whole = column(self, theme, gap=1)
        whole.addWidget(self.title)
        whole.addWidget(self.department)
        whole.addWidget(scroll, stretch=1)

        layout = column(inside, theme, margin=4, gap=2)
        self.warning = frame("banner-warning")
        self._warning_text = label(theme)
        self.form = RecordForm(theme, _FIELDS, inside)
        self._hosts_title, self._hosts_hint = label(theme, "strong"), label(theme, muted=True)
        self.hosts = QListWidget()
        self.hosts.setUniformItemSizes(True)
        self.hosts.setMinimumHeight(theme.space(6 * _HOSTS_SHOWN))
        self._times_title, self._times_hint = label(theme, "strong"), label(theme, muted=True)
        self.grid = HalfDayGrid(theme, inside)
        self.pointed = label(theme, muted=True)
        self.remove = button()
        theme.apply_icon(self.remove, "delete-bin-line")
        layout.addWidget(self.warning)
        column(self.warning, theme, margin=2).addWidget(self._warning_text)
        layout.addWidget(self.form)
        layout.addSpacing(theme.space(2))
        for part in (self._hosts_title, self._hosts_hint, self.hosts):
            layout.addWidget(part)
        layout.addSpacing(theme.space(2))
        for part in (self._times_title, self._times_hint, self.grid, self.pointed):
            layout.addWidget(part)
        layout.addSpacing(theme.space(2))
        last = row(None, theme)
        layout.addLayout(last)
        last.addWidget(self.remove)
        last.addStretch(1)
        layout.addStretch(1)
        self.form.edited.connect(self.edited)
        self.hosts.itemChanged.connect(self._host_ticked)
        self.grid.switched.connect(self._switched)
        self.grid.pointed.connect(self.pointed.setText)

    def show_role(self, role: RoleRow, people: Sequence[tuple[int, str]]) -> None:
        """Show a role; ``people`` are those of its department, who may be hosts."""
        self.title.setText(role.title)
        self.department.setText(role.department)
        self.form.show_values({name: getattr(role, name) for name in self.form.fields})
        self.warning.setVisible(not role.host_ids)
        self._open = role.open_half_days
        self.grid.show_cells(
            [
                HalfDayCell(None, weekday, half, bool(self._open >> _bit(weekday, half) & 1))
                for weekday in range(_WEEKDAYS)
                for half in HALVES
            ]
        )
        self._show_hosts(role, people)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.form.retranslate()
        self.form.offer(
            "level", [Choice(level, text) for text, level in level_choices() if level is not None]
        )
        self._warning_text.setText(
            _("Nobody receives guests here yet, so no visit can be planned. Tick a host below.")
        )
        self._hosts_title.setText(_("Hosts"))
        self._hosts_hint.setText(_("Tick who receives the guests; hosts work in the department."))
        self.hosts.setAccessibleName(_("Hosts"))
        self._times_title.setText(_("When guests may come"))
        self._times_hint.setText(
            _("Click a half-day, or press Space on it, to close or open it in every week.")
        )
        self.grid.setAccessibleName(_("When guests may come"))
        name_control(self.remove, _("Remove the role"))

    # Internal functions

    def _show_hosts(self, role: RoleRow, people: Sequence[tuple[int, str]]) -> None:
        at = self.hosts.currentRow()
        self.hosts.blockSignals(True)
        self.hosts.clear()
        for key, name in people:
            item = QListWidgetItem(name, self.hosts)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = key in role.host_ids
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            spoken = _("{person}: receives guests") if ticked else _("{person}: does not receive")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken.format(person=name))
        self.hosts.setCurrentRow(max(0, min(at, self.hosts.count() - 1)))
        self.hosts.blockSignals(False)

    def _host_ticked(self, _item: QListWidgetItem) -> None:
        items = [self.hosts.item(row) for row in range(self.hosts.count())]
        self.hosts_wanted.emit(
            tuple(
                item.data(Qt.ItemDataRole.UserRole)
                for item in items
                if item.checkState() == Qt.CheckState.Checked
            )
        )

    def _switched(self, cell: HalfDayCell, wanted: bool) -> None:
        bit = 1 << _bit(cell.weekday, cell.half)
        self.edited.emit("open_half_days", self._open | bit if wanted else self._open & ~bit)


def _bit(weekday: int, half: str) -> int:
    return weekday * 2 + (half == "pm")
