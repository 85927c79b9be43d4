from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.ideas import IdeaStatus
from tests.app.after_visits import publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

MONDAY = dt.date(2027, 3, 1)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    keys = publish_visits(services)
    keys["idea"], _changes = services.ideas.add(
        title="One list", department_id=keys["Sales"], today=MONDAY
    )
    return keys


def told(services, idea):
    return [
        (change.field, change.before, change.after)
        for event in services.idea_history.events(idea)
        for change in event.changes
    ]


def test_the_newest_act_comes_first_and_the_first_is_known(services, keys):
    services.ideas.move(idea_id=keys["idea"], shown_version=None, to=IdeaStatus.UNDER_REVIEW)
    newest, first = services.idea_history.events(keys["idea"])
    assert first.first
    assert not newest.first
    assert newest.what == "move idea One list"
    assert newest.at.tzinfo is dt.UTC
    assert told(services, keys["idea"]) == [("status", "new", "under-review")]


def test_owners_and_other_ideas_stand_there_by_name(services, keys):
    other, _changes = services.ideas.add(title="A list", department_id=keys["Sales"], today=MONDAY)
    services.ideas.change(
        idea_id=keys["idea"], shown_version=None, owner_id=keys["Sales 4"], effort=2
    )
    services.ideas.merge(idea_id=keys["idea"], into_id=other)
    changes = told(services, keys["idea"])
    assert ("merged_into_id", "", "A list") in changes
    assert ("effort", 0, 2) in changes
    assert next(line for line in changes if line[0] == "owner_id")[2] == "Sales 4"


def test_what_was_taken_back_is_told_too(services, keys):
    services.ideas.change(idea_id=keys["idea"], shown_version=None, title="A better name")
    services.undo.undo()
    assert told(services, keys["idea"])[0] == ("title", "A better name", "One list")
