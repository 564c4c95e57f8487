"""What people write above the columns of a list, in the three languages."""

from __future__ import annotations

_HEADINGS = {
    "text": (
        "statement", "statements", "practice", "practices", "own words", "practice statement", "what we do", "text",
        "description", "practice description", "activity", "activities", "task", "duty", "process", "name", "title",
        "утверждение", "утверждения", "своими словами", "практика", "практики", "формулировка", "что мы делаем",
        "что делаем", "текст", "описание", "описание практики", "деятельность",
        "функция", "функции", "задача", "обязанность",
        "процесс", "наименование", "название",
        "表述", "陈述", "实践做法", "实践", "实践描述", "做法", "做法内容", "工作做法", "我们的做法",
        "文本", "描述", "说明", "内容", "工作内容", "活动", "任务", "职责", "流程", "名称",
    ),
    "id": (
        "id", "no", "no.", "nr", "#", "number", "code", "ref", "ид", "№", "№ п/п", "п/п", "n п/п", "номер", "код",
        "编号", "实践做法编号", "做法编号", "序号", "号", "代码", "编码",
    ),
    "owner": (
        "owner", "responsible", "process owner", "accountable", "владелец", "ответственный", "ответственное лицо",
        "исполнитель", "负责人", "责任人", "所有者", "归口",
    ),
    "unit": (
        "unit", "department", "division", "team", "business unit", "function unit", "подразделение", "отдел",
        "департамент", "управление", "команда", "部门", "单位", "科室", "团队", "责任部门",
    ),
}  # fmt: skip
ROLES = {heading: role for role, headings in _HEADINGS.items() for heading in headings}
# Of several headings of one role the first in the list is taken.
RANK = {heading: rank for headings in _HEADINGS.values() for rank, heading in enumerate(headings)}


def plain(heading: str) -> str:
    """Return a heading as it stands in the lists.

    >>> plain(" What  We do: ")
    'what we do'
    """
    return " ".join(heading.casefold().split()).rstrip(":：").strip()
