"""After the last job: units against each other, so that nothing hangs on which of them was done first.

While jobs run every document gets a place of its own. Here it is decided which have none, because the
unit was sent twice, and what each is called; those that lie elsewhere are moved, and what was left
elsewhere by this run, or by one that was killed, is taken away.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from summarize.batch.rules import (
    DOCUMENT_DISTURBED,
    NAME_OF_ANOTHER,
    UNIT_SENT_TWICE,
    UNITS_LOOK_ALIKE,
    YEAR_UNLIKE_OTHERS,
)
from summarize.errors import MachineError
from summarize.findings import Finding, Place
from summarize.output import PDF_SUFFIX, document_id_in, file_hash, keep_changed, path_of_record
from summarize.pipeline.batch.entries import TWICE, UNWRITTEN
from summarize.pipeline.batch.journal import Journal, KeptAside
from summarize.pipeline.batch.neighbours import Neighbours

_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Unit:
    """A row of the journal, as much as is compared."""

    input: str
    number: int
    unit: str
    period: str
    place: str

    @property
    def at(self) -> Place:
        return Place(file=self.input)


@dataclass(frozen=True, slots=True)
class OddYear:
    """A unit whose year is not that of most others."""

    unit: str
    year: str


_COLUMNS = "unit.input, unit.number, unit.unit, unit.period, unit.place"


def settle(journal: Journal, root: Path, neighbours: Neighbours) -> tuple[OddYear, ...]:
    """Compare all units in `journal`, and put every document under `root` where it is to stay.

    Return the units whose year is not that of most others.
    """
    with journal.at_once():
        journal.run("UPDATE unit SET extra = '[]' WHERE extra != '[]'")
        for units in list(_sent_twice(journal)):
            _refuse_twice(journal, units)
    # What is left is in nobody's way; what moving leaves behind, of a run that was killed at it, is taken away after.
    _take_away_what_is_left(journal, root)
    _name_finally(journal, root, neighbours)
    _take_away_what_is_left(journal, root)
    with journal.at_once():
        _tell_renamed(journal)
        odd = tuple(_tell_other_years(journal))
        _tell_units_alike(journal)
    return odd


def _units(journal: Journal, condition: str, *values: object) -> list[_Unit]:
    return [_Unit(*row) for row in journal.rows(f"SELECT {_COLUMNS} FROM unit {condition}", *values)]


def _sent_twice(journal: Journal) -> Iterator[list[_Unit]]:
    """Yield the units that came in more than one input for one period, those of one name together.

    Of a unit with errors the period is not known: it may be that of any other.
    """
    doubled = "GROUP BY name_key HAVING COUNT(DISTINCT input) > 1 ORDER BY name_key"
    for (key,) in journal.rows(f"SELECT name_key FROM unit WHERE name_key != '' {doubled}"):
        units = _units(journal, "WHERE name_key = ? ORDER BY input, number", key)
        by_period: dict[str, list[_Unit]] = defaultdict(list)
        for unit in units:
            by_period[unit.period].append(unit)
        if "" in by_period:
            yield units
        else:
            yield from (alike for alike in by_period.values() if len({unit.input for unit in alike}) > 1)


def _refuse_twice(journal: Journal, units: Sequence[_Unit]) -> None:
    inputs = list(dict.fromkeys(unit.input for unit in units))
    named = "、".join(f"“{path}”" for path in inputs[:_NAMED]) + ("等" if len(inputs) > _NAMED else "")
    hashes = {journal.rows("SELECT sha256 FROM input WHERE path = ?", path)[0] for path in inputs}
    equal = "，内容完全相同" if len(hashes) == 1 else ""
    for unit in units:
        message = f"“{unit.unit}”有 {len(inputs)} 份输入：{named}{equal}；都没有生成"
        # Not all of many: each would name all others.
        related = tuple(Place(file=path) for path in inputs[: _NAMED + 1] if path != unit.input)
        _tell(journal, unit, UNIT_SENT_TWICE.at(unit.at, message, related=related))
        _set_aside(journal, unit, TWICE, 1)


def _tell(journal: Journal, unit: _Unit, *findings: Finding) -> None:
    ((known,),) = journal.rows("SELECT extra FROM unit WHERE input = ? AND number = ?", unit.input, unit.number)
    told = [*json.loads(known), *(finding.to_json() for finding in findings)]
    extra = json.dumps(told, ensure_ascii=False)
    journal.run("UPDATE unit SET extra = ? WHERE input = ? AND number = ?", extra, unit.input, unit.number)


def _set_aside(journal: Journal, unit: _Unit, outcome: str, status: int) -> None:
    """Let a unit have no document."""
    journal.run(
        "UPDATE unit SET outcome = ?, exit_status = MAX(exit_status, ?), place = '' WHERE input = ? AND number = ?",
        *(outcome, status, unit.input, unit.number),
    )
    # It is to be looked at again even if it does not change: the others may.
    journal.run("UPDATE input SET is_repeatable = 0 WHERE path = ?", unit.input)


def _name_finally(journal: Journal, root: Path, neighbours: Neighbours) -> None:
    """Move each document whose name is not the one that all units together give it."""
    _bar_places(journal, neighbours)
    moves = list(_moves(journal, neighbours))
    interim: list[tuple[_Unit, str, Path]] = []
    for unit, sha256, target in moves:
        waiting = _lift(root / unit.place, sha256)
        if waiting is None:
            _tell_disturbed(journal, unit)
        else:
            interim.append((unit, target, waiting))
    for unit, target, waiting in interim:
        at = (unit.input, unit.number)
        ((sha256,),) = journal.rows("SELECT sha256 FROM input WHERE path = ?", unit.input)
        journal.run(
            "INSERT OR REPLACE INTO placed SELECT ?, name_key, period, input, document_sha256 FROM unit "
            "WHERE input = ? AND number = ?",
            *(target, *at),
        )

        def note(backup: Path, unit: _Unit = unit, sha256: str = sha256) -> None:
            journal.keep_aside(kept_aside(root, backup, unit.input, unit.unit, sha256))

        if _put_down(waiting, root / target, note):
            journal.run("UPDATE unit SET place = ? WHERE input = ? AND number = ?", target, *at)
        else:
            _tell_disturbed(journal, unit)


def _bar_places(journal: Journal, neighbours: Neighbours) -> None:
    """Note which of the names that a unit may have are those of a document that is not to be replaced by its own."""
    journal.run("DROP TABLE IF EXISTS temp.barred")
    journal.run("CREATE TEMP TABLE barred (input TEXT, number INT, place TEXT)")
    journal.run("CREATE INDEX temp.barred_by_unit ON barred (input, number)")
    query = "SELECT input, number, name_key, usual, full FROM unit WHERE place != ''"
    barred = [
        (source, number, place)
        for source, number, name_key, usual, full in journal.each(query)
        for place in dict.fromkeys((usual, full))
        if neighbours.has(place, name_key)
    ]
    for row in barred:
        journal.run("INSERT INTO barred VALUES (?, ?, ?)", *row)


def _moves(journal: Journal, neighbours: Neighbours) -> Iterator[tuple[_Unit, str, str]]:
    """Yield the units whose documents lie elsewhere than they are to, with their hashes and their places.

    A unit alone with its usual name has it; all that share one have their full names, as has one whose usual name
    is that of a neighbour; where a full name is another's too, a mark made of unit and input tells it.
    """
    journal.run("DROP TABLE IF EXISTS temp.named")
    barred = (
        "EXISTS (SELECT 1 FROM barred WHERE barred.input = {0}.input AND barred.number = {0}.number AND place = {1})"
    )
    journal.run(
        "CREATE TEMP TABLE named AS SELECT input, number, usual, full, "
        f"COUNT(*) OVER (PARTITION BY folded(usual)) > 1 OR {barred.format('unit', 'unit.usual')} AS in_full "
        "FROM unit WHERE unit.place != ''"
    )
    query = (
        f"SELECT {_COLUMNS}, unit.name_key, unit.document_sha256, target, is_marked FROM ("
        f"SELECT *, in_full AND (others > 1 OR {barred.format('told', 'told.target')}) AS is_marked FROM ("
        "SELECT *, COUNT(*) OVER (PARTITION BY folded(target)) AS others FROM ("
        "SELECT input, number, in_full, CASE WHEN in_full THEN full ELSE usual END AS target FROM named)) AS told"
        ") JOIN unit USING (input, number) WHERE target != place OR is_marked ORDER BY input, number"
    )
    for *row, name_key, sha256, target, is_marked in journal.each(query):
        unit = _Unit(*row)
        marked = marked_places(target, unit.unit, unit.input)
        place = next(place for place in marked if not neighbours.has(place, name_key)) if is_marked else target
        if place != unit.place:
            yield unit, sha256, place
    journal.run("DROP TABLE temp.named")


def marked_places(place: str, unit: str, source: str) -> Iterator[str]:
    """Yield `place` with a mark that is of this unit in this input alone, and more for inputs of other folders."""
    path = PurePosixPath(place)
    for number in itertools.count():
        text = f"{unit}\0{source}" + (f"\0{number}" if number else "")
        mark = hashlib.sha256(text.encode()).hexdigest()[:6]
        yield str(path.with_name(f"{path.stem}（{mark}）{path.suffix}"))


def _lift(path: Path, sha256: str) -> Path | None:
    """Take the document at `path` out of the way of others; `None` if it is not as it was written."""
    waiting = path.with_name(f".{secrets.token_hex(6)}.passing.tmp")
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            return None
        path.replace(waiting)
    except OSError:
        return None
    return waiting


def _put_down(waiting: Path, path: Path, note: Callable[[Path], None]) -> bool:
    try:
        backup = keep_changed(path, waiting.read_bytes(), is_lasting=False)
        if backup is not None:
            note(backup)
        waiting.replace(path)
    except (OSError, MachineError):
        with contextlib.suppress(OSError):
            waiting.unlink()
        return False
    return True


def kept_aside(root: Path, backup: Path, source: str, unit: str, sha256: str) -> KeptAside:
    """Return what is kept of a file that was put aside for the document of a unit."""
    place = backup.relative_to(root).as_posix()
    return KeptAside(place, source, sha256, unit, document_id_in(backup) is not None)


def _tell_disturbed(journal: Journal, unit: _Unit) -> None:
    message = f"“{unit.unit}”的报告“{unit.place}”写好后被改动、移走或打开，没能改成最后的名字"
    _tell(journal, unit, DOCUMENT_DISTURBED.at(unit.at, message))
    _set_aside(journal, unit, UNWRITTEN, MachineError.exit_status)


def _take_away_what_is_left(journal: Journal, root: Path) -> None:
    """Remove the documents of units that have theirs elsewhere now, or none; what is not as written here stays."""
    query = (
        "SELECT place, document_sha256 FROM placed "
        "WHERE folded(place) NOT IN (SELECT folded(place) FROM unit WHERE place != '')"
        " AND folded(place) NOT IN (SELECT place FROM held)"
        " AND EXISTS (SELECT 1 FROM unit WHERE unit.name_key = placed.name_key AND unit.period = placed.period"
        " AND (unit.place != '' OR unit.outcome = ?))"
    )
    for place, sha256 in journal.rows(query, TWICE):
        path = root / place
        with contextlib.suppress(OSError):
            if file_hash(path) == sha256:
                path.unlink()
            for (pdf_sha256,) in journal.rows("SELECT pdf_sha256 FROM printed WHERE place = ?", place):
                if file_hash(path.with_suffix(PDF_SUFFIX)) == pdf_sha256:
                    path.with_suffix(PDF_SUFFIX).unlink()
    used = "SELECT document_id FROM unit WHERE place != '' UNION SELECT document_id FROM held"
    ids = f"SELECT DISTINCT document_id, usual FROM unit WHERE outcome = ? AND document_id NOT IN ({used})"
    for document_id, usual in journal.rows(ids, TWICE):
        if document_id:
            with contextlib.suppress(OSError):
                path_of_record(root / usual, document_id).unlink(missing_ok=True)


def _tell_other_years(journal: Journal) -> Iterator[OddYear]:
    """Tell of, and yield, the units whose year is not that of most others."""
    counts: dict[str, int] = defaultdict(int)
    years: dict[str, str] = {}
    for period, count in journal.rows("SELECT period, COUNT(*) FROM unit WHERE place != '' GROUP BY period"):
        years[period] = "".join(filter(str.isdigit, period.removeprefix("截至")[:4]))
        counts[years[period]] += count
    most = max(counts, key=lambda year: counts[year], default="")
    if counts[most] * 2 <= sum(counts.values()):
        return
    query = "SELECT period FROM unit WHERE place != '' GROUP BY period ORDER BY COUNT(*) DESC, period"
    usual = next(period for (period,) in journal.rows(query) if years[period] == most)
    advice = f"核对“基本信息”的“年度”；要求大家同一年的，在 --period 里写上年份，如 {usual}。"
    for period in (period for period, year in years.items() if year != most):
        for unit in _units(journal, "WHERE place != '' AND period = ?", period):
            message = f"“{unit.unit}”的年度是{years[period]}年，多数单位是{most}年"
            _tell(journal, unit, YEAR_UNLIKE_OTHERS.at(unit.at, message, advice))
            yield OddYear(unit.unit, years[period])


def _tell_renamed(journal: Journal) -> None:
    """Tell of the units that are called otherwise because of a neighbour."""
    query = (
        "JOIN barred USING (input, number) WHERE unit.place != '' AND barred.place = unit.usual ORDER BY input, number"
    )
    for unit in _units(journal, query):
        ((usual,),) = journal.rows("SELECT usual FROM unit WHERE input = ? AND number = ?", unit.input, unit.number)
        standing, name = PurePosixPath(usual).name, PurePosixPath(unit.place).name
        message = f"“{standing}”是别的单位或另一个文件夹的报告，没有动它；“{unit.unit}”的报告写成了“{name}”"
        _tell(journal, unit, NAME_OF_ANOTHER.at(unit.at, message))


def _tell_units_alike(journal: Journal) -> None:
    """Tell of the units that are called in full what others are called in short."""
    alike = (
        "FROM called JOIN unit ON unit.name_key = called.key "
        "JOIN unit AS other ON other.input = called.input AND other.number = called.number "
        "WHERE other.name_key != unit.name_key AND unit.place != '' AND other.place != '' "
        "AND unit.period = other.period AND unit.input != other.input"
    )
    whose = "PARTITION BY unit.input, unit.number"
    query = (
        f"SELECT * FROM (SELECT {_COLUMNS}, other.unit, other.input AS source, other.number AS place_in_source, "
        f"COUNT(*) OVER ({whose}) AS others, "
        f"ROW_NUMBER() OVER ({whose} ORDER BY other.input, other.number) AS rank {alike}) "
        "WHERE rank <= ? ORDER BY input, number, rank"
    )
    rows = journal.rows(query, _NAMED)
    for key, group in itertools.groupby(rows, key=lambda row: row[:5]):
        short, others = _Unit(*key), list(group)
        named = "、".join(f"“{unit}”（{source}）" for unit, source in (row[5:7] for row in others))
        count = others[0][8]
        more = f"等 {count} 个单位" if count > _NAMED else ""
        written = "两份报告" if count == 1 else "各份报告"
        message = f"“{short.unit}”是{named}{more}的简称，可能是同一个单位；{written}都写了"
        related = tuple(Place(file=row[6]) for row in others)
        _tell(journal, short, UNITS_LOOK_ALIKE.at(short.at, message, related=related))
