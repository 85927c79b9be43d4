"""One department: its fields and ladder, who it is, what surprised its guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from app.i18n import N_, _
from app.services.staff import HUES
from app.wording.profiles import PROFILE
from ui.pages.departments.ladder import LadderStrip
from ui.pages.departments.surprises import SurprisesTab
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.record_form import Choice, Field, RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import DepartmentRow, RoleRow
    from ui.theme import Theme

_FIELDS = (
    Field("name", N_("Name")),
    Field(
        "short_name", N_("Short name"), hint=N_("Stands on the board where there is little room.")
    ),
    Field("hue", N_("Colour"), "choice"),
    Field("location", N_("Where to find us")),
    Field(
        "reception_capacity",
        N_("Guests received at a time"),
        "count",
        highest=999,
        unset=N_("no limit"),
        hint=N_("Over all roles of the department in one half-day."),
    ),
    Field(
        "headcount",
        N_("Headcount"),
        "count",
        highest=99_999,
        unset=N_("counted from the staff"),
        hint=N_("How many may be away at once is a share of it."),
    ),
)
_PROFILE_FIELDS = tuple(Field(name, title, "text") for name, title in PROFILE.items())
# In the order of ``HUES``.
_HUE_NAMES = (
    N_("blue"),
    N_("orange"),
    N_("green"),
    N_("violet"),
    N_("yellow"),
    N_("red"),
    N_("turquoise"),
    N_("pink"),
    N_("lime"),
    N_("indigo"),
    N_("brick"),
    N_("sea green"),
)
ABOUT, PROFILE_TAB, SURPRISES = range(3)


class DepartmentPane(QWidget):
    """Three sides of a department.

    Signals
    -------
    edited(str, object)
        Field and new value.
    """

    edited = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = label(theme, "heading")
        self.counts = label(theme, muted=True)
        self.add_role, self.remove = button(), button()
        theme.apply_icon(self.add_role, "add-line")
        theme.apply_icon(self.remove, "delete-bin-line")
        self.form = RecordForm(theme, _FIELDS)
        self.profile = RecordForm(theme, _PROFILE_FIELDS)
        self._profile_hint = label(theme, muted=True)
        self._ladder_title = label(theme, "strong")
        self._ladder_hint = label(theme, muted=True)
        self.ladder = LadderStrip(theme)
        self.surprises = SurprisesTab(theme)
        self._hue = 0
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        about, who = QWidget(), QWidget()
        layout = column(about, theme, margin=4, gap=3)
        layout.addWidget(self.counts)
        layout.addWidget(self._ladder_title)
        layout.addWidget(self._ladder_hint)
        layout.addWidget(self.ladder)
        acts = row(None, theme)
        acts.addWidget(self.add_role)
        acts.addStretch(1)
        layout.addLayout(acts)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.form)
        last = row(None, theme)
        last.addWidget(self.remove)
        last.addStretch(1)
        layout.addLayout(last)
        layout.addStretch(1)
        words = column(who, theme, margin=4, gap=3)
        words.addWidget(self._profile_hint)
        words.addWidget(self.profile)
        words.addStretch(1)
        for part in (about, who, self.surprises):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setWidget(part)
            self.tabs.addTab(scroll, "")
        whole = column(self, theme, gap=2)
        whole.addWidget(self.title)
        whole.addWidget(self.tabs, stretch=1)
        self.form.edited.connect(self.edited)
        self.profile.edited.connect(self.edited)
        theme.changed.connect(self._offer_hues)

    def show_department(
        self, department: DepartmentRow, roles: Sequence[RoleRow], counts: str
    ) -> None:
        """Show a department with its roles; ``counts`` says how many people it has."""
        self.title.setText(department.name)
        self.counts.setText(counts)
        self._hue = department.hue
        self._offer_hues()
        self.form.show_values({name: getattr(department, name) for name in self.form.fields})
        self.profile.show_values({name: getattr(department, name) for name in self.profile.fields})
        self.ladder.show_roles(roles)

    def retranslate(self) -> None:
        """Set all texts anew."""
        for part in (self.form, self.profile, self.ladder, self.surprises):
            part.retranslate()
        self._offer_hues()
        self.tabs.setAccessibleName(_("Sides of the department"))
        for place, text in enumerate(
            (_("Department"), _("Who we are"), _("What surprised guests"))
        ):
            self.tabs.setTabText(place, text)
        self._ladder_title.setText(_("Ladder of the department"))
        self._ladder_hint.setText(
            _("Guests climb from the lower steps to the higher ones. Each role needs a host.")
        )
        self._profile_hint.setText(
            _(
                "In the department’s own words. Every guest reads this beside the card of the "
                "role, before the visit."
            )
        )
        name_control(self.add_role, _("Add a role"))
        name_control(self.remove, _("Remove the department"))

    def _offer_hues(self) -> None:
        hues = [(hue, _(name)) for hue, name in zip(HUES, _HUE_NAMES, strict=True)]
        if self._hue not in HUES:
            hues.append((self._hue, _("own colour")))
        self.form.offer(
            "hue",
            [Choice(hue, name, self._theme.department_colours(hue).stripe) for hue, name in hues],
        )
