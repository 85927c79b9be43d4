"""Help and usage errors are in the user's language, whatever typer would say."""

from __future__ import annotations

import re

import pytest

from app.cli import DONE, WRONG_INPUT, run

COMMANDS = (
    [],
    ["demo"],
    ["import"],
    ["programme"],
    ["programme", "create"],
    ["programme", "sign-up"],
    ["plan"],
    ["why"],
    ["replan"],
    ["variants"],
    ["check"],
    ["export"],
    ["problem"],
    ["publish"],
    ["versions"],
    ["compare"],
    ["forms"],
    ["forms", "make"],
    ["forms", "read"],
    ["solve"],
    ["validate"],
)
# A lower-case word of Latin letters in running text; names of options and files are none.
ENGLISH = re.compile(r"(?<![-\w./“«=_])[a-z]{3,}(?![-\w./_=])")
# Nor are values that are typed as they stand.
NAMES = {"gemba", "xlsx", "csv", "json", "notices", "hosts", "coverage", "slips"}


def english_words(text: str) -> set[str]:
    commands = {word for path in COMMANDS for word in path}
    return set(ENGLISH.findall(text)) - commands - NAMES


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_russian_throughout(command, capsys):
    assert run([*command, "--help", "--lang", "ru"]) == DONE
    told = capsys.readouterr().out
    assert told.startswith("Использование: gemba")
    assert english_words(told) == set()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["exprt"], "Команды «exprt» нет. Возможно, вы имели в виду «export»."),
        (["plan", "Весна", "--tim", "3"], "Параметра «--tim» нет. Возможно, вы имели в виду"),
        (["plan"], "Не указано: «NAME»."),
        (["export", "Весна"], "Не указано: «--to»."),
        (["plan", "--db"], "Параметру «--db» нужно значение."),
        (["plan", "Весна", "--json=да"], "Параметр «--json» не принимает значения."),
        (["plan", "Весна", "--time", "час"], "«--time»: нужно число не меньше 0.1."),
        (["plan", "Весна", "--workers", "0"], "«--workers»: нужно число от 1 до 64."),
        (["compare", "Весна", "первый", "2"], "«A»: нужно число."),
        (
            ["export", "Весна", "--to", "весна.pdf", "--print", "сводка"],
            "«--print»: нужно одно из: notices, hosts, coverage, slips.",
        ),
        (["plan", "Весна", "2027"], "Лишнее: 2027."),
        (["programme", "sign-up", "Весна"], "Укажите одно из трёх"),
    ],
)
def test_wrong_usage_is_told_in_russian_with_the_way_to_the_help(arguments, told, capsys):
    assert run([*arguments, "--lang", "ru"]) == WRONG_INPUT
    first, *rest = capsys.readouterr().err.splitlines()
    assert first.startswith(told)
    assert re.fullmatch(r"См\. gemba( \S+)* --help\.", rest[-1])
    assert english_words(first) == set()


def test_an_unknown_command_far_from_any_lists_all(capsys):
    assert run(["programme", "zzz", "--lang", "en"]) == WRONG_INPUT
    told = capsys.readouterr().err
    assert "There are: create, sign-up." in told
    assert "See gemba programme --help." in told


def test_a_group_without_command_shows_its_help(capsys):
    assert run(["programme", "--lang", "ru"]) == WRONG_INPUT
    assert "sign-up" in capsys.readouterr().err
