from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest

from app.exchange.mail import Draft, calendar_file, draft_file


def read(draft: Draft):
    return message_from_bytes(draft_file(draft), policy=default)


def text_of(message) -> str:
    return message.get_body().get_content().replace("\r\n", "\n")


def make_draft(**changed) -> Draft:
    values = {
        "to_name": "Анна Мосина",
        "to_address": "anna@example.com",
        "from_name": "Olga",
        "from_address": "hr@example.com",
        "subject": "Ваши визиты",
        "text": "Здравствуйте!\n– строка\n",
        "attached": [calendar_file("2027-03-01.ics", b"BEGIN:VCALENDAR\r\n", "REQUEST")],
    }
    return Draft(**(values | changed))


def test_a_draft_opens_unsent_with_its_calendar_file():
    message = read(make_draft())
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Анна Мосина <anna@example.com>"
    assert str(message["From"]) == "Olga <hr@example.com>"
    assert message["Subject"] == "Ваши визиты"
    assert text_of(message) == "Здравствуйте!\n– строка\n"
    (file,) = message.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    assert file["Content-Type"].params["method"] == "REQUEST"
    assert file.get_filename() == "2027-03-01.ics"
    assert file.get_payload(decode=True) == b"BEGIN:VCALENDAR\r\n"


def test_long_russian_headers_lose_no_space():
    """As any reader joins them: encoded words are put together, line ends are no part of them."""
    subject = "Ваш визит (Продажи, план «Весна»): как всё прошло и что в нём было в этот раз?"
    name = "Константинопольская-Преображенская Александра Владиславовна"
    content = draft_file(make_draft(subject=subject, to_name=name))
    headers = message_from_bytes(content)
    assert str(make_header(decode_header(headers["Subject"]))) == subject
    assert str(make_header(decode_header(headers["To"]))) == f"{name} <anna@example.com>"
    assert max(map(len, content.split(b"\r\n"))) <= 100


def test_an_address_in_russian_letters_is_kept():
    content = draft_file(make_draft(to_name="Anna", to_address="анна@пример.рф"))
    assert '\r\nTo: "Anna" <анна@пример.рф>\r\n'.encode() in content


def test_without_an_address_the_draft_has_no_recipient():
    message = read(make_draft(to_address="", from_address="nobody"))
    assert message["To"] is None
    assert message["From"] is None


@pytest.mark.parametrize(
    "hostile",
    ["x\r\nBcc: spy@example.com", "x\n\nbody", "\x00\x0b", "ы" * 2000, '"; <a>, ,', "\u2028"],
)
def test_line_ends_in_names_begin_no_header_of_their_own(hostile):
    message = read(
        make_draft(
            to_name=hostile,
            from_name=hostile,
            subject=hostile,
            attached=[calendar_file(hostile, b"x", "REQUEST")],
        )
    )
    assert set(message.keys()) == set(read(make_draft()).keys())
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "anna@example.com"
    assert len(message["To"].addresses) == 1
    assert text_of(message) == make_draft().text


def test_an_address_with_a_line_end_is_left_out():
    message = read(make_draft(to_address="anna@example.com\r\nBcc: spy@example.com"))
    assert message["To"] is None
    assert message["Bcc"] is None
