"""`pandu audit verify`: was a row of the audit edited, deleted, inserted or moved?"""

import argparse
import asyncio
import re
import sys

from bot.ids import new_id
from bot.settings import Settings, SettingsError, load
from storage.audit_chain import Verified
from storage.keys import ChainHead
from storage.migrate import migrate
from storage.sealing import MasterKey, SealBrokenError
from storage.store import Store

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{32})")


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="hold every row against the chain")
    verify.add_argument(
        "--head", default="", metavar="HEAD", help="an earlier head, as this command told it"
    )


def run(args: argparse.Namespace) -> int:
    """1 where something was changed, 2 where a setting or the head is wrong."""
    found = _HEAD.fullmatch(args.head)
    if args.head and not found:
        print("--head: a position and 32 signs, as pandu audit verify tells it", file=sys.stderr)
        return 2
    known = ChainHead(int(found[1]), bytes.fromhex(found[2])) if found else None
    try:
        verified = asyncio.run(_verify(load(), known))
    except (SettingsError, SealBrokenError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(_lines(verified)))
    return 1 if verified.faults else 0


async def _verify(settings: Settings, known: ChainHead | None) -> Verified:
    migrate(settings.database_url)
    master = MasterKey(settings.master_key, settings.previous_master_keys)
    store = Store(settings.database_url, master, new_id)
    try:
        return await store.rights.chain.verify(known)
    finally:
        await store.close()


def _lines(verified: Verified) -> list[str]:
    head = f"{verified.head.position}:{verified.head.mac.hex()}"
    told = [f"{verified.sealed} rows in order" if not verified.faults else "the audit was changed:"]
    told += [f"  {fault}" for fault in verified.faults]
    if verified.waiting:
        told.append(f"{verified.waiting} rows are not in the chain yet")
    return [*told, f"head {head}" if verified.head.position else "no head yet"]
