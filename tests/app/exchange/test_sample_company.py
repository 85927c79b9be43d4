from __future__ import annotations

from collections import Counter
from dataclasses import asdict

import pytest

from app.exchange.sample_company import Moment, moment, read_sample
from app.i18n import LANGUAGES

CYRILLIC = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


@pytest.fixture(params=LANGUAGES)
def company(request):
    return read_sample(request.param)


def _texts(line):
    keys = {"key", "department", "number", "email"}
    return [v for k, v in asdict(line).items() if isinstance(v, str) and k not in keys]


def test_is_as_large_as_promised(company):
    assert (len(company.departments), len(company.roles), len(company.people)) == (6, 24, 120)
    assert company.weeks == 8
    assert {role.level for role in company.roles} == {1, 2, 3, 4, 5}


def test_every_department_can_be_climbed_to_its_head(company):
    for department in company.departments:
        levels = [role.level for role in company.roles if role.department == department.key]
        assert len(levels) >= 3
        assert max(levels) == 5


def test_every_text_is_finished(company):
    for line in (*company.departments, *company.roles, *company.people):
        for text in _texts(line):
            assert text == text.strip()
            assert text
    for department in company.departments:
        for text in (department.what_we_refuse, department.our_day, department.our_words):
            assert len(text) > 120


def test_references_name_what_is_there(company):
    people = {person.number for person in company.people}
    departments = {line.key for line in company.departments}
    roles = {line.key for line in company.roles}
    assert {person.department for person in company.people} == departments
    assert {role.department for role in company.roles} == departments
    named = {line.person for line in (*company.absences, *company.tastes)}
    named |= {number for pair in (*company.together, *company.apart) for number in pair}
    assert named <= people
    assert {t.department for t in company.tastes} <= departments | {None}
    assert {t.role for t in company.tastes} <= roles | {None}
    for pair in company.pairs:
        assert {pair.first, pair.second} <= departments


def test_hosts_belong_to_the_department_of_their_role(company):
    home = {person.number: person.department for person in company.people}
    for role in company.roles:
        assert role.hosts
        assert {home[number] for number in role.hosts} == {role.department}


def test_nobody_wishes_for_or_avoids_the_own_department(company):
    home = {person.number: person.department for person in company.people}
    of_role = {role.key: role.department for role in company.roles}
    for taste in company.tastes:
        assert (taste.department is None) != (taste.role is None)
        assert home[taste.person] != (taste.department or of_role[taste.role])
        assert taste.value in (None, -2, -1, 1, 2)


def test_names_mails_and_numbers_are_nobody_elses(company):
    for key in ("name", "email", "number"):
        counts = Counter(getattr(person, key) for person in company.people)
        assert counts.most_common(1)[0][1] == 1


def test_mails_lead_nowhere(company):
    assert all(person.email.endswith("@example.com") for person in company.people)
    assert all(person.email.isascii() for person in company.people)


def test_everybody_takes_part_two_or_three_times(company):
    assert {person.visits for person in company.people} == {2, 3}


def test_the_quarrel_comes_first(company):
    first, second = company.pairs[:2]
    assert {(first.first, first.second), (second.first, second.second)} == {
        ("marketing", "sales"),
        ("sales", "marketing"),
    }
    assert first.weight == second.weight == max(pair.weight for pair in company.pairs)


def test_both_languages_tell_of_one_company():
    english, russian = read_sample("en"), read_sample("ru")

    def structure(company):
        return (
            [(d.key, d.hue, d.reception_capacity) for d in company.departments],
            [(r.key, r.capacity, r.host_capacity, r.hosts, r.closed) for r in company.roles],
            [(p.number, p.department, p.level, p.visits) for p in company.people],
            company.absences,
            company.tastes,
            company.pairs,
            company.together,
            company.apart,
            company.closed,
        )

    assert structure(english) == structure(russian)


def test_each_language_is_its_own():
    for line in (*read_sample("ru").departments, *read_sample("ru").roles):
        for text in _texts(line):
            assert set(text.casefold()) & CYRILLIC
    english = read_sample("en")
    for line in (*english.departments, *english.roles, *english.people):
        for text in _texts(line):
            assert not set(text.casefold()) & CYRILLIC


def test_moments_count_from_the_first_monday():
    assert moment("1 mon am") == Moment(0, "am")
    assert moment("5 fri pm") == Moment(32, "pm")
