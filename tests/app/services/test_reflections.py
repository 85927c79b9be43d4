from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.domain.reflections import Answers, IdeaText, Source
from app.errors import InputError
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    return publish_visits(services)


@pytest.fixture
def send(services: Services, keys: dict[str, int]):
    def send_one(answers=FULL, guest="Marketing 3"):
        return services.reflections.send(
            record_id=keys[f"visit of {guest}"], answers=answers, source=Source.KIOSK
        )

    return send_one


def test_what_was_sent_is_read(services, keys, send):
    send()
    row = services.reflections.reflections()[0]
    assert row.did == FULL.did
    assert (row.employee, row.department, row.role) == ("Marketing 3", "Sales", "Sales role 1")
    assert (row.preparation, row.hosting, row.theme) == (4, 5, "Calls")
    assert row.source == "kiosk"


def test_a_draft_stays_until_it_is_sent(services, keys, send):
    record = keys["visit of Marketing 3"]
    half = Answers(did="Answered", ideas=(IdeaText("One list"),))
    saved_at = services.reflections.save_draft(record, half)
    draft = services.reflections.draft(record)
    assert (draft.answers, draft.saved_at) == (half, saved_at)
    services.reflections.save_draft(record, replace(half, hosting=3))
    assert services.reflections.draft(record).answers.hosting == 3
    send()
    assert services.reflections.draft(record) is None


def test_neither_history_nor_undo_knows_drafts_and_private_notes(services, keys):
    record = keys["visit of Marketing 3"]
    before = services.undo.status()
    services.reflections.save_draft(record, Answers(did="Only mine so far"))
    services.reflections.save_private_note(record, "I would rather not go back")
    assert services.undo.status() == before
    assert services.reflections.private_note(record) == "I would rather not go back"
    with services.database.read() as session:
        lines = session.execute(text("SELECT before, after, table_name FROM history")).all()
    assert not [line for line in lines if "mine" in str(line) or "rather" in str(line)]


def test_a_private_note_is_not_part_of_what_others_read(services, keys, send):
    services.reflections.save_private_note(keys["visit of Marketing 3"], "Secret")
    send()
    assert "Secret" not in repr(services.reflections.reflections())


def test_a_second_copy_is_a_new_edition_and_the_first_is_kept(services, keys, send):
    first = send()
    second = send(replace(FULL, did="Answered the phone, twice"))
    assert (first.edition, second.edition) == (1, 2)
    editions = services.reflections.editions(keys["visit of Marketing 3"])
    assert [answers.did for _, _, answers in editions] == [
        "Answered the phone",
        "Answered the phone, twice",
    ]
    assert [row.edition for row in services.reflections.reflections()] == [2]


def test_the_same_copy_read_again_changes_nothing(services, keys, send):
    first = send()
    again = send()
    assert not again.new
    assert again.reflection_id == first.reflection_id
    assert len(services.ideas.ideas(today=first_day(services))) == 1


def first_day(services):
    return services.visit_records.records()[0].date


def test_ideas_of_a_later_edition_come_in_beside_the_earlier(services, keys, send):
    send()
    send(replace(FULL, ideas=(*FULL.ideas, IdeaText("A joint hour on Fridays"))))
    titles = {row.title for row in services.ideas.ideas(today=first_day(services))}
    assert titles == {"One list of customers", "A joint hour on Fridays"}


@pytest.mark.parametrize("answers", [Answers(), Answers(did="  ", ideas=(IdeaText(" "),))])
def test_nothing_is_not_sent(services, keys, send, answers):
    with pytest.raises(InputError, match="reflection-empty"):
        send(answers)


@pytest.mark.parametrize("rating", [-1, 6])
def test_a_rating_lies_between_one_and_five(services, keys, send, rating):
    with pytest.raises(InputError, match="number-out-of-range"):
        send(replace(FULL, hosting=rating))


def test_sending_says_that_the_visit_was_held(services, keys, send):
    row = services.visit_records.records()[0]
    services.visit_records.set_missed(record_id=row.id, shown_version=None, reason="Ill")
    send()
    row = services.visit_records.records()[0]
    assert (row.outcome, row.missed_reason, row.edition) == ("held", "", 1)


def test_sending_is_undone_with_its_ideas(services, keys, send):
    send()
    services.undo.undo()
    assert services.reflections.reflections() == []
    assert services.ideas.ideas(today=first_day(services)) == []


def test_search_ignores_case_and_yo_and_finds_all_words(services, keys, send):
    send(replace(FULL, surprised="Всё УЧЁТ ведётся дважды, 100% вручную"))
    send(replace(FULL, surprised="Nothing", ideas=()), guest="Sales 3")
    search = lambda words: [  # noqa: E731
        row.employee for row in services.reflections.reflections(search=words)
    ]
    assert search("все учет") == ["Marketing 3"]
    assert search("УЧЁТ nowhere") == []
    assert search("100%") == ["Marketing 3"]
    assert search("_") == []
    assert search("phone") == ["Sales 3", "Marketing 3"]


def test_reading_by_department_theme_and_programme(services, keys, send):
    send()
    send(replace(FULL, theme="Stock", ideas=()), guest="Sales 3")
    read = services.reflections.reflections
    assert [row.employee for row in read(department_id=keys["Sales"])] == ["Marketing 3"]
    assert [row.employee for row in read(theme="Stock")] == ["Sales 3"]
    assert len(read(programme_id=keys["programme"])) == 2
    assert services.reflections.themes() == ["Calls", "Stock"]


def test_quotes_are_chosen(services, keys, send):
    send()
    row = services.reflections.reflections()[0]
    services.reflections.set_quotable(
        reflection_id=row.id, shown_version=row.version, quotable=True
    )
    assert services.reflections.reflections()[0].quotable


def test_an_idea_without_a_title_is_called_by_its_first_line(services, keys, send):
    send(Answers(ideas=(IdeaText(" ", "Share the calendar\nFrom May on"),)))
    (row,) = services.ideas.ideas(today=first_day(services))
    assert (row.title, row.text) == ("Share the calendar", "Share the calendar\nFrom May on")


def test_what_is_written_on_a_cancelled_visit_is_not_sent(services, keys):
    record = keys["visit of Marketing 3"]
    services.visit_records.set_missed(record_id=record, shown_version=None, reason="Ill")

    def send_one():
        services.reflections.send(
            record_id=record, answers=FULL, source=Source.KIOSK, cancelled=False
        )

    services.reflections.save_draft(record, FULL)
    with pytest.raises(InputError, match="visit-cancelled"):
        send_one()
    assert services.reflections.draft(record).answers == FULL
    services.visit_records.set_expected(record_id=record, shown_version=None)
    send_one()
    assert services.visit_records.record(record).edition == 1
