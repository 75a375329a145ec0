"""What the figures were measured on, and where."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30
"""Bytes that must be free there."""
_LIBRARIES = ("docxtpl", "Jinja2", "lxml", "python-docx")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder to write to, in memory where there is a file system in memory; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="summarize-bench-", dir=_memory()) as folder:
        yield Path(folder)


def describe_machine() -> list[str]:
    """Return lines about the machine, without its name."""
    where = "内存文件系统（/dev/shm）" if _memory() else "临时文件夹（没有内存文件系统）"
    libraries = "、".join(f"{name} {version(name)}" for name in _LIBRARIES)
    load = f"，测量前一分钟的平均负载 {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        f"- 处理器：{_processor()}，可用 {cores()} 核{load}",
        f"- 系统：{_system()}；Python {platform.python_version()}；{libraries}",
        f"- 文档写到：{where}",
    ]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> str | None:
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        return str(_MEMORY)
    return None


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}，{platform.machine()}"
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}，{platform.machine()}"
