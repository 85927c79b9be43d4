"""Sentences about reflections and ideas, and the words for their states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ideas import MOVES, IdeaStatus
from app.domain.staff_list import NOT_CALCULATED
from app.i18n import N_, _, ngettext
from app.wording.formats import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

QUESTION_TEXTS = {
    "did": N_("What did I do?"),
    "surprised": N_("What surprised me?"),
    "differently": N_("What do I now see differently about this department?"),
    "in_their_way": N_("What gets in their way?"),
    "take_home": N_("What do I take home?"),
}

RATING_TEXTS = {
    "preparation": N_("How well was my visit prepared?"),
    "hosting": N_("How well was I received?"),
}

RATING_WORDS = (N_("poor"), N_("fair"), N_("good"), N_("very good"), N_("excellent"))
"""What ratings are called, from 1 up."""

THEME_TEXT = N_("What is it about, in a word or two?")

STATUS_NAMES = {
    IdeaStatus.NEW: N_("New"),
    IdeaStatus.UNDER_REVIEW: N_("Under review"),
    IdeaStatus.ACCEPTED: N_("Accepted"),
    IdeaStatus.IN_PROGRESS: N_("In progress"),
    IdeaStatus.DONE: N_("Done"),
    IdeaStatus.DECLINED: N_("Declined"),
}

OUTCOME_NAMES = {
    "expected": N_("expected"),
    "held": N_("held"),
    "missed": N_("did not take place"),
}

SOURCE_NAMES = {
    "form": N_("Excel form"),
    "kiosk": N_("shared computer"),
    "import": N_("imported list"),
    "signed-in": N_("own sign-in"),
}


def code_line(code: str) -> str:
    """Return by which code a guest writes about a visit, easily read out; "" if there is none."""
    return _("Visit code: {code}").format(code=f"{code[:4]} {code[4:]}") if code else ""


def status_name(status: str) -> str:
    """Return what a state of an idea is called."""
    return _(STATUS_NAMES[IdeaStatus(status)])


def _idea_move(*, title: str, status: str, to: str) -> str:
    return _(
        "The idea “{title}” stands at “{status}” and cannot go to “{to}” from there. It can go "
        "to: {allowed}."
    ).format(
        title=title,
        status=status_name(status),
        to=status_name(to),
        allowed=", ".join(status_name(one) for one in MOVES[IdeaStatus(status)]),
    )


def _nobody_to_remind(*, days: int) -> str:
    return ngettext(
        "Nobody is to be reminded: whoever owes a reflection was reminded within the last {days} "
        "day, or nobody owes one.",
        "Nobody is to be reminded: whoever owes a reflection was reminded within the last {days} "
        "days, or nobody owes one.",
        days,
    ).format(days=days)


def _still_to_come(*, department: str, date: dt.date) -> str:
    return _(
        "The visit to {department} is still to come: {date}. Come back when it is over."
    ).format(department=department, date=day(date))


def _form_codes_differ(*, file: str, codes: list[str]) -> str:
    return _(
        "“{file}” bears the codes of several visits ({codes}), so nobody can tell whose it is, and "
        "nothing was read. Put the answers into the form of the right visit."
    ).format(file=file, codes=", ".join(codes))


FORM_RESULTS = {
    "read": N_("read"),
    "already-read": N_("already read"),
    "newer": N_("newer than the one we had"),
    "empty": N_("nothing filled in"),
    "unclear": N_("may be about several visits"),
    "not-ours": N_("not ours"),
    "unreadable": N_("unreadable"),
}


_LIST_FIELDS = {
    "code": N_("Visit code"),
    "email": N_("E-mail"),
    "name": N_("Name of the guest"),
    "date": N_("Date of the visit"),
    "theme": THEME_TEXT,
    "idea": N_("Idea"),
    "idea_text": N_("How it would work"),
}


_IDEA_FIELDS = {
    "idea": N_("Idea {number}: in one sentence"),
    "idea_text": N_("Idea {number}: how it would work"),
}


def answer_title(field: str) -> str:
    """Return the question of a form, or what a column of a list of reflections is called."""
    kind, _underscore, number = field.rpartition("_")
    if number.isdigit():
        return _(_IDEA_FIELDS[kind]).format(number=number)
    return _((_LIST_FIELDS | QUESTION_TEXTS | RATING_TEXTS)[field])


def unread_text(unread: Sequence[tuple[str, str]]) -> str:
    """Return which answers were left out, since they could not be understood."""
    return " ".join(
        _(_unread_sentence(field, value)).format(
            question=answer_title(field) if field else "",
            value=value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…",
        )
        for field, value in unread
    )


def row_text(result: str, person: str) -> str:
    """Return why a row of a list was given to no visit, and what helps; "" if it was."""
    if result == "unclear":
        return _("It fits several visits. Add the date of the visit, or its code.")
    if result != "not-ours":
        return ""
    if not person:
        return _("Nothing says whose row it is. Add the code of the visit, an e-mail or a name.")
    return _(
        "No visit fits “{person}”. Compare code, e-mail, name and date with the published plan."
    ).format(person=person)


_LONGEST = 80


def _unread_sentence(field: str, value: str) -> str:
    if value == NOT_CALCULATED:
        return N_(
            "“{question}” holds a formula without a value. Open the file in a spreadsheet program, "
            "save it there, and read it again."
        )
    if not field:
        return N_(
            "“{value}” stands beside no question and was left out. Put it into the yellow box of "
            "its question, and read the file again."
        )
    if field == "date":
        return N_("“{value}” is no date that could be read, so it was left out.")
    if field in RATING_TEXTS and not value.startswith("#"):
        return N_("“{question}”: “{value}” is no number from 1 to 5 and was left out.")
    return N_(
        "“{question}”: the cell shows the error “{value}” instead of an answer. Write the answer "
        "as text, and read the file again."
    )


SENTENCES: dict[str, str | Callable[..., str]] = {
    "visit-code-unknown": N_(
        "No visit has the code “{given}”. Look it up in the message about the visit, on its slip "
        "or in the form; it has eight letters and digits."
    ),
    "visit-still-to-come": _still_to_come,
    "visit-not-planned": N_(
        "The visit stands in the published plan no more, so there is no calendar entry for it. Ask "
        "who makes the plan."
    ),
    "visit-cancelled": N_(
        "The visit to {department} was cancelled meanwhile, so nothing was sent. What you wrote is "
        "kept; copy it if you want to use it elsewhere."
    ),
    "reflection-empty": N_(
        "Nothing was answered yet, so nothing was sent. Answer at least one question."
    ),
    "no-forms-owed": N_(
        "Nobody owes a reflection at the moment, so no form was made. Forms are made for published "
        "visits that are over; with all visits you can make them beforehand."
    ),
    "forms-folder-missing": N_(
        "There is no folder “{folder}”, or it may not be read. Choose the folder with the forms "
        "that came back."
    ),
    "forms-folder-empty": N_(
        "The folder “{folder}” holds no files. Put the forms that came back into it."
    ),
    "form-not-ours": N_(
        "“{file}” is no reflection form of this program. If it is one that was copied together by "
        "hand, put the answers into the form that was sent out."
    ),
    "form-without-code": N_(
        "“{file}” looks like a reflection form, but the code of its visit is gone. Write the code "
        "of the visit beside “Visit code” and read it again."
    ),
    "form-codes-differ": _form_codes_differ,
    "reflection-owed": N_(
        "There is no reflection yet to make a presentation of. Read forms back, or write one first."
    ),
    "form-open-document": N_(
        "“{file}” is an OpenDocument file. Open it in a spreadsheet program, save it as .xlsx, and "
        "read it again."
    ),
    "template-unreadable": N_(
        "“{file}” cannot be used as a template: it is no presentation that can be read. Choose a "
        ".pptx file."
    ),
    "template-without-text": N_(
        "“{file}” has no slide with a title and a text, so nothing can be put into it. Choose "
        "another template, or none."
    ),
    "photo-too-large": N_(
        "“{file}” is larger than {limit} MB. Save the photo in a smaller size and add it again."
    ),
    "photo-unreadable": N_("“{file}” is no picture that can be read. Choose a JPEG or PNG file."),
    "nobody-to-remind": _nobody_to_remind,
    "no-answers-owed": N_(
        "No letter was written: nothing new has become of anybody’s ideas. Answer some ideas first."
    ),
    "reflections-without-person": N_(
        "“{file}”: no column says whose answer a row is. Choose a column with the code of the "
        "visit, an e-mail address or a name."
    ),
    "reflections-without-answers": N_(
        "“{file}”: no column holds an answer. Choose a column for at least one question."
    ),
    "idea-move": _idea_move,
    "idea-reason-missing": N_(
        "The idea “{title}” was not declined: its author is owed a reason. Write one."
    ),
    "idea-merge-loop": N_(
        "The idea “{title}” cannot be merged into that one: it is the same, or a part of another "
        "idea already. Choose the idea that holds both."
    ),
}
