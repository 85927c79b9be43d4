"""One published visit: what came of it, and what its host says of the same half-day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.reflections import BEST_RATING
from app.i18n import N_, _
from app.wording.after_visit import RATING_WORDS, code_line
from app.wording.formats import graded, half_day
from ui.widgets.parts import button, column, label, name_control, row, rule
from ui.widgets.record_form import Choice, Field, RecordForm
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from app.services.visit_records import RecordRow
    from ui.theme import Theme

_HOST_FIELDS = (
    Field("host_did", N_("What we did together"), "text"),
    Field("host_noticed", N_("What the guest noticed that we do not see any more"), "text"),
    Field("host_rating", N_("How well the guest was prepared"), "choice"),
)


class VisitPane(QWidget):
    """The visit chosen in the list.

    Signals
    -------
    missed(str)
        It did not take place, for this reason.
    expected()
        It did take place after all.
    host_edited()
        The host's view was changed.
    """

    missed = Signal(str)
    expected = Signal()
    host_edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.guest, self.where, self.when = (
            label(theme, "heading"),
            label(theme),
            label(theme, muted=True),
        )
        self.code = label(theme, muted=True)
        self.state = label(theme, "strong")
        self.reason_title = label(theme, "strong")
        self.reason = QLineEdit()
        self.miss, self.expect = button(), button()
        self.host_title, self.host_name = label(theme, "strong"), label(theme, muted=True)
        self.host = RecordForm(theme, _HOST_FIELDS)
        inside = QWidget()
        layout = column(inside, theme, gap=2)
        layout.setContentsMargins(theme.space(4), 0, theme.space(2), 0)
        for part in (self.guest, self.where, self.when, self.code, self.state):
            layout.addWidget(part)
        layout.addSpacing(theme.space(1))
        self.missing = QWidget()
        absent = column(self.missing, theme, gap=1.5)
        absent.addWidget(self.reason_title)
        line = row(None, theme)
        line.addWidget(self.reason, stretch=1)
        line.addWidget(self.miss)
        absent.addLayout(line)
        layout.addWidget(self.missing)
        back = row(None, theme)
        back.addWidget(self.expect)
        back.addStretch(1)
        layout.addLayout(back)
        layout.addWidget(rule())
        layout.addWidget(self.host_title)
        layout.addWidget(self.host_name)
        layout.addWidget(self.host)
        layout.addStretch(1)
        column(self, theme).addWidget(Scrolled(inside))
        self.expect.clicked.connect(self.expected)
        self.host.edited.connect(self.host_edited)
        self.miss.clicked.connect(self._missed)
        self.reason.returnPressed.connect(self._missed)
        self.reason.textChanged.connect(self._offer)
        self._record_id: int | None = None
        self._offer("")

    def show_visit(self, visit: RecordRow) -> None:
        """Show a visit; what is being typed about the same one stays."""
        if visit.id != self._record_id:
            self._record_id = visit.id
            self.reason.clear()
        self.guest.setText(visit.employee)
        self.where.setText(
            _("{department}: {role}").format(department=visit.department, role=visit.role)
        )
        self.when.setText(half_day((visit.date, visit.half)))
        self.code.setText(code_line(visit.code))
        missed = visit.outcome == "missed"
        self.missing.setVisible(not missed and not visit.edition)
        self.expect.setVisible(missed)
        self.state.setText(_state(visit))
        self.host_name.setText(visit.host or _("No host yet"))
        self.host.show_values({field.name: getattr(visit, field.name) for field in _HOST_FIELDS})

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.reason_title.setText(_("It did not take place, because…"))
        self.reason.setAccessibleName(_("Why the visit did not take place"))
        self.reason.setPlaceholderText(_("for instance: the guest was ill"))
        name_control(self.miss, _("Note it"))
        name_control(self.expect, _("It did take place"))
        self.host_title.setText(_("The same half-day as the host saw it"))
        self.host.retranslate()
        choices = [Choice(0, _("not said"))]
        choices += [
            Choice(at, graded(at, _(word)))
            for at, word in zip(range(1, BEST_RATING + 1), RATING_WORDS, strict=True)
        ]
        self.host.offer("host_rating", choices)

    def _offer(self, reason: str) -> None:
        self.miss.setEnabled(bool(reason.strip()))

    def _missed(self) -> None:
        if self.reason.text().strip():
            self.missed.emit(self.reason.text())


def _state(visit: RecordRow) -> str:
    if visit.edition:
        return _("A reflection came in.")
    if visit.outcome == "missed":
        return _("Did not take place: {reason}").format(reason=visit.missed_reason)
    if not visit.planned:
        return _("It stands in the published plan no more.")
    return _("No reflection yet.")
