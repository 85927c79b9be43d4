"""Faults of Qt's binding that must not come back with an upgrade."""

import sys

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_keep_the_count_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 lost one reference at each, until the process died."""
    canvas = QPixmap(10, 10)
    painter = QPainter(canvas)
    before = sys.getrefcount(None)
    for _ in range(2000):
        painter.setPen(QColor("red"))
        painter.save()
        painter.drawPoint(QPoint(1, 1))
        painter.restore()
    lost = before - sys.getrefcount(None)
    painter.end()

    assert lost < 500
