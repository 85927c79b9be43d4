"""What belongs to one idea beside its fields, read in a worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.idea_history import IdeaEvent
    from app.services.ideas import CommentRow, LikelyDuplicate


@dataclass(frozen=True, slots=True)
class IdeaStory:
    """Votes, comments, history and likely duplicates; times are UTC with their zone."""

    idea_id: int
    voters: tuple[tuple[int, str], ...]
    comments: tuple[CommentRow, ...]
    events: tuple[IdeaEvent, ...]
    alike: tuple[LikelyDuplicate, ...]


def load_story(services: Services, idea_id: int, title: str) -> IdeaStory:
    """Return what belongs to an idea."""
    return IdeaStory(
        idea_id=idea_id,
        voters=tuple(services.ideas.voters(idea_id)),
        comments=tuple(
            replace(row, at=row.at.replace(tzinfo=dt.UTC))
            for row in services.ideas.comments(idea_id)
        ),
        events=tuple(services.idea_history.events(idea_id)),
        alike=tuple(services.ideas.likely_duplicates(title, except_id=idea_id, most=3)),
    )
