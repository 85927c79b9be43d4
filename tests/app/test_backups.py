"""Which safety copies are kept: all of two days, then fewer, the newest and upgrades always."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.domain.backups import Backup, outdated

NOW = dt.datetime(2027, 3, 10, 12, tzinfo=dt.UTC)


def copy(age: dt.timedelta, reason: str = "publish") -> Backup:
    return Backup(Path(f"{age}.db"), NOW - age, reason, "0.1.0", "0004", {}, "")


def kept_ages(copies: list[Backup]) -> list[dt.timedelta]:
    gone = outdated(copies, NOW)
    return sorted(NOW - one.taken_at for one in copies if one not in gone)


def hours(*ages: float) -> list[dt.timedelta]:
    return [dt.timedelta(hours=age) for age in ages]


def days(*ages: float) -> list[dt.timedelta]:
    return [dt.timedelta(days=age) for age in ages]


def test_everything_of_two_days_is_kept():
    ages = hours(*range(49))
    assert kept_ages([copy(age) for age in ages]) == ages


def test_of_older_days_the_newest_copy_is_kept():
    # At noon: 72 hours ago is noon of the 7th, 78 and 84 hours ago are its morning and midnight.
    assert kept_ages([copy(age) for age in hours(1, 72, 78, 84, 90)]) == hours(1, 72, 90)


def test_then_one_a_week_and_one_a_month():
    found = kept_ages([copy(age) for age in days(0, *range(3, 500))])
    assert len([age for age in found if dt.timedelta(2) < age <= dt.timedelta(16)]) == 14
    assert len([age for age in found if dt.timedelta(16) < age <= dt.timedelta(72)]) in (8, 9)
    assert len([age for age in found if dt.timedelta(72) < age]) in (12, 13)
    assert max(found) <= dt.timedelta(days=16 + 56 + 365)


def test_copies_from_before_an_upgrade_stay_for_a_year():
    copies = [copy(age, "upgrade") for age in days(1, 300, 300.1, 364, 800)]
    assert kept_ages(copies) == days(1, 300, 300.1, 364)


def test_the_only_copy_stays_however_old_it_is():
    assert kept_ages([copy(dt.timedelta(days=4_000))]) == days(4_000)


@given(st.lists(st.integers(0, 500 * 24), min_size=1, unique=True))
def test_the_newest_stays_and_thinning_again_changes_nothing(ages: list[int]):
    copies = [copy(age) for age in hours(*ages)]
    gone = outdated(copies, NOW)
    rest = [one for one in copies if one not in gone]
    assert max(copies, key=lambda one: one.taken_at) in rest
    assert outdated(rest, NOW) == []
