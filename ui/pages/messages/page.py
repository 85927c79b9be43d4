"""The messages page: drafts and calendar files for those whose visits changed, and other files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QGuiApplication

from app.i18n import _, current_language, ngettext
from app.wording import error_text
from ui.file_writing import FileWriting, watched
from ui.mailing import write_mail
from ui.models.plan_files import whole_calendar, workbook
from ui.models.recipients import LoadedRecipients, load_recipients
from ui.opened_files import show_path
from ui.page import Page
from ui.pages.messages.view import MessagesView
from ui.widgets.boxes import fill_box
from ui.widgets.button_action import ButtonAction

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from app.changes import Changes
    from app.domain.mail import MailLink
    from app.errors import KnownError
    from app.services.recipients import Recipient
    from ui.context import Context


class MessagesPage(Page):
    """Guests and hosts of the published plan, and what they are to be told."""

    name: ClassVar[str] = "messages"
    icon: ClassVar[str] = "mail-send-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"programme", "plan_version", "visit", "told", "employee", "department", "role"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = MessagesView(context.theme)
        self.set_view(self.view)
        self._actions = [
            ButtonAction(self.view.drafts),
            ButtonAction(self.view.files),
            ButtonAction(self.view.mark),
            ButtonAction(self.view.mail),
            ButtonAction(self.view.copy),
            ButtonAction(self.view.workbook, "Ctrl+E"),
            ButtonAction(self.view.calendar),
            ButtonAction(self.view.printing, "Ctrl+P"),
            ButtonAction(self.view.read_back),
        ]
        self.writing = FileWriting(context, self)
        self._loaded: LoadedRecipients | None = None
        self._programme_id: int | None = None
        view = self.view
        view.calendar.clicked.connect(self._write_calendar)
        view.copy.clicked.connect(self._copy)
        view.drafts.clicked.connect(self._write_drafts)
        view.files.clicked.connect(self._write_files)
        view.found.acted.connect(self._show_everybody)
        view.mail.clicked.connect(self._write_mail)
        view.mark.clicked.connect(self._mark)
        view.needed_only.toggled.connect(self._narrow)
        view.people.chosen.connect(self._show_person)
        view.people.lines.ticks_changed.connect(self._count)
        view.printing.clicked.connect(self._print)
        view.programme.activated.connect(self._choose_programme)
        view.read_back.clicked.connect(self._read_back)
        view.states.acted.connect(self._act_on_empty)
        view.tick_needed.clicked.connect(self._tick_needed)
        view.to_settings.clicked.connect(self._to_settings)
        view.tongue.activated.connect(self._choose_tongue)
        view.workbook.clicked.connect(self._write_workbook)

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("Messages")

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        choices = [(None, _("As the window")), ("en", "English"), ("ru", "Русский")]
        fill_box(self.view.tongue, choices, self.view.tongue.currentData())
        if self._loaded is not None:
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Show the programme asked for."""
        programme_id = where.get("programme_id")
        if isinstance(programme_id, int) and programme_id != self._programme_id:
            self._programme_id = programme_id
            self.refresh(None)
        elif self._loaded is not None:
            # The sender may have been named in the settings meanwhile.
            self.refresh(None)
        self.view.people.setFocus()

    def actions_of_page(self) -> list[QAction]:
        """Offer the buttons of the page in the menu bar too."""
        return [action.follow() for action in self._actions]

    def refresh(self, changes: Changes | None) -> None:
        """Load who is concerned."""
        if self._loaded is None:
            self.view.states.loading(_("Looking who is to be told…"))
        self.context.operations.query(
            self,
            partial(load_recipients, self.context.services, self._programme_id),
            self._show,
            failed=self._load_failed,
            key="load",
        )

    # What is shown

    def _show(self, loaded: LoadedRecipients) -> None:
        view, first = self.view, self._loaded is None
        before = self._loaded.version if self._loaded is not None else None
        self._loaded, self._programme_id = loaded, loaded.programme_id
        fill_box(view.programme, loaded.programmes, loaded.programme_id)
        view.programme.setVisible(bool(loaded.programmes))
        for part in (view.workbook, view.printing, view.calendar, view.read_back):
            part.setVisible(loaded.newest is not None)
        if loaded.version is None:
            view.states.empty(
                "mail-send-line",
                _("Nobody to tell yet"),
                _("As soon as a plan is published, everybody concerned stands here."),
                self._way_on(loaded),
            )
            return
        view.heading.setText(loaded.heading)
        view.unsigned.setVisible(not loaded.signed)
        view.states.show_content()
        if first or before != loaded.version:
            view.people.lines.ticked = {
                line.key for one, line in loaded.people if one.needs_telling
            }
        self._narrow()

    def _narrow(self, *_signal: object) -> None:
        view, loaded = self.view, self._loaded
        if loaded is None:
            return
        key, ticked = view.people.key(), set(view.people.lines.ticked)
        only = view.needed_only.isChecked()
        view.people.lines.show(line for one, line in loaded.people if one.needs_telling or not only)
        view.people.lines.tick(ticked)
        if view.people.lines.rows:
            view.found.show_content()
        elif loaded.version is not None:
            view.found.empty(
                "check-double-line",
                _("Nothing changed since version {number}").format(number=loaded.version.number),
                _("Everybody concerned has been told what they have to know."),
                _("Show everybody"),
            )
        view.people.choose(key)

    def _count(self) -> None:
        ticked = self._ticked()
        need = sum(one.needs_telling for one, _line in self._people())
        view = self.view
        view.count(need, len(ticked))
        view.tick_needed.setVisible(need > len(ticked))
        for part in (view.drafts, view.mark):
            part.setEnabled(bool(ticked))

    def _people(self) -> tuple[Any, ...]:
        return self._loaded.people if self._loaded is not None else ()

    def _ticked(self) -> list[int]:
        """Return those who are ticked and have anything to be told."""
        keys = self.view.people.lines.ticked
        return [
            one.employee_id
            for one, _line in self._people()
            if one.needs_telling and one.employee_id in keys
        ]

    def _chosen(self) -> Recipient | None:
        key = self.view.people.key()
        return next((one for one, line in self._people() if line.key == key), None)

    def _show_person(self, _key: object) -> None:
        view, one = self.view, self._chosen()
        for part in (view.tongue, view.mail, view.copy):
            part.setEnabled(one is not None)
        if one is None or self._programme_id is None:
            view.preview.clear()
            return
        view.tongue.setCurrentIndex(max(0, view.tongue.findData(one.language)))
        self.context.operations.query(
            self,
            partial(
                self.context.services.messages.preview,
                self._programme_id,
                one.employee_id,
                current_language(),
            ),
            view.preview.setPlainText,
            key="preview",
        )

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    # What is done

    def _write_drafts(self) -> None:
        folder = self.context.interaction.choose_folder(_("Folder for the e-mail drafts"))
        if folder is None or self._programme_id is None:
            return
        self.view.drafts.setEnabled(False)
        self.context.operations.command(
            self,
            partial(
                watched,
                partial(
                    self.context.services.messages.write_drafts,
                    programme_id=self._programme_id,
                    employee_ids=self._ticked(),
                    folder=folder,
                    tongue=current_language(),
                ),
            ),
            self._drafts_written,
            failed=self._not_written,
            quiet=True,
            progress=self._progressed,
        )

    def _progressed(self, progress: Any) -> None:
        self.view.heading.setText(
            _("Written: {done} of {total}").format(done=progress.done, total=progress.total)
        )

    def _drafts_written(self, written: Any) -> None:
        count = len(written.files)
        text = ngettext(
            "{count} draft is ready. Open it, look at it, send it.",
            "{count} drafts are ready. Open them, look at them, send them.",
            count,
        ).format(count=count)
        if written.without_address:
            text = " ".join(
                [
                    text,
                    _("Without an e-mail address: {names}.").format(
                        names=_some(written.without_address)
                    ),
                ]
            )
        self.context.toast(text, action=(_("Open the folder"), partial(show_path, written.folder)))

    def _write_files(self) -> None:
        version = self._loaded.version if self._loaded is not None else None
        folder = self.context.interaction.choose_folder(_("Folder for the calendar files"))
        if folder is None or version is None:
            return
        self.view.files.setEnabled(False)
        self.context.operations.query(
            self,
            partial(
                watched,
                partial(
                    self.context.services.messages.write_calendar_files,
                    plan_id=version.id,
                    folder=folder,
                ),
            ),
            self._files_written,
            failed=self._not_written,
            progress=self._progressed,
        )

    def _files_written(self, written: Any) -> None:
        self.view.files.setEnabled(True)
        if self._loaded is not None:
            self.view.heading.setText(self._loaded.heading)
        count = len(written.files)
        text = ngettext(
            "{count} calendar file is written.", "{count} calendar files are written.", count
        ).format(count=count)
        self.context.toast(text, action=(_("Open the folder"), partial(show_path, written.folder)))

    def _not_written(self, error: KnownError) -> None:
        self.view.files.setEnabled(True)
        self.context.error(error)
        self.refresh(None)

    def _mark(self) -> None:
        self._mark_told(self._ticked())

    def _mark_told(self, employee_ids: list[int]) -> None:
        if self._programme_id is not None:
            self.context.operations.command(
                self,
                partial(
                    self.context.services.messages.mark_told,
                    programme_id=self._programme_id,
                    employee_ids=employee_ids,
                ),
                quiet=True,
            )

    def _choose_tongue(self) -> None:
        one = self._chosen()
        if one is not None:
            self.context.operations.command(
                self,
                partial(
                    self.context.services.messages.set_language,
                    employee_ids=[one.employee_id],
                    tongue=self.view.tongue.currentData(),
                ),
            )

    def _copy(self) -> None:
        self._ask_for_text(self._copied)

    def _copied(self, link: MailLink) -> None:
        # Without the calendar files, of which the draft speaks.
        QGuiApplication.clipboard().setText(link.text)
        self.context.toast(_("The text is on the clipboard."))

    def _write_mail(self) -> None:
        one = self._chosen()
        if one is not None:
            self._ask_for_text(partial(self._mail_ready, one))

    def _mail_ready(self, one: Recipient, link: MailLink) -> None:
        told = (_("They know already"), partial(self._mark_told, [one.employee_id]))
        self.context.toast(write_mail(link), action=told if one.needs_telling else None)

    def _ask_for_text(self, then: Callable[[MailLink], None]) -> None:
        one = self._chosen()
        if one is not None and self._programme_id is not None:
            self.context.operations.query(
                self,
                partial(
                    self.context.services.messages.by_mail_program,
                    self._programme_id,
                    one.employee_id,
                    current_language(),
                ),
                then,
                failed=self.context.error,
                key="text",
            )

    def _tick_needed(self) -> None:
        self.view.people.lines.tick(one.employee_id for one, _line in self._people())

    def _show_everybody(self) -> None:
        self.view.needed_only.setChecked(False)

    # Files, and ways to other pages

    def _plan_and_name(self) -> tuple[int, str] | None:
        loaded = self._loaded
        plan = loaded and (loaded.version or loaded.newest)
        return (plan.id, self.view.programme.currentText()) if plan else None

    def _write_workbook(self) -> None:
        if (found := self._plan_and_name()) and not self.writing.busy:
            self.writing.ask_for(workbook(self.context.services, *found))

    def _write_calendar(self) -> None:
        if (found := self._plan_and_name()) and not self.writing.busy:
            self.writing.ask_for(whole_calendar(self.context.services, *found))

    def _print(self) -> None:
        if found := self._plan_and_name():
            self.context.go("printing", plan_id=found[0], called=found[1])

    def _read_back(self) -> None:
        self.context.go("read_back")

    def _choose_programme(self) -> None:
        self._programme_id = self.view.programme.currentData()
        self.refresh(None)

    def _to_settings(self) -> None:
        self.context.go("settings")

    @staticmethod
    def _way_on(loaded: LoadedRecipients) -> str:
        if loaded.newest is not None:
            return _("Publish a plan")
        return _("Find a plan") if loaded.programmes else _("New programme")

    def _act_on_empty(self) -> None:
        loaded = self._loaded
        if loaded is None:
            self.refresh(None)
        elif loaded.newest is not None:
            self.context.go("publish", programme_id=self._programme_id)
        elif loaded.programmes:
            self.context.go("board", programme_id=self._programme_id, solve=True)
        else:
            self.context.go("programme", new=True)


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3])
    more = len(names) - 3
    return shown if more <= 0 else _("{names} and {count} more").format(names=shown, count=more)
