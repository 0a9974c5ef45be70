"""Each channel that is switched on: does the other side know us, and where does it send?"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
import msgspec
from aiosmtplib import SMTPException
from msgspec import Struct

from bot.channels.email.lines import server_of
from bot.channels.telegram.api import Api
from bot.channels.telegram.channel import PATH as TELEGRAM_PATH
from bot.channels.whatsapp.channel import provider_of
from bot.delivery.outcome import Outcome
from bot.doctor.finding import Finding
from bot.settings import Settings

PATIENCE = 10.0
SKEW = 30.0
MOST_PENDING = 1_000
REFUSED = (401, 403)


class Me(Struct):
    """https://core.telegram.org/bots/api#getme."""

    username: str = ""


class Hook(Struct):
    """https://core.telegram.org/bots/api#getwebhookinfo."""

    url: str = ""
    pending_update_count: int = 0
    last_error_message: str = ""


async def channels(settings: Settings) -> list[Finding]:
    """Those that are switched on."""
    found = [each async for each in _telegram(settings)] if settings.telegram_token else []
    if settings.whatsapp.token:
        found.append(await _whatsapp(settings))
    if settings.smtp_url:
        found.append(await _mail(settings))
    return found or [Finding("channels", "the web chat alone")]


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    api = Api(settings.telegram_api_url, settings.telegram_token)
    try:
        me = await api.call("getMe", {}, PATIENCE)
        if isinstance(me, Outcome) or not me.ok:
            yield _unknown(me.reason if isinstance(me, Outcome) else me.description)
            return
        yield Finding("telegram", f"@{msgspec.json.decode(me.result, type=Me).username}")
        hook = await api.call("getWebhookInfo", {}, PATIENCE)
        if not isinstance(hook, Outcome) and hook.ok:
            yield _hook(settings, msgspec.json.decode(hook.result, type=Hook))
    finally:
        api.close()
    yield await _clock(settings.telegram_api_url)


def _unknown(reason: str) -> Finding:
    mend = (
        "PANDU_TELEGRAM_TOKEN: as @BotFather shows it; PANDU_TELEGRAM_API_URL: can it be reached?"
    )
    return Finding("telegram", f"does not know this bot ({reason})", mend)


def _hook(settings: Settings, hook: Hook) -> Finding:
    name = "telegram updates"
    wanted = settings.public_url + TELEGRAM_PATH if settings.telegram_mode == "webhook" else ""
    if hook.url != wanted:
        return Finding(name, "go elsewhere", "start pandu: it tells Telegram where they go")
    waiting = f"{hook.pending_update_count} waiting"
    if hook.last_error_message or hook.pending_update_count > MOST_PENDING:
        mend = "PANDU_PUBLIC_URL: can it be reached from outside, is its certificate good?"
        return Finding(name, f"{waiting}; Telegram says: {hook.last_error_message[:80]}", mend)
    return Finding(name, waiting)


async def _clock(base: str) -> Finding:
    """Against the time that their server tells."""
    name, mend = "clock", "let this machine take its time from NTP servers"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            answer = await client.head(base)
        ahead = (datetime.now(UTC) - parsedate_to_datetime(answer.headers["date"])).total_seconds()
    except (httpx.HTTPError, KeyError, ValueError):
        return Finding(name, "could not be held against Telegram's")
    return Finding(name, f"{abs(ahead):.0f} s from Telegram's", mend if abs(ahead) > SKEW else "")


async def _whatsapp(settings: Settings) -> Finding:
    name = "whatsapp"
    provider = provider_of(settings.whatsapp)
    path = f"/{settings.whatsapp.phone_id}" if provider.name == "meta" else "/v1/configs/webhook"
    try:
        async with httpx.AsyncClient(
            headers=provider.headers, timeout=PATIENCE, trust_env=False
        ) as client:
            answer = await client.get(provider.base + path)
    except httpx.HTTPError as error:
        mend = "PANDU_WHATSAPP_API_URL: can this machine reach it?"
        return Finding(name, f"cannot be reached ({type(error).__name__})", mend)
    if answer.status_code in REFUSED:
        mend = "PANDU_WHATSAPP_TOKEN: expired or of another number"
        return Finding(name, f"does not know this key ({answer.status_code})", mend)
    return Finding(name, "knows this key")


async def _mail(settings: Settings) -> Finding:
    """Greets and signs in, sends nothing."""
    here = urlsplit(settings.public_url).hostname or "localhost"
    line = server_of(settings.smtp_url, here).line()
    try:
        async with asyncio.timeout(PATIENCE):
            await line.connect()
            await line.noop()
            await line.quit()
    except (SMTPException, OSError, TimeoutError) as error:
        line.close()
        mend = "PANDU_SMTP_URL: host, port, TLS, user and password; is the server up?"
        return Finding("mail", f"does not take letters ({type(error).__name__})", mend)
    return Finding("mail", "greeted and signed in")
