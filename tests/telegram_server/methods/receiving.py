"""How the bot gets its updates: getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import re

from tests.telegram_server.params import Params
from tests.telegram_server.refusals import WEBHOOK_ACTIVE, bad_request
from tests.telegram_server.webhook import Courier, Target
from tests.telegram_server.world import Json, World

LONGEST_POLL = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, params: Params) -> list[Json]:
    """Confirm what lies below the offset and return what follows, waiting for it if asked to."""
    if world.pending.on_update is not None:
        raise WEBHOOK_ACTIVE
    _subscribe(world, params)
    world.pending.confirm_before(params.number("offset"))
    limit = min(max(params.number("limit", 100), 1), 100)
    seconds = min(params.number("timeout"), LONGEST_POLL)
    return await world.pending.poll(limit, seconds)


def set_webhook(world: World, courier: Courier, params: Params) -> bool:
    """Aim deliveries at an address; an empty one ends them."""
    url, secret = params.text("url"), params.text("secret_token")
    if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _subscribe(world, params)
    _drop(world, params)
    most = min(max(params.number("max_connections", 40), 1), 100)
    courier.aim(Target(url, secret, most))
    return True


def delete_webhook(world: World, courier: Courier, params: Params) -> bool:
    """End deliveries; what is pending waits for getUpdates."""
    _drop(world, params)
    courier.aim(Target())
    return True


def get_webhook_info(world: World, courier: Courier, _params: Params) -> Json:
    """Return where deliveries go and how the last failure read."""
    target = courier.target
    info: Json = {
        "url": target.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.pending.updates),
    }
    if target.url:
        info["max_connections"] = target.max_connections
    if target.last_error:
        info.update(last_error_message=target.last_error, last_error_date=target.last_error_at)
    if world.pending.allowed:
        info["allowed_updates"] = world.pending.allowed
    return info


def _subscribe(world: World, params: Params) -> None:
    asked = params.parsed("allowed_updates")
    if isinstance(asked, list):
        world.pending.allowed = [str(kind) for kind in asked]


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.pending.updates.clear()
