"""Where the concrete parts meet."""

import hashlib
import hmac
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.amending import Amending
from bot.answers import load_answers
from bot.broadcasts.start import broadcast_works
from bot.calendar.page import routes as calendar_routes
from bot.calm import calm
from bot.channels.email.channel import PATH as MAIL_PATH
from bot.channels.email.channel import Mail
from bot.channels.telegram.channel import PATH as TELEGRAM_PATH
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.limits import CHANNEL as TELEGRAM_NAME
from bot.channels.webchat.assets import Assets
from bot.channels.webchat.cookie import Cookies
from bot.channels.webchat.desk import CHANNEL as WEBCHAT_NAME
from bot.channels.webchat.desk import Desk
from bot.channels.webchat.limits import Limits
from bot.channels.webchat.page import broken, not_found
from bot.channels.webchat.routes import routes as webchat_routes
from bot.channels.webchat.webchat import Webchat
from bot.channels.whatsapp.limits import CHANNEL as WHATSAPP_NAME
from bot.checking.page import routes as checking_routes
from bot.clock import Clock, DemoClock
from bot.console.console import Console
from bot.console.routes import routes as console_routes
from bot.doors import Program
from bot.handover.attending import handover_works
from bot.ids import new_id
from bot.inspection.examiner import Examiner
from bot.inspection.inspector import Inspector
from bot.inspection.reading.reader import Reader
from bot.intake.intake import Intake
from bot.joining.page import routes as join_routes
from bot.lexicon import load_lexicon
from bot.metrics.page import routes as metrics_routes
from bot.parts import parts_of
from bot.pictures.page import routes as picture_routes
from bot.pictures.pictures import Pictures
from bot.postings import find_posting, served_edition
from bot.privacy.routes import routes as privacy_routes
from bot.privacy.work import rights_works
from bot.reminders.reminders import Reminders
from bot.selection.page import routes as attend_routes
from bot.selection.telling import Telling
from bot.settings import Settings
from bot.stopping.page import routes as stop_routes
from bot.supervise import Work, running
from bot.texts import load_phrases
from bot.uploads.routes import routes as upload_routes
from bot.uploads.uploads import Uploads
from bot.watch.watching import watch_works
from conversations.dialog.engine import Dialog
from conversations.posting.edition import Edition
from conversations.texts.phrases import Phrases
from conversations.understanding.understand import Understanding
from handlers.parts import Parts
from storage.migrate import migrate
from storage.sealing import MasterKey
from storage.store import Store

Role = Literal["serve", "web", "worker"]
SORRY = {404: not_found, 500: broken}


def build_app(settings: Settings, role: Role = "serve") -> Program:
    """The program as one ASGI app: all of it (`serve`), or one part of several processes.

    Raises `PostingError` where the posting has faults.
    """
    edition = served_edition(find_posting(settings.posting))
    phrases = load_phrases()
    dialog = _dialog(settings, edition, phrases)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock = DemoClock(settings.now, settings.data_dir) if settings.now else Clock()
    assets = Assets()
    inspector = Inspector(most_bytes=settings.max_file_mb * 2**20)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        store = app.state.store = _store(settings)
        parts = parts_of(settings, store, dialog)
        chat = app.state.webchat = _webchat(settings, parts, edition, phrases, clock)
        reader = Reader()
        intake = Intake(parts, clock, Examiner(inspector, reader, edition))
        intake.tell[WEBCHAT_NAME] = chat.tell
        app.state.uploads = Uploads(
            parts, edition, phrases, clock, inspector, intake.tell, chat.limits, family=assets
        )
        app.state.pictures = _pictures(settings, parts, phrases, clock)
        app.state.console = Console(parts, chat, phrases, clock, assets)
        amending = _amending(app, parts, edition, phrases, intake)
        reminders = _reminders(parts, clock, intake, amending)
        works = await rights_works(settings, parts, clock, role) | {"amending": amending.run}
        if role != "web":
            works |= {"intake": intake.run, "reminders": reminders.run}
        if settings.telegram_token:
            telegram = Telegram(settings, parts, edition, phrases, clock)
            amending.takers.append(telegram.serve)
            works["telegram"] = _telegram(app, telegram, intake, role)
        works |= _whatsapp(app, parts, phrases, clock, intake)
        mail = _mail(app, parts, phrases, clock, amending) if settings.smtp_url else None
        works |= {"mail": mail.run} if mail and role != "web" else {}
        works |= _for_staff(app, parts, clock, intake) if role != "web" else {}
        await amending.look()
        calm()
        async with running(works):
            yield
        await reader.close()
        await store.close()

    app = Program(routes=_routes(assets, role), exception_handlers=SORRY, lifespan=life)
    app.doors, app.state.mail, app.state.telegram = {}, None, None
    app.state.settings, app.state.clock = settings, clock
    return app


def _routes(assets: Assets, role: Role) -> list[BaseRoute]:
    health: list[BaseRoute] = [Route("/healthz", healthz), Route("/readyz", readyz)]
    health += metrics_routes()
    if role == "worker":
        return health
    returned = Route(MAIL_PATH, mail_returned, methods=["POST"])
    pages = [*webchat_routes(assets), *upload_routes(), *stop_routes(), *calendar_routes()]
    pages += join_routes()
    pages += [*picture_routes(), *privacy_routes(), *checking_routes(), *console_routes()]
    pages += attend_routes()
    return [*health, *pages, returned]


def _store(settings: Settings) -> Store:
    """Over a database of the newest schema."""
    migrate(settings.database_url)
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    return Store(settings.database_url, master, new_id)


def _whatsapp(
    app: Program, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock, intake: Intake
) -> dict[str, Work]:
    """Imported here: its client is of no use to whoever has no WhatsApp."""
    if not app.state.settings.whatsapp.token:
        return {}
    from bot.channels.whatsapp.channel import PATH, Whatsapp

    whatsapp = Whatsapp(app.state.settings, parts, phrases, clock)
    app.doors[PATH] = whatsapp.webhook
    whatsapp.draws(app.state.pictures.png)
    intake.fetch[WHATSAPP_NAME] = whatsapp.files.fetch
    intake.tell[WHATSAPP_NAME] = whatsapp.tell
    return {"whatsapp": whatsapp.run}


def _reminders(parts: Parts, clock: Clock, intake: Intake, amending: Amending) -> Reminders:
    """Woken where dates or the clock are moved."""
    reminders = Reminders(parts, clock, intake.tell)
    amending.takers.append(lambda _: reminders.nudge())
    if isinstance(clock, DemoClock):
        clock.moved = reminders.nudge
    return reminders


def _pictures(
    settings: Settings, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock
) -> Pictures:
    folder = settings.data_dir / "pictures"
    pictures = Pictures(parts.dialog, phrases, clock, folder, settings.public_url)
    parts.codes.append(pictures.genuine)
    return pictures


def _amending(
    app: Program, parts: Parts, edition: Edition, phrases: Mapping[str, Phrases], intake: Intake
) -> Amending:
    """Brings the pages, and the look into documents, to what was amended."""
    amending = Amending(edition, phrases, parts)
    amending.takers += [app.state.webchat.desk.serve, lambda new: _renew(app, new)]
    amending.takers.append(intake.examiner.serve)
    return amending


def _renew(app: Program, edition: Edition) -> None:
    """The upload page of another edition."""
    app.state.uploads = replace(app.state.uploads, edition=edition)


def _mail(
    app: Program, parts: Parts, phrases: Mapping[str, Phrases], clock: Clock, amending: Amending
) -> Mail:
    """Its webhook is found at `app.state.mail`."""
    mail = Mail(app.state.settings, parts, phrases, clock)
    amending.takers.append(mail.serve)
    app.state.mail = mail
    return mail


def _telegram(app: Program, telegram: Telegram, intake: Intake, role: Role) -> Work:
    """What of it runs in this process, and where it meets the others."""
    if role != "worker":
        app.doors[TELEGRAM_PATH] = telegram.webhook
    app.state.telegram = telegram
    telegram.draws(app.state.pictures.png)
    intake.fetch[TELEGRAM_NAME] = telegram.files.fetch
    intake.tell[TELEGRAM_NAME] = telegram.tell
    return telegram.reply_only if role == "web" else telegram.run


def _for_staff(app: Program, parts: Parts, clock: Clock, intake: Intake) -> dict[str, Work]:
    """What they announce, and who waits for them."""
    handover = handover_works(app.state, parts, clock, intake.tell)
    telling = app.state.telling = Telling(parts, clock, intake.tell)
    works = {**broadcast_works(app.state, parts, clock), "results": telling.run}
    return works | handover | watch_works(parts.store, clock)


def _dialog(settings: Settings, edition: Edition, phrases: Mapping[str, Phrases]) -> Dialog:
    reply = load_answers(edition, phrases).reply
    dialog = Dialog(edition, phrases, reply, most_mb=settings.max_file_mb)
    dialog.reading(Understanding(load_lexicon())).attended(settings.staff_hours)
    return dialog.mailing() if settings.smtp_url else dialog


def _webchat(
    settings: Settings,
    parts: Parts,
    edition: Edition,
    phrases: Mapping[str, Phrases],
    clock: Clock,
) -> Webchat:
    return Webchat(
        Desk(parts, edition, clock),
        Cookies(_cookie_key(settings), secure=settings.public_url.startswith("https:")),
        phrases,
        home=settings.public_url,
        trusted=settings.trusted_proxies,
        limits=Limits(on=settings.web_limits),
    )


async def mail_returned(request: Request) -> Response:
    """What comes back of the mail, where there is mail."""
    mail: Mail | None = request.app.state.mail
    return await mail.webhook.answer(request) if mail else Response(status_code=401)


async def healthz(_: Request) -> Response:
    """Alive."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Able to serve: the database answers."""
    ready = await request.app.state.store.alive()
    return PlainTextResponse("ready" if ready else "database", 200 if ready else 503)


def _cookie_key(settings: Settings) -> bytes:
    return hmac.new(settings.master_key, b"cookie", hashlib.sha256).digest()
