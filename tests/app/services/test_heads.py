from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.ideas import IdeaStatus
from app.domain.reflections import Source
from app.services.idea_writing import utc_now
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

MONDAY = dt.date(2027, 3, 1)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    keys = publish_visits(services)
    services.staff.change_employee(employee_id=keys["Sales 2"], shown_version=None, level=5)
    for title, day in (("Later", 8), ("Earlier", 1)):
        keys[title], _changes = services.ideas.add(
            title=title, department_id=keys["Sales"], today=dt.date(2027, 3, day)
        )
    return keys


def test_heads_are_known_with_what_they_owe(services, keys):
    heads = {head.name: head for head in services.heads.heads()}
    assert heads["Sales 2"].unanswered == 2
    assert heads["Sales 2"].department == "Sales"
    assert {head.department for head in heads.values()} == {"Marketing", "Sales"}


def test_who_owns_an_idea_is_among_them(services, keys):
    services.ideas.change(idea_id=keys["Later"], shown_version=None, owner_id=keys["Marketing 4"])
    heads = {head.name: head.unanswered for head in services.heads.heads()}
    assert heads["Marketing 4"] == 1
    assert heads["Sales 2"] == 1


def test_what_is_due_first_lies_on_top_until_it_is_answered(services, keys):
    def owed():
        desk = services.heads.desk(keys["Sales 2"], today=MONDAY)
        return [row.title for row in desk.needs_answer]

    assert owed() == ["Earlier", "Later"]
    move = services.ideas.move
    move(idea_id=keys["Earlier"], shown_version=None, to=IdeaStatus.UNDER_REVIEW)
    assert owed() == ["Earlier", "Later"]
    move(idea_id=keys["Earlier"], shown_version=None, to=IdeaStatus.DECLINED, answer="Too dear")
    assert owed() == ["Later"]


def test_new_is_what_came_about_the_department_since_one_looked(services, keys):
    looked = utc_now()
    desk = services.heads.desk(keys["Sales 2"], today=MONDAY, since=looked)
    assert (desk.new_ideas, desk.new_reflections) == ((), ())
    # Only a move: the idea itself was there before.
    services.ideas.move(idea_id=keys["Earlier"], shown_version=None, to=IdeaStatus.UNDER_REVIEW)
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    services.reflections.send(record_id=keys["visit of Sales 3"], answers=FULL, source=Source.FORM)
    desk = services.heads.desk(keys["Sales 2"], today=MONDAY, since=looked)
    assert [row.title for row in desk.new_ideas] == ["One list of customers"]
    assert [row.employee for row in desk.new_reflections] == ["Marketing 3"]
    everything = services.heads.desk(keys["Sales 2"], today=MONDAY)
    assert len(everything.new_ideas) == 3
