"""Which packages this machine has; asked of the system, nothing is changed."""

from __future__ import annotations

from importlib import metadata

PACKAGES = ("click", "docxtpl", "jinja2", "lxml", "openpyxl", "python-calamine", "python-docx", "rich")
"""What the program cannot do without."""


def package_versions() -> dict[str, str | None]:
    """Return the version of every package that is needed; `None` for one that is not installed."""
    return {name: package_version(name) for name in PACKAGES}


def package_version(name: str) -> str | None:
    """Return the version of a package; `None` for one that is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
