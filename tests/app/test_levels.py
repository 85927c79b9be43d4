from __future__ import annotations

import pytest

from app.domain.levels import guess_level

TITLES = {
    "President": 5,
    "Administration Vice President": 5,
    "Vice President of Engineering": 5,
    "Chief Executive Officer": 5,
    "CFO": 5,
    "Head of Marketing": 5,
    "Director, Sales": 5,
    "Deputy Director": 4,
    "Assistant Vice President": 4,
    "Finance Manager": 4,
    "Research and Development Manager": 4,
    "Assistant Manager": 3,
    "Sales Manager Assistant": 2,
    "Production Supervisor - WC60": 4,
    "Team lead": 4,
    "Sales team lead": 4,
    "Chief accountant": 4,
    "Account manager": 3,
    "Product Owner": 3,
    "Senior Tool Designer": 4,
    "Senior Accountant": 4,
    "Tool Designer": 3,
    "Programmer": 3,
    "Sales Representative": 3,
    "Account Executive": 3,
    "Marketing Specialist": 3,
    "Database Administrator": 3,
    "Buyer": 3,
    "Junior Accountant": 2,
    "Stock Clerk": 2,
    "Production Technician - WC10": 2,
    "Human Resources Administrative Assistant": 2,
    "Assistant to the Chief Financial Officer": 2,
    "Junior assistant to the marketing manager": 1,
    "Support trainee": 1,
    "Intern": 1,
    "Директор по продажам": 5,
    "Финансовый директор": 5,
    "Начальник отдела": 5,
    "Начальница отдела кадров": 5,
    "Руководитель департамента": 5,
    "Заведующая лабораторией": 5,
    "Главный инженер": 5,
    "Вице-президент по финансам": 5,
    "Заместитель начальника отдела": 4,
    "Зам. директора": 4,
    "Начальник смены": 4,
    "Руководитель группы продаж": 4,
    "Бригадир": 4,
    "Ведущий специалист": 4,
    "Старший бухгалтер": 4,
    "Главный специалист отдела закупок": 4,
    "Менеджер по продажам": 3,
    "Бренд-менеджер": 3,
    "Инженер-технолог": 3,
    "Специалист по кадрам": 3,
    "Инженер отдела главного механика": 3,
    "Младший специалист": 2,
    "Помощник директора": 2,
    "Секретарь-референт": 2,
    "Кладовщик": 2,
    "Младший помощник маркетолога": 1,
    "Стажёр": 1,
    "СТАЖЕР ОТДЕЛА": 1,
}


@pytest.mark.parametrize(("title", "level"), TITLES.items())
def test_a_title_points_to_a_level(title: str, level: int) -> None:
    assert guess_level(title) == level


@pytest.mark.parametrize("title", ["", "  ", "Wizard", "WC60", "Муза", "12345", "Лидеров"])
def test_a_title_may_say_nothing(title: str) -> None:
    assert guess_level(title) is None


def test_spaces_case_and_yo_make_no_difference() -> None:
    assert guess_level("  СТАЖЁР ") == guess_level("стажер") == 1
    assert guess_level("SENIOR\u00a0ACCOUNTANT") == 4


def test_every_guess_is_a_step_of_the_ladder() -> None:
    english = ["junior", "senior", "deputy", "chief", "head", "assistant", "intern"]
    words = [*english, "главный", "младший", "зам", "стажер"]
    for first in words:
        for second in words:
            assert guess_level(f"{first} {second}") in (None, 1, 2, 3, 4, 5)
