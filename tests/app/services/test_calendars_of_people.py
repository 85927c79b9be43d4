"""Whatever is published and whoever is told when: calendars end up as the plan says."""

from __future__ import annotations

import random
from email import message_from_bytes
from email.policy import default

import pytest
from icalendar import Calendar

from app.bootstrap import open_services
from app.settings import TIME_ZONE
from tests.builders import make_company, make_programme
from tests.support.plans import add_plan

WISHED = [
    (f"{home} {number}", f"{into} role {level}", f"2027-03-{day:02}{half}", f"{into} {level}")
    for home, into in (("Marketing", "Sales"), ("Sales", "Marketing"))
    for number in (3, 4)
    for level in (1, 2)
    for day in (2, 9, 16)
    for half in ("am", "pm")
]


@pytest.fixture
def services(place):
    opened = open_services(place)
    yield opened
    opened.close()


class Inbox:
    """A calendar program: it knows an event by its uid, and heeds only newer sequences."""

    def __init__(self) -> None:
        self.events: dict[str, tuple[int, tuple[str, str]]] = {}

    def open(self, draft: bytes) -> None:
        """Take every calendar file of a mail."""
        for part in message_from_bytes(draft, policy=default).iter_attachments():
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            (event,) = calendar.walk("VEVENT")
            uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
            known = self.events.get(uid)
            if calendar["METHOD"] == "CANCEL":
                assert known is not None, "nothing is cancelled that was never announced"
                assert sequence > known[0]
                del self.events[uid]
            else:
                assert known is None or sequence > known[0], "an update must be newer"
                start = event.decoded("DTSTART")
                self.events[uid] = sequence, (start.isoformat(), str(event["SUMMARY"]))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What its owner sees."""
        return sorted(content for _sequence, content in self.events.values())


def _sensible(visits):
    """Keep those that can stand in one plan: nobody twice in a day, no seat or host twice."""
    taken, kept = set(), []
    for guest, role, slot, host in visits:
        marks = {(guest, slot[:10]), (role, slot), (host, slot[:10])}
        if not marks & taken:
            taken |= marks
            kept.append((guest, role, slot, host))
    return kept


def _expected(services, plan_id):
    shown: dict[str, list[tuple[str, str]]] = {}
    for visit in services.planning.board(plan_id).visits:
        start = f"{visit.date}T{'09' if visit.half == 'am' else '14'}:00:00+00:00"
        title = f"Visit: {visit.department}, {visit.role}"
        shown.setdefault(visit.employee, []).append((start, title))
        title = f"Guest: {visit.employee}, as {visit.role}"
        shown.setdefault(visit.host, []).append((start, title))
    return {name: sorted(events) for name, events in shown.items()}


@pytest.mark.parametrize("seed", range(3))
def test_calendars_follow_the_plan(services, tmp_path, seed):
    dice = random.Random(seed)
    services.settings.set(TIME_ZONE, "UTC")
    keys = make_company(services.database)
    programme_id = make_programme(services.database)
    for rule in ("home_cover", "ladder", "spacing", "once_per_role", "host_load", "target"):
        services.programmes.set_rule(
            programme_id=programme_id, rule=rule, parameter="on", value=False
        )
    inboxes: dict[str, Inbox] = {}

    def tell(share: float, step: int) -> None:
        people = services.messages.recipients(programme_id).people
        chosen = [it.employee_id for it in people if dice.random() < share]
        written, _changes = services.messages.write_drafts(
            programme_id=programme_id, employee_ids=chosen, folder=tmp_path / str(step)
        )
        for file in written.files:
            inboxes.setdefault(file.stem, Inbox()).open(file.read_bytes())

    plan_id = 0
    for step in range(6):
        plan_id = add_plan(
            services, programme_id, keys, *_sensible(dice.sample(WISHED, dice.randint(0, 20)))
        )
        summary = services.publishing.summary(plan_id)
        services.publishing.publish(
            plan_id=plan_id,
            shown=summary.shown,
            acknowledged=[finding.key for finding in summary.conflicts],
        )
        tell(0.5, step)
    tell(1, 99)
    assert {name: box.shown for name, box in inboxes.items() if box.shown} == _expected(
        services, plan_id
    )
    assert not any(it.needs_telling for it in services.messages.recipients(programme_id).people)
