"""Nothing is kept unless committed; two writers never overwrite each other in silence."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.changes import Changes
from app.db.models import Department, Employee, History
from app.errors import ConflictError, EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.db.session import Database


class BreakOff(Exception):  # noqa: N818 - a story, not an error of ours
    pass


def add_department(database: Database, name: str = "Sales") -> int:
    with database.unit_of_work(f"add {name}") as unit:
        row = Department(name=name, folded=name.lower())
        unit.session.add(row)
        unit.session.flush()
    return row.id


def department(database: Database, key: int) -> Department:
    with database.read() as session:
        return session.get_one(Department, key)


def history(database: Database) -> list[History]:
    with database.read() as session:
        return list(session.scalars(select(History).order_by(History.id)))


def test_a_block_that_ends_well_is_kept(database: Database):
    key = add_department(database)
    assert department(database, key).name == "Sales"


def test_a_block_that_breaks_off_leaves_nothing(database: Database):
    heard: list[str] = []
    database.on_commit.append(lambda label, _images: heard.append(label))
    units = []

    def break_off_half_way() -> None:
        with database.unit_of_work("half done") as unit:
            units.append(unit)
            unit.session.add(Department(name="Sales", folded="sales"))
            unit.session.flush()
            raise BreakOff

    with pytest.raises(BreakOff):
        break_off_half_way()
    with database.read() as session:
        assert session.scalars(select(Department)).all() == []
    assert history(database) == []
    assert heard == []
    assert units[0].changes == Changes()


def test_changes_name_every_row_and_the_act(database: Database):
    key = add_department(database)
    with database.unit_of_work("rename") as unit:
        unit.session.get_one(Department, key).name = "Selling"
        unit.session.add(Employee(name="Ann", folded="ann", department_id=key))
    assert unit.changes.label == "rename"
    assert unit.changes.tables == {"department", "employee"}
    assert unit.changes.ids("department") == {key}
    assert unit.changes.count == 2


def test_history_holds_each_row_before_and_after(database: Database):
    key = add_department(database)
    with database.unit_of_work("move") as unit:
        unit.session.get_one(Department, key).location = "Third floor"
    with database.unit_of_work("close") as unit:
        unit.session.delete(unit.session.get_one(Department, key))
    made, moved, removed = history(database)
    assert [line.what for line in (made, moved, removed)] == ["add Sales", "move", "close"]
    assert made.before is None
    assert made.after["name"] == "Sales"
    assert (moved.before["location"], moved.after["location"]) == ("", "Third floor")
    assert removed.before["location"] == "Third floor"
    assert removed.after is None
    assert {line.table_name for line in (made, moved, removed)} == {"department"}
    assert {line.row_id for line in (made, moved, removed)} == {key}
    assert len({line.batch for line in (made, moved, removed)}) == 3
    assert made.who


def test_a_row_written_twice_in_one_block_has_one_line_from_first_to_last(database: Database):
    key = add_department(database)
    with database.unit_of_work("twice") as unit:
        row = unit.session.get_one(Department, key)
        row.location = "Cellar"
        unit.session.flush()
        row.location = "Roof"
    line = history(database)[-1]
    assert (line.before["location"], line.after["location"]) == ("", "Roof")
    assert len(history(database)) == 2


def test_a_block_that_changes_nothing_is_no_act(database: Database):
    key = add_department(database)
    with database.unit_of_work("nothing") as unit:
        unit.session.get_one(Department, key).name = "Sales"
    assert unit.changes == Changes()
    assert len(history(database)) == 1


def test_a_row_made_and_removed_in_one_block_leaves_no_line(database: Database):
    with database.unit_of_work("come and go") as unit:
        row = Department(name="Sales", folded="sales")
        unit.session.add(row)
        unit.session.flush()
        unit.session.delete(row)
    assert unit.changes == Changes()
    assert history(database) == []


def test_the_version_counts_every_change(database: Database):
    key = add_department(database)
    before = department(database, key).version
    with database.unit_of_work("move") as unit:
        unit.session.get_one(Department, key).location = "Roof"
    assert department(database, key).version == before + 1


def test_a_name_taken_twice_is_a_clash(database: Database):
    add_department(database)
    with pytest.raises(ConflictError) as caught:
        add_department(database)
    assert caught.value.code == "row-clash"
    assert len(history(database)) == 1


def test_a_row_that_others_refer_to_cannot_go(database: Database):
    key = add_department(database)
    with database.unit_of_work("hire") as unit:
        unit.session.add(Employee(name="Ann", folded="ann", department_id=key))
    with pytest.raises(ConflictError) as caught, database.unit_of_work("close") as unit:
        unit.session.delete(unit.session.get_one(Department, key))
    assert caught.value.code == "row-clash"
    assert department(database, key).name == "Sales"


def test_the_second_of_two_writers_of_one_row_loses_and_keeps_nothing(
    place: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.db.engine._BUSY_MILLISECONDS", 50)
    first, second = open_database(place), open_database(place)
    key = add_department(first)

    def write_both() -> None:
        with second.unit_of_work("lose") as losing:
            shown = losing.session.get_one(Department, key)
            with first.unit_of_work("win") as winning:
                winning.session.get_one(Department, key).location = "Roof"
            shown.location = "Cellar"

    # SQLite lets nobody else begin to write; PostgreSQL does, and finds the row moved on.
    with pytest.raises((ConflictError, EnvironmentFault)) as caught:
        write_both()
    sqlite = "://" not in place
    assert caught.value.code == ("database-busy" if sqlite else "row-changed-meanwhile")
    assert department(first, key).location == ("" if sqlite else "Roof")


def test_no_increment_of_many_writers_is_lost(place: str, open_database: Callable[[str], Database]):
    keys = [add_department(open_database(place), name) for name in ("A", "B", "C")]

    def work(database: Database) -> None:
        for turn in range(30):
            while True:
                try:
                    with database.unit_of_work("count") as unit:
                        row = unit.session.get_one(Department, keys[turn % 3])
                        row.headcount = (row.headcount or 0) + 1
                    break
                except ConflictError:
                    continue

    writers = [open_database(place) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, writers))
    counts = [department(writers[0], key).headcount for key in keys]
    assert counts == [40, 40, 40]
    # Each success has its line; what was refused has none.
    assert sum(line.what == "count" for line in history(writers[0])) == 120


def test_a_reader_sees_one_state_while_a_writer_works(
    place: str, open_database: Callable[[str], Database]
):
    writer, reader = open_database(place), open_database(place)
    add_department(writer, "A")
    with writer.unit_of_work("add") as unit:
        unit.session.add(Department(name="B", folded="b"))
        unit.session.flush()
        with reader.read() as session:
            assert [row.name for row in session.scalars(select(Department))] == ["A"]
    with reader.read() as session:
        assert len(session.scalars(select(Department)).all()) == 2
