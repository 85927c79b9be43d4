"""Ways through what comes after the visits: reflections, the shared computer, own visits."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QScrollArea

from app.domain.reflections import Source
from tests.app.after_visits import FULL, publish_visits
from tests.app.filled_forms import fill
from tests.ui.driving import click, pause, wait
from ui.kiosk import Kiosk
from ui.pages.my_visits.page import MyVisitsPage
from ui.real_files import opened

if TYPE_CHECKING:
    from app.bootstrap import Services
    from tests.support.walks import Camera

LONG_AGO = dt.date(2025, 3, 4)
HOSTILE = "=HYPERLINK(1) <img src=x> <b>смело</b> "
_LONG = "У них три системы, которые не знают друг о друге, и каждый заказ переписывают руками. "


def reflections(camera: Camera) -> None:
    """Who owes one, forms and a list read, reading in all its faces, a shared computer."""
    services, keys = _company()
    window = camera.window
    window.use(opened(services), first="reflections")
    camera.settle()
    page = window.navigation.current
    owing = page.view.owing
    camera.take("reflections-owed")
    folder = Path(tempfile.mkdtemp())
    camera.answer(folder)
    click(owing.make)
    camera.settle()
    fill(next(folder.glob("*Marketing 4*.xlsx")), replace(FULL, surprised=_LONG + HOSTILE))
    (folder / "photo.jpg").write_bytes(b"no form")
    (folder / "letter.xlsx").write_bytes(b"no workbook")
    camera.answer(folder)
    click(owing.read)
    camera.settle()
    camera.take("reflections-files")
    click(page.owing.read.back)
    answers = folder / "answers.csv"
    answers.write_text(
        "Visit code;What surprised you?;How well were you received?\n"
        f"{services.visit_records.record(keys['visit of Sales 3']).code};Тишина;great\n"
        ";Somebody else;5\n",
        encoding="utf-8",
    )
    camera.answer(answers)
    click(owing.read_list)
    camera.settle()
    camera.take("reflections-columns")
    click(page.owing.list.pages.columns_check)
    camera.settle()
    camera.take("reflections-rows")
    click(page.owing.list.pages.rows_take)
    camera.settle()
    click(page.owing.list.pages.rows_back)
    camera.take("reflections-none-owed")
    page.view.tabs.setCurrentIndex(1)
    camera.settle()
    reading = page.view.reading
    reading.table.choose(reading.table.lines.rows[-1].key)
    camera.take("reflections-reading")
    click(reading.abreast)
    camera.take("reflections-abreast")
    click(reading.abreast)
    reading.search.setText("nowhere to be found")
    pause(300)
    camera.take("reflections-not-found")


def shared_computer(camera: Camera) -> None:
    """Choosing the password, the code, the form in all its states, thanks, leaving."""
    services, keys = _company()
    window = camera.window
    window.use(opened(services), first="reflections")
    camera.settle()
    kiosk = Kiosk(window.navigation.current.context)
    kiosk.begin()
    kiosk.showNormal()
    kiosk.resize(1366, 768)
    camera.take("kiosk-password", kiosk)
    kiosk.choice.first.setText("password")
    kiosk.choice.second.setText("password")
    click(kiosk.choice.start)
    wait(kiosk.code.isVisible)
    kiosk.code.field.setText("ABCD EFGH")
    click(kiosk.code.go)
    camera.take("kiosk-code", kiosk)
    record = keys["visit of Marketing 4"]
    services.reflections.save_draft(record, FULL)
    services.ideas.add(title=f"One list of customers {HOSTILE}", department_id=keys["Sales"])
    kiosk.code.field.setText(services.visit_records.record(record).code)
    click(kiosk.code.go)
    wait(kiosk.form.isVisible)
    kiosk.form.ideas.rows[0].title.setText("One list of all customers")
    pause(500)
    camera.take("kiosk-form", kiosk)
    bar = kiosk.form.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("kiosk-ideas", kiosk)
    click(kiosk.form.send)
    wait(kiosk.thanks.isVisible)
    camera.take("kiosk-thanks", kiosk)
    click(kiosk.thanks_done)
    click(kiosk.leave)
    camera.take("kiosk-leave", kiosk)
    kiosk.password.field.setText("password")
    click(kiosk.password.go)
    wait(lambda: not shiboken6.isValid(kiosk))


def own_visits(camera: Camera) -> None:
    """Who one is, the visits with their cards, writing, a visit cancelled meanwhile."""
    services, keys = _company()
    window = camera.window
    window.use(opened(services), first="my_visits")
    camera.take("my-visits-file")
    offered = MyVisitsPage.__dict__["offered"]
    MyVisitsPage.offered = staticmethod(lambda _services: True)
    window.use(opened(services), first="my_visits")
    camera.take("my-visits-who")
    page = window.navigation.current
    record = keys["visit of Marketing 4"]
    page.view.entry.field.setText(services.visit_records.record(record).code)
    click(page.view.entry.go)
    wait(page.visits.isVisible)
    camera.take("my-visits")
    click(page.visits.write)
    wait(page.sheet.isVisible)
    services.visit_records.set_missed(record_id=record, shown_version=None, reason="Ill")
    page.writing.look_again()
    camera.take("my-visits-cancelled")
    MyVisitsPage.offered = offered


def _company() -> tuple[Services, dict[str, int]]:
    from app.bootstrap import open_services  # noqa: PLC0415 - as the window does

    services = open_services(str(Path(tempfile.mkdtemp()) / "company.db"))
    keys = publish_visits(services, LONG_AGO)
    # Forms and letters are in the language of their reader, whatever the window speaks.
    guests = [row.employee_id for row in services.visit_records.records()]
    services.messages.set_language(employee_ids=guests, tongue="ru")
    record = keys["visit of Marketing 3"]
    services.reflections.send(
        record_id=record, answers=replace(FULL, differently=_LONG * 3), source=Source.FORM
    )
    services.visit_records.set_host_view(
        record_id=record, shown_version=None, did=HOSTILE, noticed=_LONG, rating=4
    )
    return services, keys
