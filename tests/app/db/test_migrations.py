"""What the migrations make is what the models say; a migration happens whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.db import revisions
from app.db.base import Base
from app.db.engine import make_engine
from app.db.kept_backups import folder_of
from app.db.models import Department, Employee
from app.db.session import Database
from app.errors import EnvironmentFault
from app.wording import error_text
from tests.app.db.revisions import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.postgres import Cluster

NEXT = f"{int(HEAD) + 1:04}"

BROKEN_REVISION = (
    f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"
"""
    """


def upgrade():
    op.create_table("newcomer", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("department") as batch:
        batch.add_column(sa.Column("floor", sa.Integer()))
        batch.alter_column("hue", existing_type=sa.Integer(), nullable=True)
    op.drop_table("absence")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""
)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a revision behind the last, as the next version of the program has it."""
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(revisions.__file__).parent / "migrations", scripts)

    def put(revision: str) -> None:
        (scripts / "versions" / f"{NEXT}_next.py").write_text(revision)
        config = Config()
        config.set_main_option("script_location", str(scripts))
        monkeypatch.setattr(revisions, "_config", lambda: config)

    return put


def test_the_migrations_make_what_the_models_say(place: str):
    engine = make_engine(place)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_and_can_be_tried_again(
    place: str, next_version: Callable[[str], None]
):
    database = Database.open(place)
    with database.unit_of_work("add") as unit:
        unit.session.add(Department(name="Sales", folded="sales"))
        unit.session.flush()
        unit.session.add(Employee(name="Ann", folded="ann", department_id=1))
    database.close()
    next_version(BROKEN_REVISION)
    with pytest.raises(Exception, match="no_such_table"):
        Database.open(place)
    engine = make_engine(place)
    tables = set(inspect(engine).get_table_names())
    columns = {column["name"] for column in inspect(engine).get_columns("department")}
    with engine.connect() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    engine.dispose()
    assert tables == {*Base.metadata.tables, "alembic_version"}
    assert "floor" not in columns
    assert revision == HEAD

    next_version(BROKEN_REVISION.replace("INSERT INTO no_such_table VALUES (1)", "SELECT 1"))
    database = Database.open(place)
    with database.read() as session:
        assert session.execute(text("SELECT name, floor FROM department")).one() == ("Sales", None)
        assert session.execute(text("SELECT department_id FROM employee")).scalar_one() == 1
    database.close()


def test_a_copy_from_before_an_upgrade_is_kept_beside_the_file(
    tmp_path: Path, next_version: Callable[[str], None]
):
    file = tmp_path / "company.db"
    Database.open(file).close()
    next_version(BROKEN_REVISION.replace("INSERT INTO no_such_table VALUES (1)", "SELECT 1"))
    Database.open(file).close()
    (copy,) = (tmp_path / "company.db.backups").glob("*before-upgrade.db")
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert connection.execute("SELECT count(*) FROM absence").fetchone() == (0,)
    connection.close()


def test_a_server_is_copied_as_it_was_before_its_upgrade(
    cluster: Cluster, postgres_template: str, next_version: Callable[[str], None]
):
    place = cluster.address(cluster.create(postgres_template))
    next_version(BROKEN_REVISION.replace("INSERT INTO no_such_table VALUES (1)", "SELECT 1"))
    Database.open(place).close()
    (copy,) = folder_of(place).glob("*before-upgrade.db")
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert connection.execute("SELECT count(*) FROM absence").fetchone() == (0,)
    connection.close()


def test_without_a_copy_nothing_is_upgraded(tmp_path: Path, next_version: Callable[[str], None]):
    file = tmp_path / "company.db"
    Database.open(file).close()
    before = file.read_bytes()
    (tmp_path / "company.db.backups").write_text("in the way")
    next_version(BROKEN_REVISION.replace("INSERT INTO no_such_table VALUES (1)", "SELECT 1"))
    with pytest.raises(EnvironmentFault) as caught:
        Database.open(file)
    assert caught.value.code == "backup-failed"
    assert "company.db.backups" in error_text(caught.value)
    assert file.read_bytes() == before


def test_two_who_open_a_new_database_at_once_both_get_it(tmp_path: Path):
    file = str(tmp_path / "company.db")
    _open_many_at_once(file)


def test_two_who_open_a_new_server_database_at_once_both_get_it(cluster: Cluster):
    _open_many_at_once(cluster.address(cluster.create()))


def _open_many_at_once(place: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(Database.open, [place] * 4))
    for database in opened:
        with database.read() as session:
            assert session.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
        database.close()
