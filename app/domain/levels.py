"""The ladder of five levels, 1 junior assistant … 5 head, and what a job title says of it.

A guess is a proposal: it is shown, a person corrects it, and no later import overwrites that.
"""

from __future__ import annotations

import re

from app.domain.names import fold

LOWEST, HIGHEST = 1, 5

# What a role gets whose title says nothing: the middle of the ladder is wrong by two at most.
UNKNOWN_TITLE_LEVEL = 3

# In English the last noun before "of", "to" or a dash is what somebody is; in Russian the first.
_ENGLISH_NOUNS = {
    5: """president vice-president vp evp svp director head chair chairman chairwoman chairperson
        founder cofounder ceo cfo cto coo cio cmo chro dean rector principal""",
    4: """manager supervisor lead leader foreman forewoman superintendent controller comptroller
        teamlead""",
    3: """specialist engineer analyst accountant programmer developer designer recruiter buyer
        representative rep administrator consultant executive officer coordinator planner
        scheduler inspector auditor architect scientist researcher economist lawyer counsel
        editor writer copywriter marketer technologist advisor adviser expert partner trainer
        tester nurse doctor teacher owner associate generalist controller-analyst buyer-planner
        strategist statistician chemist translator dispatcher merchandiser""",
    2: """clerk assistant operator technician secretary receptionist stocker janitor agent cashier
        driver worker mechanic electrician fitter welder machinist packer picker storekeeper
        warehouseman storeman courier guard cleaner waiter cook helper loader typist bookkeeper
        stockkeeper assembler installer""",
    1: "intern trainee apprentice junior student",
}
_RUSSIAN_STEMS = {
    5: """президент вице-президент директор гендиректор начальник начальниц руководител завед глава
        председател ректор декан управляющ основател""",
    4: "бригадир супервайзер тимлид лид прораб мастер старшина",
    3: """специалист инженер аналитик бухгалтер менеджер программист разработчик дизайнер рекрутер
        закупщик представител администратор консультант координатор инспектор аудитор архитектор
        экономист юрист юрисконсульт редактор маркетолог технолог эксперт тренер тестировщик
        диспетчер контролер конструктор логист копирайтер переводчик товаровед методист психолог
        врач преподавател учител химик научн механик энергетик метролог нормировщик снабженец
        мерчендайзер мерчандайзер дежурн бренд-менеджер""",
    2: """ассистент помощни секретар оператор техник кладовщик кассир продав водител рабоч
        слесар электрик электромонтер наладчик сварщик токар фрезеровщик грузчик уборщ дворник
        курьер охранник делопроизводител комплектовщик упаковщик сборщик монтажник монтер
        лаборант повар агент клерк архивариус экспедитор медсестр воспитател официант
        машинист аппаратчик""",
    1: "стажер практикант ученик интерн студент",
}
_ENGLISH_RANKS = {word: level for level, words in _ENGLISH_NOUNS.items() for word in words.split()}
_RUSSIAN_RANKS = {stem: level for level, stems in _RUSSIAN_STEMS.items() for stem in stems.split()}

# Managers of something that is not people.
_MANAGERS_OF_NOBODY = {"account", "project", "product", "office", "case", "community", "key"}
# These lead a shift or a group, not a department.
_SMALL_UNITS = (
    "групп",
    "смен",
    "участк",
    "бригад",
    "бюро",
    "сектор",
    "команд",
    "проект",
    "транспорт",
    "склад",
)
_HEADS_BY_TRADE = ("инженер", "бухгалтер", "врач", "технолог", "редактор", "конструктор", "юрист")

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENGLISH_BREAK = re.compile(r"\s(?:of|to|for|in|at)\s|\s[-–—]\s|[,(/:;]")
_CYRILLIC = re.compile("[а-я]")


def guess_level(title: str) -> int | None:
    """Return the level that a job title in English or Russian points to, None if it says nothing.

    >>> guess_level("Vice President of Sales"), guess_level("Заместитель начальника отдела")
    (5, 4)
    """
    folded = fold(title)
    return _russian(folded) if _CYRILLIC.search(folded) else _english(folded)


def _within(level: int) -> int:
    return min(HIGHEST, max(LOWEST, level))


def _english(folded: str) -> int | None:
    for part in _ENGLISH_BREAK.split(folded):
        level = _english_part(_WORD.findall(part))
        if level is not None:
            return level
    return None


def _english_part(words: list[str]) -> int | None:
    place = next((at for at in reversed(range(len(words))) if words[at] in _ENGLISH_RANKS), None)
    if place is None:
        return _bare_modifier(words)
    noun, before = words[place], words[:place]
    level = _ENGLISH_RANKS[noun]
    if noun in ("manager", "owner") and before and before[-1] in _MANAGERS_OF_NOBODY:
        level = 3
    return _modified(level, set(before), officer=noun == "officer")


def _modified(level: int, before: set[str], *, officer: bool) -> int:
    if "chief" in before and level <= 3:
        return HIGHEST if officer else 4
    if {"junior", "trainee"} & before:
        level = min(level - 1, 2)
    elif "deputy" in before or (level >= 4 and {"assistant", "associate"} & before):
        level -= 1
    elif level <= 3 and {"senior", "sr", "lead", "master", "principal", "head"} & before:
        level += 1
    return _within(level)


def _bare_modifier(words: list[str]) -> int | None:
    if {"chief", "deputy"} & set(words):
        return 5 if "chief" in words else 4
    return 4 if {"senior", "sr"} & set(words) else None


def _russian(folded: str) -> int | None:
    words = _WORD.findall(folded)
    for place, word in enumerate(words):
        level = _rank_of(word)
        if level is None:
            continue
        return _russian_noun(words, place, level)
    if any(word.startswith("зам") for word in words):
        return 4
    return None


def _rank_of(word: str) -> int | None:
    level = _longest_stem(word)
    if level is None and "-" in word:
        # "инженер-технолог", "бренд-менеджер": any part will do.
        level = next((rank for part in word.split("-") if (rank := _longest_stem(part))), None)
    return level


def _longest_stem(word: str) -> int | None:
    stems = [stem for stem in _RUSSIAN_RANKS if word.startswith(stem)]
    # "лид" is a word of its own, no beginning of others.
    stems = [stem for stem in stems if stem != "лид" or word == "лид"]
    return _RUSSIAN_RANKS[max(stems, key=len)] if stems else None


def _russian_noun(words: list[str], place: int, level: int) -> int:
    noun, before, after = words[place], words[:place], words[place + 1 :]

    def said(*stems: str) -> bool:
        return any(word.startswith(stems) for word in before)

    if level == HIGHEST and any(word.startswith(_SMALL_UNITS) for word in after[:2]):
        level = 4
    if said("младш"):
        return _within(min(level - 1, 2))
    if said("зам") or (level >= 4 and said("помощни")):
        return _within(level - 1)
    if said("главн"):
        return HIGHEST if noun.startswith(_HEADS_BY_TRADE) and not after else 4
    if level <= 3 and said("старш", "ведущ"):
        return _within(level + 1)
    return level
