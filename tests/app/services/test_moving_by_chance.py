"""Many acts of the board by chance: all undone is the beginning, all redone is the end."""

from __future__ import annotations

from random import Random

import pytest

from app.bootstrap import open_services
from app.services.moving import Carried
from tests.ui.companies import add_company, add_draft, add_programme

ACTS = 1_000

pytestmark = pytest.mark.slow


@pytest.fixture
def services(tmp_path):
    opened = open_services(tmp_path / "company.db")
    yield opened
    opened.close()


class Player:
    """Does what a coordinator might, by chance."""

    def __init__(self, services, plan_id, people):
        self.services = services
        self.plan_id = plan_id
        self.people = people
        self.random = Random(7)
        self.table = services.moving.table(plan_id)

    def act(self):
        visits = self.services.planning.visits(self.plan_id)
        kinds = (
            [self.add]
            if len(visits) < 2
            else [
                self.add,
                self.move,
                self.move,
                self.remove,
                self.pin,
                self.pin_all,
                self.exchange,
                self.take_seat,
            ]
        )
        self.random.choice(kinds)(visits)
        self.services.moving.follow(self.table)

    def place(self, carried):
        able = self.table.targets(carried)
        return self.random.choice(able)

    def add(self, _visits):
        carried = Carried(self.random.choice(self.people))
        target = self.place(carried)
        self.services.planning.add_visit(
            plan_id=self.plan_id,
            employee_id=carried.employee_id,
            role_id=target.role_id,
            date=target.date,
            half=target.half,
            host_id=target.host_id,
        )

    def move(self, visits):
        visit = self.random.choice(visits)
        target = self.place(Carried(visit.employee_id, visit.id))
        self.services.planning.move_visit(
            visit_id=visit.id,
            shown_version=visit.version,
            role_id=target.role_id,
            date=target.date,
            half=target.half,
            host_id=target.host_id,
        )

    def remove(self, visits):
        self.services.planning.remove_visit(self.random.choice(visits).id)

    def pin(self, visits):
        visit = self.random.choice(visits)
        self.services.planning.pin(visit.id, not visit.pinned)

    def pin_all(self, visits):
        chosen = [visit.id for visit in self.random.sample(visits, 2)]
        self.services.moving.pin_all(chosen, self.random.random() < 0.5)

    def exchange(self, visits):
        one, other = self.random.sample(visits, 2)
        self.services.moving.exchange(
            visit_id=one.id,
            other_id=other.id,
            shown_versions=(one.version, other.version),
            table=self.table,
        )

    def take_seat(self, visits):
        one, seat = self.random.sample(visits, 2)
        self.services.moving.take_seat(
            carried=Carried(one.employee_id, one.id), seat_id=seat.id, shown_version=seat.version
        )


def content(services, plan_id):
    """Return the plan without the version numbers, which only ever grow."""
    return [
        (it.id, it.employee_id, it.role_id, it.date, it.half, it.host_id, it.pinned)
        for it in services.planning.visits(plan_id)
    ]


def test_a_thousand_acts_are_undone_and_done_again(services):
    keys = add_company(services)
    plan_id = add_draft(services, add_programme(services), keys)
    people = [it.employee_id for it in services.planning.board(plan_id).people]
    services.undo.forget()
    begin = content(services, plan_id)
    player = Player(services, plan_id, people)
    for _number in range(ACTS):
        player.act()
    end = content(services, plan_id)
    # What is kept in memory has followed all of it.
    assert player.table.troubles() == services.moving.table(plan_id).troubles()

    steps = 0
    while services.undo.status().undo is not None:
        services.undo.undo()
        steps += 1
    assert content(services, plan_id) == begin
    while services.undo.status().redo is not None:
        services.undo.redo()
    assert content(services, plan_id) == end
    assert steps > ACTS // 2
