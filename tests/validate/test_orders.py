"""序号: read part by part, whatever they are typed as."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind
from summarize.validate.orders import OrderFault, OrderTrail, ReadOrder, parse_order


def cell(value: Any, code: str = "General") -> Cell:
    kinds = {str: CellKind.TEXT, Decimal: CellKind.NUMBER, date: CellKind.DATE}
    return Cell(value, kinds[type(value)], code, Place(sheet="工作成效", cell="A2"))


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ("1", (1,)),
        ("1.2", (1, 2)),
        ("1.10", (1, 10)),
        ("２", (2,)),
        ("3、", (3,)),
        ("（4）", (4,)),
        ("十二、", (12,)),
        ("（三）", (3,)),
        ("⑤", (5,)),
        (Decimal("1.5"), (1, 5)),
        (Decimal(7), (7,)),
    ],
)
def test_orders_are_read_part_by_part(value: Any, order: tuple[int, ...]) -> None:
    read = parse_order(cell(value))
    assert isinstance(read, ReadOrder)
    assert read.order == order


def test_a_format_with_two_places_keeps_the_zero() -> None:
    read = parse_order(cell(Decimal("1.1"), "0.00"))
    assert isinstance(read, ReadOrder)
    assert read.order == (1, 10) > (1, 2)


@pytest.mark.parametrize("value", ["甲", "第三", "1,2OO", "3-1-x", date(2025, 1, 2)])
def test_what_is_no_order_says_why(value: Any) -> None:
    assert isinstance(parse_order(cell(value)), OrderFault)


def test_an_order_that_became_a_date_says_what_was_typed() -> None:
    fault = parse_order(cell(date(2025, 1, 2)))
    assert fault == OrderFault("是日期", "多半是输入 1-2 时被改成了日期；把这一列的格式改为“文本”，再重新填写。")


def test_the_zero_after_nine_is_given_back_within_its_scope_only() -> None:
    trail = OrderTrail()
    read = [parse_order(cell(Decimal(text))) for text in ("1.9", "1.1")]
    assert [trail.follow("一季度", one) for one in read if isinstance(one, ReadOrder)] == [
        ((1, 9), ""),
        ((1, 10), "序号 1.1 接在 1.9 后面，当作 1.10"),
    ]
    assert isinstance(read[1], ReadOrder)
    assert trail.follow("二季度", read[1]) == ((1, 1), "")
