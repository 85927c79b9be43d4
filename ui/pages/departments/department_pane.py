"""One department: its fields and ladder, who it is, what surprised its guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from app.i18n import N_, _
from app.services.staff import HUES
from app.wording.profiles import PROFILE
from ui.pages.departments.ladder import LadderStrip
from ui.pages.departments.surprises import SurprisesTab
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.record_form import Choice, Field, RecordForm
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.staff import DepartmentRow, RoleRow
    from ui.theme import Theme

_FIELDS = (
    Field("name", N_("Name of the department")),
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
    surprises_wanted()
        What surprised guests is looked at.
    noted(str, object), answered(object, str, str), removal_asked(int)
        As of ``SurprisesTab``.
    """

    edited = Signal(str, object)
    surprises_wanted = Signal()
    noted = Signal(str, object)
    answered = Signal(object, str, str)
    removal_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: DepartmentRow | None = None
        self.profile: RecordForm | None = None
        self.surprises: SurprisesTab | None = None
        self.title = label(theme, "heading")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        whole = column(self, theme, gap=2)
        whole.addWidget(self.title)
        whole.addWidget(self.tabs, stretch=1)
        # What is not looked at is not built: a hundred controls take longer than a blink.
        self._places = [Scrolled(sideways=True) for _side in range(3)]
        for place in self._places:
            self.tabs.addTab(place, "")
        self._build_about()
        self.tabs.currentChanged.connect(self._look)
        theme.changed.connect(self._offer_hues)

    def show_department(
        self, department: DepartmentRow, roles: Sequence[RoleRow], counts: str
    ) -> None:
        """Show a department with its roles; ``counts`` says how many people it has."""
        self._shown = department
        self.title.setText(department.name)
        self.counts.setText(counts)
        self._offer_hues()
        self.form.show_values({name: getattr(department, name) for name in self.form.fields})
        self.ladder.show_roles(roles)
        self._show_profile()
        if self.tabs.currentIndex() == SURPRISES:
            self.surprises_wanted.emit()

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.form.retranslate()
        self.ladder.retranslate()
        if self.profile is not None:
            self.profile.retranslate()
            self._name_profile()
        if self.surprises is not None:
            self.surprises.retranslate()
        self._offer_hues()
        self.tabs.setAccessibleName(_("Sides of the department"))
        for place, text in enumerate((_("Department"), _("Who we are"), _("Surprises"))):
            self.tabs.setTabText(place, text)
        self._ladder_title.setText(_("Ladder of the department"))
        self._ladder_hint.setText(
            _("Guests climb from the lower steps to the higher ones. Each role needs a host.")
        )
        name_control(self.add_role, _("Add a role"))
        name_control(self.remove, _("Remove the department"))

    # Internal functions

    def _build_about(self) -> None:
        theme, about = self._theme, QWidget()
        self._places[ABOUT].show_inside(about)
        self.counts = label(theme, muted=True)
        self.add_role, self.remove = button(), button()
        theme.apply_icon(self.add_role, "add-line")
        theme.apply_icon(self.remove, "delete-bin-line")
        self._ladder_title = label(theme, "strong")
        self._ladder_hint = label(theme, muted=True)
        self.ladder = LadderStrip(theme, about)
        self.form = RecordForm(theme, _FIELDS, about)
        layout = column(about, theme, margin=4, gap=3)
        for part in (self.counts, self._ladder_title, self._ladder_hint, self.ladder):
            layout.addWidget(part)
        acts, last = row(None, theme), row(None, theme)
        acts.addWidget(self.add_role)
        acts.addStretch(1)
        layout.addLayout(acts)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.form)
        last.addWidget(self.remove)
        last.addStretch(1)
        layout.addLayout(last)
        layout.addStretch(1)
        self.form.edited.connect(self.edited)

    def _look(self, side: int) -> None:
        if side == PROFILE_TAB and self.profile is None:
            self._build_profile()
        elif side == SURPRISES:
            if self.surprises is None:
                self._build_surprises()
            self.surprises_wanted.emit()

    def _build_surprises(self) -> None:
        tab = self.surprises = SurprisesTab(self._theme)
        self._places[SURPRISES].show_inside(tab)
        tab.retranslate()
        tab.noted.connect(self.noted)
        tab.answered.connect(self.answered)
        tab.removal_asked.connect(self.removal_asked)

    def _build_profile(self) -> None:
        who = QWidget()
        self._places[PROFILE_TAB].show_inside(who)
        self._profile_hint = label(self._theme, muted=True)
        self.profile = RecordForm(self._theme, _PROFILE_FIELDS, who)
        words = column(who, self._theme, margin=4, gap=3)
        words.addWidget(self._profile_hint)
        words.addWidget(self.profile)
        words.addStretch(1)
        self.profile.retranslate()
        self._name_profile()
        self._show_profile()
        self.profile.edited.connect(self.edited)

    def _name_profile(self) -> None:
        self._profile_hint.setText(
            _(
                "In the department’s own words. Every guest reads this beside the card of the "
                "role, before the visit."
            )
        )

    def _show_profile(self) -> None:
        if self.profile is not None and self._shown is not None:
            values = {name: getattr(self._shown, name) for name in self.profile.fields}
            self.profile.show_values(values)

    def _offer_hues(self) -> None:
        hues = [(hue, _(name)) for hue, name in zip(HUES, _HUE_NAMES, strict=True)]
        if self._shown is not None and self._shown.hue not in HUES:
            hues.append((self._shown.hue, _("own colour")))
        self.form.offer(
            "hue",
            [Choice(hue, name, self._theme.department_colours(hue).stripe) for hue, name in hues],
        )
