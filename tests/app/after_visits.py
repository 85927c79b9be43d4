"""A programme with a published plan, for what comes after the visits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.db.models import PlanVersion, Visit
from app.domain.reflections import Answers, IdeaText
from tests.builders import make_company, make_programme

if TYPE_CHECKING:
    from app.bootstrap import Services

TUESDAY = dt.date(2027, 3, 2)
FULL = Answers(
    did="Answered the phone",
    surprised="How many calls are about delivery",
    differently="They are not slow, they lack data",
    in_their_way="Two systems that do not know each other",
    take_home="Ask before I write a mail",
    theme="Calls",
    preparation=4,
    hosting=5,
    ideas=(IdeaText("One list of customers", "Both departments would write into it"),),
)


def publish_visits(services: Services, day: dt.date = TUESDAY) -> dict[str, int]:
    """Publish three visits and return keys by name.

    "Marketing 3" and "Marketing 4" are guests of Sales on ``day``, in the morning and in the
    afternoon, "Sales 3" of Marketing a week later in the morning.
    """
    keys = make_company(services.database)
    keys["programme"] = make_programme(services.database)
    later = day + dt.timedelta(weeks=1)
    with services.database.unit_of_work("publish") as unit:
        plan = PlanVersion(
            programme_id=keys["programme"],
            number=1,
            status="published",
            created_at=dt.datetime(2027, 2, 1),
        )
        unit.session.add(plan)
        unit.session.flush()
        keys["plan"] = plan.id
        for guest, into, date, half in (
            ("Marketing 3", "Sales", day, "am"),
            ("Marketing 4", "Sales", day, "pm"),
            ("Sales 3", "Marketing", later, "am"),
        ):
            unit.session.add(
                Visit(
                    plan_id=plan.id,
                    employee_id=keys[guest],
                    role_id=keys[f"{into} role 1"],
                    host_id=keys[f"{into} 1"],
                    date=date,
                    half=half,
                )
            )
    services.visit_records.prepare(keys["programme"])
    for record in services.visit_records.records():
        keys[f"visit of {record.employee}"] = record.id
    return keys
