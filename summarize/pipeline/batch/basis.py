"""What the documents of a batch depend on besides their inputs: program, libraries, rules, template, options."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from summarize import __version__
from summarize.catalogue import RULES
from summarize.model.period_text import ANY_YEAR, YearMissingError, parse_period
from summarize.model.periods import Period
from summarize.pipeline.making import Templates, Wanted
from summarize.pipeline.secrecy import is_classified_machine

_DISTRIBUTION = "summarize"
_OPTIONS = tuple(field.name for field in fields(Wanted) if field.name not in {"period", "template", "terms"})
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Basis:
    """All that stands at the head of the manifest; two batches of one basis make the same of the same inputs."""

    content: dict[str, Any]

    @cached_property
    def sha256(self) -> str:
        """The hash of the whole."""
        return hashlib.sha256(json.dumps(self.content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def describe_basis(wanted: Wanted, templates: Templates) -> Basis:
    """Return what the documents that are `wanted` depend on.

    Raises:
        TemplateError: The template cannot be found or used.
    """
    template = templates.get(wanted.template, period_asked(wanted))
    return Basis(
        machine_basis().content
        | {
            "template": {"name": template.name, "sha256": template.sha256},
            "period": period_name(wanted),
            "options": {name: getattr(wanted, name) for name in _OPTIONS},
            "terms": {"sha256": wanted.terms.sha256} if wanted.terms else None,
            # On a machine that has become one for secrets nothing may stay as it was kept before.
            "keeps_content": not is_classified_machine(),
        }
    )


_MEANS = {"program": "程序", "libraries": "程序", "rules_sha256": "程序", "template": "模板", "terms": "词表"}


def changed_means(head: Mapping[str, Any], basis: Basis) -> tuple[str, ...]:
    """Return in Chinese what a manifest with this head was made by and is no longer at hand."""
    return tuple(dict.fromkeys(name for key, name in _MEANS.items() if head.get(key) != basis.content[key]))


def machine_basis() -> Basis:
    """Return what of the basis is this machine's: the program, its libraries and its rules."""
    return Basis(
        {
            "program": {"version": __version__, "sha256": _program_hash(), "python": _PYTHON},
            "libraries": dict(_libraries()),
            "rules_sha256": _rules_hash(),
        }
    )


def period_asked(wanted: Wanted) -> Period:
    """Return the period that is asked for, in any year if none is written."""
    return parse_period(wanted.period or "", ANY_YEAR)


def period_name(wanted: Wanted) -> str:
    """Return the name of the period that is asked for, with the year if one is written."""
    try:
        return parse_period(wanted.period or "", None).full_name
    except YearMissingError:
        return period_asked(wanted).name


@cache
def _program_hash() -> str:
    digest = hashlib.sha256()
    root = Path(str(resources.files(_DISTRIBUTION)))
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _rules_hash() -> str:
    return hashlib.sha256("\n".join(map(repr, RULES)).encode()).hexdigest()


@cache
def _libraries() -> tuple[tuple[str, str], ...]:
    """Return the libraries that are installed for the program, and those that they need, with their versions.

    What deflates the documents belongs to them. Where nothing says what the program needs, all that is installed
    counts.
    """
    found = list(_needed()) or [(one.name.lower(), one.version) for one in metadata.distributions()]
    return tuple(sorted({*found, ("zlib", zlib.ZLIB_RUNTIME_VERSION)}))


def _needed() -> Iterator[tuple[str, str]]:
    waiting, seen = [_DISTRIBUTION], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != _DISTRIBUTION:
            yield name, distribution.version
        for requirement in distribution.requires or ():
            match = _NAME.match(requirement)
            if match and "extra ==" not in requirement:
                waiting.append(match[0].lower().replace("_", "-"))
