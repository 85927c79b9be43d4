"""Ways from a plan to the people it concerns, and through the pages that list the company."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from PySide6.QtWidgets import QPushButton

from app.i18n import _
from tests.ui.driving import click, pause, wait
from ui.pages.departments.department_pane import PROFILE_TAB, SURPRISES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.support.walks import Camera

_PATIENCE = 120
# Column of the schedule workbook.
_DATE = 5


def main_button(part: QWidget) -> QPushButton:
    """Return the one button in sight that leads on."""
    return next(
        it
        for it in part.findChildren(QPushButton)
        if it.isVisible() and it.property("kind") == "primary"
    )


def publish_and_tell(camera: Camera, programme_id: int) -> None:
    """A programme without a plan is solved, published, told, printed and changed again."""
    window = camera.window
    services = window.file.services
    window.navigation.go("board", programme_id=programme_id, solve=True)
    camera.settle()
    camera.take("first-solve")
    board = window.navigation.current
    click(main_button(board.view.solving))
    wait(lambda: board.solving.has_plan, _PATIENCE)
    pause(4000)
    if board.solving.running:
        click(main_button(board.view.solving))
    wait(lambda: board.solving.waiting, _PATIENCE)
    camera.take("first-solved")
    click(main_button(board.view.solving))
    camera.settle()
    camera.take("first-board")
    window.navigation.go("home")
    camera.take("home-with-draft")
    window.navigation.go("publish", programme_id=programme_id)
    camera.take("publish-first")
    publish = window.navigation.current.view
    if publish.tick_all.isVisible():
        click(publish.tick_all)
    camera.answer(True)
    click(publish.publish)
    camera.settle()
    camera.take("publish-done")
    click(publish.messages)
    camera.take("messages-first")
    messages = window.navigation.current.view
    click(messages.printing)
    printing = window.navigation.current.view
    for kind, chip in printing.kinds.items():
        click(chip)
        camera.take(f"print-{kind}")
    window.navigation.go("messages", programme_id=programme_id)
    camera.settle()
    if messages.tick_needed.isVisible():
        click(messages.tick_needed)
    click(messages.mark)
    camera.settle()
    camera.take("messages-nothing-new")

    window.navigation.go("publish", programme_id=programme_id)
    camera.settle()
    click(publish.renew)
    camera.settle()
    draft = services.planning.plans(programme_id)[-1]
    visit = services.planning.visits(draft.id)[0]
    window.operations.command(window, partial(services.planning.remove_visit, visit.id))
    camera.settle()
    window.navigation.go("home")
    camera.take("home-missing")
    window.navigation.go("publish", programme_id=programme_id)
    camera.take("publish-changes")
    window.navigation.go("compare", programme_id=programme_id)
    camera.take("compare")
    workbook = Path(tempfile.mkdtemp()) / "Plan.xlsx"
    services.exports.export_schedule(plan_id=draft.id, path=workbook)
    edited = load_workbook(workbook)
    sheet = edited[_("By person")]
    sheet.cell(2, _DATE).value = sheet.cell(2, _DATE).value + dt.timedelta(days=1)
    sheet.append(["Nobody"] + [cell.value for cell in sheet[3][1:-1]] + ["x"])
    edited.save(workbook)
    window.navigation.go("read_back")
    camera.take("read-back-file")
    camera.answer(workbook)
    click(window.navigation.current.view.drop.button)
    camera.settle()
    camera.take("read-back-changes")
    photo = workbook.with_name("photo.xlsx")
    photo.write_bytes(b"\x89PNG not a workbook")
    camera.answer(photo)
    click(window.navigation.current.view.other)
    camera.settle()
    camera.take("read-back-unreadable")


def company_pages(camera: Camera) -> None:
    """Sides of a department, a role, nobody found, duplicates, a programme that is closed."""
    window = camera.window
    window.open_sample()
    wait(lambda: window.file is not None, _PATIENCE)
    services = window.file.services
    window.navigation.go("departments")
    camera.settle()
    page = window.navigation.current
    tabs = page.view.department.tabs
    for side, name in ((PROFILE_TAB, "who"), (SURPRISES, "surprises")):
        tabs.setCurrentIndex(side)
        camera.settle()
        camera.take(f"department-{name}")
    role = services.staff.roles()[0]
    page.view.tree.choose(("role", role.id))
    camera.settle()
    camera.take("department-role")
    services.staff.set_hosts(role_id=role.id, host_ids=[])
    page.refresh(None)
    camera.settle()
    camera.take("department-role-without-host")

    window.navigation.go("staff")
    camera.settle()
    staff = window.navigation.current.view
    staff.states.loading("Reading the staff…", can_cancel=True)
    wait(staff.states.wait.isVisible)
    camera.take("staff-loading")
    staff.states.error("The file is open in another program. Close it there and try again.")
    camera.take("staff-failed")
    staff.states.show_content()
    staff.search.setText("nowhere to be found")
    pause(300)
    camera.take("staff-nobody")
    staff.search.clear()
    camera.settle()
    person = services.staff.people(active_only=True)[0]
    add = partial(services.staff.add_employee, name=person.name, department_id=person.department_id)
    window.operations.command(window, add)
    camera.settle()
    click(staff.doubtful)
    camera.settle()
    camera.take("staff-duplicates")
    click(staff.doubtful)
    click(staff.add)
    camera.take("staff-new")

    window.navigation.go("programme")
    camera.settle()
    programme = services.programmes.programmes()[-1]
    window.operations.command(
        window,
        partial(
            services.programmes.change,
            programme_id=programme.id,
            shown_version=None,
            from_date=dt.date(2027, 1, 2),
            to_date=dt.date(2027, 1, 3),
        ),
    )
    camera.settle()
    camera.take("programme-closed")
    tabs = window.navigation.current.view.tabs
    tabs.setCurrentIndex(1)
    camera.settle()
    window.navigation.current.view.people.search.setText("nowhere to be found")
    pause(300)
    camera.take("programme-nobody-found")
    window.navigation.go("board", programme_id=programme.id)
    camera.settle()
    click(window.navigation.current.view.solve)
    camera.settle()
    camera.take("solve-check-fails")
