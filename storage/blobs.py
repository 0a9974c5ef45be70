"""Where sealed documents lie: a folder or an S3 store. What comes in is sealed already.

A document has a folder of random name that holds its original and its working copies.
"""

import asyncio
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import from_url

if TYPE_CHECKING:
    from obstore.store import ClientConfig

PATIENCE: "ClientConfig" = {"timeout": "20s", "connect_timeout": "5s", "allow_http": True}
TRIES = 3
_STAGING = re.compile(r"#\d+$")


class BlobsDownError(OSError):
    """The store of documents cannot be reached or is full; nothing was kept."""


class BlobMissingError(LookupError):
    """There is nothing of this name."""


class Blobs:
    """`url` is `file:///folder` or `s3://bucket/prefix`, the latter with the usual AWS variables.

    Everything raises `BlobsDownError`.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store = from_url(url)
        else:
            self._store = from_url(url, client_options=PATIENCE)

    async def put(self, folder: str, name: str, sealed: bytes) -> None:
        """Durable when this returns; whole or not at all."""
        path = _path(folder, name)
        try:
            if self._folder:
                await asyncio.to_thread(_clear_staging, self._folder / path)
            await obstore.put_async(self._store, path, sealed)
            if self._folder:
                await asyncio.to_thread(_sync, self._folder / path)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise BlobsDownError(type(error).__name__) from None

    async def get(self, folder: str, name: str) -> bytes:
        """Raises `BlobMissingError`."""
        try:
            found = await obstore.get_async(self._store, _path(folder, name))
            return bytes(await found.bytes_async())
        except FileNotFoundError:
            raise BlobMissingError(name) from None
        except (obstore.exceptions.BaseError, OSError) as error:
            raise BlobsDownError(type(error).__name__) from None

    async def names(self, folder: str) -> list[str]:
        """Of what lies in it, in order."""
        return sorted(path.rpartition("/")[2] for path, _ in await self._listed(_path(folder)))

    async def folders(self) -> set[str]:
        """Every folder in which something lies."""
        return {folder for folder, _, _ in await self.everything()}

    async def everything(self) -> list[tuple[str, str, int]]:
        """All that lies here: its folder, its name and its size, in order."""
        parted = ((path.split("/"), size) for path, size in await self._listed())
        return sorted((path[-2], path[-1], size) for path, size in parted)

    async def _listed(self, folder: str = "") -> list[tuple[str, int]]:
        """Paths and sizes. What is removed while a folder is read makes it be read again."""
        for left in reversed(range(TRIES)):
            try:
                found = await obstore.list(self._store, folder or None).collect_async()
            except FileNotFoundError as error:
                if not left:
                    raise BlobsDownError(type(error).__name__) from None
            except (obstore.exceptions.BaseError, OSError) as error:
                raise BlobsDownError(type(error).__name__) from None
            else:
                return [(str(each["path"]), int(each["size"])) for each in found]
        return []

    async def remove(self, folder: str) -> None:
        """The whole folder; nothing where there is none."""
        try:
            if self._folder:
                place = self._folder / _path(folder)
                await asyncio.to_thread(_remove_tree, place)
                return
            found = await obstore.list(self._store, _path(folder)).collect_async()
            if paths := [each["path"] for each in found]:
                await obstore.delete_async(self._store, paths)
        except (obstore.exceptions.BaseError, OSError) as error:
            raise BlobsDownError(type(error).__name__) from None


def _path(folder: str, name: str = "") -> str:
    """Two levels, so that no folder of a disk grows long."""
    return "/".join(part for part in (folder[:2], folder, name) if part)


def _clear_staging(path: Path) -> None:
    """What a killed process left half written under this name."""
    for old in path.parent.glob(f"{path.name}#*"):
        if _STAGING.search(old.name):
            old.unlink(missing_ok=True)


def _remove_tree(place: Path) -> None:
    """Also while something is still being laid into it."""
    for left in reversed(range(TRIES)):
        shutil.rmtree(place, ignore_errors=left > 0)
        if not place.exists():
            return


def _sync(path: Path) -> None:
    """The file, and that its folders know of it, also after a loss of power."""
    for place in (path, path.parent, path.parent.parent, path.parent.parent.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
