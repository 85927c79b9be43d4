"""Which row holds the headings, and which column holds what: guessed, shown, changeable."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.names import fold
from app.domain.staff_list import DEPARTMENT_FIELDS, PERSON_FIELDS, ListKind
from app.exchange.cell_values import clean, read_level
from app.exchange.workbook_facts import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.staff_list import Cell, SheetData, SheetRow

_ROWS_LOOKED_AT = 30
_VALUES_LOOKED_AT = 200

# Headings as people write them, dots and underscores read as spaces.
_KNOWN = {
    "employee_id": """employee id|employee no|employee number|employee code|emp id|emp no|empno|
        personnel number|personnel no|personnel id|staff id|staff number|staff no|payroll number|
        payroll id|worker id|person id|badge number|badge no|id|таб №|таб номер|таб n|табель|
        табельный номер|табельный №|табельный|№ таб|личный номер|id сотрудника|код сотрудника|
        номер сотрудника|код физлица|инд номер""",
    "name": """name|full name|fullname|employee|employee name|person|display name|staff name|
        worker|фио|ф и о|сотрудник|сотрудники|работник|имя и фамилия|фамилия и имя|фамилия имя|
        фамилия имя отчество|фамилия и о|полное имя|фио сотрудника|ф и о сотрудника|
        фио работника|физическое лицо|физлицо""",
    "first_name": "first name|firstname|given name|forename|имя",
    "last_name": "last name|lastname|surname|family name|фамилия",
    "department": """department|dept|department name|dept name|division|business unit|unit|team|
        org unit|organisational unit|organizational unit|отдел|подразделение|департамент|
        управление|служба|цех|структурное подразделение|название отдела|наименование отдела|
        название подразделения|наименование подразделения|отдел подразделение""",
    "job_title": """job title|jobtitle|title|position|job|role|post|designation|occupation|
        job name|position title|должность|профессия|позиция|штатная должность|
        наименование должности|название должности|должность профессия""",
    "level": """level|ladder level|ladder|own level|rung|grade|уровень|ступень|грейд|
        уровень должности|уровень лестницы|ступень лестницы""",
    "email": """e mail|email|mail|email address|e mail address|work email|corporate email|почта|
        эл почта|электронная почта|адрес электронной почты|адрес эл почты|имейл|емейл|мейл|
        рабочая почта|корпоративная почта|адрес e mail""",
    "manager": """manager|manager name|line manager|supervisor|reports to|boss|руководитель|
        начальник|непосредственный руководитель|фио руководителя|прямой руководитель""",
    "hire_date": """hire date|hired|hired on|hiredate|date of hire|date hired|start date|
        employment date|employment start|joined|date joined|joining date|entry date|дата приема|
        дата приема на работу|принят|дата найма|дата трудоустройства|работает с|
        дата поступления|принят на работу""",
    "active": """active|is active|status|employment status|employee status|current|активен|
        активный|статус|статус сотрудника|работает|действующий|состояние""",
    "short_name": "short name|abbreviation|краткое название|сокращение|кратко|аббревиатура",
    "location": "location|place|office|site|address|расположение|место|адрес|офис|где находится",
    "what_we_do": "what we do|what they do|purpose|чем занимаемся|что мы делаем|функции",
    "whom_we_serve": "whom we serve|who we serve|customers|для кого работаем|наши клиенты",
    "how_measured": "how we are measured|how measured|kpi|kpis|показатели|как нас оценивают",
    "what_we_refuse": "what we refuse|what we say no to|от чего отказываемся|чего не делаем",
}
_SIGNS = re.compile(r"[\s_./\\:;()\[\]*\-–—]+")


def normal(heading: str) -> str:
    """Return a heading as the lists above write it."""
    return fold(_SIGNS.sub(" ", clean(heading).text))


_EXACT = {normal(heading): field for field, text in _KNOWN.items() for heading in text.split("|")}
# Where no heading is known: words that point to a field, the telling ones first.
_POINTERS = (
    ("manager", ("manager", "supervisor", "руководител", "начальник")),
    ("employee_id", ("табель", "таб no", "personnel n", "employee id", "employee n", "staff n")),
    ("email", ("email", "e mail", "почт")),
    ("hire_date", ("hire", "дата прием", "трудоустр")),
    ("department", ("department", "подразделени", "отдел")),
    ("job_title", ("job title", "должност", "position")),
    ("name", ("full name", "employee name", "фио", "ф и о", "сотрудник")),
)
# "Department code" names no department, "group" and "head of" something else again.
_NOT_POINTED_AT = re.compile(
    r"(?:^| )(?:id|code|код|group|группа|count|number of|количество|численность|phone|телефон)"
    r"(?: |$)"
)
# What stands for a name where there is none.
_LOGINS = ("login", "user name", "username", "user", "account", "логин", "учетная запись")


def heading_score(cells: Sequence[Cell]) -> int:
    """Return how many of ``cells`` are well-known headings of different fields."""
    return len({_EXACT.get(normal(cell)) for cell in cells if isinstance(cell, str)} - {None})


def guess_heading_row(rows: Sequence[SheetRow]) -> int:
    """Return the number of the row with the headings, 0 if there seems to be none."""
    first = rows[:_ROWS_LOOKED_AT]
    scores = {row.number: heading_score(row.cells) for row in first}
    best = max(scores.values(), default=0)
    if best >= 2:
        number = next(number for number, score in scores.items() if score == best)
        # Of headings in two rows the lower ones are finer, or the same in another language.
        while scores.get(number + 1) == best:
            number += 1
        return number
    widest = max((_filled(row) for row in first), default=0)
    for row in first[:-1]:
        texts = [fold(cell) for cell in row.cells if isinstance(cell, str) and cell.strip()]
        looks_right = not any(any(letter.isdigit() for letter in text) for text in texts)
        if (
            len(texts) >= min(3, widest)
            and len(texts) == _filled(row) == len(set(texts))
            and looks_right
            and "@" not in "".join(texts)
        ):
            return row.number if best or widest > 1 else 0
    return 0


def _filled(row: SheetRow) -> int:
    return sum(cell is not None for cell in row.cells)


def with_headings(sheet: SheetData, number: int | None = None) -> SheetData:
    """Return the sheet with the names of its columns taken from row ``number``, guessed if None."""
    if number is None:
        number = guess_heading_row(sheet.rows)
    width = max(len(row.cells) for row in sheet.rows)
    place = next((at for at, row in enumerate(sheet.rows) if row.number == number), None)
    heads = sheet.rows[place].cells if place is not None else ()
    above = sheet.rows[place - 1] if place and sheet.rows[place - 1].number == number - 1 else None
    names: list[str] = []
    for column in range(width):
        name = _text_at(heads, column)
        if not name and above is not None and above.number not in sheet.spread_rows:
            # A heading over two rows stands in the upper one.
            name = _text_at(above.cells, column) if number else ""
        name = name or column_letters(column + 1)
        if name in names:
            name = f"{name} ({column_letters(column + 1)})"
        names.append(name)
    return replace(sheet, heading_row=number, headings=tuple(names))


def _text_at(cells: Sequence[Cell], column: int) -> str:
    value = cells[column] if column < len(cells) else None
    return clean(str(value)).text if isinstance(value, str | int | float) else ""


def guess_mapping(sheet: SheetData) -> dict[str, int]:
    """Return the column of each field that could be guessed, counted from 0."""
    found: dict[str, tuple[int, int]] = {}
    for column, heading in enumerate(sheet.headings):
        guess = _field_of(normal(heading))
        if guess is None:
            continue
        field, strength = guess
        if field not in found or strength > found[field][1]:
            found[field] = (column, strength)
    mapping = {field: column for field, (column, _) in found.items()}
    _guess_by_content(sheet, mapping)
    _settle_names(sheet, mapping)
    return mapping


def _field_of(heading: str) -> tuple[str, int] | None:
    if heading in _EXACT:
        # "ID" may be anything; a heading that says more wins.
        return _EXACT[heading], 1 if heading in ("id", "title", "mail", "status") else 2
    if _NOT_POINTED_AT.search(heading):
        return None
    for field, pointers in _POINTERS:
        if any(pointer in heading for pointer in pointers):
            return field, 0
    return None


def _guess_by_content(sheet: SheetData, mapping: dict[str, int]) -> None:
    taken = set(mapping.values())
    level = mapping.get("level")
    if level is not None:
        values = _values(sheet, level)
        on_ladder = sum(read_level(value).value is not None for value in values)
        if on_ladder * 2 <= len(values):
            # Pay grades up to 20, or ranks that begin with 0 for the chief: no ladder of ours.
            del mapping["level"]
    if "email" in mapping:
        return
    for column in range(len(sheet.headings)):
        if column not in taken:
            values = _values(sheet, column)
            if values and sum("@" in str(value) for value in values) * 10 >= len(values) * 6:
                mapping["email"] = column
                return


def _values(sheet: SheetData, column: int) -> list[Cell]:
    found: list[Cell] = []
    for row in sheet.rows:
        if row.number <= sheet.heading_row or column >= len(row.cells):
            continue
        if row.cells[column] is not None:
            found.append(row.cells[column])
        if len(found) == _VALUES_LOOKED_AT:
            break
    return found


def _settle_names(sheet: SheetData, mapping: dict[str, int]) -> None:
    if "name" in mapping and "last_name" in mapping:
        if "first_name" in mapping:
            del mapping["first_name"], mapping["last_name"]
        else:
            mapping["first_name"] = mapping.pop("name")
    elif "first_name" in mapping and "last_name" not in mapping:
        first = mapping.pop("first_name")
        mapping.setdefault("name", first)
    elif "last_name" in mapping and "first_name" not in mapping:
        mapping.setdefault("name", mapping.pop("last_name"))
    if not {"name", "first_name"} & mapping.keys():
        for column, heading in enumerate(sheet.headings):
            if normal(heading) in _LOGINS and column not in mapping.values():
                mapping["name"] = column
                return


def kind_of(mapping: Mapping[str, int]) -> ListKind:
    """Return what the rows are: a list without any column for a person is one of departments."""
    if PERSON_FIELDS & mapping.keys() or "department" not in mapping:
        return ListKind.PEOPLE
    person_only = mapping.keys() - set(DEPARTMENT_FIELDS) - {"manager"}
    return ListKind.PEOPLE if person_only else ListKind.DEPARTMENTS
