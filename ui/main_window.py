"""The frame: menu bar, side bar, start page or the pages of the file that is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.changes import Changes
from app.errors import KnownError
from app.i18n import _, current_language, system_language
from app.settings import LANGUAGE, RECENT_FILES, TEXT_SIZE, THEME, WINDOW
from app.wording import error_text
from ui.context import Context
from ui.crash import CrashReporter
from ui.help_texts import about_text, keys_text
from ui.help_window import FIRST, HelpWindow
from ui.menus import Menus
from ui.navigation import Navigation
from ui.operations import Operations
from ui.pages.start.page import StartPage
from ui.preparing import prepare, settle
from ui.registry import page_classes
from ui.undo_actions import UndoActions
from ui.widgets.banner import Banner
from ui.widgets.parts import column, focus_inside, row
from ui.widgets.sample_strip import SampleStrip
from ui.widgets.sidebar import SideBar
from ui.widgets.toast import Toast
from ui.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from app.interaction import Interaction
    from app.settings import Settings
    from ui.language import LanguageSwitch
    from ui.opening import OpenFile, Opening
    from ui.page import Page
    from ui.theme import Scheme, Theme


class MainWindow(QMainWindow):
    """The window of the program; holds one open file at a time."""

    def __init__(
        self,
        *,
        theme: Theme,
        language: LanguageSwitch,
        settings: Settings,
        opening: Opening,
        interaction: Callable[[QWidget], Interaction],
    ) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.interaction = interaction(self)
        self.file: OpenFile | None = None
        self._context: Context | None = None
        self._language = language
        self._opening = opening
        self.workers = Workers(self)
        self.operations = Operations(self.workers, self)
        self.crashes = CrashReporter(theme, self)
        self.undo = UndoActions(self.operations, self)
        self.menus = Menus(self.menuBar(), self.undo)

        self._assemble()
        self._connect()
        self._restore_size()
        self.show_start()
        self.retranslate()

    def _assemble(self) -> None:
        theme = self.theme
        centre = QWidget()
        self.sidebar = SideBar(theme)
        self.sidebar.add_way(self.menus["back"], self.menus["forward"])
        self.sample_strip = SampleStrip(theme)
        self.banner = Banner(theme)
        self.stack = QStackedWidget()
        self.start = StartPage(theme)
        self.stack.addWidget(self.start)
        self.navigation = Navigation(self.stack, self)
        across = row(centre, theme, gap=0)
        across.addWidget(self.sidebar)
        main = column(None, theme, gap=0)
        main.addWidget(self.sample_strip)
        main.addWidget(self.banner)
        main.addWidget(self.stack, stretch=1)
        across.addLayout(main, stretch=1)
        self.setCentralWidget(centre)
        self.toast = Toast(theme, centre)
        self.help = HelpWindow(theme, self)
        for part in (
            self.menuBar(),
            self.sidebar,
            self.sample_strip,
            self.banner,
            self.start,
            self.toast.panel,
            self.help,
        ):
            theme.dress(part)
        theme.apply_icon(self.menus["back"], "arrow-left-line")
        theme.apply_icon(self.menus["forward"], "arrow-right-line")

    def _connect(self) -> None:
        """Connect parts that do not know each other: all of them here, sorted."""
        self.menus["about"].triggered.connect(self._tell_about)
        self.menus["back"].triggered.connect(self.navigation.back)
        self.menus["close"].triggered.connect(self.close_file)
        self.menus["forward"].triggered.connect(self.navigation.forward)
        self.menus["help"].triggered.connect(self._help)
        self.menus["import_list"].triggered.connect(self.import_list)
        self.menus["keys"].triggered.connect(self._tell_keys)
        self.menus["new"].triggered.connect(self.ask_new)
        self.menus["open"].triggered.connect(self.ask_open)
        self.menus["panes"].triggered.connect(self._next_pane)
        self.menus["panes_back"].triggered.connect(self._pane_before)
        self.menus["quit"].triggered.connect(self.close)
        self.menus["sample"].triggered.connect(self.open_sample)
        self.menus["settings"].triggered.connect(partial(self.navigation.go, "settings"))
        self.menus.language_chosen.connect(self.speak)
        self.menus.page_chosen.connect(self.navigation.go)
        self.menus.scheme_chosen.connect(self.colour)
        self.navigation.moved.connect(self._moved)
        self.operations.announced.connect(self._announce)
        self.operations.changed.connect(self.navigation.refresh)
        self.operations.crashed.connect(self.crashes.report)
        self.operations.failed.connect(self.show_error)
        self.sample_strip.delete_asked.connect(self.delete_sample)
        self.sample_strip.own_asked.connect(self.start_own)
        self.sidebar.chosen.connect(self.navigation.go)
        self.start.file_asked.connect(self.ask_open)
        self.start.import_asked.connect(self.import_list)
        self.start.language_asked.connect(self.speak)
        self.start.recent_asked.connect(self.open_file)
        self.start.sample_asked.connect(self.open_sample)
        self.undo.done.connect(self.show_toast)
        self.settings.on_change.append(self._setting_changed)

    # Opening and closing files

    def open_sample(self) -> None:
        """Open the sample company."""
        self._open(self._opening.sample)

    def start_own(self) -> None:
        """Leave the sample for the user's own file and its import."""
        self._open(self._opening.own, first="import")

    def delete_sample(self) -> None:
        """Close the sample and take its file away."""
        self.close_file()
        if self.file is None:
            self.operations.release(self._opening.delete_sample)

    def import_list(self) -> None:
        """Lead to the import, into the file that is open or the user's own."""
        if self.file is not None:
            self.navigation.go("import")
        else:
            self.start_own()

    def ask_open(self) -> None:
        """Let a file be chosen and open it."""
        path = self.interaction.open_file(_("Open a company file"), self._kinds())
        if path is not None:
            self.open_file(str(path))

    def ask_new(self) -> None:
        """Let a place be chosen for a new file."""
        path = self.interaction.save_file(
            _("New company file"), _("Company") + ".db", self._kinds()
        )
        if path is not None:
            self._open(partial(self._opening.new, str(path)))

    def open_file(self, path: str) -> None:
        """Open the file at ``path``."""
        self._open(partial(self._opening.file, path), failed=partial(self._file_failed, path))

    def close_file(self) -> None:
        """Leave the file and show the start page."""
        page = self.navigation.current
        if page is None or page.may_leave():
            self._let_go()
            self.show_start()

    def use(self, file: OpenFile, *, first: str = "") -> None:
        """Show ``file``, beginning with the page ``first``."""
        self._let_go()
        self.start.ready()
        self.file = file
        services = file.services
        if file.kind == "file":
            self.settings.remember_file(file.place)
        self.undo.use(services.undo)
        self._context = Context(
            services=services,
            operations=self.operations,
            theme=self.theme,
            settings=self.settings,
            interaction=self.interaction,
            go=self.navigation.go,
            toast=self.show_toast,
            error=self.show_error,
        )
        self.navigation.use(self._context)
        self._list_pages()
        self.sidebar.show()
        self.sample_strip.setVisible(file.kind == "sample")
        self.menus["close"].setEnabled(True)
        self.menus["settings"].setEnabled(True)
        self.retranslate()
        # The sample is there to be planned; an own file begins with what is still to be done.
        self.navigation.go(first or ("board" if file.kind == "sample" else "home"))

    def show_start(self) -> None:
        """Show the start page."""
        self.sidebar.hide()
        self.sample_strip.hide()
        self.menus["close"].setEnabled(False)
        self.menus["settings"].setEnabled(False)
        self._list_recent()
        self.start.ready()
        self.stack.setCurrentWidget(self.start)
        self.start.view.sample.setFocus()
        self.retranslate()

    # What pages ask for

    def show_toast(
        self,
        text: str,
        *,
        undo: bool = False,
        action: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Say quietly what was done."""
        self.toast.show(text, (_("Undo"), self.undo.undo_last) if undo else action)

    def show_error(self, error: KnownError | str) -> None:
        """Say what went wrong, above the page."""
        self.banner.say(error_text(error) if isinstance(error, KnownError) else error)

    # Language and looks

    def speak(self, language: str) -> None:
        """Switch everything on the screen to ``language``, now and at the next start."""
        self.settings.set(LANGUAGE, language)
        self._speak(language)

    def colour(self, scheme: Scheme) -> None:
        """Switch to other colours, now and at the next start."""
        self.settings.set(THEME, scheme)
        self._colour(scheme)

    def retranslate(self) -> None:
        """Set all texts of the window and its pages anew."""
        self.menus.retranslate()
        self.menus.mark(self.theme.scheme)
        self.banner.retranslate()
        self.help.retranslate()
        self.sample_strip.retranslate()
        self.start.retranslate()
        self.navigation.retranslate()
        pages = self._listed_pages()
        self.menus.set_pages([(page.name, page.title()) for page in pages])
        self.sidebar.set_titles({page.name: page.title() for page in pages})
        self._moved()

    def prepare(self) -> None:
        """Load what the first window did not need, now that it is on the screen."""
        self.operations.query(self, prepare, self._prepared)

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let running writes end, so that nothing confirmed is lost."""
        page = self.navigation.current
        if page is not None and not page.may_leave():
            event.ignore()
            return
        self.settings.set(WINDOW, bytes(self.saveGeometry().toBase64().data()).decode())
        self._let_go()
        if self._setting_changed in self.settings.on_change:
            self.settings.on_change.remove(self._setting_changed)
        self.workers.close()
        super().closeEvent(event)

    # Internal functions

    def _setting_changed(self, setting: object) -> None:
        if setting is LANGUAGE:
            self._speak(self.settings.get(LANGUAGE) or system_language())
        elif setting is THEME:
            self._colour(self.settings.get(THEME))
        elif setting is TEXT_SIZE:
            self._size_text(self.settings.get(TEXT_SIZE))
        self.navigation.refresh(Changes(frozenset({("settings", 0)})))

    def _speak(self, language: str) -> None:
        if language != current_language():
            self._language.switch(language)
            self.retranslate()

    def _colour(self, scheme: Scheme) -> None:
        if scheme != self.theme.scheme:
            self.theme.set_scheme(scheme)
            self.menus.mark(scheme)

    def _size_text(self, percent: int) -> None:
        if percent == self.theme.text_size:
            return
        page = self.navigation.current
        name = page.name if page is not None else ""
        # Distances are measured when something is built. The pages go first: to style them all
        # anew would take far longer than to build the one that is looked at.
        self.navigation.use(None)
        QTimer.singleShot(0, self, partial(self._build_in_size, percent, name))

    def _build_in_size(self, percent: int, name: str) -> None:
        self.theme.set_text_size(percent)
        if name and self._context is not None:
            self.navigation.use(self._context)
            self._list_pages()
            self.navigation.go(name)

    def _open(
        self,
        how: Callable[[], OpenFile],
        *,
        first: str = "",
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        page = self.navigation.current
        if page is not None and not page.may_leave():
            return
        if self.file is None:
            self.start.wait()
        self.operations.query(
            self,
            partial(_open_and_prepare, how),
            partial(self.use, first=first),
            failed=failed or self._open_failed,
            key="open",
        )

    def _open_failed(self, error: KnownError) -> None:
        self.start.ready()
        self.show_error(error)

    def _file_failed(self, path: str, error: KnownError) -> None:
        self._open_failed(error)
        if not Path(path).exists():
            self.settings.forget_file(path)
            self._list_recent()

    def _list_recent(self) -> None:
        paths = self.settings.get(RECENT_FILES)
        self.start.show_recent(paths)
        if paths:
            # A folder on a share that is out of reach may take its time.
            self.operations.query(
                self,
                partial(self._opening.last_backups, paths),
                self.start.show_backups,
                key="backups",
            )

    def _let_go(self) -> None:
        self.toast.hide()
        self.banner.hide()
        self.navigation.use(None)
        self.undo.use(None)
        if self.file is not None:
            self.operations.release(self.file.services.close)
            self.file = None

    def _list_pages(self) -> None:
        self.sidebar.set_pages(
            [
                (page.name, page.icon, page.title(), page.opens_group)
                for page in self._listed_pages()
            ]
        )

    def _listed_pages(self) -> list[type[Page]]:
        return [
            page
            for page in self.navigation.classes
            if page.in_sidebar and self.file is not None and page.offered(self.file.services)
        ]

    def _moved(self) -> None:
        page = self.navigation.current
        self.menus["back"].setEnabled(self.navigation.can_go_back)
        self.menus["forward"].setEnabled(self.navigation.can_go_forward)
        if page is None:
            self.menus.show_page_actions("", [])
        else:
            self.menus.show_page_actions(page.title(), page.actions_of_page())
            self.sidebar.mark(page.name if page.in_sidebar else page.sidebar_parent)
        self.toast.leave_behind()
        self._name_window()

    def _name_window(self) -> None:
        program = _("Gemba rotation planner")
        if self.file is None:
            self.setWindowTitle(program)
        else:
            self.setWindowTitle(f"{self.file.name()} – {program}")
            self.sidebar.company.setText(self.file.name())

    def _announce(self, changes: Changes) -> None:
        self.show_toast(_("Done: {what}").format(what=changes.label), undo=True)

    def _prepared(self, _nothing: object) -> None:
        self.theme.load_icons()
        self.setWindowIcon(self.theme.icon("compass-3-line", self.theme.colours.accent))

    def _next_pane(self) -> None:
        self._step_pane(1)

    def _pane_before(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        """Move between the side bar and the parts of the page."""
        page = self.navigation.current
        if page is None:
            return
        panes = [self.sidebar, *(it for it in page.panes() or [page] if it.isVisible())]
        focused = QApplication.focusWidget()
        at = next(
            (
                number
                for number, pane in enumerate(panes)
                if focused is pane or (focused is not None and pane.isAncestorOf(focused))
            ),
            # Between the parts, or nowhere: as if before the first part of the page.
            0,
        )
        for number in range(1, len(panes) + 1):
            target = panes[(at + number * step) % len(panes)]
            if target is self.sidebar:
                self.sidebar.take_focus()
                return
            if target is page and page.focusWidget() is None:
                page.arrive()
                return
            if focus_inside(target):
                return

    def _help(self) -> None:
        page = self.navigation.current
        self.help.tell(FIRST if page is None else page.name)

    def _tell_about(self) -> None:
        self.interaction.tell(about_text())

    def _tell_keys(self) -> None:
        self.interaction.tell(keys_text())

    def _kinds(self) -> list[tuple[str, str]]:
        return [(_("Company file"), "*.db"), (_("All files"), "*")]

    def _restore_size(self) -> None:
        self.resize(self.theme.space(300), self.theme.space(185))
        kept = self.settings.get(WINDOW)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))


def _open_and_prepare(how: Callable[[], OpenFile]) -> OpenFile:
    # Loading the code of the pages takes as long as opening a file: here it holds up nobody.
    page_classes()
    file = how()
    settle()
    return file
