"""Announcements as lines for a terminal."""

from collections.abc import Mapping
from datetime import datetime

from bot.texts import load_phrases
from conversations.broadcast.report import said
from handlers.broadcast_outlook import Outlook
from handlers.broadcast_progress import Progress
from handlers.parts import Parts
from storage.broadcasts import Broadcast


def heading(made: Broadcast, parts: Parts) -> str:
    """`K7QM-2FXP  going out  by Sari, approved by Budi, 120 people, until ...`."""
    words = load_phrases("broadcast")["en"]
    told = [f"by {made.author}"]
    told += [f"approved by {made.approver}"] * bool(made.approver)
    told += [f"{made.audience} people"] * bool(made.audience)
    told += [f"corrects {made.corrects}"] * bool(made.corrects)
    if made.starts_at and not made.started_at:
        told.append(f"begins {local(made.starts_at, parts)}")
    told.append(f"until {local(made.not_after, parts)}")
    if made.paused_reason:
        told.append(words(f"broadcast.paused.{made.paused_reason}"))
    if made.channel_post:
        told.append(f"own channel: {made.channel_post.partition(':')[0]}")
    return f"{made.code}  {words(f'broadcast.status.{made.status}')}  {', '.join(told)}"


def outlook_lines(outlook: Outlook, parts: Parts) -> list[str]:
    """Whom it reaches, until when, and who is left out."""
    lines = [f"reaches {outlook.reached} people, through {local(outlook.forecast.ends, parts)}"]
    for line in outlook.forecast.lines:
        ends = f"until {local(line.ends, parts)}" if line.ends else "wait for their return"
        lines.append(f"  {line.channel}: {line.people}, {ends}")
    return lines + _reasons("not reached", outlook.unreached)


def progress_lines(progress: Progress, parts: Parts) -> list[str]:
    """How many got it, and why others did not."""
    words = load_phrases("broadcast")["en"]
    lines = [f"of {progress.total} people:"]
    told = sorted(progress.told.items())
    lines += [f"  {words(f'broadcast.told.{what}')}: {count}" for what, count in told]
    if progress.doubtful:
        lines.append(f"  attempts of which nobody knows whether they arrived: {progress.doubtful}")
    if progress.ends:
        lines.append(f"  through {local(progress.ends, parts)}")
    return lines + _reasons("did not get it", progress.why)


def local(moment: datetime, parts: Parts) -> str:
    """In the posting's zone."""
    posting = parts.dialog.edition.posting
    return f"{moment.astimezone(posting.tz):%Y-%m-%d %H:%M} {posting.zone_label}"


def _reasons(title: str, counts: Mapping[str, int]) -> list[str]:
    words = load_phrases("broadcast")["en"]
    told = [f"  {said(words, reason)}: {count}" for reason, count in sorted(counts.items())]
    return [f"{title}:", *told] if told else []
