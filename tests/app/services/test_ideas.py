from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.ideas import MOVES, Age, IdeaStatus, answer_by
from app.domain.reflections import Source
from app.errors import ConflictError, InputError
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

MONDAY = dt.date(2027, 3, 1)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    keys = publish_visits(services)
    services.staff.change_employee(employee_id=keys["Sales 2"], shown_version=None, level=5)
    return keys


@pytest.fixture
def idea(services: Services, keys: dict[str, int]) -> int:
    key, _changes = services.ideas.add(
        title="One list of customers",
        department_id=keys["Sales"],
        author_id=keys["Marketing 3"],
        today=MONDAY,
    )
    return key


def test_an_idea_of_a_visit_has_owner_date_and_author_from_the_first_minute(services, keys):
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    row = services.ideas.ideas(today=MONDAY)[0]
    assert (row.title, row.department, row.role) == (
        "One list of customers",
        "Sales",
        "Sales role 1",
    )
    assert (row.owner, row.author, row.status) == ("Sales 2", "Marketing 3", "new")
    assert row.answer_by == answer_by(row.created_on)
    assert row.programme_id == keys["programme"]


def test_an_answer_is_due_in_ten_working_days():
    assert answer_by(MONDAY) == dt.date(2027, 3, 15)
    assert answer_by(MONDAY, holidays={dt.date(2027, 3, 8)}) == dt.date(2027, 3, 16)
    assert answer_by(MONDAY, worked={dt.date(2027, 3, 6)}) == dt.date(2027, 3, 12)


def test_russian_holidays_put_the_date_off(services, keys):
    key, _changes = services.ideas.add(
        title="Later", department_id=keys["Sales"], country="RU", today=dt.date(2026, 12, 30)
    )
    # Worked: 30 December is the first day, 31 December is free, work begins again on 11 January.
    assert services.ideas.idea(key, today=MONDAY).answer_by == dt.date(2027, 1, 22)


@pytest.mark.parametrize("to", list(IdeaStatus))
@pytest.mark.parametrize("start", list(IdeaStatus))
def test_only_allowed_moves_are_made(services, keys, idea, start, to):
    ways = {
        IdeaStatus.NEW: [],
        IdeaStatus.UNDER_REVIEW: [IdeaStatus.UNDER_REVIEW],
        IdeaStatus.ACCEPTED: [IdeaStatus.UNDER_REVIEW, IdeaStatus.ACCEPTED],
        IdeaStatus.IN_PROGRESS: [
            IdeaStatus.UNDER_REVIEW,
            IdeaStatus.ACCEPTED,
            IdeaStatus.IN_PROGRESS,
        ],
        IdeaStatus.DONE: [
            IdeaStatus.UNDER_REVIEW,
            IdeaStatus.ACCEPTED,
            IdeaStatus.IN_PROGRESS,
            IdeaStatus.DONE,
        ],
        IdeaStatus.DECLINED: [IdeaStatus.DECLINED],
    }
    for step in ways[start]:
        services.ideas.move(idea_id=idea, shown_version=None, to=step, answer="Because")
    if to in MOVES[start]:
        services.ideas.move(idea_id=idea, shown_version=None, to=to, answer="Because")
        assert services.ideas.idea(idea, today=MONDAY).status == to
    else:
        with pytest.raises(InputError, match="idea-move"):
            services.ideas.move(idea_id=idea, shown_version=None, to=to, answer="Because")
        assert services.ideas.idea(idea, today=MONDAY).status == start


def test_declining_needs_a_reason(services, keys, idea):
    decline = services.ideas.move
    with pytest.raises(InputError, match="idea-reason-missing"):
        decline(idea_id=idea, shown_version=None, to=IdeaStatus.DECLINED, answer=" ")
    decline(idea_id=idea, shown_version=None, to=IdeaStatus.DECLINED, answer="Too dear this year")
    row = services.ideas.idea(idea, today=MONDAY)
    assert (row.status, row.answer) == ("declined", "Too dear this year")
    assert row.answered_at is not None


def test_an_idea_taken_up_again_waits_for_an_answer_again(services, keys, idea):
    for to in (IdeaStatus.DECLINED, IdeaStatus.UNDER_REVIEW):
        services.ideas.move(idea_id=idea, shown_version=None, to=to, answer="Now")
    assert services.ideas.idea(idea, today=MONDAY).answered_at is None


def test_ideas_age_until_they_are_answered(services, keys, idea):
    def age_on(day):
        return services.ideas.idea(idea, today=day).age

    assert age_on(dt.date(2027, 3, 11)) is Age.FRESH
    assert age_on(dt.date(2027, 3, 12)) is Age.SOON
    assert age_on(dt.date(2027, 3, 15)) is Age.SOON
    assert age_on(dt.date(2027, 3, 16)) is Age.OVERDUE
    for to in (IdeaStatus.UNDER_REVIEW, IdeaStatus.ACCEPTED):
        services.ideas.move(idea_id=idea, shown_version=None, to=to)
    assert age_on(dt.date(2027, 3, 16)) is Age.ANSWERED


def test_a_stale_move_is_refused(services, keys, idea):
    shown = services.ideas.idea(idea, today=MONDAY).version
    services.ideas.change(idea_id=idea, shown_version=shown, effort=2)
    services.ideas.change(idea_id=idea, shown_version=None, effort=3)
    with pytest.raises(ConflictError, match="row-changed"):
        services.ideas.change(idea_id=idea, shown_version=shown, effort=4)


def test_votes_count_once_a_person_and_can_be_taken_back(services, keys, idea):
    for guest in ("Sales 3", "Sales 3", "Sales 4"):
        services.ideas.vote(idea_id=idea, employee_id=keys[guest])
    assert services.ideas.idea(idea, today=MONDAY).votes == 2
    services.ideas.vote(idea_id=idea, employee_id=keys["Sales 4"], on=False)
    assert services.ideas.voters(idea) == [(keys["Sales 3"], "Sales 3")]


def test_comments_are_kept_in_order(services, keys, idea):
    services.ideas.comment(idea_id=idea, author="Sales 2", text="We tried that")
    services.ideas.comment(idea_id=idea, author="Marketing 3", text="And?")
    assert [row.text for row in services.ideas.comments(idea)] == ["We tried that", "And?"]
    assert services.ideas.idea(idea, today=MONDAY).comments == 2
    with pytest.raises(InputError, match="field-empty"):
        services.ideas.comment(idea_id=idea, author="Sales 2", text=" ")


def test_likely_duplicates_are_found_in_any_order_of_words(services, keys, idea):
    services.ideas.add(title="Friday cake", department_id=keys["Sales"], today=MONDAY)
    found = services.ideas.likely_duplicates("customers: ONE list")
    assert [one.title for one in found] == ["One list of customers"]
    assert services.ideas.likely_duplicates("One list of customers", except_id=idea) == []
    assert services.ideas.likely_duplicates("  ") == []


def test_merging_takes_votes_along_and_can_be_undone(services, keys, idea):
    other, _changes = services.ideas.add(
        title="A common list", department_id=keys["Sales"], today=MONDAY
    )
    for key in (idea, other):
        services.ideas.vote(idea_id=key, employee_id=keys["Sales 3"])
    services.ideas.vote(idea_id=other, employee_id=keys["Sales 4"])
    services.ideas.merge(idea_id=other, into_id=idea)
    rows = services.ideas.ideas(today=MONDAY)
    assert [(row.id, row.votes) for row in rows] == [(idea, 2)]
    assert len(services.ideas.ideas(today=MONDAY, merged=True)) == 2
    services.undo.undo()
    assert len(services.ideas.ideas(today=MONDAY)) == 2


def test_an_idea_is_not_merged_into_itself_or_a_part(services, keys, idea):
    other, _changes = services.ideas.add(
        title="A common list", department_id=keys["Sales"], today=MONDAY
    )
    with pytest.raises(InputError, match="idea-merge-loop"):
        services.ideas.merge(idea_id=idea, into_id=idea)
    services.ideas.merge(idea_id=other, into_id=idea)
    with pytest.raises(InputError, match="idea-merge-loop"):
        services.ideas.merge(idea_id=idea, into_id=other)


def test_what_is_due_first_comes_first_and_search_folds(services, keys, idea):
    services.ideas.add(
        title="Учёт звонков", department_id=keys["Marketing"], today=dt.date(2027, 2, 1)
    )
    assert [row.title for row in services.ideas.ideas(today=MONDAY)] == [
        "Учёт звонков",
        "One list of customers",
    ]
    assert [row.id for row in services.ideas.ideas(today=MONDAY, search="УЧЕТ")] != [idea]
    assert services.ideas.ideas(today=MONDAY, department_id=keys["Sales"])[0].id == idea


def test_an_idea_is_removed_with_all_that_was_said_and_comes_back_by_undo(services, keys, idea):
    services.ideas.vote(idea_id=idea, employee_id=keys["Sales 3"])
    services.ideas.comment(idea_id=idea, author="Sales 2", text="Good")
    services.ideas.remove(idea_id=idea)
    assert services.ideas.ideas(today=MONDAY) == []
    services.undo.undo()
    row = services.ideas.ideas(today=MONDAY)[0]
    assert (row.votes, row.comments) == (1, 1)


def test_a_department_with_ideas_is_not_removed(services, keys):
    key, _changes = services.staff.add_department(name="Legal")
    services.ideas.add(title="Shorter contracts", department_id=key, today=MONDAY)
    with pytest.raises(InputError, match="department-has-ideas"):
        services.staff.remove_department(department_id=key)


def test_whoever_leaves_leaves_the_ideas_behind(services, keys, idea):
    services.ideas.vote(idea_id=idea, employee_id=keys["Sales 4"])
    services.ideas.change(idea_id=idea, shown_version=None, owner_id=keys["Sales 4"])
    services.staff.remove_employee(employee_id=keys["Sales 4"])
    row = services.ideas.idea(idea, today=MONDAY)
    assert (row.owner_id, row.votes) == (None, 0)
