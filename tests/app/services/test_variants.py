"""Plans side by side in a stored programme; the chosen one becomes a draft."""

from __future__ import annotations

import time

import pytest

from solver.process import Finished
from tests.builders import make_company, make_programme


@pytest.fixture
def programme(services):
    make_company(services.database)
    return make_programme(services.database, weeks=1)


def solved(services, programme, name):
    process = services.variants.start(programme, name, time_limit=20, workers=1)
    while process.running:
        for event in process.poll():
            if isinstance(event, Finished):
                return event.plan
        time.sleep(0.05)
    raise AssertionError("the solver did not finish")


def test_the_chosen_variant_becomes_a_draft_measured_as_the_programme_is_set(services, programme):
    names = services.variants.names(programme)
    assert names == ("as-set", "wishes", "variety", "hosts")
    plan = solved(services, programme, "hosts")
    (row,) = services.variants.table(programme, {"hosts": plan})
    plan_id, _changes = services.variants.keep(programme_id=programme, plan=plan, note="Hosts")
    (draft,) = services.planning.plans(programme)
    assert (draft.id, draft.status, draft.note) == (plan_id, "draft", "Hosts")
    assert {name: value for name, value, _bound in draft.tiers} == row.tiers
    assert all(bound <= value for _name, value, bound in draft.tiers)
    assert services.planning.check(plan_id) == []
