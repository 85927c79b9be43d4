"""Writing a reflection: the draft saves itself, is offered again, and is sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.changes import Changes
from app.domain.reflections import Answers, Source
from app.i18n import _
from app.wording import error_text, sentence
from app.wording.formats import clock, half_day, moment

if TYPE_CHECKING:
    import datetime as dt

    from app.bootstrap import Services
    from app.errors import KnownError
    from app.services.reflections import DraftRow
    from app.services.visit_records import RecordRow
    from ui.context import Context
    from ui.widgets.idea_rows import IdeaRow
    from ui.widgets.reflection_form import ReflectionForm

_SAVE_AFTER_MS = 2_000
_AGAIN_AFTER_MS = 5_000
_LIKELY_AFTER_MS = 300
_LIKELY_SHOWN = 3


_Written = tuple[Answers, str | None]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A visit with what was written about it so far."""

    record: RecordRow
    draft: DraftRow | None
    sent: Answers | None
    private: str


class ReflectionWriting(QObject):
    """Connects a form with the reflection of one visit after the other.

    Signals
    -------
    begun()
        The form shows another visit.
    sent()
        The answers were sent; the form is empty.
    """

    begun = Signal()
    sent = Signal()

    def __init__(
        self,
        context: Context,
        form: ReflectionForm,
        source: Source,
        parent: QObject,
        *,
        save_after_ms: int = _SAVE_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._source = source
        self._record: RecordRow | None = None
        # What was saved last, to write nothing that is there already.
        self._kept: _Written | None = None
        self._save_after_ms = save_after_ms
        self._saving = QTimer(self, singleShot=True)
        self._saving.timeout.connect(self.save)
        self._likely = QTimer(self, interval=_LIKELY_AFTER_MS, singleShot=True)
        self._likely.timeout.connect(self._look_for_likely)
        self._titled: IdeaRow | None = None
        form.edited.connect(self._edited)
        form.left.connect(self.save)
        form.renew_asked.connect(self._renew)
        form.send_asked.connect(self._send)
        form.titled.connect(self._retitled)

    @property
    def record(self) -> RecordRow | None:
        """The visit that is written about, None if there is none."""
        return self._record

    def begin(self, record_id: int) -> None:
        """Show the form of a visit, with the draft of it if there is one."""
        self._context.operations.query(
            self,
            partial(_begin, self._context.services, record_id, self._form.private is not None),
            self._show,
            key="begin",
        )

    def end(self) -> None:
        """Save what is not saved yet, and forget the visit."""
        self.save()
        self._record = None
        self._kept = None
        self._saving.stop()
        self._likely.stop()
        self._form.begin(Answers())
        self._form.head("", "")
        self._form.say_saved("")

    def look_again(self) -> None:
        """See whether the visit was cancelled while it is written about."""
        if self._record is not None:
            self._context.operations.query(
                self,
                partial(self._context.services.visit_records.record, self._record.id),
                self._see_whether_gone,
                key="look",
            )

    def save(self) -> None:
        """Save the draft, if anything is new in it."""
        self._saving.stop()
        record, now = self._record, self._written()
        if record is None or now == self._kept:
            return
        self._kept = now
        self._context.operations.command(
            self,
            partial(_save, self._context.services, record.id, now),
            partial(self._saved, record.id),
            failed=partial(self._not_saved, record.id),
            quiet=True,
        )

    # Internal functions

    def _written(self) -> _Written:
        return self._form.answers(), self._form.private_text()

    def _show(self, begun: _Begun) -> None:
        form, record = self._form, begun.record
        self._record = record
        answers = begun.draft.answers if begun.draft is not None else begun.sent or Answers()
        form.begin(answers, begun.private)
        self._kept = self._written()
        form.head(
            _("Half a day in {department}").format(department=record.department),
            _("{name}: {role}, {when}").format(
                name=record.employee, role=record.role, when=half_day((record.date, record.half))
            ),
        )
        form.say_saved("")
        if begun.draft is not None:
            form.say_saved(_("Saved {time}").format(time=clock(begun.draft.saved_at)))
            form.offer_draft(
                _("You began this on {moment}. Go on where you stopped.").format(
                    moment=moment(begun.draft.saved_at)
                )
            )
        elif begun.sent is not None:
            form.offer_draft(
                _("You have sent this already. What you change and send takes its place.")
            )
        self._see_whether_gone(record)
        self.begun.emit()

    def _see_whether_gone(self, record: RecordRow) -> None:
        if self._record is None or record.id != self._record.id or record.edition:
            return
        if record.outcome == "missed" or not record.planned:
            self._form.show_gone(sentence("visit-cancelled", {"department": record.department}))

    def _edited(self) -> None:
        if self._record is not None:
            self._form.say_saved(_("Not saved yet"))
            self._saving.start(self._save_after_ms)

    def _saved(self, record_id: int, at: dt.datetime) -> None:
        if self._record is not None and record_id == self._record.id:
            waiting = self._saving.isActive() or self._written() != self._kept
            if not waiting:
                self._form.say_saved(_("Saved {time}").format(time=clock(at)))

    def _not_saved(self, record_id: int, error: KnownError) -> None:
        if self._record is not None and record_id == self._record.id:
            self._kept = None
            self._form.say_saved(_("Not saved, trying again. {why}").format(why=error_text(error)))
            self._saving.start(_AGAIN_AFTER_MS)

    def _renew(self) -> None:
        record = self._record
        if record is None:
            return
        self._form.begin(Answers(), self._form.private_text())
        self._see_whether_gone(record)
        self._form.say_saved(_("Not saved yet"))
        self.save()
        self._form.take_focus()

    def _send(self) -> None:
        record = self._record
        if record is None:
            return
        self._saving.stop()
        self._form.send.setEnabled(False)
        self._form.say_problem("")
        self._context.operations.command(
            self,
            partial(_send, self._context.services, record.id, self._written(), self._source),
            partial(self._was_sent, record.id),
            failed=partial(self._not_sent, record.id),
            quiet=True,
        )

    def _was_sent(self, record_id: int, _sent: object) -> None:
        if self._record is not None and record_id == self._record.id:
            self._kept = self._written()
            self.end()
            self.sent.emit()

    def _not_sent(self, record_id: int, error: KnownError) -> None:
        if self._record is None or record_id != self._record.id:
            return
        self._form.send.setEnabled(True)
        if error.code == "visit-cancelled":
            self._form.show_gone(error_text(error))
        else:
            self._form.say_problem(error_text(error))
        self.save()

    # Likely duplicates of an idea

    def _retitled(self, row: IdeaRow, _title: str) -> None:
        self._titled = row
        self._likely.start()

    def _look_for_likely(self) -> None:
        row = self._titled
        if row is not None and row in self._form.ideas.rows:
            self._context.operations.query(
                self,
                partial(
                    self._context.services.ideas.likely_duplicates,
                    row.title.text(),
                    most=_LIKELY_SHOWN,
                ),
                partial(self._show_likely, row),
                key="likely",
            )

    def _show_likely(self, row: IdeaRow, found: list[Any]) -> None:
        if row in self._form.ideas.rows:
            row.show_likely([one.title for one in found])


def _begin(services: Services, record_id: int, private: bool) -> _Begun:
    record = services.visit_records.record(record_id)
    editions = services.reflections.editions(record_id)
    return _Begun(
        record,
        services.reflections.draft(record_id),
        editions[-1][2] if editions else None,
        services.reflections.private_note(record_id) if private else "",
    )


def _save(services: Services, record_id: int, written: _Written) -> tuple[dt.datetime, Changes]:
    answers, note = written
    if note is not None:
        services.reflections.save_private_note(record_id, note)
    return services.reflections.save_draft(record_id, answers), Changes()


def _send(
    services: Services, record_id: int, written: _Written, source: Source
) -> tuple[None, Changes]:
    answers, note = written
    if note is not None:
        services.reflections.save_private_note(record_id, note)
    sent = services.reflections.send(
        record_id=record_id, answers=answers, source=source, cancelled=False
    )
    return None, sent.changes
