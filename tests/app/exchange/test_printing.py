from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PIL import Image
from pypdf import PdfReader

from app.domain.printed import Picture, Words
from app.errors import EnvironmentFault
from app.exchange.calendar_feed import Office
from app.exchange.pdf_file import write_pdf
from app.exchange.print_documents import TITLES, printed, together
from app.exchange.print_font import clean, shortened, width_of, wrapped
from app.exchange.print_paper import MARGIN
from app.i18n import set_language
from tests.support.schedules import make_large_schedule, make_schedule

OFFICE = Office("Oracle", "UTC", (dt.time(9), dt.time(13)), (dt.time(14), dt.time(18)), "Olga", "")


def read(document, tmp_path) -> PdfReader:
    write_pdf(document, tmp_path / "out.pdf")
    return PdfReader(tmp_path / "out.pdf")


def texts(document) -> list[list[str]]:
    return [
        [part.text for part in sheet.parts if isinstance(part, Words)] for sheet in document.sheets
    ]


def test_slips_are_four_a_page_guest_by_guest_with_lines_to_cut():
    document = printed("slips", make_large_schedule(people=3, half_days=40, visits_each=3), OFFICE)
    assert len(document.sheets) == 3
    names = [text for sheet in texts(document) for text in sheet if text.startswith("Person")]
    assert names == [f"Person {n:05}" for n in range(3) for _ in range(3)]
    assert sum(getattr(part, "dashed", False) for part in document.sheets[0].parts) == 2


def test_a_slip_says_when_where_and_with_whom():
    (page,) = texts(printed("slips", make_schedule(), OFFICE))
    assert page[:8] == [
        "Anna Moss",
        "Marketing",
        "",
        "Monday, 1 March 2027, morning",
        "09:00–13:00",
        "",
        "Sales",
        "Representative, level 2",
    ]
    assert "Host: Carol Winter" in page
    assert "Meeting place: Island B" in page
    assert not [line for line in page if line.startswith("Visit code")]


def test_a_slip_bears_the_code_of_a_published_visit():
    data = make_schedule()
    visit = replace(data.visits[0], code="AB2CD3EF")
    (page,) = texts(printed("slips", replace(data, visits=(visit,)), OFFICE))
    assert "Visit code: AB2C D3EF" in page


def test_a_department_notice_tells_who_comes_and_who_is_away():
    pages = texts(printed("notices", make_schedule(), OFFICE))
    headings = [page[0] for page in pages]
    assert headings == [
        "Marketing: week 9 of 2027",
        "Marketing: week 10 of 2027",
        "Sales: week 9 of 2027",
        "Sales: week 10 of 2027",
    ]
    assert pages[0][2] == "Which of us are away"
    assert {"Anna Moss", "Ben Foster"} <= set(pages[0])
    assert pages[2][2] == "Who comes to see us"
    assert "Dan Peel" in pages[2]


def test_headings_are_repeated_and_pages_counted_on_every_page(tmp_path):
    document = printed("hosts", make_large_schedule(people=60, half_days=40, visits_each=2), OFFICE)
    reader = read(document, tmp_path)
    count = len(reader.pages)
    assert count > 3
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "List of hosts" in text
        assert "Meeting place" in text
        assert f"Page {number} of {count}" in text
        assert "Spring · draft 3 of 20 February 2027" in text


def test_coverage_counts_visits_between_departments():
    (page,) = texts(printed("coverage", make_schedule(), OFFICE))
    at = page.index("Marketing")
    assert page[at : at + 4] == ["Marketing", "–", "2", "2"]


def test_russian_is_real_text_with_its_letters_embedded(tmp_path):
    set_language("ru")
    schedule = make_schedule()
    people = (replace(schedule.people[0], name="Анна Щёкина"), *schedule.people[1:])
    reader = read(printed("slips", replace(schedule, people=people), OFFICE), tmp_path)
    text = reader.pages[0].extract_text()
    assert "Анна Щёкина" in text
    assert "Страница 1 из 1" in text
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "NotoSans" in font["/BaseFont"]]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)
    assert reader.trailer["/Root"]["/Lang"] == "ru"


def test_every_document_can_be_printed_of_a_plan_without_visits(tmp_path):
    empty = make_schedule(visits=())
    documents = [printed(kind, empty, OFFICE) for kind in TITLES]
    reader = read(together(documents, "Everything"), tmp_path)
    assert len(reader.pages) == 4
    assert "There are no visits in this plan." in reader.pages[0].extract_text()
    assert reader.metadata.title == "Everything"


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x>", "\x00\x07", "A" * 3000, "слово " * 500, "\n\n\n", "=1+1", "\ud800", "漢字"],
)
def test_no_text_leaves_its_page_or_stops_the_printing(hostile, tmp_path):
    schedule = make_schedule(programme=hostile)
    schedule = replace(
        schedule,
        people=tuple(replace(person, name=hostile) for person in schedule.people),
        departments=tuple(replace(it, name=hostile) for it in schedule.departments),
        roles=tuple(
            replace(it, title=hostile, meeting_place=hostile, what_you_do=hostile)
            for it in schedule.roles
        ),
    )
    document = together([printed(kind, schedule, OFFICE) for kind in TITLES], hostile)
    assert len(read(document, tmp_path).pages) == len(document.sheets)
    for sheet in document.sheets:
        for part in sheet.parts:
            if isinstance(part, Words):
                width = width_of(part.text, part.size)
                left = part.x - {"left": 0, "center": width / 2, "right": width}[part.align]
                assert left >= MARGIN - 4
                assert left + width <= sheet.width - MARGIN + 4.01
                assert 0 < part.y <= sheet.height - MARGIN + 0.01


def test_the_logo_stands_on_every_page_and_the_version_on_every_slip(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "navy").save(logo)
    office = replace(OFFICE, logo=str(logo))
    document = printed("hosts", make_schedule(), office)
    (shown,) = [part for part in document.sheets[0].parts if isinstance(part, Picture)]
    assert (shown.width, shown.height) == (27, 9)
    assert shown.x + shown.width == document.sheets[0].width - MARGIN
    reader = read(document, tmp_path)
    assert [image.image.size for image in reader.pages[0].images] == [(300, 100)]
    (page,) = texts(printed("slips", make_schedule(), office))
    assert page.count("Oracle · Spring · draft 3 of 20 February 2027") == 3


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\nrubbish"])
def test_a_logo_that_cannot_be_read_is_left_out(content, tmp_path, caplog):
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    document = printed("coverage", make_schedule(), replace(OFFICE, logo=str(logo)))
    assert not any(isinstance(part, Picture) for part in document.sheets[0].parts)
    assert "Oracle" in texts(document)[0]
    assert "the logo could not be read" in caplog.text


def test_long_text_is_broken_between_words_and_cut_by_an_ellipsis():
    lines = wrapped("one two three four five six", 9, 15)
    assert " ".join(lines) == "one two three four five six"
    assert all(width_of(line, 9) <= 15 for line in lines)
    cut = wrapped("one two three four five six", 9, 15, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert width_of(shortened("W" * 100, 9, 30), 9) <= 30


def test_a_file_open_elsewhere_is_left_as_it_is(tmp_path):
    (tmp_path / ".~lock.out.pdf#").touch()
    with pytest.raises(EnvironmentFault):
        write_pdf(printed("slips", make_schedule(), OFFICE), tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_spaces_of_all_kinds_are_printed_as_spaces():
    assert clean("2026\u00a0г. \u202f\u2009|\x07") == "2026\u00a0г.   |\ufffd"


def test_a_double_name_breaks_at_its_hyphen():
    lines = wrapped("Константинопольская-Преображенская", 9, width_of("Константинопольская-П", 9))
    assert lines[0] == "Константинопольская-"


def test_a_long_department_does_not_push_the_week_off_its_notice():
    data = make_schedule()
    long = "Department of Strategic Development, Planning and International Relations"
    data = replace(data, departments=tuple(replace(line, name=long) for line in data.departments))
    page = texts(printed("notices", data, OFFICE))[0]
    assert "week 9 of 2027" in " ".join(page)
