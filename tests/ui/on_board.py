"""What is done on the board, and what is seen there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from tests.ui.driving import click_cell, press, wait

CONTROL = Qt.KeyboardModifier.ControlModifier


def places(services, plan_id, name):
    return [
        (it.role, it.date.day, it.half, it.host)
        for it in services.planning.board(plan_id).visits
        if it.employee == name
    ]


def middle(table, row, column):
    return table.visualRect(table.board.index(row, column)).center()


def row_of(table, name):
    return next(row for row, line in enumerate(table.board.lines) if line.name == name)


def open_menu(page):
    wait(lambda: any(it.isVisible() for it in page.findChildren(QMenu)))
    return next(it for it in page.findChildren(QMenu) if it.isVisible())


def choose(page, text):
    """Choose from the menu that is open, by the keyboard."""
    menu = open_menu(page)
    action = next(it for it in menu.actions() if it.text() == text)
    menu.setActiveAction(action)
    press(menu, Qt.Key.Key_Return)


def pick_up(page, row, column):
    click_cell(page.view.table, row, column)
    press(page.view.table, Qt.Key.Key_X, CONTROL)
    wait(lambda: page.view.table.hints is not None)


def details(page):
    return [it.text() for it in page.view.details.findChildren(QLabel) if it.isVisible()]
