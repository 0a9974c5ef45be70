"""The settings of announcements: read by `bot.settings` with all others."""

import re
from datetime import timedelta

from msgspec import Struct

from bot.setting_reader import Reader

TELEGRAM_RATE = 30
"""Messages a second that Telegram takes of a bot (core.telegram.org/bots/faq); more with paid
broadcasts or by agreement.
"""
MOST_RATE = 10_000
MOST_COOLING = 24 * 60


class BroadcastSettings(Struct, frozen=True, kw_only=True):
    """`cooling` passes between approval and start. `channel` is the agency's own on Telegram, ""
    where there is none; `telegram_rate` messages a second that Telegram takes of this bot.
    """

    cooling: timedelta = timedelta(minutes=5)
    channel: str = ""
    telegram_rate: int = TELEGRAM_RATE


def read_broadcast(reader: Reader) -> BroadcastSettings:
    """What is wrong is among the reader's faults."""
    cooling = reader.read("BROADCAST_COOLING", "5", _minutes, "0 to 1440 whole minutes")
    channel = reader.read("TELEGRAM_CHANNEL", "", _channel, "@name or the number of a channel")
    rate = reader.read("TELEGRAM_RATE", str(TELEGRAM_RATE), _rate, "1 to 10000 messages a second")
    return BroadcastSettings(
        cooling=timedelta(minutes=5 if cooling is None else cooling),
        channel=channel or "",
        telegram_rate=rate or TELEGRAM_RATE,
    )


def _minutes(text: str) -> int:
    return _between(text, 0, MOST_COOLING)


def _rate(text: str) -> int:
    return _between(text, 1, MOST_RATE)


def _between(text: str, least: int, most: int) -> int:
    if not least <= (number := int(text)) <= most:
        raise ValueError
    return number


def _channel(text: str) -> str:
    if text and not re.fullmatch(r"@[A-Za-z]\w{4,31}|-\d{5,20}", text):
        raise ValueError
    return text
