from __future__ import annotations

import pytest

from app.domain.reflections import Answers, Source
from app.errors import ConflictError, InputError
from app.i18n import set_language
from app.wording.profiles import card_sections, open_times, profile_sections
from tests.app.after_visits import publish_visits
from tests.builders import make_company

MONDAY_MORNING, FRIDAY_AFTERNOON = 1, 1 << 9
ALL_WEEK = (1 << 14) - 1


@pytest.fixture
def company(services):
    keys = make_company(services.database)
    services.staff.change_department(
        department_id=keys["Sales"],
        shown_version=None,
        location="Second floor",
        what_we_do="We sell what the others make.",
        our_words="Lead: somebody who has asked",
    )
    services.staff.change_role(
        role_id=keys["Sales role 1"],
        shown_version=None,
        what_you_do="Listen to five calls.",
        what_to_bring="A notebook",
        open_half_days=MONDAY_MORNING | FRIDAY_AFTERNOON,
    )
    return keys


def test_a_card_says_what_when_where_and_who(services, company):
    card = services.profiles.role_card(company["Sales role 1"])
    assert (card.title, card.level, card.department.name) == ("Sales role 1", 1, "Sales")
    assert card_sections(card) == [
        ("What you will do", "Listen to five calls."),
        ("What to bring", "A notebook"),
        ("Where to meet", "Second floor"),
        ("Who receives you", "Sales 1"),
        ("When guests may come", "In the morning: Mon; In the afternoon: Fri"),
    ]


def test_a_profile_leaves_out_what_nobody_has_written(services, company):
    card = services.profiles.role_card(company["Sales role 1"])
    assert profile_sections(card.department) == [
        ("Where to find us", "Second floor"),
        ("What we do", "We sell what the others make."),
        ("Words we use", "Lead: somebody who has asked"),
    ]
    other = services.profiles.role_card(company["Marketing role 1"])
    assert profile_sections(other.department) == []


def test_the_cards_of_a_department_rise_by_level(services, company):
    cards = services.profiles.role_cards(company["Sales"])
    assert [card.title for card in cards] == ["Sales role 1", "Sales role 2"]


def test_a_host_who_has_left_receives_nobody(services, company):
    services.staff.change_employee(employee_id=company["Sales 1"], shown_version=None, active=False)
    card = services.profiles.role_card(company["Sales role 1"])
    assert dict(card_sections(card))["Who receives you"] == "No host yet"


def test_a_card_of_a_role_that_is_gone_is_refused(services, company):
    services.staff.remove_role(role_id=company["Sales role 1"])
    with pytest.raises(ConflictError) as refused:
        services.profiles.role_card(company["Sales role 1"])
    assert refused.value.code == "row-gone"


@pytest.mark.parametrize(
    ("bits", "english", "russian"),
    [
        (ALL_WEEK, "On every working day", "В любой рабочий день"),
        (0, "At no time", "Никогда"),
        (0b1111, "All day: Mon, Tue", "Весь день: пн, вт"),
        (0b0111, "All day: Mon; In the morning: Tue", "Весь день: пн; До обеда: вт"),
    ],
)
def test_open_times_in_words(bits, english, russian):
    assert open_times(bits) == english
    set_language("ru")
    assert open_times(bits) == russian


def test_surprises_are_noted_answered_and_undone(services, company):
    sales = company["Sales"]
    first, changes = services.profiles.add_surprise(
        department_id=sales, text="  Half of the calls are complaints ", employee_id=None
    )
    assert changes.label == "note what surprised a guest of Sales"
    second, _changes = services.profiles.add_surprise(
        department_id=sales, text="Nobody has lunch", employee_id=company["Marketing 1"]
    )
    rows = services.profiles.surprises(sales)
    assert [(row.id, row.author, row.state) for row in rows] == [
        (second, "Marketing 1", "new"),
        (first, "", "new"),
    ]
    services.profiles.answer_surprise(
        surprise_id=second, shown_version=rows[0].version, state="taken-up", answer="We will."
    )
    rows = services.profiles.surprises(sales)
    assert [(row.id, row.state, row.answer) for row in rows] == [
        (first, "new", ""),
        (second, "taken-up", "We will."),
    ]
    assert rows[0].text == "Half of the calls are complaints"
    services.undo.undo()
    assert services.profiles.surprises(sales)[0].id == second
    services.undo.redo()
    services.profiles.remove_surprise(surprise_id=first)
    assert [row.id for row in services.profiles.surprises(sales)] == [second]


def test_a_surprise_needs_words_and_a_known_state(services, company):
    with pytest.raises(InputError) as refused:
        services.profiles.add_surprise(department_id=company["Sales"], text="  ")
    assert refused.value.code == "field-empty"
    key, _changes = services.profiles.add_surprise(department_id=company["Sales"], text="Well")
    with pytest.raises(InputError) as refused:
        services.profiles.answer_surprise(surprise_id=key, shown_version=None, state="lost")
    assert refused.value.code == "unknown-state"


def test_what_was_said_outlives_its_author_but_not_its_department(services, company):
    services.profiles.add_surprise(
        department_id=company["Sales"], text="Well", employee_id=company["Marketing 3"]
    )
    services.staff.remove_employee(employee_id=company["Marketing 3"])
    assert [row.author for row in services.profiles.surprises(company["Sales"])] == [""]
    for number in range(1, 5):
        services.staff.remove_employee(employee_id=company[f"Sales {number}"])
    services.staff.remove_department(department_id=company["Sales"])
    assert services.profiles.surprises(company["Sales"]) == []


def reflect(services, keys, guest, text, **more):
    [record] = [row for row in services.visit_records.records() if row.employee == guest]
    answers = Answers(surprised=text, **more)
    return services.reflections.send(record_id=record.id, answers=answers, source=Source.KIOSK)


@pytest.fixture
def visits(services):
    return publish_visits(services)


def told(services, department_id):
    return [(row.author, row.text, row.state) for row in services.profiles.surprises(department_id)]


def test_what_reflections_tell_stands_among_the_surprises_once(services, visits):
    sales = visits["Sales"]
    services.profiles.add_surprise(
        department_id=sales, text="the  Noise", employee_id=visits["Marketing 3"]
    )
    reflect(services, visits, "Marketing 3", "The noise")
    reflect(services, visits, "Marketing 4", "The noise ")
    reflect(services, visits, "Sales 3", "Quiet")
    assert told(services, sales) == [
        ("Marketing 4", "The noise", "new"),
        ("Marketing 3", "the  Noise", "new"),
    ]
    assert told(services, visits["Marketing"]) == [("Sales 3", "Quiet", "new")]


def test_what_a_reflection_tells_is_answered_once_and_stays_answered(services, visits):
    sales = visits["Sales"]
    reflect(services, visits, "Marketing 3", "The noise")
    [row] = services.profiles.surprises(sales)
    changes = services.profiles.answer_reflection(
        reflection_id=row.reflection_id, state="taken-up", answer=" Ear plugs "
    )
    assert changes.touches("surprise")
    [answered] = services.profiles.surprises(sales)
    assert (answered.author, answered.state, answered.answer) == (
        "Marketing 3",
        "taken-up",
        "Ear plugs",
    )
    assert answered.id is not None
    with pytest.raises(ConflictError):
        services.profiles.answer_reflection(
            reflection_id=row.reflection_id, state="set-aside", answer=""
        )
    # A new edition with the same words changes nothing; other words are new.
    reflect(services, visits, "Marketing 3", "The noise", did="Answered the phone")
    assert len(services.profiles.surprises(sales)) == 1
    reflect(services, visits, "Marketing 3", "The silence", did="Answered the phone")
    assert [row.text for row in services.profiles.surprises(sales)] == ["The silence", "The noise"]


def test_undoing_an_answer_leaves_the_reflection_to_be_answered(services, visits):
    reflect(services, visits, "Marketing 3", "The noise")
    [row] = services.profiles.surprises(visits["Sales"])
    services.profiles.answer_reflection(reflection_id=row.reflection_id, state="set-aside")
    services.undo.undo()
    assert services.profiles.surprises(visits["Sales"]) == [row]
