"""The page of a guest: own visits, their role cards, the reflection of each."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from app.domain.reflections import Source
from app.i18n import _
from app.wording import error_text
from app.wording.after_visit import code_line
from app.wording.formats import day
from ui.file_names import file_name
from ui.models.my_visits import Awaited, MyVisits, load_awaited, load_card, load_mine, may_write
from ui.opened_files import show_path
from ui.page import Page
from ui.pages.my_visits.view import MyVisitsView, VisitsFace, WritingFace
from ui.reflection_writing import ReflectionWriting
from ui.widgets.parts import name_control

if TYPE_CHECKING:
    from pathlib import Path

    from app.bootstrap import Services
    from app.changes import Changes
    from app.errors import KnownError
    from app.services.visit_records import RecordRow
    from ui.context import Context
    from ui.widgets.lines_table import LinesTable


class MyVisitsPage(Page):
    """What a guest needs, and nothing of anybody else.

    Until there are accounts a guest is known by the code of a visit: who has none of them sees
    nothing. The page is there on a server only; a file is opened by who organises the visits.
    """

    name: ClassVar[str] = "my_visits"
    icon: ClassVar[str] = "walk-line"
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"visit", "plan_version", "visit_record", "reflection", "employee", "department", "role"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = MyVisitsView(context.theme)
        self.set_view(self.view)
        self._employee_id: int | None = None
        self._mine: MyVisits | None = None
        self._shown: RecordRow | None = None
        view = self.view
        view.entry.entered.connect(self._find)
        view.other.clicked.connect(self._forget)
        view.states.acted.connect(self._try_again)

    @cached_property
    def visits(self) -> VisitsFace:
        """The visits, built when it is known whose."""
        made = VisitsFace(self.context.theme)
        made.calendar.clicked.connect(self._add_to_calendar)
        made.next.chosen.connect(partial(self._choose, made.next))
        made.past.chosen.connect(partial(self._choose, made.past))
        made.write.clicked.connect(self._write)
        made.retranslate()
        return made

    @cached_property
    def sheet(self) -> WritingFace:
        """The form, built when the first reflection is written."""
        made = WritingFace(self.context.theme)
        made.back.clicked.connect(self._stop_writing)
        made.retranslate()
        return made

    @cached_property
    def writing(self) -> ReflectionWriting:
        """What keeps the form and its reflection together."""
        made = ReflectionWriting(self.context, self.sheet.form, Source.SIGNED_IN, self)
        made.begun.connect(self._show_form)
        made.sent.connect(self._sent)
        return made

    @property
    def _writes(self) -> bool:
        """Whether a form is there at all."""
        return "writing" in self.__dict__

    # As every page

    @staticmethod
    def title() -> str:
        """Return the page's name."""
        return _("My visits")

    @staticmethod
    def offered(services: Services) -> bool:
        """Tell that guests come to a server, not to a file."""
        return services.database.on_server

    def retranslate(self) -> None:
        """Set all texts anew."""
        self.view.retranslate()
        if self._writes:
            self.sheet.retranslate()
        if self._mine is not None:
            self.visits.retranslate()
            self.refresh(None)

    def arrive(self, **where: object) -> None:
        """Put the keyboard where it is needed first."""
        view = self.view
        if self._employee_id is None:
            view.entry.field.setFocus()
        elif self._mine is not None and not (self._writes and self.writing.record):
            visits = self.visits
            (visits.next if visits.next.lines.rows else visits.past).setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Load the visits anew."""
        if not self.offered(self.context.services):
            self.view.other.hide()
            self.view.states.empty(
                "walk-line",
                _("For companies on a shared server"),
                _(
                    "This company is kept in a file, which only its organisers open. Guests get "
                    "forms by mail, or write on the shared computer; both are under Reflections."
                ),
            )
            return
        if self._writes:
            self.writing.look_again()
        services = self.context.services
        if self._employee_id is None:
            work, then = partial(load_awaited, services, dt.date.today()), self._ask
        else:
            work = partial(load_mine, services, self._employee_id, dt.datetime.now())
            then = self._show
        self.context.operations.query(self, work, then, failed=self._load_failed, key="load")

    def may_leave(self) -> bool:
        """Keep what is being written."""
        if self._writes:
            self.writing.save()
        return True

    # Who it is

    def _ask(self, awaited: Awaited) -> None:
        view = self.view
        view.other.hide()
        view.who.setText("")
        if awaited.published:
            view.show_face(view.asking)
            view.entry.field.setFocus()
            return
        text = _("As soon as a plan is published, your visits stand here.")
        if awaited.begins is not None:
            text = _(
                "“{programme}” begins on {date}. As soon as its plan is published, your visits "
                "stand here."
            ).format(programme=awaited.programme, date=day(awaited.begins))
        view.states.empty("walk-line", _("No visits yet"), text)

    def _find(self, code: str) -> None:
        self.view.entry.wait()
        self.context.operations.query(
            self,
            partial(self.context.services.visit_records.by_code, code),
            self._found,
            failed=self._not_found,
            key="find",
        )

    def _found(self, record: RecordRow) -> None:
        self.view.entry.accept()
        self._employee_id = record.employee_id
        self.refresh(None)

    def _not_found(self, error: KnownError) -> None:
        self.view.entry.refuse(error_text(error))

    def _forget(self) -> None:
        if self._writes:
            self.writing.end()
        self._employee_id = self._mine = self._shown = None
        self.refresh(None)

    # The visits

    def _show(self, mine: MyVisits) -> None:
        if self._employee_id is None:
            return
        view, visits, before = self.view, self.visits, self._shown
        first = self._mine is None
        self._mine = mine
        view.who.setText(mine.name)
        view.other.show()
        visits.next.lines.show(mine.next)
        visits.past.lines.show(mine.past)
        visits.next.setVisible(bool(mine.next))
        visits.nothing_next.setVisible(not mine.next)
        if not self._writes or self.writing.record is None:
            view.show_face(visits)
        table = visits.next if mine.next else visits.past
        if before is not None:
            over = visits.past.lines.row_of(before.id) is not None
            table = visits.past if over else visits.next
        table.choose(before.id if before is not None else None)
        if first:
            table.setFocus()

    def _choose(self, table: LinesTable, key: object) -> None:
        record = self._mine.record(key) if self._mine is not None else None
        if record is None:
            return
        visits = self.visits
        other = visits.past if table is visits.next else visits.next
        # One visit is chosen, in one of the two lists.
        other.clearSelection()
        other.selectionModel().clearCurrentIndex()
        self._shown = record
        visits.code.setText(code_line(record.code))
        stands = record.planned and record.outcome != "missed"
        visits.calendar.setVisible(stands and not may_write(record, dt.date.today()))
        visits.write.setVisible(may_write(record, dt.date.today()))
        sent = _("Change what I sent…")
        name_control(visits.write, sent if record.edition else _("Write the reflection…"))
        self.context.operations.query(
            self,
            partial(load_card, self.context.services, record),
            visits.card.show_card,
            key="card",
        )

    def _add_to_calendar(self) -> None:
        record = self._shown
        if record is None:
            return
        suggested = file_name(f"{record.department} {record.date.isoformat()}")
        path = self.context.interaction.save_file(
            _("Add to my calendar"), f"{suggested}.ics", [(_("Calendar entry"), "*.ics")]
        )
        if path is not None:
            self.context.operations.query(
                self,
                partial(
                    self.context.services.messages.write_guest_entry,
                    record_id=record.id,
                    path=path,
                ),
                self._added,
            )

    def _added(self, path: Path) -> None:
        self.context.toast(
            _("Written: {file}").format(file=path.name),
            action=(_("Open"), partial(show_path, path)),
        )

    # The reflection

    def _write(self) -> None:
        if self._shown is not None:
            self.writing.begin(self._shown.id)

    def _show_form(self) -> None:
        self.view.show_face(self.sheet)
        self.sheet.form.take_focus()

    def _stop_writing(self) -> None:
        self.writing.end()
        self.view.show_face(self.visits)
        self.visits.past.setFocus()

    def _sent(self) -> None:
        self.context.toast(_("Your reflection was sent. Thank you!"))
        self.view.show_face(self.visits)
        self.visits.past.setFocus()

    def _load_failed(self, error: KnownError) -> None:
        self.view.states.error(error_text(error))

    def _try_again(self) -> None:
        self.refresh(None)
