from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.db.models import Visit
from app.domain.reflections import ALPHABET, CODE_LENGTH, Source
from app.errors import ConflictError, InputError
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

NOON = dt.datetime(2027, 3, 2, 12)
EVENING = dt.datetime(2027, 3, 3, 0)


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    return publish_visits(services)


def guests(rows):
    return [row.employee for row in rows]


def test_every_published_visit_has_a_code_that_nobody_misreads(services, keys):
    rows = services.visit_records.records(keys["programme"])
    assert guests(rows) == ["Marketing 3", "Marketing 4", "Sales 3"]
    assert len({row.code for row in rows}) == 3
    assert all(len(row.code) == CODE_LENGTH and set(row.code) <= set(ALPHABET) for row in rows)


def test_codes_once_given_stay(services, keys):
    before = {row.id: row.code for row in services.visit_records.records()}
    assert services.visit_records.prepare(keys["programme"]).count == 0
    assert {row.id: row.code for row in services.visit_records.records()} == before


def test_codes_are_not_taken_back_by_undo(services, keys):
    services.undo.undo()  # the publishing of the test itself
    assert len(services.visit_records.records()) == 3


def test_a_code_is_found_however_it_is_typed(services, keys):
    row = services.visit_records.records()[0]
    typed = f" {row.code[:4].lower()}-{row.code[4:].lower()} "
    assert services.visit_records.by_code(typed) == row


def test_an_unknown_code_is_told(services, keys):
    with pytest.raises(InputError, match="visit-code-unknown"):
        services.visit_records.by_code("ZZZZZZZZ")


def test_a_reflection_is_owed_once_the_half_day_is_over(services, keys):
    owed = services.visit_records.owed
    assert owed(now=NOON - dt.timedelta(minutes=1)) == []
    assert guests(owed(now=NOON)) == ["Marketing 3"]
    assert guests(owed(now=EVENING)) == ["Marketing 3", "Marketing 4"]


def test_who_has_sent_one_owes_none(services, keys):
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    assert guests(services.visit_records.owed(now=EVENING)) == ["Marketing 4"]


def test_a_visit_that_did_not_take_place_owes_none_until_it_is_taken_back(services, keys):
    row = services.visit_records.records()[0]
    services.visit_records.set_missed(record_id=row.id, shown_version=row.version, reason=" Ill ")
    assert guests(services.visit_records.owed(now=EVENING)) == ["Marketing 4"]
    missed = services.visit_records.records()[0]
    assert (missed.outcome, missed.missed_reason) == ("missed", "Ill")
    services.visit_records.set_expected(record_id=row.id, shown_version=missed.version)
    assert guests(services.visit_records.owed(now=EVENING)) == ["Marketing 3", "Marketing 4"]


def test_a_missed_visit_needs_a_reason(services, keys):
    with pytest.raises(InputError, match="field-empty"):
        services.visit_records.set_missed(
            record_id=keys["visit of Marketing 3"], shown_version=None, reason=" "
        )


def test_a_stale_change_is_refused(services, keys):
    row = services.visit_records.records()[0]
    services.visit_records.set_missed(record_id=row.id, shown_version=row.version, reason="Ill")
    with pytest.raises(ConflictError, match="row-changed"):
        services.visit_records.set_host_view(
            record_id=row.id, shown_version=row.version, did="Calls", noticed="", rating=5
        )


def test_a_visit_that_was_moved_away_owes_none_but_keeps_its_record(services, keys):
    with services.database.unit_of_work("move") as unit:
        for visit in unit.session.query(Visit).filter_by(employee_id=keys["Marketing 3"]):
            visit.date += dt.timedelta(days=7)
    assert guests(services.visit_records.owed(now=EVENING)) == ["Marketing 4"]
    assert len(services.visit_records.records()) == 3
    services.visit_records.prepare(keys["programme"])
    assert len(services.visit_records.records()) == 4


def test_nobody_is_reminded_twice_within_the_days_set(services, keys):
    service = services.visit_records
    first = service.to_remind(now=EVENING, days=3)
    assert guests(first) == ["Marketing 3", "Marketing 4"]
    service.note_reminders([first[0].id], now=EVENING)
    assert guests(service.to_remind(now=EVENING, days=3)) == ["Marketing 4"]
    later = EVENING + dt.timedelta(days=3)
    assert guests(service.to_remind(now=later, days=3)) == ["Marketing 3", "Marketing 4"]


def test_the_host_says_how_the_same_half_day_was(services, keys):
    row = services.visit_records.records()[0]
    services.visit_records.set_host_view(
        record_id=row.id, shown_version=row.version, did=" Showed calls ", noticed="Eager", rating=4
    )
    shown = services.visit_records.records()[0]
    assert (shown.host_did, shown.host_noticed, shown.host_rating) == ("Showed calls", "Eager", 4)


def test_the_visits_of_one_guest(services, keys):
    mine = services.visit_records.of_guest(keys["Marketing 3"])
    assert [row.id for row in mine] == [keys["visit of Marketing 3"]]
    assert services.visit_records.record(mine[0].id) == mine[0]


def test_a_visit_is_written_about_from_its_day_on(services, keys):
    record = services.visit_records.record(keys["visit of Marketing 3"])
    find = services.visit_records.to_write_about
    typed = f"{record.code[:4]}-{record.code[4:]}".lower()
    assert find(typed, today=record.date) == record
    with pytest.raises(InputError, match="visit-still-to-come"):
        find(typed, today=record.date - dt.timedelta(days=1))
    with pytest.raises(InputError, match="visit-code-unknown"):
        find("AAAA AAAA", today=record.date)
