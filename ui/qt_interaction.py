"""Questions to the user as dialogs over the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox

from app.i18n import _
from app.settings import FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.settings import Settings
    from ui.theme import Theme


def _filters(kinds: Sequence[tuple[str, str]]) -> str:
    return ";;".join(f"{name} ({pattern})" for name, pattern in kinds)


class QtInteraction:
    """Answers ``app.interaction.Interaction`` by dialogs of ``parent``.

    Parameters
    ----------
    settings
        Tell in which folder dialogs for saving begin.
    """

    def __init__(self, parent: QWidget, *, theme: Theme, settings: Settings) -> None:
        self._parent = parent
        self._theme = theme
        self._settings = settings

    def tell(self, text: str) -> None:
        """Show ``text`` until it is closed."""
        box = self._box(text, QMessageBox.Icon.Information)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        self._ask(box)
        box.deleteLater()

    def confirm(self, question: str, *, yes: str) -> bool:
        """Ask; only the button that names the act is a yes."""
        box = self._box(question, QMessageBox.Icon.Question)
        act = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
        self._ask(box)
        agreed = box.clickedButton() is act
        box.deleteLater()
        return agreed

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """Offer the options in a list."""
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(self._parent.windowTitle())
        dialog.setLabelText(question)
        dialog.setComboBoxItems(list(options))
        dialog.setOkButtonText(_("Choose"))
        dialog.setCancelButtonText(_("Cancel"))
        agreed = self._ask(dialog)
        chosen = dialog.textValue()
        dialog.deleteLater()
        return list(options).index(chosen) if agreed else None

    def open_file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """Show the system's dialog for opening."""
        name, _kind = QFileDialog.getOpenFileName(self._parent, title, "", _filters(kinds))
        return Path(name) if name else None

    def open_files(self, title: str, kinds: Sequence[tuple[str, str]]) -> list[Path]:
        """Show the system's dialog for opening several files."""
        names, _kind = QFileDialog.getOpenFileNames(self._parent, title, "", _filters(kinds))
        return [Path(name) for name in names]

    def save_file(
        self, title: str, suggested: str, kinds: Sequence[tuple[str, str]]
    ) -> Path | None:
        """Show the system's dialog for saving, which asks before it overwrites."""
        dialog = QFileDialog(self._parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(_filters(kinds).split(";;"))
        dialog.setDefaultSuffix(kinds[0][1].removeprefix("*."))
        folder = self._settings.get(FOLDER)
        if folder and Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.selectFile(suggested)
        agreed = self._ask(dialog)
        names = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(names[0]) if agreed and names else None

    def choose_folder(self, title: str) -> Path | None:
        """Show the system's dialog for folders."""
        name = QFileDialog.getExistingDirectory(self._parent, title, self._settings.get(FOLDER))
        return Path(name) if name else None

    def _ask(self, dialog: QDialog) -> bool:
        self._theme.dress(dialog)
        return bool(dialog.exec())

    def _box(self, text: str, icon: QMessageBox.Icon) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle(self._parent.windowTitle())
        # What users typed stands in these texts: never read as HTML.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setIcon(icon)
        return box
