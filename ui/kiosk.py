"""A shared computer: guests write about their visits by code, and see nothing else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from app.domain.reflections import Source
from app.i18n import _
from app.passwords import fits, hashed
from app.wording import error_text
from ui.reflection_writing import ReflectionWriting
from ui.widgets.guarded_entry import PAUSE_MS, GuardedEntry
from ui.widgets.parts import button, column, frame, label, name_control, row, set_kind
from ui.widgets.reflection_form import ReflectionForm
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from app.errors import KnownError
    from app.services.visit_records import RecordRow
    from ui.context import Context
    from ui.theme import Theme

IDLE_MS = 120_000
_THANKS_MS = 10_000
_SHORTEST_PASSWORD = 4
_BUSY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class PasswordChoice(QWidget):
    """Two fields for one password.

    Signals
    -------
    chosen(str)
        Both are the same, and long enough.
    cancelled()
        There is to be no shared computer.
    """

    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.heading, self.hint = label(theme, "title"), label(theme)
        self.first_label, self.second_label = label(theme, "strong"), label(theme, "strong")
        self.first, self.second = QLineEdit(), QLineEdit()
        self.problem = label(theme)
        set_kind(self.problem, "bad")
        self.cancel, self.start = button(), button("primary")
        layout = column(self, theme, gap=2)
        layout.addWidget(self.heading)
        layout.addWidget(self.hint)
        for words, field in ((self.first_label, self.first), (self.second_label, self.second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            words.setBuddy(field)
            layout.addWidget(words)
            layout.addWidget(field)
        layout.addWidget(self.problem)
        acts = row(None, theme)
        acts.addWidget(self.cancel)
        acts.addStretch(1)
        acts.addWidget(self.start)
        layout.addLayout(acts)
        self.cancel.clicked.connect(self.cancelled)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._choose)
        self.start.clicked.connect(self._choose)
        self.heading.setText(_("Shared computer"))
        self.hint.setText(
            _(
                "The whole screen becomes a page on which guests write about their visits, each by "
                "the code of the visit. Choose a password: the page is left with it, and it holds "
                "until then."
            )
        )
        for words, field, text in (
            (self.first_label, self.first, _("Password")),
            (self.second_label, self.second, _("The same once more")),
        ):
            words.setText(text)
            field.setAccessibleName(text)
        name_control(self.cancel, _("Cancel"))
        name_control(self.start, _("Begin"))

    def _choose(self) -> None:
        password = self.first.text()
        if len(password) < _SHORTEST_PASSWORD:
            self.problem.setText(_("Choose a password of at least four characters."))
        elif password != self.second.text():
            self.problem.setText(_("The two passwords differ. Type them again."))
        else:
            self.first.clear()
            self.second.clear()
            self.chosen.emit(password)


class Kiosk(QWidget):
    """The page over the whole screen; made anew each time it is begun.

    Parameters
    ----------
    idle_ms
        After so long without a key or a movement everything is cleared.
    pause_ms
        So long nothing is taken after wrong tries.

    Signals
    -------
    left()
        The coordinator is back.
    """

    left = Signal()

    def __init__(
        self, context: Context, *, idle_ms: int = IDLE_MS, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self._password = ""
        self._may_close = False
        self.choice = PasswordChoice(theme)
        self.code = GuardedEntry(theme, pause_ms=pause_ms)
        self.form = ReflectionForm(theme)
        self.form_page = QWidget()
        self.back = button()
        self.thanks = QWidget()
        self.thanks_title, self.thanks_text = label(theme, "title"), label(theme)
        self.thanks_done = button("primary")
        self.password = GuardedEntry(theme, secret=True, pause_ms=pause_ms)
        self.password_back = button()
        self.leave = button("link")
        self.pages = QStackedWidget()
        self._assemble(theme)
        theme.dress(self)
        self._name()
        self.writing = ReflectionWriting(context, self.form, Source.KIOSK, self)
        self._idle = QTimer(self, interval=idle_ms, singleShot=True)
        self._thanked = QTimer(self, interval=_THANKS_MS, singleShot=True)
        self._connect()

    def _assemble(self, theme: Theme) -> None:
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        writing = column(self.form_page, theme, gap=3)
        writing.addWidget(self.form, stretch=1)
        above = row(None, theme)
        above.addWidget(self.back)
        above.addStretch(1)
        writing.insertLayout(0, above)
        thanked = column(self.thanks, theme, gap=3)
        for part in (self.thanks_title, self.thanks_text):
            thanked.addWidget(part)
        done = row(None, theme)
        done.addWidget(self.thanks_done)
        done.addStretch(1)
        thanked.addLayout(done)
        leaving = QWidget()
        inside = column(leaving, theme, gap=3)
        inside.addWidget(self.password)
        line = row(None, theme)
        line.addWidget(self.password_back)
        line.addStretch(1)
        inside.addLayout(line)
        self._leaving = leaving
        self._centred: dict[QWidget, QWidget] = {}
        for part in (self.choice, self.code, self.thanks, leaving):
            self._centred[part] = Scrolled(_in_the_middle(theme, part), sideways=True)
            self.pages.addWidget(self._centred[part])
        self._centred[self.form_page] = _in_a_column(theme, self.form_page)
        self.pages.addWidget(self._centred[self.form_page])
        whole = column(self, theme, margin=6, gap=2)
        whole.addWidget(self.pages, stretch=1)
        below = row(None, theme)
        below.addStretch(1)
        below.addWidget(self.leave)
        whole.addLayout(below)

    def _name(self) -> None:
        self.setWindowTitle(_("Shared computer"))
        self.code.say(
            _("How was your visit?"),
            _(
                "Type the code of your visit: eight letters and digits. It stands in the message "
                "about your visit, on its slip and in the form."
            ),
            _("Code of your visit"),
            _("Go on"),
        )
        self.code.field.setPlaceholderText("AB2C D3EF")
        self.form.retranslate()
        self.thanks_title.setText(_("Thank you!"))
        self.thanks_text.setText(
            _("Your reflection was sent. You will hear what becomes of your ideas.")
        )
        name_control(self.thanks_done, _("Done"))
        name_control(self.back, _("Stop here; what I wrote is kept"))
        self.password.say(_("Leave the shared computer"), "", _("Password"), _("Leave"))
        name_control(self.password_back, _("Back"))
        name_control(self.leave, _("Leave…"))

    def _connect(self) -> None:
        self.back.clicked.connect(self.clear)
        self.choice.cancelled.connect(self._end)
        self.choice.chosen.connect(self._begin)
        self.code.entered.connect(self._find)
        self.leave.clicked.connect(self._ask_password)
        self.password.entered.connect(self._check_password)
        self.password_back.clicked.connect(self.clear)
        self.thanks_done.clicked.connect(self.clear)
        self.writing.begun.connect(self._show_form)
        self.writing.sent.connect(self._thank)
        self._idle.timeout.connect(self.clear)
        self._thanked.timeout.connect(self.clear)

    # From outside

    def begin(self) -> None:
        """Cover the screen, and ask for the password first."""
        self.leave.hide()
        self._show(self.choice)
        self.showFullScreen()
        self.activateWindow()
        self.choice.first.setFocus()
        QApplication.instance().installEventFilter(self)

    def clear(self) -> None:
        """Save what is not saved, forget it all, and wait for the next guest."""
        self._idle.stop()
        self._thanked.stop()
        self.writing.end()
        self.code.clear()
        self.password.clear()
        QGuiApplication.clipboard().clear()
        self.leave.show()
        self._show(self.code)
        self.code.field.setFocus()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there; let no menu come up."""
        if event.type() in _BUSY and self._idle.isActive():
            self._idle.start()
        if event.type() == QEvent.Type.ContextMenu:
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close for nobody but the coordinator."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()

    # Internal functions

    def _show(self, part: QWidget) -> None:
        self.pages.setCurrentWidget(self._centred[part])

    def _begin(self, password: str) -> None:
        self._context.operations.query(self, partial(hashed, password), self._kept, key="hash")

    def _kept(self, password: str) -> None:
        self._password = password
        self.clear()

    def _find(self, code: str) -> None:
        self.code.wait()
        self._context.operations.query(
            self,
            partial(self._context.services.visit_records.to_write_about, code),
            self._found,
            failed=self._not_found,
            key="find",
        )

    def _found(self, record: RecordRow) -> None:
        self.code.accept()
        self.writing.begin(record.id)

    def _not_found(self, error: KnownError) -> None:
        if error.code == "visit-code-unknown":
            self.code.refuse(error_text(error))
        else:
            self.code.say_problem(error_text(error))

    def _show_form(self) -> None:
        self.leave.hide()
        self._show(self.form_page)
        self.form.take_focus()
        self._idle.start()

    def _thank(self) -> None:
        self.clear()
        self._show(self.thanks)
        self.thanks_done.setFocus()
        self._thanked.start()

    def _ask_password(self) -> None:
        self.leave.hide()
        self._show(self._leaving)
        self.password.field.setFocus()
        self._idle.start()

    def _check_password(self, password: str) -> None:
        self.password.wait()
        self._context.operations.query(
            self, partial(fits, password, self._password), self._checked, key="password"
        )

    def _checked(self, right: bool) -> None:
        if right:
            self._end()
        else:
            self.password.refuse(_("That is not the password."))

    def _end(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self._idle.stop()
        self._thanked.stop()
        self.writing.end()
        self._may_close = True
        self.left.emit()
        self.close()
        self.deleteLater()


def _in_the_middle(theme: Theme, part: QWidget) -> QWidget:
    around = QWidget()
    across = row(around, theme)
    across.addStretch(1)
    down = column(None, theme)
    card = frame("card")
    column(card, theme, margin=8).addWidget(part)
    down.addStretch(2)
    down.addWidget(card)
    down.addStretch(3)
    across.addLayout(down)
    across.addStretch(1)
    part.setFixedWidth(theme.space(120))
    return around


def _in_a_column(theme: Theme, part: QWidget) -> QWidget:
    around = QWidget()
    across = row(around, theme)
    across.addStretch(1)
    across.addWidget(part, stretch=100)
    across.addStretch(1)
    # Long lines are hard to read on a wide screen.
    part.setMaximumWidth(theme.space(190))
    return around
