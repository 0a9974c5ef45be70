"""`/metrics`: Prometheus' text, for this machine or whoever has the token; nothing of anybody."""

import asyncio
import hmac
from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from storage.counts import Counts
from storage.gauges import Gauge
from storage.verify_health import Failed

KIND = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
COUNTERS = {
    "pandu_commits_total": "transactions of this process",
    "pandu_events_total": "turns of this process, by what became of them",
    "pandu_deliveries_total": "attempts to send of this process, by channel and outcome",
    "pandu_leases_run_out_total": "leases that ran out and were attended to here, by channel",
}
GAUGES = {
    "pandu_up": "1 while the database answers",
    "pandu_messages_open": "messages that wait or are on their way",
    "pandu_messages_oldest_seconds": "age of the oldest of them",
    "pandu_messages_amiss": "messages that failed, or of which nobody knows",
    "pandu_planned_not_started": "occasions due for minutes that nobody took up",
    "pandu_documents_open": "documents that wait for bytes, a look, or their removal",
    "pandu_documents_oldest_seconds": "age of the oldest of them",
    "pandu_quarantine": "events that were set aside",
    "pandu_audit_unsealed_seconds": "age of the oldest row of the audit that is in no chain yet",
    "pandu_wish_overdue_seconds": "how far the oldest wish over data is past its 72 hours",
    "pandu_talk_waits_seconds": "how long somebody has waited for staff",
}


def routes() -> list[BaseRoute]:
    """For every role."""
    return [Route("/metrics", metrics)]


async def metrics(request: Request) -> Response:
    """404 to everybody else: it is nobody's business that it is there."""
    if not allowed(request, request.app.state.settings.metrics_token):
        return Response(status_code=404)
    store, now = request.app.state.store, request.app.state.clock.now()
    found = [Gauge("pandu_up", 1)]
    try:
        found += await asyncio.to_thread(store.gauges, now)
    except Failed:
        found = [Gauge("pandu_up", 0)]
    return PlainTextResponse(drawn([*counted(store.counts), *found]), media_type=KIND)


def allowed(request: Request, token: str) -> bool:
    """With the token; without one from this machine alone, and not through a proxy."""
    given = request.headers.get("authorization", "")
    if token:
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def counted(counts: Counts) -> Iterator[Gauge]:
    """This process's own."""
    yield Gauge("pandu_commits_total", counts.commits)
    for result, count in counts.events.items():
        yield Gauge("pandu_events_total", count, (("result", result),))
    for (channel, status), count in counts.deliveries.items():
        labels = (("channel", channel), ("status", status))
        yield Gauge("pandu_deliveries_total", count, labels)
    for channel, count in counts.leases.items():
        yield Gauge("pandu_leases_run_out_total", count, (("channel", channel),))


def drawn(found: Iterable[Gauge]) -> str:
    """Each name once with its kind and meaning, then its lines."""
    by_name: dict[str, list[Gauge]] = {}
    for each in found:
        by_name.setdefault(each.name, []).append(each)
    return "".join(_drawn(name, of_name) for name, of_name in by_name.items())


def _drawn(name: str, found: list[Gauge]) -> str:
    kind = "counter" if name in COUNTERS else "gauge"
    meaning = (COUNTERS | GAUGES)[name]
    lines = [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *map(_line, found)]
    return "".join(f"{line}\n" for line in lines)


def _line(each: Gauge) -> str:
    labels = ",".join(f'{name}="{value}"' for name, value in each.labels)
    return f"{each.name}{{{labels}}} {each.value:g}" if labels else f"{each.name} {each.value:g}"
