"""The start page: three doors into the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from app.i18n import _, current_language
from app.wording.formats import moment
from ui.pages.start.view import StartView
from ui.widgets.states import StateStack

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ui.theme import Theme

_ROWS_SHOWN = 5


class StartPage(QWidget):
    """Offers what can be opened; the window does the opening.

    Signals
    -------
    sample_asked
        Look round the sample company.
    import_asked
        Begin with an own staff list.
    file_asked
        Open some file.
    recent_asked
        Open the file named.
    language_asked
        Speak the language named.
    """

    sample_asked = Signal()
    import_asked = Signal()
    file_asked = Signal()
    recent_asked = Signal(str)
    language_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = StartView(theme)
        self.states = StateStack(theme, self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)
        self._backups: Mapping[str, dt.datetime] = {}
        self.view.sample.clicked.connect(self.sample_asked)
        self.view.import_list.clicked.connect(self.import_asked)
        self.view.open_file.clicked.connect(self.file_asked)
        self.view.recent.itemActivated.connect(self._open_recent)
        self.view.recent.itemClicked.connect(self._open_recent)
        for code, chip in self.view.language_buttons.items():
            chip.clicked.connect(partial(self.language_asked.emit, code))

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        self.view.language_buttons[current_language()].setChecked(True)
        self.show_backups(self._backups)

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the files opened lately; without any, only the doors are shown."""
        self.view.recent.clear()
        for path in paths:
            item = QListWidgetItem(_line(path))
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.view.recent.addItem(item)
        self.view.recent_heading.setVisible(bool(paths))
        self.view.recent.setVisible(bool(paths))
        if paths:
            self.view.recent.setCurrentRow(0)
            line = self.view.recent.sizeHintForRow(0)
            frame = 2 * self.view.recent.frameWidth()
            self.view.recent.setFixedHeight(line * min(len(paths), _ROWS_SHOWN) + frame)

    def show_backups(self, made: Mapping[str, dt.datetime]) -> None:
        """Say beside the files when their last safety copies were made, in UTC."""
        self._backups = made
        for number in range(self.view.recent.count()):
            item = self.view.recent.item(number)
            path = item.data(Qt.ItemDataRole.UserRole)
            item.setText(_line(path, made.get(path)))

    def wait(self) -> None:
        """Say that something is being opened."""
        self.states.loading(_("Opening…"))

    def ready(self) -> None:
        """Offer the doors again."""
        self.states.show_content()

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.recent_asked.emit(item.data(Qt.ItemDataRole.UserRole))


def _line(path: str, backup_at: dt.datetime | None = None) -> str:
    named = f"{Path(path).stem}  ·  {path}"
    if backup_at is None:
        return named
    return _("{file}  ·  last backup {when}").format(file=named, when=moment(backup_at))
