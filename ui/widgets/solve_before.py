"""The solve panel before a solve: what is decided, what stays, what cannot work, how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from app.i18n import _
from ui.widgets.notes import NoteList
from ui.widgets.parts import button, column, label, name_control
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from ui.theme import Theme
    from ui.widgets.notes import Note

QUICK_SECONDS = 30.0
NORMAL_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Offer:
    """What a solve would do.

    Attributes
    ----------
    what, stays
        What will be decided, and what stays as it is.
    findings
        What cannot work whatever the solver does; None while that is looked for.
    kept
        What was left of a solve that was broken off.
    published
        Number of the version that is official, None if there is none.
    """

    what: str = ""
    stays: str = ""
    findings: tuple[Note, ...] | None = None
    kept: tuple[Note, ...] = ()
    published: int | None = None


class Before(QWidget):
    """What will be decided, what stands in the way, how long it may take."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offer = Offer()
        self.kept = NoteList(theme, "card")
        self.what = label(theme)
        self.stays = label(theme, muted=True)
        self.check_title = label(theme, "strong")
        self.check_state = label(theme, muted=True)
        self.findings = NoteList(theme)
        self.few = QCheckBox()
        self.few_hint = label(theme, muted=True)
        self.time_title = label(theme, "strong")
        self.quick, self.normal, self.endless = QRadioButton(), QRadioButton(), QRadioButton()
        self.start = button("primary")
        theme.apply_icon(self.start, "play-fill", "on_accent")
        group = QButtonGroup(self)
        for choice in (self.quick, self.normal, self.endless):
            group.addButton(choice)
        self.quick.setChecked(True)

        inside = QWidget()
        content = column(inside, theme, gap=2)
        for part in (self.kept, self.what, self.stays):
            content.addWidget(part)
        content.addSpacing(theme.space(2))
        for part in (self.check_title, self.check_state, self.findings):
            content.addWidget(part)
        content.addStretch(1)
        layout = column(self, theme, gap=2)
        layout.addWidget(Scrolled(inside), stretch=1)
        layout.addWidget(self.few)
        layout.addWidget(self.few_hint)
        layout.addWidget(self.time_title)
        for choice in (self.quick, self.normal, self.endless):
            layout.addWidget(choice)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.start)

    def show_offer(self, offer: Offer) -> None:
        """Show ``offer``; what was chosen stays chosen."""
        self._offer = offer
        self.kept.show_notes(offer.kept)
        self.what.setText(offer.what)
        self.stays.setText(offer.stays)
        self.stays.setVisible(bool(offer.stays))
        if offer.findings is None:
            self.check_state.setText(_("Looking for what cannot work…"))
        elif not offer.findings:
            self.check_state.setText(_("Nothing stands in the way."))
        self.check_state.setVisible(not offer.findings)
        self.findings.show_notes(offer.findings or ())
        for part in (self.few, self.few_hint):
            part.setVisible(offer.published is not None)
        self._name_hint()

    def seconds(self) -> float | None:
        """Return the seconds allowed, None for until it is stopped."""
        if self.quick.isChecked():
            return QUICK_SECONDS
        return NORMAL_SECONDS if self.normal.isChecked() else None

    def few_changes(self) -> bool:
        """Tell whether the published plan is to be kept as far as can be."""
        return self._offer.published is not None and self.few.isChecked()

    def retranslate(self) -> None:
        """Set the texts that do not depend on an offer."""
        self.check_title.setText(_("Check first"))
        self.time_title.setText(_("How long it may take"))
        name_control(self.few, _("As few changes as possible"))
        name_control(self.quick, _("Quick: 30 seconds"))
        name_control(self.normal, _("Normal: 3 minutes"))
        name_control(self.endless, _("Until I stop it"))
        name_control(self.start, _("Solve"))
        self._name_hint()

    def _name_hint(self) -> None:
        if self._offer.published is not None:
            self.few_hint.setText(
                _("Of the published version {number}; what is past stays as it is.").format(
                    number=self._offer.published
                )
            )
