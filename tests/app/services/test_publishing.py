from __future__ import annotations

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from app.bootstrap import open_services
from app.errors import ConflictError, EnvironmentFault, InputError, KnownError
from app.wording import error_text
from app.wording.publishing import change_sentence
from tests.builders import MONDAY, make_company, make_programme
from tests.support.plans import add_plan

FIRST = ("Marketing 3", "Sales role 1", "2027-03-02am", "Sales 1")
SECOND = ("Marketing 3", "Sales role 2", "2027-03-11pm", "Sales 2")
LATER = ("Marketing 3", "Sales role 1", "2027-03-03pm", "Sales 1")
OTHER = ("Sales 4", "Marketing role 1", "2027-03-04am", "Marketing 1")


@pytest.fixture
def services(place):
    opened = open_services(place)
    yield opened
    opened.close()


@pytest.fixture
def keys(services):
    return make_company(services.database)


@pytest.fixture
def programme_id(services, keys):
    return make_programme(services.database)


def publish(services, plan_id, note=""):
    summary = services.publishing.summary(plan_id)
    return services.publishing.publish(
        plan_id=plan_id,
        shown=summary.shown,
        acknowledged=[it.key for it in summary.conflicts],
        note=note,
    )


def told(summary):
    return {it.employee: [change_sentence(c) for c in it.changes] for it in summary.people}


def test_publishing_makes_the_draft_official_and_the_former_plan_history(
    services, keys, programme_id
):
    one = add_plan(services, programme_id, keys, FIRST)
    publish(services, one)
    two = add_plan(services, programme_id, keys, LATER)
    number, changes = publish(services, two, note=" After the holidays ")
    rows = services.publishing.versions(programme_id)
    assert [(row.number, row.status, row.note) for row in rows] == [
        (1, "superseded", ""),
        (2, "published", "After the holidays"),
    ]
    assert number == 2
    assert changes.touches("plan_version")
    assert rows[1].published_at > rows[1].created_at
    assert [v.slot for v in services.planning.problem(programme_id).published] == ["2027-03-03pm"]


def test_a_backup_from_before_is_made_first(services, keys, programme_id):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    assert services.backups.newest() is None
    publish(services, plan_id)
    backup = services.backups.newest()
    assert backup.reason == "publish"
    with closing(sqlite3.connect(backup.file)) as connection:
        assert connection.execute("SELECT status FROM plan_version").fetchall() == [("draft",)]


def test_without_a_backup_nothing_is_published(services, keys, programme_id):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    services.backups.folder.parent.mkdir(parents=True, exist_ok=True)
    services.backups.folder.write_text("in the way")
    with pytest.raises(EnvironmentFault) as caught:
        publish(services, plan_id)
    assert error_text(caught.value).startswith("The plan was not published.")
    assert [row.status for row in services.publishing.versions(programme_id)] == ["draft"]


def test_the_summary_tells_by_person_what_is_new(services, keys, programme_id):
    publish(services, add_plan(services, programme_id, keys, FIRST, SECOND))
    draft = add_plan(services, programme_id, keys, LATER, SECOND, OTHER)
    assert told(services.publishing.summary(draft)) == {
        "Marketing 3": [
            "Moved: Wed, 3 Mar 2027, afternoon: Sales, Sales role 1 "
            "(before: Tue, 2 Mar 2027, morning)"
        ],
        "Sales 4": ["New: Thu, 4 Mar 2027, morning: Marketing, Marketing role 1"],
    }


def test_a_visit_that_goes_is_told_and_a_new_host_too(services, keys, programme_id):
    hosts = [keys["Sales 1"], keys["Sales 2"]]
    services.staff.set_hosts(role_id=keys["Sales role 1"], host_ids=hosts)
    publish(services, add_plan(services, programme_id, keys, FIRST, OTHER))
    guest, role, slot, _host = FIRST
    draft = add_plan(services, programme_id, keys, (guest, role, slot, "Sales 2"))
    assert told(services.publishing.summary(draft)) == {
        "Marketing 3": [
            "Other host: Tue, 2 Mar 2027, morning: Sales, Sales role 1, Sales 2 instead of Sales 1"
        ],
        "Sales 4": ["Not any more: Thu, 4 Mar 2027, morning: Marketing, Marketing role 1"],
    }


def test_conflicts_left_must_be_acknowledged(services, keys, programme_id):
    draft = add_plan(services, programme_id, keys, FIRST)
    (visit,) = services.planning.board(draft).visits
    services.planning.move_visit(
        visit_id=visit.id,
        shown_version=visit.version,
        role_id=visit.role_id,
        date=visit.date,
        half=visit.half,
        host_id=None,
    )
    summary = services.publishing.summary(draft)
    with pytest.raises(InputError) as caught:
        services.publishing.publish(plan_id=draft, shown=summary.shown)
    assert "1 conflict is left" in error_text(caught.value)
    assert "Nobody receives Marketing 3" in error_text(caught.value)
    assert [row.status for row in services.publishing.versions(programme_id)] == ["draft"]
    publish(services, draft)
    assert [row.status for row in services.publishing.versions(programme_id)] == ["published"]


def test_a_draft_changed_since_its_summary_is_not_published(services, keys, programme_id):
    draft = add_plan(services, programme_id, keys, FIRST, OTHER)
    shown = services.publishing.summary(draft).shown
    services.planning.remove_visit(services.planning.board(draft).visits[0].id)
    with pytest.raises(ConflictError) as caught:
        services.publishing.publish(plan_id=draft, shown=shown)
    assert caught.value.code == "draft-changed-meanwhile"


def test_whoever_comes_second_is_refused_with_the_differences(services, keys, programme_id):
    one = add_plan(services, programme_id, keys, FIRST)
    two = add_plan(services, programme_id, keys, LATER, OTHER)
    shown = services.publishing.summary(two).shown
    publish(services, one)
    with pytest.raises(ConflictError) as caught:
        services.publishing.publish(plan_id=two, shown=shown)
    text = error_text(caught.value)
    assert "version 1 was published meanwhile" in text
    assert "the visits of 2 people" in text
    assert [it.kind for it in services.publishing.summary(two).people[0].changes] == ["moved"]


def test_of_two_who_publish_at_the_same_moment_one_wins(place, services, keys, programme_id):
    drafts = [
        add_plan(services, programme_id, keys, FIRST),
        add_plan(services, programme_id, keys, LATER),
    ]
    both = Barrier(2)

    def try_it(plan_id):
        own = open_services(place)
        try:
            shown = own.publishing.summary(plan_id).shown
            both.wait()
            own.publishing.publish(plan_id=plan_id, shown=shown)
        except KnownError as error:
            return error.code
        finally:
            own.close()
        return "published"

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(try_it, drafts))
    assert results[0] == "published"
    assert results[1] in ("published-meanwhile", "row-changed-meanwhile")
    statuses = [row.status for row in services.publishing.versions(programme_id)]
    assert sorted(statuses) == ["draft", "published"]


def test_what_is_published_changes_through_a_new_draft_only(services, keys, programme_id):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    publish(services, plan_id)
    (visit,) = services.planning.board(plan_id).visits
    with pytest.raises(InputError) as caught:
        services.planning.remove_visit(visit.id)
    assert "Make a new draft" in error_text(caught.value)
    with pytest.raises(InputError):
        services.planning.move_visit(
            visit_id=visit.id,
            shown_version=None,
            role_id=visit.role_id,
            date=MONDAY,
            half="am",
            host_id=None,
        )
    with pytest.raises(InputError):
        services.publishing.summary(plan_id)
    draft, _changes = services.publishing.draft_from(plan_id)
    (copy,) = services.planning.board(draft).visits
    services.planning.remove_visit(copy.id)
    assert [v.id for v in services.planning.board(plan_id).visits] == [visit.id]


def test_publishing_is_not_undone_and_settles_what_was_done_before(services, keys, programme_id):
    plan_id = add_plan(services, programme_id, keys, FIRST)
    assert services.undo.status().undo is not None
    publish(services, plan_id)
    assert services.undo.status().undo is None


def test_the_past_of_a_published_plan_cannot_be_rewritten_unseen(
    services, keys, programme_id, monkeypatch
):
    publish(services, add_plan(services, programme_id, keys, FIRST))
    draft = add_plan(services, programme_id, keys, LATER)
    assert services.publishing.summary(draft).conflicts == ()

    class InMarch(dt.date):
        @classmethod
        def today(cls):
            return cls(2027, 3, 3)

    monkeypatch.setattr("app.services.publishing.dt.date", InMarch)
    codes = [it.code for it in services.publishing.summary(draft).conflicts]
    assert codes == ["breach-frozen-promise-gone"]


def test_a_version_that_is_not_there_is_told_with_those_that_are(services, keys, programme_id):
    add_plan(services, programme_id, keys, FIRST)
    with pytest.raises(InputError) as caught:
        services.publishing.version(programme_id, 9)
    assert error_text(caught.value) == "There is no version 9. There are: 1."
