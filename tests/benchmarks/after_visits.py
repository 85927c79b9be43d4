"""How fast reflections are searched and ideas shown: 2,000 reflections, 500 ideas.

python -m tests.benchmarks.after_visits
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app.bootstrap import open_services
from app.db.after_visit import Idea, IdeaVote, Reflection, VisitRecord
from app.domain.names import fold
from tests.builders import make_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap import Services

REFLECTIONS, IDEAS, PEOPLE, RUNS = 2_000, 500, 400, 7
LIMIT_MS = 100
WORDS = [
    "клиент",
    "заявка",
    "звонок",
    "учёт",
    "склад",
    "договор",
    "ждать",
    "список",
    "система",
    "таблица",
    "отчёт",
    "срок",
    "ошибка",
    "customer",
    "order",
    "call",
    "stock",
    "contract",
    "wait",
    "list",
    "system",
    "table",
    "report",
    "deadline",
    "mistake",
]
TODAY = dt.date(2027, 6, 1)


def fill(services: Services) -> None:
    """Make a company in which everybody has written much."""
    chance = Random(7)

    def text(length: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(length))

    departments = [services.staff.add_department(name=f"Department {n}")[0] for n in range(12)]
    roles = [
        services.staff.add_role(department_id=key, title=f"Role {key}.{level}", level=level)[0]
        for key in departments
        for level in range(1, 6)
    ]
    people = [
        services.staff.add_employee(name=f"Guest {n}", department_id=departments[n % 12])[0]
        for n in range(PEOPLE)
    ]
    programme = make_programme(services.database)
    with services.database.unit_of_work("fill") as unit:
        for number in range(REFLECTIONS):
            record = VisitRecord(
                code=f"{number:08}",
                programme_id=programme,
                employee_id=people[number % PEOPLE],
                role_id=roles[number % len(roles)],
                date=dt.date(2027, 3, 1) + dt.timedelta(days=number // PEOPLE),
                half="am",
                outcome="held",
            )
            unit.session.add(record)
            unit.session.flush()
            texts = {
                name: text(40)
                for name in ("did", "surprised", "differently", "in_their_way", "take_home")
            }
            unit.session.add(
                Reflection(
                    record_id=record.id,
                    source="form",
                    sent_at=dt.datetime(2027, 3, 2),
                    folded=fold(" ".join(texts.values())),
                    **texts,
                )
            )
        for number in range(IDEAS):
            title = f"{text(4)} {number}"
            idea = Idea(
                title=title,
                text=text(30),
                folded=fold(title),
                department_id=departments[number % 12],
                author_id=people[number % PEOPLE],
                owner_id=people[(number * 7) % PEOPLE],
                created_on=TODAY,
                moved_at=dt.datetime(2027, 6, 1),
                answer_by=TODAY,
            )
            unit.session.add(idea)
            unit.session.flush()
            for vote in range(number % 5):
                unit.session.add(IdeaVote(idea_id=idea.id, employee_id=people[vote]))


def measure(services: Services) -> dict[str, float]:
    """Return the median milliseconds of each question."""
    questions: dict[str, Callable[[], object]] = {
        "search reflections, a rare pair of words": lambda: services.reflections.reflections(
            search="учет mistake"
        ),
        "read reflections of one department": lambda: services.reflections.reflections(
            department_id=1
        ),
        "board of all ideas": lambda: services.ideas.ideas(today=TODAY),
        "search ideas": lambda: services.ideas.ideas(today=TODAY, search="УЧЁТ"),
        "likely duplicates of a title": lambda: services.ideas.likely_duplicates("список клиент"),
        "what lies before a head": lambda: services.heads.desk(1, today=TODAY),
        "history of an idea": lambda: services.idea_history.events(1),
        "who owes a reflection": lambda: services.visit_records.owed(now=dt.datetime(2027, 6, 1)),
    }
    found = {}
    for name, ask in questions.items():
        ask()
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - began))
        found[name] = statistics.median(times)
    return found


def main() -> None:
    """Print how each question stands to the limit."""
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(Path(folder) / "company.db")
        fill(services)
        print(f"{REFLECTIONS:,} reflections, {IDEAS} ideas; limit {LIMIT_MS} ms")
        for name, milliseconds in measure(services).items():
            print(f"{name:45} {milliseconds:7.1f} ms  {milliseconds / LIMIT_MS:5.2f} of the limit")
        services.close()


if __name__ == "__main__":
    main()
