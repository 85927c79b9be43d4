"""Layout of the start page: three doors, recent files, the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.i18n import _
from ui.language import NAMES
from ui.widgets.parts import button, column, label, name_control, row

if TYPE_CHECKING:
    from ui.theme import Theme


class Door(QPushButton):
    """A large button with an icon, a heading and a sentence."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.setProperty("kind", "door")
        self.setAutoDefault(False)
        self._theme = theme
        self._icon_name = icon
        self._picture = QLabel()
        self.heading = label(theme, "heading")
        self.sentence = label(theme, muted=True)
        layout = column(self, theme, margin=5, gap=2)
        layout.addWidget(self._picture)
        layout.addSpacing(theme.space(2))
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addStretch()
        for part in (self._picture, self.heading, self.sentence):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.space(44))
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, heading: str, sentence: str) -> None:
        """Set the words."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)

    def sizeHint(self) -> QSize:
        """Return the room the words ask for; a plain button would count its own text only."""
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room the words ask for."""
        return self.layout().totalMinimumSize()

    def heightForWidth(self, width: int) -> int:
        """Return how high the wrapped words are."""
        return self.layout().totalHeightForWidth(width)

    def _draw(self) -> None:
        side = self._theme.space(8)
        icon = self._theme.icon(self._icon_name, self._theme.colours.accent)
        self._picture.setFixedHeight(side)
        self._picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))


class StartView(QWidget):
    """Widgets of the start page and where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label(theme, "title")
        self.subtitle = label(theme, muted=True)
        self.sample = Door(theme, "compass-3-line")
        self.import_list = Door(theme, "file-excel-2-line")
        self.open_file = Door(theme, "folder-open-line")
        self.recent_heading = label(theme, "strong")
        self.recent = QListWidget()
        self.recent.setUniformItemSizes(True)
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.languages = QButtonGroup(self)
        self.language_buttons: dict[str, QPushButton] = {}
        for code, name in NAMES.items():
            chip = button("chip")
            name_control(chip, name)
            self.languages.addButton(chip)
            self.language_buttons[code] = chip

        inside = QWidget()
        inside.setMaximumWidth(theme.space(200))
        page = column(inside, theme, margin=8, gap=2)
        page.addSpacing(theme.space(6))
        top = row(None, theme, gap=2)
        top.addWidget(self.title, stretch=1)
        for chip in self.language_buttons.values():
            top.addWidget(chip)
        page.addLayout(top)
        page.addWidget(self.subtitle)
        page.addSpacing(theme.space(6))
        doors = row(None, theme, gap=4)
        for door in (self.sample, self.import_list, self.open_file):
            doors.addWidget(door, stretch=1)
        page.addLayout(doors)
        page.addSpacing(theme.space(7))
        page.addWidget(self.recent_heading)
        page.addWidget(self.recent)
        page.addStretch()

        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        middle = QWidget()
        around = row(middle, theme)
        around.addStretch(1)
        around.addWidget(inside, stretch=50)
        around.addStretch(1)
        scroll.setWidget(middle)
        column(self, theme).addWidget(scroll)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.title.setText(_("Gemba rotation planner"))
        self.subtitle.setText(
            _(
                "Plans half-day visits, so that people of one department see for themselves how "
                "another works."
            )
        )
        self.sample.say(
            _("Look round a sample company"),
            _(
                "Six departments, 120 people, eight weeks. It is a copy of your own: try "
                "everything, nothing can break."
            ),
        )
        self.import_list.say(
            _("Import my staff list"),
            _(
                "An Excel or CSV file with names and departments is enough. You see what comes "
                "in before anything is written."
            ),
        )
        self.open_file.say(
            _("Open a file I was given"),
            _("A company file that you or a colleague made with this program."),
        )
        self.recent_heading.setText(_("Opened lately"))
        self.recent.setAccessibleName(_("Opened lately"))
