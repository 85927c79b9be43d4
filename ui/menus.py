"""The menu bar: every act of the window, with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.i18n import N_, _, current_language
from app.settings import THEME
from ui.language import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar

    from ui.theme import Scheme
    from ui.undo_actions import UndoActions

_SCHEMES: dict[Scheme, str] = dict(THEME.texts)  # type: ignore[arg-type]
_PAGES_WITH_KEYS = 8

_TEXTS = {
    "new": N_("&New file…"),
    "open": N_("&Open…"),
    "sample": N_("Open the &sample company"),
    "import_list": N_("&Import a staff list…"),
    "close": N_("&Close the file"),
    "settings": N_("&Settings…"),
    "quit": N_("&Quit"),
    "back": N_("&Back"),
    "forward": N_("&Forward"),
    "panes": N_("&Next pane"),
    "panes_back": N_("&Previous pane"),
    "help": N_("&Help on this page"),
    "keys": N_("&Keys"),
    "about": N_("&About the program"),
}


class Menus(QObject):
    """Makes the actions and keeps their texts in the language of now.

    Signals
    -------
    scheme_chosen
        A value of the setting of colours.
    language_chosen
        "en" or "ru".
    page_chosen
        The name of a page.
    """

    scheme_chosen = Signal(str)
    language_chosen = Signal(str)
    page_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, undo: UndoActions) -> None:
        super().__init__(bar)
        self._undo = undo
        self.actions_by_name = {name: QAction(self) for name in _TEXTS}
        for name, keys in {
            "new": QKeySequence("Ctrl+N"),
            "open": QKeySequence("Ctrl+O"),
            "import_list": QKeySequence("Ctrl+I"),
            "close": QKeySequence("Ctrl+W"),
            "settings": QKeySequence("Ctrl+,"),
            "quit": QKeySequence("Ctrl+Q"),
            "back": QKeySequence("Alt+Left"),
            "forward": QKeySequence("Alt+Right"),
            "panes": QKeySequence("F6"),
            "panes_back": QKeySequence("Shift+F6"),
            "help": QKeySequence("F1"),
            "keys": QKeySequence("Ctrl+/"),
        }.items():
            self.actions_by_name[name].setShortcut(keys)
        # macOS would move these by guessing from their English words.
        for action in self.actions_by_name.values():
            action.setMenuRole(QAction.MenuRole.NoRole)

        self.file = bar.addMenu("")
        self._fill(
            self.file,
            "new",
            "open",
            "sample",
            "",
            "import_list",
            "",
            "settings",
            "",
            "close",
            "quit",
        )
        self.edit = bar.addMenu("")
        self.edit.addActions([undo.undo, undo.redo])
        self.page = bar.addMenu("")
        self.go = bar.addMenu("")
        self.view = bar.addMenu("")
        self.language = self.view.addMenu("")
        self.colours = self.view.addMenu("")
        self.help = bar.addMenu("")
        self._fill(self.help, "help", "keys", "about")
        self._languages = self._choices(self.language, NAMES, self.language_chosen)
        self._schemes = self._choices(self.colours, _SCHEMES, self.scheme_chosen)
        self._page_actions: list[QAction] = []
        self.set_pages([])
        self.show_page_actions("", [])
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self.actions_by_name[name]

    def set_pages(self, pages: Sequence[tuple[str, str]]) -> None:
        """List pages by name and title under *Go*, with Ctrl+1 and so on."""
        self.go.clear()
        for action in self._page_actions:
            action.deleteLater()
        self._page_actions = []
        for number, (name, title) in enumerate(pages, start=1):
            action = QAction(title, self)
            if number <= _PAGES_WITH_KEYS:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(partial(self.page_chosen.emit, name))
            self._page_actions.append(action)
        self.go.addActions(self._page_actions)
        if self._page_actions:
            self.go.addSeparator()
        self._fill(self.go, "back", "forward", "panes", "panes_back")

    def show_page_actions(self, title: str, actions: Sequence[QAction]) -> None:
        """Offer what the page shown can do; without any the menu is hidden."""
        # Not clear(): the actions are the page's and stay alive.
        for action in self.page.actions():
            self.page.removeAction(action)
        self.page.addActions(list(actions))
        self.page.setTitle(title)
        self.page.menuAction().setVisible(bool(actions))

    def mark(self, scheme: Scheme) -> None:
        """Tick the language and the colours of now."""
        self._languages[current_language()].setChecked(True)
        self._schemes[scheme].setChecked(True)

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.file.setTitle(_("&File"))
        self.edit.setTitle(_("&Edit"))
        self.go.setTitle(_("&Go"))
        self.view.setTitle(_("&View"))
        self.help.setTitle(_("&Help"))
        # Each names itself, so that it is found by who cannot read the rest.
        self.language.setTitle(_("&Language (Язык)"))
        self.colours.setTitle(_("&Colours"))
        for name, text in _TEXTS.items():
            self.actions_by_name[name].setText(_(text))
        for scheme, action in self._schemes.items():
            action.setText(_(_SCHEMES[scheme]))
        self._undo.retranslate()

    def _fill(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name:
                menu.addAction(self.actions_by_name[name])
            else:
                menu.addSeparator()

    def _choices(self, menu: QMenu, texts: dict[str, str], chosen: Signal) -> dict[str, QAction]:
        group = QActionGroup(self)
        made = {}
        for key, text in texts.items():
            action = QAction(text, group)
            action.setCheckable(True)
            action.triggered.connect(partial(chosen.emit, key))
            menu.addAction(action)
            made[key] = action
        return made
