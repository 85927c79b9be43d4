"""Only those modules of Qt are used that are under the LGPL."""

import ast
from pathlib import Path

import ui

_ALLOWED = {
    "QtCore",
    "QtGui",
    "QtWidgets",
    "QtSvg",
    "QtSvgWidgets",
    "QtPrintSupport",
    "QtNetwork",
    "QtTest",
}


def test_qt_modules() -> None:
    used = set()
    for file in Path(ui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                used.add((node.module or "").split(".")[1])
    assert used
    assert used <= _ALLOWED
