"""What a batch has done so far, on disk: killed at any moment, the next run goes on from here.

A database beside the manifest, since it must be looked up, sorted and compared without being kept in memory, and
whoever kills the program must leave it whole. It lives from the start of a run to its end; then all stands
in the manifest. What a power failure does to it costs time, nothing else: it is begun anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import quote

from summarize.errors import MachineError
from summarize.findings import Finding, Place
from summarize.opc.files import is_folder
from summarize.opc.rules import DISK_FULL, TARGET_NOT_WRITABLE, WAY_BLOCKED, WRITE_FAILED
from summarize.pipeline.batch.entries import TWICE, InputEntry, UnitEntry, findings_from_json, findings_to_json

_SCHEMA = """
CREATE TABLE input (
    path TEXT PRIMARY KEY, sha256 TEXT, basis TEXT, is_repeatable INT, outcome TEXT, exit_status INT, findings TEXT
) WITHOUT ROWID;
CREATE TABLE unit (
    input TEXT, number INT, unit TEXT, name_key TEXT, period TEXT, outcome TEXT, exit_status INT,
    place TEXT, usual TEXT, full TEXT, document_id TEXT, document_sha256 TEXT, content TEXT, extra TEXT,
    PRIMARY KEY (input, number)
);
CREATE INDEX unit_by_name ON unit (name_key);
CREATE INDEX unit_by_place ON unit (folded(place));
CREATE TABLE called (key TEXT, input TEXT, number INT);
CREATE INDEX called_by_key ON called (key);
CREATE INDEX called_by_input ON called (input);
CREATE TABLE placed (
    place TEXT PRIMARY KEY, name_key TEXT, period TEXT, input TEXT, document_sha256 TEXT
) WITHOUT ROWID;
CREATE TABLE aside (backup TEXT PRIMARY KEY, input TEXT, sha256 TEXT, unit TEXT, is_ours INT) WITHOUT ROWID;
CREATE TABLE printed (
    place TEXT PRIMARY KEY, document_sha256 TEXT, pages INT, pdf_sha256 TEXT, made_with TEXT
) WITHOUT ROWID;
CREATE TABLE begun (at TEXT);
CREATE TABLE scratch (path TEXT);
PRAGMA user_version = 3;
"""
_VERSION = 3
_PASSING = """
CREATE TEMP TABLE held (place TEXT, name_key TEXT, document_id TEXT, is_elsewhere INT);
CREATE INDEX temp.held_by_place ON held (place);
"""
_NOT_ALLOWED = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})
_PLACE_ADVICE = "请管理员开放写入权限，或用 --output 另选一个文件夹。"
_UNSOUND = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


class _AnotherVersionError(sqlite3.DatabaseError):
    """The journal is of another version of the program."""


@dataclass(frozen=True, slots=True)
class KeptAside:
    """What stood where the document of a unit goes and was somebody's work: it is at `backup` now.

    `backup` is a path from the root of the outputs with `/`; `sha256` is the input's. `is_ours` tells a changed
    document of the program from one of anybody else's.
    """

    backup: str
    input: str
    sha256: str
    unit: str
    is_ours: bool


class Journal:
    """The journal in the file at `path`, which is made if it is not there; without a path, one of passing use."""

    def __init__(self, path: Path | None) -> None:
        """Open the journal; one that is no sound database gives way to a new one.

        Raises:
            MachineError: It cannot be written.
        """
        self._path = path
        try:
            self._connection = self._open()
        except sqlite3.Error as error:
            if not _is_unsound(error):
                raise MachineError(self._explain(error)) from error
            self._remove()
            with self._explaining():
                self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        # One process at a time is here, which a lock of our own sees to: that of SQLite fails on some shares.
        name = f"file:{quote(os.fsencode(self._path))}?nolock=1" if self._path is not None else "file:?mode=rwc"
        connection = sqlite3.connect(name, uri=True, isolation_level=None)
        connection.create_function("folded", 1, str.casefold, deterministic=True)
        try:
            connection.executescript(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;"
            )
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                connection.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
            elif version != _VERSION:
                raise _AnotherVersionError
            connection.execute("SELECT COUNT(*) FROM unit").fetchone()
            connection.executescript(_PASSING)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _explaining(self) -> Iterator[None]:
        """Turn what the database says into findings; one that turns out to be unsound is removed.

        Raises:
            MachineError: It cannot be read or written.
        """
        try:
            yield
        except sqlite3.Error as error:
            if _is_unsound(error):
                self.discard()
            raise MachineError(self._explain(error)) from error

    def _explain(self, error: sqlite3.Error) -> Finding:
        where = str(self._path or gettempdir())
        if _code(error) == sqlite3.SQLITE_FULL:
            return DISK_FULL.at(Place(file=where), f"无法写入“{where}”：磁盘空间不足。")
        if _is_unsound(error):
            message = f"批量的进度文件“{where}”坏了，已经删去"
            return WRITE_FAILED.at(Place(file=where), message, "再运行一次同样的命令，写好的报告不会丢。")
        if self._path is not None and is_folder(self._path):
            return WAY_BLOCKED.at(Place(file=where), f"无法写入“{where}”：这个名字已是一个文件夹。")
        if _code(error) in _NOT_ALLOWED:
            message = f"无法写入“{where}”：没有权限，或所在的盘只读。"
            return TARGET_NOT_WRITABLE.at(Place(file=where), message, _PLACE_ADVICE)
        return WRITE_FAILED.at(Place(file=where), f"无法读写“{where}”：系统报告错误 {error}。")

    def _remove(self) -> None:
        if self._path is not None:
            for name in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                name.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the journal; what is in it stays."""
        self._connection.close()

    def discard(self) -> None:
        """Close the journal and remove it."""
        self.close()
        self._remove()

    @property
    def is_new(self) -> bool:
        """Whether no run has begun with it."""
        return not self.rows("SELECT 1 FROM begun")

    def begin(
        self,
        known: Iterable[InputEntry],
        printed: Iterable[tuple[str, str, int, str, str]] = (),
        placed: Iterable[tuple[str, str, str, str, str]] = (),
        aside: Iterable[KeptAside] = (),
    ) -> None:
        """Start with what is `known` from an earlier batch; whoever is killed at it begins again."""
        with self.at_once():
            for row in printed:
                self.keep_printed(*row)
            self._run_each("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?, ?)", placed)
            for kept in aside:
                self.keep_aside(kept)
            for entry in known:
                if self.get(entry.path) is not None:  # a line that somebody has doubled
                    self.drop(entry.path)
                self.put(entry)
                for unit in entry.units:
                    if unit.place:
                        self.note_place(unit)
            self.run("INSERT INTO begun VALUES (datetime())")

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """Let what is done in the block be kept as a whole or not at all."""
        self.run("BEGIN")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk, for one, has rolled it back already
                self._connection.execute("ROLLBACK")
            raise

    def put(self, entry: InputEntry) -> None:
        """Keep what became of an input of which nothing is known, or no longer (`drop`)."""
        findings = json.dumps(findings_to_json(entry.findings), ensure_ascii=False)
        self.run(
            "INSERT INTO input VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(entry.path, entry.sha256, entry.basis, entry.is_repeatable, entry.outcome, entry.exit_status, findings),
        )
        for unit in entry.units:
            self._put_unit(unit)

    def _put_unit(self, unit: UnitEntry) -> None:
        content = unit.to_json()
        extra = json.dumps(content.pop("among_others"), ensure_ascii=False)
        folder = unit.place.rpartition("/")[0]
        usual, full = [f"{folder}/{name}" if folder else name for name in (unit.names[:1] + unit.names[-1:])] or (
            "",
            "",
        )
        self.run(
            "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(unit.input, unit.number, unit.unit, unit.name_key, unit.period, unit.outcome, unit.exit_status),
            *(unit.place, usual, full, unit.document_id, unit.document_sha256),
            *(json.dumps(content, ensure_ascii=False), extra),
        )
        keys = ((key, unit.input, unit.number) for key in unit.keys)
        self._run_each("INSERT INTO called VALUES (?, ?, ?)", keys)

    def drop(self, path: str) -> None:
        """Forget what became of the input at `path`."""
        for table, column in (("input", "path"), ("unit", "input"), ("called", "input")):
            self.run(f"DELETE FROM {table} WHERE {column} = ?", path)

    def drop_all_but(self, paths: Iterable[str]) -> None:
        """Forget the inputs that are not among `paths`."""
        self.run("CREATE TEMP TABLE wanted (path TEXT PRIMARY KEY) WITHOUT ROWID")
        self._run_each("INSERT OR IGNORE INTO wanted VALUES (?)", ((path,) for path in paths))
        for table, column in (("input", "path"), ("unit", "input"), ("called", "input")):
            self.run(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT path FROM wanted)")
        self.run("DROP TABLE wanted")

    def drop_all(self) -> None:
        """Forget what became of every input, but not where documents were placed."""
        for table in ("input", "unit", "called"):
            self.run(f"DELETE FROM {table}")

    def note_place(self, unit: UnitEntry) -> None:
        """Keep that the document of this unit is, or is about to be, at its place."""
        row = (unit.place, unit.name_key, unit.period, unit.input, unit.document_sha256)
        self.run("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?, ?)", *row)

    def hold(self, place: str, name_key: str, document_id: str, *, is_elsewhere: bool) -> None:
        """Know, for this run, that another batch has the document of a unit at `place`."""
        self.run("INSERT INTO held VALUES (?, ?, ?, ?)", place.casefold(), name_key, document_id, is_elsewhere)

    def is_held(self, place: str, name_key: str) -> bool:
        """Return whether another batch has a document at `place` which one of this unit would not replace."""
        query = "SELECT 1 FROM held WHERE place = ? AND (is_elsewhere OR name_key != ?)"
        return bool(self.rows(query, place.casefold(), name_key))

    def keep_aside(self, kept: KeptAside) -> None:
        """Keep that what stood in the place of a unit's document was put aside."""
        self.run("INSERT OR REPLACE INTO aside VALUES (?, ?, ?, ?, ?)", *astuple(kept))

    def kept_aside(self) -> list[KeptAside]:
        """Return what was put aside for documents of inputs that have not changed since."""
        query = "SELECT backup, input, aside.sha256, unit, is_ours FROM aside JOIN input ON path = input "
        rows = self.rows(f"{query} WHERE aside.sha256 = input.sha256 ORDER BY input, backup")
        return [KeptAside(backup, path, sha256, unit, bool(is_ours)) for backup, path, sha256, unit, is_ours in rows]

    def keep_printed(self, place: str, document_sha256: str, pages: int, pdf_sha256: str, made_with: str) -> None:
        """Keep that the document at `place` has a PDF, and what set it."""
        row = (place, document_sha256, pages, pdf_sha256, made_with)
        self.run("INSERT OR REPLACE INTO printed VALUES (?, ?, ?, ?, ?)", *row)

    def is_taken(self, place: str) -> bool:
        """Return whether the document of a unit is at `place`, whatever the case of its letters."""
        return bool(self.rows("SELECT 1 FROM unit WHERE folded(place) = ?", place.casefold()))

    def find(self, path: str, sha256: str, basis: str) -> InputEntry | None:
        """Return what became of this input if it is to be trusted again."""
        condition = "WHERE path = ? AND sha256 = ? AND basis = ? AND is_repeatable"
        return next(self._entries(condition, path, sha256, basis), None)

    def get(self, path: str) -> InputEntry | None:
        """Return what is known of the input at `path`."""
        return next(self._entries("WHERE path = ?", path), None)

    def entries(self) -> Iterator[InputEntry]:
        """Yield every input in the order of their paths."""
        return self._entries("ORDER BY path")

    def _entries(self, condition: str, *values: object) -> Iterator[InputEntry]:
        columns = "path, sha256, basis, outcome, exit_status, findings"
        for path, sha256, basis, outcome, status, findings in self.each(
            f"SELECT {columns} FROM input {condition}", *values
        ):
            found = findings_from_json(json.loads(findings))
            yield InputEntry(path, sha256, basis, outcome, status, found, tuple(self._units(path)))

    def _units(self, path: str) -> Iterator[UnitEntry]:
        columns = "number, outcome, exit_status, place, content, extra"
        for number, outcome, exit_status, place, content, extra in self.rows(
            f"SELECT {columns} FROM unit WHERE input = ? ORDER BY number", path
        ):
            known = json.loads(content) | {"outcome": outcome, "exit_status": exit_status, "document": place}
            if outcome == TWICE:
                known |= {"document_sha256": None, "id": None, "record_sha256": None, "rows": None, "figures": []}
            yield UnitEntry.from_json(path, number, known | {"among_others": json.loads(extra)})

    def run(self, statement: str, *values: object) -> None:
        """Run a statement that changes something."""
        with self._explaining():
            self._connection.execute(statement, values)

    def _run_each(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._explaining():
            self._connection.executemany(statement, rows)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query gives: a few, or short ones."""
        with self._explaining():
            return self._connection.execute(query, values).fetchall()

    def each(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that a query gives; nothing may be changed meanwhile."""
        with self._explaining():
            yield from self._connection.execute(query, values)

    def most_common_period(self) -> str:
        """Return the name, with its year, of the period that most documents are of; '' while there are none."""
        query = "SELECT period FROM unit WHERE place != '' GROUP BY period ORDER BY COUNT(*) DESC, period LIMIT 1"
        return next((str(period) for (period,) in self.rows(query)), "")

    def count_outcomes(self) -> Counter[str]:
        """Return how many units, and inputs without units, have which outcome; a unit sent twice is one."""
        each = f"CASE outcome WHEN '{TWICE}' THEN name_key ELSE number || '/' || input END"
        units = self.rows(f"SELECT outcome, COUNT(DISTINCT {each}) FROM unit GROUP BY outcome")
        alone = "SELECT outcome, COUNT(*) FROM input WHERE path NOT IN (SELECT input FROM unit) GROUP BY outcome"
        counts: Counter[str] = Counter()
        for outcome, count in (*units, *self.rows(alone)):
            counts[outcome] += count
        return counts

    def worst_status(self) -> int:
        """Return the worst exit status of all units and inputs."""
        all_of_them = "SELECT exit_status FROM unit UNION SELECT exit_status FROM input"
        status: int = self.rows(f"SELECT COALESCE(MAX(exit_status), 0) FROM ({all_of_them})")[0][0]
        return status


def _is_unsound(error: sqlite3.Error) -> bool:
    """Return whether there is no journal to go on with; whatever else is wrong with one may pass."""
    return isinstance(error, _AnotherVersionError) or _code(error) in _UNSOUND


def _code(error: sqlite3.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
