from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from app.exchange.mail import LONGEST_LINK, Draft, calendar_file, draft_file, mail_link


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


def parts_of(link):
    url = urlsplit(link.address)
    return url.scheme, unquote(url.path), dict(parse_qsl(url.query, keep_blank_values=True))


def test_a_message_for_the_mail_program_keeps_every_letter():
    text = "Hello, Ann & Bob!\n\n50 % = “half” + more?\n#1\nЁлка\n"
    link = mail_link("ann+x@example.com", "Your visits: 1 & 2", text)
    assert link.whole
    assert parts_of(link) == (
        "mailto",
        "ann+x@example.com",
        {"subject": "Your visits: 1 & 2", "body": text.rstrip("\n").replace("\n", "\r\n")},
    )
    assert "+" not in link.address.replace("%2B", "")
    assert link.address.isascii()


def test_a_long_text_is_left_to_be_pasted():
    link = mail_link("ann@example.com", "Визиты", "Ж" * 500)
    assert not link.whole
    assert parts_of(link) == ("mailto", "ann@example.com", {"subject": "Визиты"})
    assert link.text == "Ж" * 500
    assert len(link.address) <= LONGEST_LINK


@pytest.mark.parametrize("address", ["", "nobody", "a@b.c?cc=all@x.org", "a@b.c\nBcc: all@x.org"])
def test_what_is_no_address_adds_nobody(address):
    link = mail_link(address, "S\r\nBcc: all@x.org", "text")
    scheme, to, query = parts_of(link)
    assert (scheme, to, set(query)) == ("mailto", "", {"subject", "body"})
