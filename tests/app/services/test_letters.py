from __future__ import annotations

import datetime as dt
import io
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from app.db.models import Employee
from app.domain.ideas import IdeaStatus
from app.domain.reflections import Source
from app.errors import InputError
from app.settings import ORGANISER, ORGANISER_EMAIL, REMIND_AFTER
from tests.app.after_visits import FULL, publish_visits

if TYPE_CHECKING:
    from app.bootstrap import Services

NOW = dt.datetime(2027, 3, 10)
TODAY = NOW.date()


@pytest.fixture
def keys(services: Services) -> dict[str, int]:
    keys = publish_visits(services)
    services.settings.set(ORGANISER, "Olga")
    services.settings.set(ORGANISER_EMAIL, "olga@example.com")
    for guest in ("Marketing 3", "Sales 3"):
        services.staff.change_employee(
            employee_id=keys[guest],
            shown_version=None,
            email=f"{guest.replace(' ', '').lower()}@example.com",
        )
    return keys


@pytest.fixture
def idea(services, keys):
    services.reflections.send(
        record_id=keys["visit of Marketing 3"], answers=FULL, source=Source.FORM
    )
    return services.ideas.ideas(today=TODAY)[0].id


def mail(path):
    return message_from_bytes(path.read_bytes(), policy=default)


def text(path):
    return mail(path).get_body().get_content()


def remind(services, keys, folder, now=NOW, days=7):
    written, _changes = services.letters.write_reminders(
        folder=folder, programme_id=keys["programme"], now=now, days=days
    )
    return written


def decline(services, idea):
    services.ideas.move(
        idea_id=idea, shown_version=None, to=IdeaStatus.DECLINED, answer="Too dear this year"
    )


def test_whoever_owes_a_reflection_gets_one_draft_with_the_form(services, keys, tmp_path):
    written = remind(services, keys, tmp_path / "mail")
    assert [file.name for file in written.files] == [
        "Marketing 3.eml",
        "Marketing 4.eml",
        "Sales 3.eml",
    ]
    assert written.without_address == ("Marketing 4",)
    message = mail(written.files[0])
    assert message["To"] == "Marketing 3 <marketing3@example.com>"
    assert message["From"] == "Olga <olga@example.com>"
    assert message["X-Unsent"] == "1"
    form = next(message.iter_attachments())
    book = load_workbook(io.BytesIO(form.get_content()))
    code = services.visit_records.records()[0].code
    assert code in book.properties.keywords
    assert code in text(written.files[0])


def test_nobody_is_reminded_again_too_soon(services, keys, tmp_path):
    remind(services, keys, tmp_path / "mail")
    with pytest.raises(InputError, match="nobody-to-remind"):
        remind(services, keys, tmp_path / "mail", now=NOW + dt.timedelta(days=6))
    again = remind(services, keys, tmp_path / "mail", now=NOW + dt.timedelta(days=7))
    assert len(again.files) == 3


def test_a_reminder_speaks_the_language_of_the_guest(services, keys, tmp_path):
    with services.database.unit_of_work("language") as unit:
        unit.session.get(Employee, keys["Marketing 3"]).language = "ru"
    written = remind(services, keys, tmp_path / "mail")
    first = next(file for file in written.files if file.name == "Marketing 3.eml")
    assert "Sales" in text(first)
    assert "How" not in text(first)
    assert "12" in text(first)


def test_the_reason_of_a_declined_idea_reaches_its_author(services, keys, idea, tmp_path):
    decline(services, idea)
    written, _changes = services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)
    assert [file.name for file in written.files] == ["Marketing 3.eml"]
    assert mail(written.files[0])["Subject"] == "Your idea: One list of customers"
    assert "The reason: Too dear this year" in text(written.files[0])


def test_authors_are_told_once_and_again_when_something_new_happens(services, keys, idea, tmp_path):
    decline(services, idea)
    services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)
    with pytest.raises(InputError, match="no-answers-owed"):
        services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)
    for to in (IdeaStatus.UNDER_REVIEW, IdeaStatus.ACCEPTED):
        services.ideas.move(idea_id=idea, shown_version=None, to=to)
    services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)


def test_an_idea_without_an_answer_is_no_news(services, keys, idea, tmp_path):
    with pytest.raises(InputError, match="no-answers-owed"):
        services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)


def test_whoever_repeated_an_idea_is_told_what_became_of_it(services, keys, idea, tmp_path):
    twin, _changes = services.ideas.add(
        title="A common list", department_id=keys["Sales"], author_id=keys["Sales 3"], today=TODAY
    )
    services.ideas.merge(idea_id=twin, into_id=idea)
    decline(services, idea)
    written, _changes = services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)
    assert [file.name for file in written.files] == ["Marketing 3.eml", "Sales 3.eml"]
    assert "Too dear this year" in text(written.files[1])


def test_the_closing_letter_tells_of_every_idea(services, keys, idea, tmp_path):
    written, _changes = services.letters.write_closing(
        folder=tmp_path / "mail", programme_id=keys["programme"], today=TODAY
    )
    assert "It waits for an answer until" in text(written.files[0])
    assert "One list of customers" in text(written.files[0])


def test_a_name_cannot_put_lines_into_the_head_of_a_message(services, keys, tmp_path):
    services.staff.change_employee(
        employee_id=keys["Marketing 3"], shown_version=None, name="Ann\r\nBcc: all@example.com"
    )
    written = remind(services, keys, tmp_path / "mail")
    assert all(mail(file)["Bcc"] is None for file in written.files)


def test_only_those_chosen_are_reminded_and_the_settings_say_how_often(services, keys, tmp_path):
    def remind_one(day, guest):
        return services.letters.write_reminders(
            folder=tmp_path / "mail",
            programme_id=None,
            now=NOW + dt.timedelta(days=day),
            only=[keys[f"visit of {guest}"]],
        )[0]

    services.settings.set(REMIND_AFTER, 3)
    assert [file.name for file in remind_one(0, "Marketing 4").files] == ["Marketing 4.eml"]
    with pytest.raises(InputError, match="nobody-to-remind"):
        remind_one(2, "Marketing 4")
    assert remind_one(2, "Marketing 3").files
    assert remind_one(3, "Marketing 4").files


def test_the_draft_on_one_idea_bears_its_reason_and_counts_as_told(services, idea, tmp_path):
    decline(services, idea)
    path, changes = services.letters.write_answer(
        idea_id=idea, target=tmp_path / "One list.eml", today=TODAY
    )
    assert "The reason: Too dear this year" in text(path)
    assert mail(path)["To"] == "Marketing 3 <marketing3@example.com>"
    assert changes.touches("idea")
    with pytest.raises(InputError, match="no-answers-owed"):
        services.letters.write_answers(folder=tmp_path / "mail", today=TODAY)
