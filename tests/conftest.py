"""What every test gets: one day of 2026, fresh folders, English unless told, no screen."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest
import time_machine
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Before all visits of the tests, after the day on which their oldest dates were written down.
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
LOOKS = 3
STOOD = "the window stood still"


def pytest_configure(config: pytest.Config) -> None:
    """Let the clock start on that day, before any module of tests asks for it."""
    clock = time_machine.travel(NOW, tick=True)
    clock.start()
    config.add_cleanup(clock.stop)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Look again, twice at most, at a test whose only fault is that the window stood still.

    Machines are shared: what a neighbour did does not come again at the same place, what the window
    does comes every time.
    """
    if "watchdog" not in getattr(item, "fixturenames", ()):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for look in range(LOOKS):
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        faults = [report for report in reports if report.failed]
        if look == LOOKS - 1 or not faults or any(STOOD not in it.longreprtext for it in faults):
            break
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(autouse=True)
def _fresh_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Send settings, data and caches of a test into folders of its own."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    return home


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    from app.i18n import set_language  # noqa: PLC0415 - solver tests must not need it before

    set_language("en")
    yield
    set_language("en")
