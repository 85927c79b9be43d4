"""Layout of the variants page: how long, a table of the plans, one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QProgressBar, QSplitter, QWidget

from app.i18n import _
from ui.models.lines import Lines
from ui.models.variants import HEADINGS
from ui.widgets.lines_table import LinesTable
from ui.widgets.notes import NoteList
from ui.widgets.parts import button, column, label, name_control, row
from ui.widgets.scrolled import Scrolled
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    from ui.theme import Theme

SECONDS = (10.0, 30.0, 120.0)
"""How long the making of one plan may take."""


class VariantsView(QWidget):
    """Widgets of the variants page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = label(theme, "title")
        self.title.setWordWrap(False)
        self.programme = QComboBox()
        self.programme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.hint = label(theme, muted=True)
        self.time_title = label(theme, "strong")
        self.time_title.setWordWrap(False)
        self.times = tuple(button("chip") for _seconds in SECONDS)
        self.group = QButtonGroup(self)
        for number, chip in enumerate(self.times):
            self.group.addButton(chip, number)
        self.times[0].setChecked(True)
        self.make, self.stop, self.cancel = button("primary"), button("primary"), button()
        theme.apply_icon(self.make, "play-fill", "on_accent")
        theme.apply_icon(self.stop, "stop-fill", "on_accent")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(theme.space(2))
        self.told = label(theme)
        self.notes = NoteList(theme)
        self.table = LinesTable(theme, Lines(HEADINGS), (40, 25, 24, 34, 24), lines=3)
        self.name = label(theme, "heading")
        self.verdict = label(theme)
        self.figures = label(theme, muted=True)
        self.use = button("primary")
        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        top = row(None, theme, gap=3)
        top.addWidget(self.title)
        top.addWidget(self.programme)
        top.addStretch(1)
        how = row(None, theme, gap=3)
        how.addWidget(self.time_title)
        for chip in self.times:
            how.addWidget(chip)
        how.addStretch(1)
        for part in (self.make, self.stop, self.cancel):
            how.addWidget(part)
        content = QWidget()
        left = column(content, theme, gap=3)
        for part in (self.hint, self.notes):
            left.addWidget(part)
        left.addLayout(how)
        left.addWidget(self.told)
        left.addWidget(self.progress)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self._detail(theme))
        splitter.setSizes([theme.space(192), theme.space(52)])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        left.addWidget(splitter, stretch=1)
        self.states = StateStack(theme, content)
        page = column(self, theme, margin=6, gap=4)
        page.addLayout(top)
        page.addWidget(self.states, stretch=1)

    def _detail(self, theme: Theme) -> QWidget:
        self.detail = QWidget()
        layout = column(self.detail, theme, gap=3)
        layout.setContentsMargins(theme.space(4), 0, theme.space(2), 0)
        for part in (self.name, self.verdict, self.figures, self.use):
            layout.addWidget(part)
        layout.addStretch(1)
        area = Scrolled(self.detail)
        area.setMinimumWidth(theme.space(52))
        return area

    def show_running(self, running: bool) -> None:
        """Offer to begin, or to end what runs."""
        self.make.setVisible(not running)
        for part in (self.stop, self.cancel, self.progress, self.told):
            part.setVisible(running)
        for chip in (*self.times, self.programme):
            chip.setEnabled(not running)
        self.stop.setEnabled(True)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Variants"))
        self.programme.setAccessibleName(_("Programme shown"))
        self.hint.setText(
            _(
                "Each plan weighs something else more. All are measured alike; nothing is kept "
                "before you choose one."
            )
        )
        self.time_title.setText(_("Time for each:"))
        for chip, text in zip(
            self.times, (_("10 seconds"), _("30 seconds"), _("2 minutes")), strict=True
        ):
            name_control(chip, text)
        name_control(self.make, _("Make the plans"))
        name_control(self.stop, _("Stop and keep the best"))
        name_control(self.cancel, _("Cancel and throw away"))
        self.progress.setAccessibleName(_("Plans made so far"))
        self.table.setAccessibleName(_("Plans side by side, less is better"))
        name_control(self.use, _("Use as draft"))
        self.table.lines.retranslate()
