"""The workbooks of the matrix as files, made once for all tests and all workers of a run."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from matrix.files import SOURCES, write_all
from matrix.traps import BOOKS

Made = Callable[[str], Mapping[str, Path]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the paths of all workbooks of the matrix as files of a kind, by name; the first who asks makes them."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "矩阵"
    root.mkdir(exist_ok=True)

    def make(kind: str) -> Mapping[str, Path]:
        listed = root / f"{kind}.json"
        with (root / f"{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not listed.exists():
                sources = make(SOURCES[kind]) if kind in SOURCES else {}
                paths = write_all(BOOKS, kind, root / kind, sources)
                listed.write_text(json.dumps({name: str(path) for name, path in paths.items()}), encoding="utf-8")
        return {name: Path(path) for name, path in json.loads(listed.read_text(encoding="utf-8")).items()}

    return make
