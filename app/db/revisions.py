"""The versions of the tables, as the migrations beside this module make them one after another."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.db.engine import APPLICATION_ID

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Alembic keeps what it is doing in variables of the whole process.
_ONE_AT_A_TIME = Lock()


def head() -> str:
    """Return the revision that the program works with."""
    newest = _scripts().get_current_head()
    if newest is None:
        raise RuntimeError("no migration found beside the program")
    return newest


def known() -> set[str]:
    """Return every revision there has been."""
    return {script.revision for script in _scripts().walk_revisions()}


def migrate(connection: Connection, revision: str) -> None:
    """Bring the tables to ``revision`` within the transaction of ``connection``."""
    config = _config()
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, revision)
    if connection.dialect.name == "sqlite":
        reached = head() if revision == "head" else revision
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={int(reached)}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
