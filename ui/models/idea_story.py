"""What belongs to one idea beside its fields, read in a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.i18n import _
from app.wording.formats import half_day

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.idea_history import IdeaEvent
    from app.services.ideas import CommentRow, IdeaRow, LikelyDuplicate


@dataclass(frozen=True, slots=True)
class IdeaStory:
    """Votes, comments, history and likely duplicates; times are UTC with their zone.

    Attributes
    ----------
    visit
        The visit that brought the idea, in words; "" if none did.
    """

    idea_id: int
    voters: tuple[tuple[int, str], ...]
    comments: tuple[CommentRow, ...]
    events: tuple[IdeaEvent, ...]
    alike: tuple[LikelyDuplicate, ...]
    visit: str


def load_story(services: Services, idea: IdeaRow) -> IdeaStory:
    """Return what belongs to an idea."""
    return IdeaStory(
        idea_id=idea.id,
        voters=tuple(services.ideas.voters(idea.id)),
        comments=tuple(
            replace(row, at=row.at.replace(tzinfo=dt.UTC))
            for row in services.ideas.comments(idea.id)
        ),
        events=tuple(services.idea_history.events(idea.id)),
        alike=tuple(services.ideas.likely_duplicates(idea.title, except_id=idea.id, most=3)),
        visit=_visit(services, idea),
    )


def _visit(services: Services, idea: IdeaRow) -> str:
    if idea.record_id is None:
        return ""
    record = services.visit_records.record(idea.record_id)
    when = half_day((record.date, record.half))
    if not record.host:
        return _("Visit: {when}").format(when=when)
    return _("Visit: {when}; host: {host}").format(when=when, host=record.host)
