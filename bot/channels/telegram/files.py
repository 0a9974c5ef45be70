"""Fetches the files that people sent, by aiogram."""

from io import BytesIO
from typing import TYPE_CHECKING

from bot.channels.telegram.set_up import open_bot
from bot.intake.intake import FetchFailedError, FileLostError

if TYPE_CHECKING:
    from aiogram import Bot

PATIENCE = 30


class Files:
    """The files of one bot on the Bot API server at `base`."""

    def __init__(self, base: str, token: str) -> None:
        self._base, self._token = base, token
        self._bot: Bot | None = None

    async def fetch(self, file_id: str) -> bytes:
        """The bytes. Raises `FileLostError` where there are none any more, `FetchFailedError`."""
        from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound
        from aiohttp import ClientError

        self._bot = self._bot or open_bot(self._base, self._token)
        into = BytesIO()
        try:
            file = await self._bot.get_file(file_id)
            if not file.file_path:
                raise FileLostError
            await self._bot.download_file(file.file_path, into, timeout=PATIENCE)
        except (TelegramBadRequest, TelegramNotFound):
            raise FileLostError from None
        except (AiogramError, ClientError, TimeoutError) as error:
            raise FetchFailedError(type(error).__name__) from None
        return into.getvalue()

    async def close(self) -> None:
        if self._bot is not None:
            await self._bot.session.close()
