"""How many of the expected units have sent, in the one sentence that screen, page and workbook have alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Units by what became of them; a unit that came in several files is one.

    `expected` is how many the list has, `None` without a list: then `done` and `failed` are all that came.
    `outside` came and are not on the list, with a report or without; of `nameless` workbooks nobody can tell
    the unit. `waiting` workbooks are left by an interruption: until they are done it is not known who has not sent.
    """

    expected: int | None
    done: int
    failed: int
    outside: int = 0
    nameless: int = 0
    waiting: int = 0

    @property
    def sent(self) -> int:
        """How many have sent, with a report or without."""
        return self.done + self.failed

    @property
    def missing(self) -> int:
        """How many of the list have not been seen."""
        return (self.expected or 0) - self.sent

    @property
    def sentence(self) -> str:
        """The sentence, without a full stop."""
        sent = "已处理" if self.waiting else "已报"
        parts = [] if self.expected is None else [f"应报 {self.expected} 个"]
        parts.append(f"{sent} {self.sent} 个（已生成 {self.done}，有错误 {self.failed}）")
        if self.expected is not None:
            parts.append(f"尚不能确定 {self.missing} 个" if self.waiting else f"未报送 {self.missing} 个")
        if self.outside:
            parts.append(f"名单外 {self.outside} 个")
        if self.nameless:
            parts.append(f"认不出单位的工作簿 {self.nameless} 本")
        if self.waiting:
            parts.append(f"还没有处理的工作簿 {self.waiting} 本")
        return "，".join(parts)
