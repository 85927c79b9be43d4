"""Sentences about staff lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.i18n import N_, _, ngettext
from app.wording.formats import listed, long_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from app.domain.staff_list import Notice, Problem

FIELD_TITLES = {
    "department": N_("Department"),
    "name": N_("Full name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "employee_id": N_("Personnel number"),
    "job_title": N_("Job title"),
    "level": N_("Ladder level, 1 to 5"),
    "email": N_("E-mail"),
    "manager": N_("Manager"),
    "hire_date": N_("Hired on"),
    "active": N_("Still with the company"),
    "short_name": N_("Short name"),
    "location": N_("Location"),
    "what_we_do": N_("What we do"),
    "whom_we_serve": N_("Whom we serve"),
    "how_measured": N_("How we are measured"),
    "what_we_refuse": N_("What we say no to"),
}


def field_title(name: str) -> str:
    """Return what the user calls a field of a list."""
    return _(FIELD_TITLES[name])


def problem_text(problem: Problem) -> str:
    """Return what is wrong in a cell and what to do, without saying where."""
    text = SENTENCES[problem.code]
    parameters: dict[str, Any] = {
        "value": problem.value,
        "suggestion": problem.suggestion or "",
        **problem.params,
    }
    return _(text).format(**parameters) if isinstance(text, str) else text(**parameters)


def problem_line(problem: Problem) -> str:
    """Return what is wrong with its row and column, for instance "Row 17, Department: …"."""
    if not problem.column:
        return _("Row {row}: {text}").format(row=problem.row, text=problem_text(problem))
    return _("Row {row}, {column}: {text}").format(
        row=problem.row, column=problem.column, text=problem_text(problem)
    )


def notice_text(notice: Notice) -> str:
    """Return something worth knowing about the whole file."""
    text = SENTENCES[notice.code]
    return _(text).format(**notice.params) if isinstance(text, str) else text(**notice.params)


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = [_("“{name}”").format(name=name) for name in names[:most]]
    if len(names) > most:
        return _("{names} and {count} more").format(names=", ".join(shown), count=len(names) - most)
    return listed(shown)


def _columns_missing(
    *, file: str, sheet: str, row: int, fields: list[str], headings: list[str]
) -> str:
    wanted = listed([field_title(name) for name in fields])
    where = (
        _("In “{file}” the headings were taken from row {row}: {headings}.").format(
            file=file, row=row, headings=_listed(headings)
        )
        if row
        else _("In “{file}” no row of headings was found.").format(file=file)
    )
    what = _(
        "A column is missing for: {fields}. Every list needs the department, and the name or the "
        "personnel number. Say which column holds it, or give the column a plainer heading."
    ).format(fields=wanted)
    return f"{where} {what}"


def _column_twice(*, file: str, column: str, fields: list[str]) -> str:
    return _(
        "In “{file}” the column “{column}” was chosen for two things at once: {fields}. Choose one "
        "column for each."
    ).format(
        file=file,
        column=column,
        fields=listed([field_title(name) for name in fields]),
    )


def _sheet_unknown(*, file: str, sheet: str, names: list[str]) -> str:
    return _("“{file}” has no sheet “{sheet}”. Its sheets are: {names}.").format(
        file=file, sheet=sheet, names=_listed(names)
    )


def _too_many_columns(*, file: str, sheet: str, column: str, row: int, limit: int) -> str:
    return _(
        "“{file}” has something in column {column}, row {row}; lists of up to {limit} columns can "
        "be read. Delete what stands there by mistake, or copy the needed columns to a new file."
    ).format(file=file, column=column, row=row, limit=limit)


def _too_many_rows(*, file: str, sheet: str, limit: int) -> str:
    return _(
        "“{file}” has more than {limit} rows. Nothing was read: a list cut off silently would be "
        "worse than none. Split it into several files."
    ).format(file=file, limit=limit)


def _too_many_cells(*, file: str, sheet: str, limit: int) -> str:
    return _(
        "“{file}” has more than {limit} filled cells. Delete the columns that are not needed, or "
        "split it into several files."
    ).format(file=file, limit=limit)


def _nothing(*, file: str, count: int) -> str:
    return ngettext(
        "Nothing was imported from “{file}”: no row can be, {count} problem was found. Mend it "
        "there and import again.",
        "Nothing was imported from “{file}”: no row can be, {count} problems were found. Mend "
        "them there and import again.",
        count,
    ).format(file=file, count=count)


def _rows_said(rows: list[int], count: int) -> str:
    shown = ", ".join(str(row) for row in rows)
    if count > len(rows):
        return ngettext(
            "{rows} and {count} more row", "{rows} and {count} more rows", count - len(rows)
        ).format(rows=shown, count=count - len(rows))
    return shown


def _number_twice(*, value: str, suggestion: str, rows: list[int], count: int) -> str:
    return _(
        "Personnel number “{value}” stands in more than one row, see {rows}. Nobody can tell whose "
        "it is: correct it, or leave out the rows that are wrong."
    ).format(value=value, rows=_rows_said(rows, count))


def _email_twice(*, value: str, suggestion: str, rows: list[int], count: int) -> str:
    return _(
        "The address “{value}” stands in more than one row, see {rows}. Correct it, unless they "
        "share it."
    ).format(value=value, rows=_rows_said(rows, count))


def _person_twice(*, value: str, suggestion: str, rows: list[int], count: int) -> str:
    return _(
        "“{value}” stands in more than one row of this department, see {rows}, and nothing tells "
        "them apart. Add personnel numbers or addresses, or leave out the rows too many."
    ).format(value=value, rows=_rows_said(rows, count))


def _date_unclear(*, value: str, suggestion: str, read: dt.date | None, other: dt.date) -> str:
    if read is None:
        return _("“{value}” is no date. It was not taken.").format(value=value)
    return _(
        "“{value}” was read as {read}; it might be {other}. Write the month as a word if that is "
        "meant."
    ).format(value=value, read=long_day(read), other=long_day(other))


def _date_from_number(*, value: str, suggestion: str, read: dt.date) -> str:
    return _(
        "“{value}” is a bare number; it was read as the date {read}. Format the column as dates to "
        "be sure."
    ).format(value=value, read=long_day(read))


def _merged(*, count: int) -> str:
    return ngettext(
        "Cells are merged over several rows; {count} row got the value of the first.",
        "Cells are merged over several rows; {count} rows got the value of the first.",
        count,
    ).format(count=count)


def _hidden_sheets(*, names: list[str]) -> str:
    return ngettext(
        "The workbook also holds a hidden sheet: {names}. It was not read.",
        "The workbook also holds hidden sheets: {names}. They were not read.",
        len(names),
    ).format(names=_listed(names))


def _not_calculated(*, count: int) -> str:
    return ngettext(
        "{count} formula was never calculated, so nobody knows its value. Open the file in a "
        "spreadsheet program, save it, and import it again.",
        "{count} formulas were never calculated, so nobody knows their values. Open the file in a "
        "spreadsheet program, save it, and import it again.",
        count,
    ).format(count=count)


def _broken_letters(*, count: int) -> str:
    return ngettext(
        "{count} letter of the file is broken and shown as �.",
        "{count} letters of the file are broken and shown as �.",
        count,
    ).format(count=count)


def _columns_ignored(*, names: list[str]) -> str:
    return ngettext(
        "This column was not imported: {names}.",
        "These columns were not imported: {names}.",
        len(names),
    ).format(names=_listed(names))


def _hidden_rows(*, count: int) -> str:
    return ngettext(
        "{count} row is hidden in the sheet, by hand or by a filter; it was taken like the others.",
        "{count} rows are hidden in the sheet, by hand or by a filter; they were taken like the "
        "others.",
        count,
    ).format(count=count)


def _hidden_left_out(*, count: int) -> str:
    return ngettext(
        "{count} row is hidden in the sheet and was left out.",
        "{count} rows are hidden in the sheet and were left out.",
        count,
    ).format(count=count)


def _without_department(*, count: int, names: list[str]) -> str:
    return ngettext(
        "{count} person has no department and cannot be imported: {names}.",
        "{count} people have no department and cannot be imported, among them: {names}.",
        count,
    ).format(count=count, names=_listed(names))


def _departments_empty(*, count: int, names: list[str]) -> str:
    return ngettext(
        "{count} department has no people: {names}. It is kept, and nobody can be sent there.",
        "{count} departments have no people: {names}. They are kept, and nobody can be sent there.",
        count,
    ).format(count=count, names=_listed(names))


def _people_next(*, count: int) -> str:
    return ngettext(
        "{count} department has no people yet. Import the list of people next.",
        "{count} departments have no people yet. Import the list of people next.",
        count,
    ).format(count=count)


def _named_by_number(*, count: int) -> str:
    return ngettext(
        "{count} person has no name in the list and is called by the personnel number.",
        "{count} people have no names in the list and are called by their personnel numbers.",
        count,
    ).format(count=count)


SENTENCES: dict[str, str | Callable[..., str]] = {
    # The file
    "staff-file-missing": N_("There is no file “{file}”. Look at the name and the folder."),
    "staff-file-is-folder": N_("“{file}” is a folder. Name the staff list that lies in it."),
    "staff-file-no-file": N_(
        "“{file}” is no ordinary file and cannot be read as a list. Choose an .xlsx or .csv file."
    ),
    "staff-file-empty": N_("“{file}” is empty: not a single byte. Save the list again."),
    "staff-file-too-large": N_(
        "“{file}” has {size} MiB; up to {limit} MiB can be read. Delete pictures and sheets that "
        "are not needed, or save the list alone as CSV."
    ),
    "staff-file-forbidden": N_(
        "“{file}” may not be read by you, or another program holds it. Close it there, or ask "
        "whoever looks after it."
    ),
    "staff-file-unreadable": N_(
        "“{file}” could not be read; the system says: {reason}. Copy the file to this computer and "
        "try again."
    ),
    "staff-file-encrypted": N_(
        "“{file}” is protected by a password. Open it in a spreadsheet program, save it without "
        "password, and import that."
    ),
    "staff-file-old-xls": N_(
        "“{file}” is a workbook of the old kind (.xls). Open it in a spreadsheet program and save "
        "it as .xlsx."
    ),
    "staff-file-xlsb": N_(
        "“{file}” is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."
    ),
    "staff-file-html": N_(
        "“{file}” is a web page, whatever it is called; many HR systems export such files. Open it "
        "in a spreadsheet program and save it as .xlsx."
    ),
    "staff-file-xml-sheet": N_(
        "“{file}” is a workbook in the XML format of 2003. Open it in a spreadsheet program and "
        "save it as .xlsx."
    ),
    "staff-file-other": N_(
        "“{file}” is a {kind} file, not a list. Save the list as .xlsx or .csv and import that."
    ),
    "staff-file-no-text": N_(
        "“{file}” is neither a workbook nor text. Save the list as .xlsx or .csv and import that."
    ),
    "staff-file-truncated": N_(
        "“{file}” is cut off or damaged: a part of the workbook is missing. Copy or download it "
        "again."
    ),
    "staff-file-damaged": N_(
        "“{file}” is damaged inside and cannot be read. Open it in a spreadsheet program, let that "
        "repair it, and save it anew."
    ),
    "staff-file-bomb": N_(
        "“{file}” unpacks to far more than its size, over {limit} MiB or a hundred times as much. "
        "No list does that; nothing was read. If it is one, save it anew or as CSV."
    ),
    "staff-file-entries": N_(
        "“{file}” consists of more than {limit} parts. No list does; nothing was read. If it is "
        "one, save it anew or as CSV."
    ),
    "staff-file-no-sheets": N_("“{file}” holds no sheet with cells. Import another workbook."),
    "staff-file-open-quote": N_(
        "In “{file}” a quotation mark opened in row {row} is never closed, so where cells end "
        "cannot be told. Close it, or delete it."
    ),
    "staff-sheet-unknown": _sheet_unknown,
    "staff-sheet-empty": N_("The sheet “{sheet}” of “{file}” is empty. Choose another one."),
    "staff-workbook-empty": N_("All sheets of “{file}” are empty. Import another workbook."),
    "staff-list-empty": N_(
        "Below the headings of the sheet “{sheet}” in “{file}” there is no row. Choose another "
        "sheet, or another row as headings."
    ),
    "staff-sheet-columns": _too_many_columns,
    "staff-sheet-rows": _too_many_rows,
    "staff-sheet-cells": _too_many_cells,
    "staff-columns-missing": _columns_missing,
    "staff-column-twice": _column_twice,
    "staff-nothing-to-import": _nothing,
    "import-outdated": N_(
        "While you looked at “{file}”, somebody changed the staff, so that the import would do "
        "something else now. Nothing was written. Check it again."
    ),
    # A cell
    "cell-not-calculated": N_(
        "This formula was never calculated. Open the file in a spreadsheet program and save it."
    ),
    "cell-error": N_("The spreadsheet has an error here: {error}. Correct the formula."),
    "cell-too-long": N_(
        "The text has {length} characters; up to {limit} can be kept. It was not taken."
    ),
    "control-characters": N_(
        "“{value}” contained invisible control characters. They were left out."
    ),
    "broken-letters": N_("“{value}” contains broken letters. Type it anew."),
    "number-is-date": N_(
        "The spreadsheet has made a date of this number: {value}. Format the column as text and "
        "type the number again."
    ),
    "number-is-truth": N_("“{value}” is no personnel number. Type the number."),
    "number-has-fraction": N_(
        "“{value}” has a fraction and is no personnel number. Type the number."
    ),
    "number-rounded": N_(
        "The spreadsheet has rounded this number: {value}. Format the column as text and type the "
        "number again."
    ),
    "email-wrong": N_("“{value}” is no e-mail address. It was not taken."),
    "email-look-alike": N_(
        "“{value}” contained Russian letters that look like Latin ones. It was taken as "
        "{suggestion}."
    ),
    "email-several": N_(
        "“{value}” holds more than one address. The first was taken: {suggestion}."
    ),
    "level-wrong": N_(
        "“{value}” is no step of the ladder from {lowest} to {highest}. It was not taken."
    ),
    "active-wrong": N_(
        "“{value}” says neither yes nor no; the person counts as being with the company."
    ),
    "date-wrong": N_("“{value}” is no date. It was not taken."),
    "date-impossible": N_("“{value}” is a day that no calendar has. It was not taken."),
    "date-year": N_(
        "“{value}” lies outside the years {first} to {last}. It was not taken; look at the year."
    ),
    "date-unclear": _date_unclear,
    "date-from-number": _date_from_number,
    "mixed-alphabets": N_(
        "“{value}” mixes Russian and Latin letters that look alike. Probably meant: {suggestion}."
    ),
    "name-without-letters": N_("“{value}” contains no letter. Is that the name?"),
    "name-is-address": N_("“{value}” looks like an e-mail address. Is that the name?"),
    # A person
    "no-department": N_("There is no department. Nobody can be planned without one."),
    "no-department-name": N_("There is no name of a department. Type one, or leave the row out."),
    "no-name": N_("There is no name; the personnel number is taken instead."),
    "nobody": N_(
        "There is neither a name nor a personnel number. Type one of them, or leave the row out."
    ),
    "department-unknown": N_("“{value}” is not a department. Closest: “{closest}”."),
    "department-spelling": N_("“{value}” is taken as “{suggestion}”: only spaces or case differ."),
    "department-look-alike": N_(
        "“{value}” is taken as “{suggestion}”: some letters only look the same."
    ),
    "department-twice": N_("“{value}” stands already in row {row}. Leave one of the two out."),
    "number-twice": _number_twice,
    "email-twice": _email_twice,
    "person-twice": _person_twice,
    "same-person": N_("“{value}” may be the same person as “{name}” in row {row}."),
    "person-matched-twice": N_(
        "Row {row} is the same person already: {name}. Leave out one of them."
    ),
    "email-of-other": N_("The address “{value}” belongs to {name}, who is known already."),
    "namesake-known": N_(
        "“{value}” may be {name} of {department}, who is known already by another number or "
        "address. A new person would be added."
    ),
    "several-namesakes": N_(
        "{count} people called “{value}” are known in this department. Add the personnel number or "
        "the address."
    ),
    "level-kept": N_(
        "The list says level {value}; level {level} was set by hand and is kept. Change it in the "
        "staff table if the list is right."
    ),
    # A row that is nobody
    "row-repeated": N_("This row repeats row {row} and is left out."),
    "row-says-nothing": N_("The row holds nothing in the columns that are imported."),
    "row-is-title": N_("The row is a title within the list."),
    "row-is-total": N_("The row is a total."),
    "row-repeats-headings": N_("The row repeats the headings."),
    "row-left-out": N_("You left this row out."),
    "row-hidden": N_("The row is hidden in the sheet."),
    # The whole list
    "list-merged-cells": _merged,
    "list-hidden-sheets": _hidden_sheets,
    "list-sheet-is-hidden": N_("The sheet “{sheet}” is hidden in the workbook."),
    "list-dates-1904": N_("The workbook counts dates from 1904; they were read accordingly."),
    "list-macros-ignored": N_("Macros and links to other workbooks in the file were ignored."),
    "list-not-calculated": _not_calculated,
    "list-broken-letters": _broken_letters,
    "list-columns-ignored": _columns_ignored,
    "list-hidden-rows": _hidden_rows,
    "list-hidden-left-out": _hidden_left_out,
    "list-without-department": _without_department,
    "list-departments-empty": _departments_empty,
    "list-people-next": _people_next,
    "list-named-by-number": _named_by_number,
}
