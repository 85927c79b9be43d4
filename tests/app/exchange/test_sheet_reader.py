from __future__ import annotations

import datetime as dt
import os
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.domain.staff_list import CellFault
from app.errors import EnvironmentFault, InputError, Interrupted
from app.exchange import file_kinds, workbook_facts
from app.exchange.sheet_reader import read_sheet
from app.wording import error_text
from tests.app.exchange.staff_files import save_text, save_workbook, with_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.staff_list import SheetData

LIST = [["Name", "Department"], ["Anna Petrova", "Sales"], ["Boris Orlov", "Marketing"]]
TEXT = "Имя и фамилия;Отдел;Должность\nАнна Петрова;Продажи;Менеджер\nБорис Орлов;Склад;Кладовщик\n"
SHEET_PART = "xl/worksheets/sheet1.xml"


def refusal(path: Path, **options: str) -> InputError | EnvironmentFault:
    with pytest.raises((InputError, EnvironmentFault)) as caught:
        read_sheet(path, **options)
    text = error_text(caught.value)
    assert str(caught.value.parameters["file"]) in text
    return caught.value


def cells(sheet: SheetData) -> list[tuple[object, ...]]:
    return [row.cells for row in sheet.data_rows]


# What is read


def test_a_workbook_gives_its_rows_with_their_numbers(tmp_path: Path) -> None:
    sheet = read_sheet(save_workbook(tmp_path / "staff.xlsx", LIST))
    assert sheet.headings == ("Name", "Department")
    assert [(row.number, row.cells) for row in sheet.data_rows] == [
        (2, ("Anna Petrova", "Sales")),
        (3, ("Boris Orlov", "Marketing")),
    ]
    assert [(one.name, one.rows) for one in sheet.sheets] == [("Staff", 3)]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1251", "windows-1251"),
    ],
)
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str, found: str) -> None:
    sheet = read_sheet(save_text(tmp_path / "staff.csv", TEXT, encoding))
    assert sheet.headings == ("Имя и фамилия", "Отдел", "Должность")
    assert cells(sheet)[0] == ("Анна Петрова", "Продажи", "Менеджер")
    assert (sheet.encoding, sheet.separator) == (found, ";")


def test_western_letters_are_not_taken_for_russian_ones(tmp_path: Path) -> None:
    text = "Name;Department\nJürgen Müller;Förderung\nRené Façade;Café\n"
    sheet = read_sheet(save_text(tmp_path / "staff.csv", text, "windows-1252"))
    assert cells(sheet)[0] == ("Jürgen Müller", "Förderung")


def test_a_broken_letter_does_not_spoil_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(TEXT.encode() * 3 + "Вер".encode() + b"\xd0;" + "Склад;Грузчик\n".encode())
    sheet = read_sheet(path)
    assert cells(sheet)[-1] == ("Вер\ufffd", "Склад", "Грузчик")
    assert [notice.code for notice in sheet.notices] == ["list-broken-letters"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    rows = [["Name", "Department", "Job title"], ["Orlov, Boris", "R&D; tools", "Engineer"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    sheet = read_sheet(save_text(tmp_path / "staff.csv", text))
    assert cells(sheet) == [("Orlov, Boris", "R&D; tools", "Engineer")]


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    sheet = read_sheet(save_text(tmp_path / "a.csv", "sep=;\r\nName;Department\r\nAnna;Sales\r\n"))
    assert [row.number for row in sheet.data_rows] == [2]


def test_line_breaks_and_doubled_quotes_within_cells(tmp_path: Path) -> None:
    text = 'Name,Department\n"Anna\nPetrova","The ""Sales"""\n\nBoris,"R"D\n'
    sheet = read_sheet(save_text(tmp_path / "staff.csv", text))
    assert [(row.number, row.cells) for row in sheet.data_rows] == [
        (2, ("Anna\nPetrova", 'The "Sales"')),
        (4, ("Boris", "RD")),
    ]


def test_text_called_xlsx_is_still_a_list(tmp_path: Path) -> None:
    assert read_sheet(save_text(tmp_path / "staff.xlsx", TEXT)).headings[1] == "Отдел"


def test_the_sheet_that_looks_like_a_list_is_taken(tmp_path: Path) -> None:
    workbook = Workbook()
    about = workbook.active
    assert about is not None
    about.append(["Made by HR on Monday"])
    people = workbook.create_sheet("People")
    for row in LIST:
        people.append(row)
    for name, state in (("Old", "hidden"), ("Secret", "veryHidden")):
        sheet = workbook.create_sheet(name)
        sheet.append(["Name", "Department", "Job title"])
        sheet.sheet_state = state
    workbook.save(tmp_path / "staff.xlsx")
    sheet = read_sheet(tmp_path / "staff.xlsx")
    assert sheet.sheet == "People"
    hidden = {"names": ["Old", "Secret"]}
    assert [(one.code, one.params) for one in sheet.notices] == [("list-hidden-sheets", hidden)]
    assert read_sheet(tmp_path / "staff.xlsx", sheet="secret").sheet == "Secret"


def test_hidden_rows_are_known(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in LIST:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:B3"
    workbook.save(tmp_path / "staff.xlsx")
    read = read_sheet(tmp_path / "staff.xlsx")
    assert [row.hidden for row in read.data_rows] == [False, True]
    assert read.hidden_rows == 1


def test_merged_departments_are_filled_down(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in [["Department", "Name"], ["Sales", "Anna"], [None, "Boris"], [None, "Vera"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    workbook.save(tmp_path / "staff.xlsx")
    read = read_sheet(tmp_path / "staff.xlsx")
    assert [row.cells[0] for row in read.data_rows] == ["Sales"] * 3
    assert [(one.code, one.params) for one in read.notices] == [("list-merged-cells", {"count": 2})]


def test_a_formula_never_calculated_is_no_empty_cell(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", [*LIST, ["Vera", '=CONCAT("Sal","es")']])
    read = read_sheet(path)
    assert read.data_rows[-1].cells == ("Vera", CellFault.NOT_CALCULATED)
    assert read.notices[0].code == "list-not-calculated"


def test_stored_results_of_formulas_are_read(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", [*LIST, ["Vera", "=A1"]])
    with_part(
        path,
        SHEET_PART,
        lambda xml: (
            xml.replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>Sales</v>")
            .replace(b"<f>A1</f><v />", b"<f>A1</f><v>Sales</v>")
            .replace(b'<c r="B4">', b'<c r="B4" t="str">')
        ),
    )
    assert read_sheet(path).data_rows[-1].cells == ("Vera", "Sales")


def test_dates_counted_from_1904_are_right(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Name", "Department", "Hired"])
    sheet.append(["Anna", "Sales", dt.date(2020, 5, 4)])
    workbook.save(tmp_path / "staff.xlsx")
    read = read_sheet(tmp_path / "staff.xlsx")
    assert read.data_rows[0].cells[2] == dt.datetime(2020, 5, 4)
    assert [one.code for one in read.notices] == ["list-dates-1904"]
    assert read.from_1904


def test_the_size_that_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    with_part(path, SHEET_PART, lambda xml: xml.replace(b'"A1:B3"', b'"A1:XFD1048576"'))
    with zipfile.ZipFile(path) as archive:
        assert b"XFD1048576" in archive.read(SHEET_PART)
    assert [len(row.cells) for row in read_sheet(path).rows] == [2, 2, 2]


def test_far_away_formatting_without_values_does_no_harm(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    with_part(path, SHEET_PART, lambda xml: xml.replace(b"</sheetData>", far))
    assert len(read_sheet(path).rows) == 3


def test_characters_that_excel_escapes_come_back(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", [*LIST, ["Ve_x0007_ra", "Sales"]])
    assert read_sheet(path).data_rows[-1].cells[0] == "Ve\x07ra"


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    rows = [LIST[0], *([f"Person {number}", "Sales"] for number in range(3000))]
    rows *= 2
    for path in (
        save_workbook(tmp_path / "staff.xlsx", rows),
        save_text(tmp_path / "staff.csv", "\n".join(",".join(row) for row in rows)),
    ):
        seen: list[tuple[int, int | None]] = []
        read_sheet(path, progress=lambda done, total, seen=seen: seen.append((done, total)))
        assert seen[-1] == (6002, 6002)
        assert len(seen) > 1
        answers = iter([False] * 2)
        with pytest.raises(Interrupted):
            read_sheet(path, cancelled=lambda answers=answers: next(answers, True))


# What is refused, each by its own name


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx").code == "staff-file-missing"
    assert refusal(tmp_path / ("x" * 300)).code == "staff-file-missing"


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError) as caught:
        read_sheet(Path("a\0b.xlsx"))
    assert caught.value.code == "staff-file-missing"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "staff-file-is-folder"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "staff-file-no-file"


def test_a_file_closed_to_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)

    def closed(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    error = refusal(path)
    assert (error.code, error.exit_code) == ("staff-file-forbidden", 3)


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)

    def failing(*_args: object, **_options: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", failing)
    assert refusal(path).code == "staff-file-unreadable"


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "LARGEST_FILE", 1000)
    assert refusal(save_workbook(tmp_path / "staff.xlsx", LIST)).code == "staff-file-too-large"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "staff-file-empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "staff-file-encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "staff-file-old-xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "staff-file-other"),
        (b"<html><body><table><tr><td>Name</td></tr></table>", "staff-file-html"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "staff-file-html"),
        ("<html>".encode("utf-16"), "staff-file-html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "staff-file-xml-sheet",
        ),
        (b'<?xml version="1.0"?><people/>', "staff-file-other"),
        (b"%PDF-1.7", "staff-file-other"),
        (b"\x89PNG\r\n\x1a\n", "staff-file-other"),
        (b"PK\x03\x04 and then nothing", "staff-file-truncated"),
        (bytes(range(256)) * 40 + bytes(400), "staff-file-no-text"),
        (b" \n\n \n", "staff-sheet-empty"),
        (b'Name,Department\nAnna,"Sales\nBoris,Marketing\n', "staff-file-open-quote"),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "staff.xls"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_an_open_quote_is_found_by_its_row(tmp_path: Path) -> None:
    text = 'Name,Department\nAnna,Sales\nBoris,"Marketing\nVera,Sales\n'
    assert refusal(save_text(tmp_path / "a.csv", text)).parameters["row"] == 3


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("xl/workbook.bin", "staff-file-xlsb"),
        ("word/document.xml", "staff-file-other"),
        ("content.xml", "staff-file-other"),
        ("readme.txt", "staff-file-other"),
    ],
)
def test_other_kinds_of_archives(tmp_path: Path, member: str, code: str) -> None:
    path = tmp_path / "staff.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert refusal(path).code == code


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_workbook_cut_off(tmp_path: Path, kept: float) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert refusal(path).code == "staff-file-truncated"


def test_a_flipped_byte_in_a_sheet(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(SHEET_PART)
    # The content follows a header of 30 bytes and the two lengths in it.
    name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
    content[entry.header_offset + 30 + name + extra + entry.compress_size // 2] ^= 0xFF
    path.write_bytes(content)
    assert refusal(path).code in ("staff-file-truncated", "staff-file-damaged")


def damage(change: Callable[[bytes], bytes], part: str = SHEET_PART) -> Callable[[Path], Path]:
    return lambda path: with_part(path, part, change)


@pytest.mark.parametrize(
    "broken",
    [
        damage(lambda xml: xml.replace(b"</row>", b"")),
        damage(lambda xml: xml[: len(xml) // 2]),
        damage(lambda _: b"no xml at all"),
        damage(lambda _: b"<a>" * 100_000),
        damage(lambda xml: xml.replace(b'r="2"', b'r="two"')),
        damage(lambda xml: xml.replace(b't="inlineStr"><is><t>Anna', b't="s"><v>7</v><is><t>Anna')),
        damage(lambda _: b"", "xl/styles.xml"),
        damage(lambda xml: xml[:100], "xl/workbook.xml"),
    ],
)
def test_workbooks_damaged_inside(tmp_path: Path, broken: Callable[[Path], Path]) -> None:
    assert refusal(broken(save_workbook(tmp_path / "staff.xlsx", LIST))).code in (
        "staff-file-damaged",
        "staff-file-truncated",
    )


def test_an_entity_bomb(tmp_path: Path) -> None:
    lines = [b'<!ENTITY a "aaaaaaaaaa">']
    for letter, before in zip(b"bcdefghij", b"abcdefghi", strict=True):
        lines.append(b'<!ENTITY %c "%s">' % (letter, b"&%c;" % before * 10))
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [" + b"".join(lines) + b"]><x>&j;</x>"
    path = with_part(save_workbook(tmp_path / "staff.xlsx", LIST), SHEET_PART, lambda _: bomb)
    assert refusal(path).code == "staff-file-damaged"


def test_a_sheet_that_unpacks_to_hundreds_of_megabytes(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    row = b"<row><c><v>1</v></c></row>" * 400_000
    with_part(path, SHEET_PART, lambda xml: xml.replace(b"</sheetData>", row * 6 + b"</sheetData>"))
    assert path.stat().st_size < 1_000_000
    assert refusal(path).code == "staff-file-bomb"


def test_a_directory_that_lies_about_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter = workbook_facts.UnpackedCounter("a.xlsx", 1000)
    monkeypatch.setattr(workbook_facts, "MOST_UNPACKED", 5_000)
    counter.add(4_000)
    with pytest.raises(InputError) as caught:
        counter.add(2_000)
    assert caught.value.code == "staff-file-bomb"


def test_an_archive_of_thousands_of_entries(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2_001):
            archive.writestr(f"x/{number}", "")
    assert refusal(path).code == "staff-file-entries"


def test_too_many_columns_are_named_by_the_cell(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in LIST:
        sheet.append(row)
    sheet["GS7"] = "stray"
    workbook.save(tmp_path / "staff.xlsx")
    error = refusal(tmp_path / "staff.xlsx")
    assert error.code == "staff-sheet-columns"
    assert (error.parameters["column"], error.parameters["row"]) == ("GS", 7)
    wide = ",".join("x" * 201)
    assert refusal(save_text(tmp_path / "a.csv", wide)).code == "staff-sheet-columns"


def test_too_many_rows_and_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    monkeypatch.setattr(workbook_facts, "MOST_CELLS", 5)
    assert refusal(path).code == "staff-sheet-cells"
    monkeypatch.setattr(workbook_facts, "MOST_ROWS", 2)
    monkeypatch.setattr(workbook_facts, "MOST_CELLS", 500)
    assert refusal(path).code == "staff-sheet-rows"
    monkeypatch.setattr("app.exchange.text_reader.MOST_ROWS", 2)
    assert refusal(save_text(tmp_path / "a.csv", TEXT)).code == "staff-sheet-rows"


def test_empty_sheets(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", [])
    assert refusal(path).code == "staff-workbook-empty"
    assert refusal(path, sheet="Staff").code == "staff-sheet-empty"


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path: Path) -> None:
    error = refusal(save_workbook(tmp_path / "staff.xlsx", LIST), sheet="People")
    assert error.code == "staff-sheet-unknown"
    assert "“Staff”" in error_text(error)


def test_a_workbook_of_charts_only(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    with_part(
        path,
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"relationships/worksheet", b"relationships/chartsheet"),
    )
    assert refusal(path).code == "staff-file-no-sheets"


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "staff.xlsx", LIST)
    before = path.read_bytes()
    read_sheet(path)
    assert path.read_bytes() == before
    assert load_workbook(path).sheetnames == ["Staff"]
