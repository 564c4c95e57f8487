"""Makes the example organisation Meridian: two rounds of an assessment and its logs.

Of the small logs of complaints, contact reasons and volumes (``loop_logs.py``) every figure can be checked by hand.
``engagement.py`` makes the workbooks, around the copy of the respondent who leads, which stands here.
Also the Excel files of the example maps: an interval report and the lookup beside it.

Run in a checkout: ``python examples/make.py [FOLDER]``. Everything is invented and drawn from a
fixed seed, so that it comes out the same every time; a test remakes and compares.

Meridian sells and services household water filters in its own shops and online, in Kazakhstan:
it keeps its books in tenge (KZT), which nothing here ever converts.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import loop_logs
import staffing_plan
import xlsxwriter
from engagement import write_rounds
from loop_inputs import complaint_inputs, contact_reasons

from pcf.assessment import Assessment, Figure, Organisation, Respondent, Response, Segment, Tick
from pcf.mapping import Decision, Placement, Practice
from pcf.taxonomy import Taxonomy, load

FOLDER = Path(__file__).parent / "meridian"
MAPS = Path(__file__).parent / "maps"
SEED = 20261001
CONTACTS = 20_000
START = datetime(2026, 7, 1)  # noqa: DTZ001 - local time of the contact centre
DAYS = 92

# id, name, share of contacts, mean wait in seconds, share resolved at once, mean satisfaction
SEGMENTS = (
    ("retail", "Частные покупки", 0.46, 17, 0.71, 4.1),
    ("service", "Клиенты на обслуживании", 0.27, 20, 0.64, 3.8),
    ("dealers", "Дилеры", 0.13, 9, 0.78, 4.2),
    ("corporate", "Корпоративные клиенты", 0.09, 7, 0.82, 4.4),
    ("premium", "Премиум", 0.05, 4, 0.86, 4.5),
)
PROMISES = {
    "retail": "Ответ за 20 с в 75 % случаев",
    "service": "Ответ за 20 с в 70 % случаев, мастер на следующий день",
    "dealers": "Выделенная линия, ответ за 20 с в 85 % случаев",
    "corporate": "Личный менеджер, ответ за 20 с в 90 % случаев",
    "premium": "Ответ за 10 с в 90 % случаев, замена без вопросов",
}
CHANNELS = (("phone", 0.74), ("chat", 0.17), ("email", 0.09))
REASONS = (
    ("Где мой заказ", 0.23),
    ("Замена картриджа", 0.21),
    ("Не работает фильтр", 0.17),
    ("Счёт и оплата", 0.14),
    ("Возврат", 0.09),
    ("Жалоба", 0.07),
    ("Прочее", 0.09),
)
# Process -> answer, kinds of evidence, evidence, target.
RATINGS = {
    "6.1.1": ("3", "said written shown", "Стандарт обслуживания, утверждён в марте", 4),
    "6.1.2": ("2", "said", "Карта клиентского пути есть у розницы, у сервиса нет", 3),
    "6.1.3": ("2", "said written", "Политика каналов 2024 года", 3),
    "6.1.4": ("3", "written shown", "Регламенты Р-12, Р-14; проверено 20 записей", 4),
    "6.1.5": ("3", "written shown measured", "Договорённости по сегментам, отчёт за квартал", 4),
    "6.1.6": ("4", "written shown measured", "Гарантийная политика, сводка рекламаций", 4),
    "6.1.7": ("1", "said", "Порядок отзыва обсуждался, документа нет", 3),
    "6.2.1": ("3", "said written shown", "Прогноз и графики в WFM, точность не считают", 4),
    "6.2.2": ("3", "said written shown measured", "CRM, отчёт по причинам обращений", 4),
    "6.2.3": ("3", "said written shown", "Журнал жалоб, выборка 30 дел", 4),
    "6.2.4": ("2", "said written", "Памятка магазина", 3),
    "6.2.5": ("DK", "", "", None),
    "6.3.1": ("2", "shown", "Регистрация по серийному номеру на сайте", 3),
    "6.3.2": ("4", "said written shown", "Рекламации в ERP, выборка 25 дел", 4),
    "6.3.3": ("1", "said", "Взыскивают, когда сумма велика", 3),
    "6.3.4": ("3", "written shown measured", "Заказ-наряды, отчёт сервисной службы", 4),
    "6.4.1": ("2", "written", "Проект процедуры отзыва", 3),
    "6.4.2": (None, "", "", 3),
    "6.4.3": ("1", "said", "Ответственный назначен", 3),
    "6.4.4": ("2", "said written", "Отчёты готовит юрист", 3),
    "6.4.5": ("0", "", "Отзывов продукции ещё не было, проверки тоже", 2),
    "6.4.6": ("1", "said", "", 2),
    "6.5.1": ("3", "written shown measured", "Опрос после обращения, 1–5", 4),
    "6.5.2": ("1", "said", "Звонят только самым недовольным", 3),
    "6.5.3": ("2", "said written", "Ежегодный опрос", 3),
    "6.5.4": ("3", "written shown measured", "Ежемесячная сводка по гарантии", 4),
    "6.5.5": ("NA", "", "", None),
}
NA_REASON = "Отзывов продукции за время работы не было, оценивать нечего"
# Metric -> floor, target, stretch; the service level is promised to each segment apart.
AIMS = {
    "average_speed_of_answer": ("60", "30", "15"),
    "average_handle_time": (None, None, None),
    "abandonment_rate": ("15", "8", "4"),
    "first_contact_resolution": ("60", "70", "80"),
    "customer_satisfaction_top2": ("65", "75", "85"),
}
DEMANDING = {
    "average_speed_of_answer": ("30", "12", "8"),
    "abandonment_rate": ("8", "4", "2"),
    "first_contact_resolution": ("70", "80", "90"),
    "customer_satisfaction_top2": ("75", "85", "92"),
}
PROMISED = {
    "retail": ("60", "75", "85"),
    "service": ("55", "70", "80"),
    "dealers": ("70", "85", "92"),
    "corporate": ("75", "90", "95"),
    "premium": ("75", "90", "95"),
}
PRACTICES = (
    ("Разбираем каждую жалобу, ответ клиенту за 3 рабочих дня", "Отдел качества", ("10389", "10400")),
    ("Утром старший смены сверяет прогноз звонков с графиком", "Контакт-центр", ("10390", "10391")),
    ("Мастер выезжает на следующий день после заявки", "Сервисная служба", ("10321", "10330")),
    ("Возврат денег в магазине по чеку, причина записывается", "Розница", ("20094", "20095")),
    ("Каждый месяц считаем стоимость гарантии по моделям", "Финансы", ("12676",)),
)

# Unit, statement, then suggestions and decisions: element or none, confidence, decision, reason.
TOOL, REVIEWER, DECIDED = "pcf suggest 0.1", "А. Сейтказиева", "2026-09-28"
SUGGESTED: tuple[tuple[str, str, tuple[tuple[str | None, str, Decision | None, str], ...]], ...] = (
    (
        "Контакт-центр",
        "Раз в неделю слушаем по пять звонков каждого оператора и разбираем их с ним",
        (("10393", "0.91", "accepted", ""), ("10391", "0.05", None, ""), (None, "0.02", None, "")),
    ),
    (
        "Отдел качества",
        "Отвечаем на отзывы в интернете в тот же день",
        (
            ("10389", "0.48", "rejected", "Отзыв — ещё не жалоба"),
            ("10388", "0.37", "accepted", ""),
            (None, "0.08", None, ""),
        ),
    ),
    (
        "Сервисная служба",
        "Запчасти для ремонта заказываем раз в две недели",
        (("10321", "0.31", None, ""), ("12676", "0.2", None, ""), (None, "0.35", None, "")),
    ),
    ("Склад", "Каждую пятницу пересчитываем остатки", ((None, "0.82", "accepted", "Складской учёт"),)),
)

# Number of a skill, its name, its segment, contacts in half an hour, mean wait and handling in seconds.
SKILLS = (
    (11, "Orders", "retail", 14, 17, 210),
    (12, "Orders VIP", "premium", 4, 6, 260),
    (21, "Dealers", "dealers", 6, 24, 330),
)
REPORT_DAYS = (datetime(2026, 10, 30), datetime(2026, 11, 2))  # noqa: DTZ001 - local time of the switch
REPORT_HOURS = range(8, 13)
INTERVAL_COLUMNS = (
    "Date",
    "Time",
    "Skill",
    "ACD Calls",
    "In Svc Level",
    "Avg Speed Ans",
    "Aban Calls",
    "Avg Aban Time",
    "Max Delay",
    "ACD Time",
    "Hold Time",
    "ACW Time",
    "Trans Out",
)


def assessment(taxonomy: Taxonomy, plan: Path) -> Assessment:
    """Make the filled assessment of the respondent who leads it."""
    responses = []
    for process in taxonomy.processes:
        answer, kinds, note, target = RATINGS[process.hierarchy_id or ""]
        responses.append(
            Response(
                element=process.id,
                answer=answer,
                evidence=tuple(kinds.split()),
                evidence_note=note,
                target=target,
                weight=Decimal(2) if process.hierarchy_id in {"6.2.2", "6.2.3"} else Decimal(1),
                reason=NA_REASON if answer == "NA" else "",
                performed_by="Подрядчик «Сервис-Плюс»" if process.hierarchy_id == "6.3.4" else "",
            )
        )
    draw = random.Random(SEED)
    states = ("in_place", "in_place", "partly", "not_in_place", "DK")
    ticks = [Tick(item=e.id, state=draw.choice(states)) for e in taxonomy if e.level == 4]
    ticks += statements_in_place(taxonomy, responses, draw)
    return Assessment(
        edition=taxonomy.edition,
        language="ru",
        workbook_id="6d6572696469616e2d323032362d5133",
        round="2026-Q3",
        respondent=Respondent(name="А. Сейтказиева", role="manager"),
        organisation=Organisation(name="Меридиан", currency="KZT", date="2026-10-05"),
        segments=tuple(Segment(id=one[0], name=one[1], promise=PROMISES[one[0]]) for one in SEGMENTS),
        responses=tuple(responses),
        ticks=tuple(ticks),
        practices=tuple(practices()),
        figures=tuple(figures()),
        complaints=complaint_inputs(),
        reasons=contact_reasons(taxonomy),
        staffing=staffing_plan.busiest_intervals(plan),
    )


def practices() -> list[Practice]:
    """Make what the organisation says it does: placed by hand, then by accepting, rejecting and leaving open."""
    placed = [
        Practice(id=f"p{number}", text=text, owner=owner, elements=elements)
        for number, (text, owner, elements) in enumerate(PRACTICES, start=1)
    ]
    return placed + [
        Practice(id=f"p{number}", text=text, unit=unit, placements=tuple(_placement(*one) for one in suggested))
        for number, (unit, text, suggested) in enumerate(SUGGESTED, start=len(placed) + 1)
    ]


def _placement(element: str | None, confidence: str, decision: Decision | None, reason: str) -> Placement:
    signed = {"reviewer": REVIEWER, "date": DECIDED, "reason": reason} if decision else {}
    return Placement(element=element, confidence=Decimal(confidence), decision=decision, tool=TOOL, **signed)


def statements_in_place(taxonomy: Taxonomy, responses: Sequence[Response], draw: random.Random) -> list[Tick]:
    """Tick what bears the ratings out, and some of the next level; one process in nine claims more than it ticks."""
    made = []
    for number, response in enumerate(responses):
        rubric = taxonomy[response.element].rubric
        if response.level is None or rubric is None or number % 4 == 3:
            continue
        reached = response.level - (number % 9 == 4)
        for statement in rubric.statements:
            if statement.level <= reached:
                made.append(Tick(item=statement.id, state="in_place"))
            elif statement.level == reached + 1:
                made.append(Tick(item=statement.id, state=draw.choice(("in_place", "partly", "not_in_place"))))
    return made


def figures() -> list[Figure]:
    """Make the aims of each segment; the values come from the log."""
    made = []
    for segment, *_ in SEGMENTS:
        aims = {"service_level": PROMISED[segment]} | AIMS
        aims |= DEMANDING if segment in {"corporate", "premium"} else {}
        for metric, aim in aims.items():
            floor, target, stretch = (Decimal(bound) if bound else None for bound in aim)
            weight = Decimal(2) if metric == "service_level" else Decimal(1)
            made.append(
                Figure(segment=segment, metric=metric, floor=floor, target=target, stretch=stretch, weight=weight)
            )
    return made


def contacts() -> list[dict[str, str]]:
    """Draw the contacts of three months, sorted by time, as the contact centre would export them."""
    draw = random.Random(SEED)
    rows = [_contact(draw) for _ in range(CONTACTS)]
    rows.sort(key=lambda row: row["Начало"])
    for number, row in enumerate(rows, start=1):
        row["Обращение"] = f"M{number:06d}"
    return rows


def _contact(draw: random.Random) -> dict[str, str]:
    segment, _, _, wait_mean, resolved, liked = draw.choices(SEGMENTS, [one[2] for one in SEGMENTS])[0]
    channel = draw.choices([one[0] for one in CHANNELS], [one[1] for one in CHANNELS])[0]
    reason = draw.choices([one[0] for one in REASONS], [one[1] for one in REASONS])[0]
    opened = START + timedelta(days=draw.randrange(DAYS), hours=8, seconds=int(draw.triangular(0, 12 * 3600, 3 * 3600)))
    queued = opened + timedelta(seconds=draw.randrange(5, 25))
    busy = 1.8 if opened.hour in {10, 11} else 0.8
    wait = draw.expovariate(1 / (wait_mean * busy))
    patience = draw.expovariate(1 / 240)
    row = {
        "Обращение": "",
        "Клиент": f"K{draw.randrange(1, 9000):05d}",
        "Сегмент": segment,
        "Канал": channel,
        "Причина": reason,
        "Начало": _stamp(opened),
        "В очереди": "" if draw.random() < 0.06 else _stamp(queued),
        "Ответ": "",
        "Сброс": "",
        "Обработка, с": "",
        "Решено сразу": "",
        "Оценка": "",
    }
    if not row["В очереди"]:
        return row  # settled in the voice menu, never offered to a person
    if wait > patience:
        row["Сброс"] = _stamp(queued + timedelta(seconds=patience))
        return row
    row["Ответ"] = _stamp(queued + timedelta(seconds=wait))
    row["Обработка, с"] = str(max(20, int(draw.lognormvariate(5.35, 0.6))))
    if draw.random() < 0.93:
        row["Решено сразу"] = "да" if draw.random() < resolved else "нет"
    if draw.random() < 0.18:
        row["Оценка"] = str(min(5, max(1, round(draw.gauss(liked, 1.0)))))
    return row


def _stamp(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M:%S")


def intervals() -> list[dict[str, object]]:
    """Draw two days of half hours of three skills; a half hour without answered calls has no averages."""
    draw = random.Random(SEED)
    starts = [
        day + timedelta(hours=hour, minutes=minute)
        for day in REPORT_DAYS
        for hour in REPORT_HOURS
        for minute in (0, 30)
    ]
    return [_interval(draw, start, skill) for start in starts for skill in SKILLS]


def _interval(draw: random.Random, start: datetime, skill: tuple[int, str, str, int, int, int]) -> dict[str, object]:
    number, _, _, usual, wait, handling = skill
    calls = max(0, round(draw.gauss(usual, usual / 2)))
    answered = calls - sum(draw.random() < 0.1 for _ in range(calls))
    waits = [round(draw.expovariate(1 / wait)) for _ in range(answered)]
    end = start + timedelta(minutes=30)
    talk = sum(round(draw.triangular(40, 2 * handling, handling)) for _ in waits)
    values = (
        start.replace(hour=0, minute=0),
        f"{start:%H:%M}-{end:%H:%M}",
        number,
        answered,
        sum(one <= (10 if number == 12 else 20) for one in waits),
        round(sum(waits) / answered) if answered else None,
        calls - answered,
        draw.randrange(3, 90) if calls > answered else None,
        max(waits, default=0),
        talk,
        round(talk * draw.uniform(0, 0.1)),
        answered * draw.randrange(10, 40),
        sum(draw.random() < 0.08 for _ in waits),
    )
    return dict(zip(INTERVAL_COLUMNS, values, strict=True))


def write_intervals(path: Path) -> None:
    """Write the interval report as the supervisor's program saves it: a title above, totals and a note below."""
    rows = intervals()
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": REPORT_DAYS[-1]})
        sheet = book.add_worksheet("Interval")
        bold, day, clock = (
            book.add_format(of) for of in ({"bold": True}, {"num_format": "dd.mm.yyyy"}, {"num_format": "[h]:mm:ss"})
        )
        sheet.write(0, 0, "Split/Skill Interval Report", bold)
        sheet.write(
            1,
            0,
            f"From {REPORT_DAYS[0]:%d.%m.%Y} to {REPORT_DAYS[-1]:%d.%m.%Y}; acceptable: 20 s, skill 12: 10 s",
        )
        sheet.write_row(3, 0, INTERVAL_COLUMNS, bold)
        totals = {
            name: sum(int(str(row[name])) for row in rows)
            for name in ("ACD Calls", "In Svc Level", "Aban Calls", "ACD Time")
        }
        for line, row in enumerate([*rows, {"Date": "Totals", **totals}], start=4):
            for column, name in enumerate(INTERVAL_COLUMNS):
                value = row.get(name)
                if isinstance(value, datetime):
                    sheet.write_datetime(line, column, value, day)
                elif isinstance(value, int) and name.endswith(("Time", "Ans", "Delay")):
                    sheet.write_number(line, column, value / 86400, clock)
                elif value is not None:
                    sheet.write(line, column, value)
        sheet.write(len(rows) + 5, 0, "Printed by the supervisor's desk")
        sheet.set_column(0, len(INTERVAL_COLUMNS) - 1, 12)


def write_skills(path: Path) -> None:
    """Write the list of skills with their segments."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": REPORT_DAYS[-1]})
        sheet = book.add_worksheet("Skills")
        sheet.write_row(0, 0, ("Skill", "Name", "Segment"))
        for line, (number, name, segment, *_) in enumerate(SKILLS, start=1):
            sheet.write_row(line, 0, (number, name, segment))


def write_log(path: Path, rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> None:
    """Write a log; its columns are those of the first row."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]), delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    maps = folder if len(sys.argv) > 1 else MAPS
    folder.mkdir(parents=True, exist_ok=True)
    write_intervals(maps / "avaya_intervals.xlsx")
    write_skills(maps / "avaya_skills.xlsx")
    plan = staffing_plan.write_plan(folder if len(sys.argv) > 1 else staffing_plan.FOLDER)
    write_rounds(folder, assessment(load(lang="ru"), plan))
    write_log(folder / "contacts.csv", contacts(), delimiter=";")
    write_log(folder / "complaints.csv", loop_logs.complaints())
    write_log(folder / "reasons.csv", loop_logs.contacts())
    write_log(folder / "volumes.csv", loop_logs.volumes())


if __name__ == "__main__":
    main()
