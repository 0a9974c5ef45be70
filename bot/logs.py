"""Logs: one line an event, to standard error, without anything that a person said."""

import json
import logging
import re
import sys
from traceback import extract_tb
from types import TracebackType

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]
_SECRETS = re.compile(
    r"(?<!\d)\d{16}(?!\d)|(?<!\d)\d{6,12}:[\w-]{30,}|Bearer \S+"
    r"|/(?:u|berhenti|kalender|gabung|salinan|console/masuk)/[\w-]{16,}",
    re.ASCII,
)


class Redacting(logging.Filter):
    """Last line of defence: NIKs, bot tokens and one-time links never reach a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRETS.sub("[redacted]", record.getMessage()), ()
        return True


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = _trace(record.exc_info)
        return json.dumps(line)


class Plain(logging.Formatter):
    """A line for people."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the library's name
        return _trace(ei)


def _trace(error: ExcInfo) -> str:
    """Where an error came from and its type; its message might hold what somebody wrote."""
    kind, _, traceback = error
    frames = (f"{f.filename}:{f.lineno} {f.name}" for f in extract_tb(traceback))
    return " < ".join((kind.__name__ if kind else "", *reversed(list(frames))))


def set_up_logs(level: str, form: str) -> None:
    """`form` is `json` or `console`."""
    handler = logging.StreamHandler(sys.stderr)
    plain = Plain("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(Json() if form == "json" else plain)
    handler.addFilter(Redacting())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("alembic", "apscheduler", "uvicorn"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))
