"""What the solve panel tells of a search."""

from __future__ import annotations

from app.services.solving import Tier
from ui.pages.board.solve_words import improvement_of


def tiers(missing, comfort, *, proven=False):
    bound = missing if proven else 0
    return (Tier("missing_visits", missing, bound), Tier("comfort", comfort, 0))


def test_nothing_has_become_better_with_one_plan():
    assert improvement_of([], 1.0) is None
    assert improvement_of([(0.4, tiers(9, 50))], 1.0) is None


def test_the_most_important_tier_that_may_still_become_better():
    history = [(0.4, tiers(9, 50)), (1.0, tiers(5, 70)), (2.5, tiers(5, 60))]
    found = improvement_of(history, 3.0)
    assert found.title == "Missing visits"
    assert found.points == ((0.4, 9), (1.0, 5))
    assert found.until == 3.0


def test_a_proven_tier_gives_way_to_the_next_from_where_it_was_reached():
    history = [
        (0.4, tiers(9, 50)),
        (1.0, tiers(5, 170)),
        (2.5, tiers(5, 160)),
        (4.0, tiers(5, 130, proven=True)),
    ]
    found = improvement_of(history, 5.0)
    # While more visits were missing there was less to be unhappy about.
    assert found.points == ((1.0, 170), (2.5, 160), (4.0, 130))


def test_the_last_one_stays_when_all_is_proven():
    done = (Tier("missing_visits", 5, 5), Tier("comfort", 130, 130))
    found = improvement_of([(0.4, tiers(5, 170)), (4.0, done)], 5.0)
    assert found.points == ((0.4, 170), (4.0, 130))
