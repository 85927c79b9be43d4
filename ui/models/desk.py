"""What lies before a head of a department, worded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording.after_visit import QUESTION_TEXTS
from app.wording.formats import half_day
from app.wording.ideas import age_text
from ui.models.lines import Words

if TYPE_CHECKING:
    import datetime as dt

    from app.bootstrap import Services
    from app.services.heads import Desk, Head
    from app.services.ideas import IdeaRow
    from app.services.reflections import ReflectionRow

IDEA, REFLECTION = "idea", "reflection"


@dataclass(frozen=True, slots=True)
class LoadedDesk:
    """The heads there are, and the desk of one of them.

    Attributes
    ----------
    at
        When it was loaded, in UTC: what came until then has been shown.
    needs, news
        Lines of both lists; a key is a pair of ``IDEA`` or ``REFLECTION`` and the row's key.
    """

    today: dt.date
    at: dt.datetime
    heads: tuple[Head, ...] = ()
    head: Head | None = None
    desk: Desk | None = None
    needs: tuple[Words, ...] = ()
    news: tuple[Words, ...] = ()

    def idea(self, key: object) -> IdeaRow | None:
        """Return the idea that a line stands for, None if it stands for none."""
        desk = self.desk
        rows = () if desk is None else (*desk.needs_answer, *desk.new_ideas)
        return next((row for row in rows if (IDEA, row.id) == key), None)

    def reflection(self, key: object) -> ReflectionRow | None:
        """Return the reflection that a line stands for, None if it stands for none."""
        rows = () if self.desk is None else self.desk.new_reflections
        return next((row for row in rows if (REFLECTION, row.id) == key), None)


def load_desk(
    services: Services,
    employee_id: int | None,
    since: dt.datetime | None,
    today: dt.date,
    now: dt.datetime,
) -> LoadedDesk:
    """Return the desk of a head; without one only who the heads are."""
    heads = tuple(services.heads.heads())
    head = next((one for one in heads if one.employee_id == employee_id), None)
    if head is None:
        return LoadedDesk(today, now, heads)
    desk = services.heads.desk(head.employee_id, today=today, since=since)
    news = [
        *((row.sent_at, _reflection_line(row)) for row in desk.new_reflections),
        *((row.moved_at, _idea_line(row)) for row in desk.new_ideas),
    ]
    news.sort(key=lambda pair: pair[0], reverse=True)
    return LoadedDesk(
        today=today,
        at=now,
        heads=heads,
        head=head,
        desk=desk,
        needs=tuple(
            Words((IDEA, row.id), (age_text(row, today), row.title, row.author))
            for row in desk.needs_answer
        ),
        news=tuple(line for _at, line in news),
    )


def answers_of(row: ReflectionRow) -> list[tuple[str, str]]:
    """Return the questions that a guest has answered, each with the answer."""
    return [
        (_(question), getattr(row, name))
        for name, question in QUESTION_TEXTS.items()
        if getattr(row, name)
    ]


def _idea_line(row: IdeaRow) -> Words:
    return Words((IDEA, row.id), (_("idea"), row.title, row.author))


def _reflection_line(row: ReflectionRow) -> Words:
    visit = _("Visit: {when}").format(when=half_day((row.date, row.half)))
    return Words((REFLECTION, row.id), (_("reflection"), visit, row.employee))
