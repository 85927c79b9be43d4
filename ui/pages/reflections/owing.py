"""Who owes a reflection: forms out and back, reminders, visits that did not take place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.i18n import _, ngettext
from app.settings import ORGANISER_EMAIL
from app.wording.after_visit import FORM_RESULTS
from app.wording.formats import day
from ui.models.owing import MISSED, OWED, TO_COME, LoadedVisits, form_line
from ui.opened_files import show_path
from ui.pages.reflections.files_view import FilesView
from ui.pages.reflections.list_reading import ListReading, news_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.errors import KnownError
    from app.services.forms import FormOutcome
    from app.services.visit_records import RecordRow
    from app.services.written_files import WrittenFiles
    from ui.context import Context
    from ui.models.lines import Words
    from ui.pages.reflections.owing_view import OwingView
    from ui.workers import Ticket


class Owing(QObject):
    """Connects the view with the services."""

    def __init__(self, context: Context, view: OwingView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._loaded: LoadedVisits | None = None
        self._kind = OWED
        # Writes of this page that the rows shown do not hold yet.
        self._unseen_writes = 0
        self.list = ListReading(context, view, self)
        view.kind_chosen.connect(self._choose_kind)
        view.make.clicked.connect(self._make)
        view.read.clicked.connect(self._read)
        view.read_list.clicked.connect(self.list.ask)
        view.remind.clicked.connect(self._remind)
        view.visit.expected.connect(self._expected)
        view.visit.host_edited.connect(self._host_edited)
        view.visit.missed.connect(self._missed)
        view.visits.chosen.connect(self._show_visit)
        view.visits.lines.ticks_changed.connect(self._name_acts)

    @cached_property
    def read(self) -> FilesView:
        """What became of files, built when it is first needed."""
        made = FilesView(self._context.theme)
        made.back.clicked.connect(self._show_list)
        made.retranslate()
        return made

    def show(self, loaded: LoadedVisits) -> None:
        """Show visits that were loaded."""
        view, chosen = self._view, self._view.visits.key()
        self._loaded = loaded
        self._unseen_writes = 0
        counts = {kind: len(rows) for kind, rows in loaded.by_kind.items()}
        view.show_kind(self._kind, counts)
        view.visits.lines.show(loaded.lines[self._kind])
        self._name_acts()
        if loaded.lines[self._kind]:
            view.list_state.show_content()
        else:
            view.list_state.empty("checkbox-circle-line", *_nothing(self._kind, loaded))
        view.visits.choose(chosen)

    def begin_with_owed(self) -> None:
        """Show those who owe a reflection, with the next visits that are loaded."""
        self._kind = OWED

    def retranslate(self) -> None:
        """Say anew what stands on the buttons."""
        self._view.retranslate()
        self.list.retranslate()
        if "read" in self.__dict__:
            self.read.retranslate()
        self._name_acts()

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self._view.visits.setFocus()

    # What is shown

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        if self._loaded is not None:
            self._view.visits.lines.tick(())
            self.show(self._loaded)

    def _show_visit(self, key: object) -> None:
        visit = self._loaded.record(key) if self._loaded is not None else None
        if visit is None:
            self._view.side.empty("", "", _("Choose a visit to see what came of it."))
            return
        self._view.visit.show_visit(visit)
        self._view.side.show_content()

    def _show_list(self) -> None:
        self._view.show_page(self._view.list_page)

    def _name_acts(self) -> None:
        owed = len(self._loaded.by_kind[OWED]) if self._loaded is not None else 0
        self._view.name_acts(owed, len(self._ticked() or ()))

    def _ticked(self) -> list[int] | None:
        """Return the visits that were ticked among those owed, None for all."""
        if self._kind != OWED:
            return None
        ticked = [int(str(key)) for key in self._view.visits.lines.ticked]
        return ticked or None

    def _visit(self) -> RecordRow | None:
        return self._loaded.record(self._view.visits.key()) if self._loaded is not None else None

    # Forms and letters

    def _make(self) -> None:
        folder = self._context.interaction.choose_folder(_("Folder for the forms"))
        if folder is None or self._loaded is None:
            return
        services = self._context.services
        self._view.busy(_("Making forms…"))
        self._context.operations.query(
            self,
            partial(
                _make_forms,
                services.forms.make,
                folder=folder,
                programme_id=self._loaded.programme_id,
                now=dt.datetime.now(),
                return_to=self._context.settings.get(ORGANISER_EMAIL),
                only=self._ticked(),
            ),
            partial(self._made, folder),
            failed=self._failed,
            progress=self._view.wait.progress,
        )

    def _made(self, folder: Path, made: list[Any]) -> None:
        self._show_list()
        text = ngettext("{count} form was made.", "{count} forms were made.", len(made))
        self._context.toast(
            text.format(count=len(made)), action=(_("Open the folder"), partial(show_path, folder))
        )

    def _remind(self) -> None:
        folder = self._context.interaction.choose_folder(_("Folder for the drafts"))
        if folder is None or self._loaded is None:
            return
        self._view.busy(_("Writing drafts…"))
        self._context.operations.command(
            self,
            partial(
                self._context.services.letters.write_reminders,
                folder=folder,
                programme_id=self._loaded.programme_id,
                now=dt.datetime.now(),
                only=self._ticked(),
            ),
            self._reminded,
            failed=self._failed,
            quiet=True,
        )

    def _reminded(self, written: WrittenFiles) -> None:
        self._show_list()
        count = len(written.files)
        text = ngettext(
            "{count} draft of a reminder was written.",
            "{count} drafts of reminders were written.",
            count,
        ).format(count=count)
        if written.without_address:
            text += " " + _("Without an address: {names}").format(
                names=", ".join(written.without_address)
            )
        self._context.toast(text, action=(_("Open the folder"), partial(show_path, written.folder)))

    def _read(self) -> None:
        folder = self._context.interaction.choose_folder(_("Folder with forms that came back"))
        if folder is None:
            return
        self._view.busy(_("Reading forms…"))
        self._context.operations.command(
            self,
            partial(_read_forms, self._context, folder),
            self._show_files,
            failed=self._failed,
            progress=self._view.wait.progress,
        )

    def _show_files(self, found: tuple[list[FormOutcome], list[Words]]) -> None:
        outcomes, lines = found
        shown = self.read
        counts = Counter(outcome.result for outcome in outcomes)
        shown.title.setText(
            ngettext("{count} file was read", "{count} files were read", len(outcomes)).format(
                count=len(outcomes)
            )
        )
        shown.hint.setText(
            " · ".join(f"{_(FORM_RESULTS[result])}: {count}" for result, count in counts.items())
        )
        shown.files.lines.show(lines)
        self._view.show_page(shown.page)
        shown.files.choose(None)
        shown.files.setFocus()

    def _failed(self, error: KnownError) -> None:
        self._show_list()
        self._context.error(error)

    # What came of a visit

    def _missed(self, reason: str) -> None:
        visit = self._visit()
        if visit is not None:
            self._write(
                partial(
                    self._context.services.visit_records.set_missed,
                    record_id=visit.id,
                    shown_version=self._shown(visit),
                    reason=reason,
                ),
                partial(self._offer_new_plan, visit),
                quiet=True,
            )

    def _offer_new_plan(self, visit: RecordRow, _changes: object) -> None:
        self._context.toast(
            _("Noted: the visit of {name} did not take place.").format(name=visit.employee),
            action=(
                _("Plan it anew…"),
                partial(self._context.go, "board", programme_id=visit.programme_id, solve=True),
            ),
        )

    def _expected(self) -> None:
        visit = self._visit()
        if visit is not None:
            self._write(
                partial(
                    self._context.services.visit_records.set_expected,
                    record_id=visit.id,
                    shown_version=self._shown(visit),
                )
            )

    def _host_edited(self) -> None:
        visit, host = self._visit(), self._view.visit.host
        if visit is not None:
            self._write(
                partial(
                    self._context.services.visit_records.set_host_view,
                    record_id=visit.id,
                    shown_version=self._shown(visit),
                    did=host.value("host_did"),
                    noticed=host.value("host_noticed"),
                    rating=host.value("host_rating"),
                ),
                quiet=True,
            )

    def _shown(self, visit: RecordRow) -> int | None:
        # What this page itself has just written is no conflict.
        return None if self._unseen_writes else visit.version

    def _write(self, work: Any, then: Any = None, *, quiet: bool = False) -> None:
        self._unseen_writes += 1
        self._context.operations.command(self, work, then, failed=self._not_written, quiet=quiet)

    def _not_written(self, error: KnownError) -> None:
        self._context.error(error)
        if self._loaded is not None:
            self.show(self._loaded)


def _make_forms(make: Any, ticket: Ticket, **wanted: Any) -> Any:
    return make(
        **wanted, on_progress=ticket.report, should_stop=partial(getattr, ticket, "cancelled")
    )


def _read_forms(context: Context, folder: Path, ticket: Ticket) -> Any:
    services = context.services
    with services.undo.together(_("read forms")):
        outcomes = services.forms.read(
            folder, on_progress=ticket.report, should_stop=partial(getattr, ticket, "cancelled")
        )
    lines = [form_line(at, outcome) for at, outcome in enumerate(outcomes)]
    return (outcomes, lines), news_of(outcomes, _("read forms"))


def _nothing(kind: str, loaded: LoadedVisits) -> tuple[str, str]:
    if kind != TO_COME and loaded.first_to_come is not None:
        return _("No visit has taken place yet"), _("The first one is on {date}.").format(
            date=day(loaded.first_to_come)
        )
    if kind == OWED:
        return _("Nobody owes a reflection"), _("Everybody has written about the visits so far.")
    if kind == MISSED:
        return _("Every visit took place"), _("Visits that did not take place are kept here.")
    return _("None so far"), ""
