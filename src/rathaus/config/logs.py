"""What is logged: one JSON object a line to stderr, with names and codes, never an address, an argument or a text.

An address may hold the secret of a link, and the message of an exception may hold what somebody typed. So a record of
a library is reduced to what it is: the name of its logger, the status and the route of its request, and for an
exception its class with the lines of code that it passed.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

_MAX_LINES = 30


class PlainRecords(logging.Handler):
    """Hands the records of libraries to structlog, reduced to what is safe."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log what a record is, not what it says."""
        _log_of(record.levelno)(record.name, **_facts(record))


def configure(_settings: Mapping[str, Any]) -> None:
    """``LOGGING_CONFIG``: send structlog and the loggers of all libraries to stderr as JSON."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _exception_lines,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_StderrLoggers(),
        cache_logger_on_first_use=False,
    )
    for name in ("django", "django.server"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each, PlainRecords)] + [PlainRecords()]
    root.setLevel(logging.WARNING)


def _exception_lines(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: replace ``exc_info`` by the class of the exception and the lines it passed."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0] is not None:
        event.update(_exception(found[0], found[2]))
    return event


class _StderrLoggers:
    """Makes loggers that write to the stderr of the moment, so that whoever replaces it gets the lines."""

    def __call__(self, *_: object) -> structlog.PrintLogger:
        return structlog.PrintLogger(sys.stderr)


def _log_of(level: int) -> Any:
    log = structlog.get_logger()
    return log.error if level >= logging.ERROR else log.warning if level >= logging.WARNING else log.info


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if isinstance(action := getattr(record, "action", None), str):
        facts["action"] = action
    if isinstance(job := getattr(record, "job", None), Mapping):
        facts |= {"job": job.get("id"), "task": job.get("task_name")}
    if isinstance(status := getattr(record, "status_code", None), int):
        facts["status"] = status
    if (request := getattr(record, "request", None)) is not None:
        match = getattr(request, "resolver_match", None)
        facts |= {"method": getattr(request, "method", None), "route": match.view_name if match else None}
    if record.exc_info and record.exc_info[0] is not None:
        facts |= _exception(record.exc_info[0], record.exc_info[2])
        facts["code"] = getattr(record.exc_info[1], "code", None)
    elif not facts:
        facts["at"] = f"{record.module}:{record.lineno}"
    return facts


def _exception(kind: type[BaseException], passed: TracebackType | None) -> dict[str, Any]:
    lines = traceback.extract_tb(passed)[-_MAX_LINES:]
    return {
        "exception": f"{kind.__module__}.{kind.__qualname__}",
        "lines": [f"{line.filename}:{line.lineno} {line.name}" for line in lines],
    }
