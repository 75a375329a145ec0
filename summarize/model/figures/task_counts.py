"""Citations that count tasks: `{事项.总数}`, `{事项.已完成:党建工作}`, `{事项.未达序时.占比}`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from summarize.findings import Place
from summarize.model.figures.changes import attainment_words
from summarize.model.figures.forms import TASK_NAME, TASK_SHARE, TASK_TOTAL, task_words
from summarize.model.figures.questions import Gap, GapKind
from summarize.model.figures.tasks import DONE_STATUSES, Task, Tasks, TaskState
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.vocabulary import near_names

_NAME_END = re.compile(r"[.:]")
_FORM = re.compile(r"(?P<word>[^.:]*)(?P<share>\.[^.:]*)?(?P<more>\.[^:]*)?(?::(?P<scope>.*))?", re.DOTALL)
_COUNTED_TOGETHER = {"已完成": DONE_STATUSES}
"""What a word counts besides itself: who finished early has finished."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class TaskCount:
    """What a citation counts: all tasks or those in one status, as a number or a share, in one scope or in all."""

    status: str
    is_share: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class BadCount:
    """A citation that seems to count tasks and cannot; Chinese message and suggestion."""

    message: str
    suggestion: str


def parse_task_count(key: str, tasks: Tasks) -> TaskCount | BadCount | None:
    """Return what `key`, a citation's normalized content, counts; `None` when it does not begin with 事项."""
    if _NAME_END.split(key, maxsplit=1)[0] != TASK_NAME:
        return None
    words = "、".join(f".{word}" for word in task_words())
    match = _FORM.fullmatch(key[len(TASK_NAME) + 1 :]) if key.startswith(f"{TASK_NAME}.") else None
    if match is None or not match["word"]:
        return BadCount(f"“{{{quote(key)}}}”没有写数什么", f"写成 {{{TASK_NAME}.{TASK_TOTAL}}}；可以写：{words}")
    word, share, scope = match["word"], match["share"], match["scope"]
    if word not in task_words():
        near = near_names(word, task_words(), likeness=0.4)
        hint = "是否指" + "、".join(f"“.{other}”" for other in near) + "？" if near else f"可以写：{words}"
        return BadCount(f"“{{{quote(key)}}}”的“.{quote(word)}”不是认得的写法", hint)
    if match["more"] or share not in (None, f".{TASK_SHARE}"):
        wrong = match["more"] or share
        advice = f"写成 {{{TASK_NAME}.{word}}} 或 {{{TASK_NAME}.{word}.{TASK_SHARE}}}"
        return BadCount(f"“{{{quote(key)}}}”的“{quote(wrong)}”不是认得的写法", advice)
    if scope is not None and tasks and (not scope or tasks.within(scope) is None):
        return _unknown_scope(key, scope, tasks)
    return TaskCount("" if word == TASK_TOTAL else word, share is not None, scope or "")


def _unknown_scope(key: str, scope: str, tasks: Tasks) -> BadCount:
    near = tasks.near_scopes(scope) if scope else ()
    hint = "是否指" + "、".join(f"“{quote(name)}”" for name in near) + "？" if near else ""
    seen = f"的“{quote(scope)}”不是“{tasks.sheet}”里的板块或牵头科室" if scope else "的冒号后面没有写板块或科室"
    return BadCount(f"“{{{quote(key)}}}”{seen}", f"{hint}冒号后面写板块或牵头科室的名称")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count prints, and every cell that it was counted from."""

    text: str
    cells: tuple[Place, ...]


def count_tasks(count: TaskCount, tasks: Tasks, period: Period) -> Counted | Gap:
    """Return what `count` prints at the end of `period`, or the gap that it leaves.

    Counted are the tasks known by then, each once, in the last state that is told up to then.
    """
    found = tasks.found_counts.get((count, period))
    if found is None:
        found = tasks.found_counts[count, period] = _count(count, tasks, period)
    return found


def _count(count: TaskCount, tasks: Tasks, period: Period) -> Counted | Gap:
    within = tasks.within(count.scope) or ()
    known = [task for task in within if task.since is None or task.since <= period.end]
    if not known:
        return _no_tasks(count, tasks, period)
    if not count.status:
        text = attainment_words(Fraction(1), None) if count.is_share else str(len(known))
        return Counted(text, tuple(task.place for task in known))
    states = [(task, task.state_at(period.end)) for task in known]
    missing = [(task, state) for task, state in states if state is None or state.status is None]
    if missing:
        return _missing_states(missing, tasks, period)
    wanted = _COUNTED_TOGETHER.get(count.status, {count.status})
    told = [state for _, state in states if state is not None]
    counted = [state.place for state in told if state.status in wanted]
    others = [state.place for state in told if state.status not in wanted]
    if count.is_share:
        return Counted(attainment_words(Fraction(len(counted), len(known)), None), (*counted, *others))
    return Counted(str(len(counted)), tuple(counted or others))


def _no_tasks(count: TaskCount, tasks: Tasks, period: Period) -> Gap:
    place = Place(sheet=tasks.sheet or "重点工作")
    if not tasks:
        advice = "用“重点工作”表填报，或在“工作成效”里填写“状态”；都没有的，不要引用"
        return Gap(GapKind.NO_VALUE, place, "没有可以数的事项", advice)
    where = f"“{quote(count.scope)}”" if count.scope else f"“{tasks.sheet}”"
    return Gap(GapKind.NO_VALUE, place, f"{where}没有{period.full_name}的事项", "改正名称，或不引用")


def _missing_states(missing: Sequence[tuple[Task, TaskState | None]], tasks: Tasks, period: Period) -> Gap:
    blank = [state.place for _, state in missing if state is not None]
    if len(blank) < len(missing):
        task = next(task for task, state in missing if state is None)
        later = min((state.period for state in task.states), key=lambda own: own.end, default=None)
        seen = f"写的是{later.full_name}的" if later else "没有填写"
        message = f"“{quote(task.name)}”的状态{seen}，数不出{period.full_name}的"
        advice = f"在“{tasks.sheet}”里补上{period.full_name}的状态，或不引用"
        return Gap(GapKind.NO_VALUE, task.place, message, advice)
    named = "、".join(str(place) for place in blank[:_MOST_NAMED]) + ("等" if len(blank) > _MOST_NAMED else "")
    remedy = f"填写{named}"
    message = f"有{len(blank)}项没有填写状态，数不出来"
    return Gap(GapKind.NO_VALUE, blank[0], message, f"{remedy}；还没有开始的写“未启动”", tuple(blank[1:]), remedy)
