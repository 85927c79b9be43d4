from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.rotation.faults import ProblemError
from solver.rotation.problem import Problem, Rules, Weights

SMALLEST = {
    "format": "gemba-problem",
    "version": 1,
    "slots": [{"id": "s0", "date": "2027-03-01", "half": "am"}],
    "departments": [{"id": "A"}, {"id": "B"}],
    "roles": [{"id": "r", "department": "B", "hosts": ["h"]}],
    "people": [{"id": "ann", "department": "A"}, {"id": "h", "department": "B"}],
}


def document(**changes):
    return json.loads(json.dumps(SMALLEST | changes))


def faults(text_or_document) -> list[tuple[str, str]]:
    text = text_or_document if isinstance(text_or_document, str) else json.dumps(text_or_document)
    with pytest.raises(ProblemError) as caught:
        Problem.from_json(text)
    return [(fault.code, fault.path) for fault in caught.value.faults]


def test_defaults_are_those_of_the_format():
    problem = Problem.from_dict(document())
    role, ann = problem.roles[0], problem.people[0]
    assert (role.level, role.capacity, role.host_capacity, role.closed) == (1, 1, 1, frozenset())
    assert (ann.level, ann.target_visits, ann.unavailable) == (None, 2, frozenset())
    assert problem.rules == Rules()
    assert problem.weights == Weights()
    assert problem.rules.home_cover.share == 0.2
    assert problem.rules.once_per_department.on is False
    assert problem.rules.level_window.on is False
    assert problem.rules.spacing.visits_per_week == 1
    assert problem.rules.host_load.per_week == 2
    assert problem.fair_hosting is None
    assert problem.keep_published_first is False
    assert problem.headcount("A") == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ("empty-file", "$")),
        (" \n", ("empty-file", "$")),
        ("{", ("not-json", "$")),
        ("[]", ("not-an-object", "$")),
        ('{"format": "gemba-problem", "version": NaN}', ("not-a-number", "$")),
        ('{"format": "a", "format": "b"}', ("repeated-key", "$")),
        ('{"format": "gemba-plan", "version": 1}', ("wrong-format", "format")),
        ('{"format": "gemba-problem", "version": 2}', ("newer-version", "version")),
        ('{"format": "gemba-problem", "version": 0}', ("wrong-version", "version")),
        ('{"version": 1}', ("missing-key", "format")),
        ("[" * 100_000, ("nested-too-deep", "$")),
    ],
)
def test_a_text_that_is_no_problem_file_is_refused_by_what_it_is(text, fault):
    assert fault in faults(text)


def test_every_required_key_is_asked_for_at_once():
    found = faults({"format": "gemba-problem", "version": 1})
    assert found == [("missing-key", key) for key in ("slots", "departments", "roles", "people")]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"colour": 1}, "colour"),
        ({"slots": [SMALLEST["slots"][0] | {"room": 1}]}, "slots[0].room"),
        ({"rules": {"no_such": {}}}, "rules.no_such"),
        ({"rules": {"ladder": {"strict": False, "steep": 1}}}, "rules.ladder.steep"),
        ({"weights": {"beauty": 1}}, "weights.beauty"),
        (
            {"people": [*SMALLEST["people"], {"id": "x", "department": "A", "wishes": {"all": 1}}]},
            "people[2].wishes.all",
        ),
    ],
)
def test_unknown_keys_are_refused_by_name(change, path):
    assert faults(document(**change)) == [("unknown-key", path)]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"rules": {"ladder": {"strict": "False"}}}, "rules.ladder.strict"),
        ({"rules": {"ladder": {"on": 1}}}, "rules.ladder.on"),
        ({"rules": {"spacing": {"visits_per_week": True}}}, "rules.spacing.visits_per_week"),
        ({"rules": {"home_cover": {"share": "20%"}}}, "rules.home_cover.share"),
        ({"weights": {"wishes": 1.5}}, "weights.wishes"),
        ({"weights": {"wishes": None}}, "weights.wishes"),
        ({"together": [["ann"]]}, "together"),
        ({"slots": {}}, "slots"),
        ({"keep_published_first": "no"}, "keep_published_first"),
        ({"people": [{"id": 7, "department": "A"}, SMALLEST["people"][1]]}, "people[0].id"),
    ],
)
def test_values_of_a_wrong_type_are_refused_where_they_stand(change, path):
    assert ("wrong-type", path) in faults(document(**change))


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"pairs": [{"from": "A", "to": "Z"}]}, "unknown-department", "pairs[0].to"),
        ({"pairs": [{"from": "A", "to": "A"}]}, "pair-with-itself", "pairs[0]"),
        ({"apart": [["ann", "nobody"]]}, "unknown-person", "apart[0]"),
        ({"together": [["ann", "ann"]]}, "pair-with-itself", "together[0]"),
        ({"frozen_before": "soon"}, "not-a-date-or-slot", "frozen_before"),
        ({"rules": {"home_cover": {"share": 1.2}}}, "share-out-of-range", "rules.home_cover.share"),
        ({"fair_hosting": -1}, "negative", "fair_hosting"),
        ({"weights": {"wishes": -1}}, "negative", "weights.wishes"),
        (
            {"roles": [{"id": "r", "department": "B", "hosts": ["ann"]}]},
            "host-from-outside",
            "roles[0].hosts",
        ),
        (
            {"roles": [{"id": "r", "department": "B", "level": 6}]},
            "level-out-of-range",
            "roles[0].level",
        ),
        (
            {"roles": [{"id": "r", "department": "B", "closed": ["s9"]}]},
            "unknown-slot",
            "roles[0].closed",
        ),
        (
            {"pins": [{"person": "ann", "role": "x", "slot": "s0", "host": None}]},
            "unknown-role",
            "pins[0].role",
        ),
        (
            {"published": [{"person": "ann", "role": "r", "slot": "s0", "host": "nobody"}]},
            "unknown-person",
            "published[0].host",
        ),
        ({"departments": [{"id": "A"}, {"id": "B"}, {"id": "B"}]}, "duplicate-id", "departments"),
        (
            {"slots": [*SMALLEST["slots"], {"id": "s1", "date": "2027-02-01", "half": "am"}]},
            "slot-out-of-order",
            "slots[1]",
        ),
        (
            {"slots": [*SMALLEST["slots"], {"id": "s1", "date": "2027-03-01", "half": "am"}]},
            "same-half-day",
            "slots[1]",
        ),
        (
            {"slots": [{"id": "s0", "date": "1.3.2027", "half": "am"}]},
            "not-a-date",
            "slots[0].date",
        ),
        (
            {"slots": [{"id": "s0", "date": "20270301", "half": "am"}]},
            "not-a-date",
            "slots[0].date",
        ),
        ({"frozen_before": "2027-W09-1"}, "not-a-date-or-slot", "frozen_before"),
        (
            {"slots": [{"id": "s0", "date": "2027-03-01", "half": "noon"}]},
            "not-a-half",
            "slots[0].half",
        ),
    ],
)
def test_what_does_not_hang_together_is_refused_where_it_stands(change, code, path):
    assert (code, path) in faults(document(**change))


def test_all_wrong_references_are_told_at_once_with_their_ids():
    broken = document(
        pairs=[{"from": "X", "to": "Y"}], together=[["p", "q"]], pins=[], frozen_before="never"
    )
    with pytest.raises(ProblemError) as caught:
        Problem.from_dict(broken)
    assert len(caught.value.faults) == 5
    for name in ("'X'", "'Y'", "'p'", "'q'", "'never'"):
        assert name in str(caught.value)


def test_a_pin_may_leave_its_host_open_and_a_published_visit_may_not():
    open_host = {"person": "ann", "role": "r", "slot": "s0", "host": None}
    assert Problem.from_dict(document(pins=[open_host])).pins[0].host is None
    assert ("wrong-type", "published[0].host") in faults(document(published=[open_host]))


def test_every_rule_can_be_switched_off():
    off = {name: {"on": False} for name in Rules.__slots__}
    rules = Problem.from_dict(document(rules=off)).rules
    assert not any(getattr(rules, name).on for name in Rules.__slots__)


@pytest.mark.parametrize(
    ("share", "headcount", "limit"), [(0.29, 100, 29), (0.2, 4, 1), (0, 50, 1), (1, 7, 7)]
)
def test_home_cover_takes_the_share_by_its_digits(share, headcount, limit):
    problem = Problem.from_dict(
        document(
            departments=[{"id": "A", "headcount": headcount}, {"id": "B"}],
            rules={"home_cover": {"share": share}},
        )
    )
    assert problem.away_limit("A") == limit


def test_a_week_is_the_iso_week_of_the_date():
    slots = [
        {"id": "a", "date": "2026-12-31", "half": "pm"},
        {"id": "b", "date": "2027-01-01", "half": "am"},
        {"id": "c", "date": "2027-01-04", "half": "am"},
    ]
    assert Problem.from_dict(document(slots=slots)).weeks == ((2026, 53), (2027, 1))


@pytest.mark.parametrize(
    ("before", "frozen"), [(None, 0), ("2027-03-01", 0), ("2027-03-02", 1), ("s1", 1)]
)
def test_frozen_before_takes_a_date_or_a_slot(before, frozen):
    slots = [*SMALLEST["slots"], {"id": "s1", "date": "2027-03-02", "half": "am"}]
    problem = Problem.from_dict(document(slots=slots, frozen_before=before))
    assert sum(map(problem.is_frozen, problem.slots)) == frozen


ids = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(
    names=st.lists(ids, min_size=2, max_size=5, unique=True),
    level=st.none() | st.integers(1, 5),
    limit=st.none() | st.integers(0, 9),
    share=st.none() | st.floats(0, 1),
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_a_problem_written_and_read_again_is_the_same(names, level, limit, share, day):
    ann, host, *others = names
    problem = Problem.from_dict(
        {
            "format": "gemba-problem",
            "version": 1,
            "slots": [{"id": ann, "date": day.isoformat(), "half": "pm"}],
            "departments": [{"id": ann, "reception_capacity": limit}, {"id": host}],
            "roles": [{"id": host, "department": host, "hosts": [host], "capacity": limit}],
            "people": [
                {"id": ann, "department": ann, "level": level, "unavailable": [ann]},
                {"id": host, "department": host, "wishes": {"departments": {ann: -2}}},
                *({"id": name, "department": ann, "no_go": {"roles": [host]}} for name in others),
            ],
            "rules": {"home_cover": {"share": share}},
        }
    )
    assert Problem.from_json(problem.to_json()) == problem
