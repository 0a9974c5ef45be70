"""Who the visitor is: a signed cookie that holds nothing but their id."""

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

NAME = "pandu"
LANGUAGE = "pandu_language"
DAYS_180 = 180 * 86400


class Cookies:
    """`key` signs; `secure` where the public address is https."""

    def __init__(self, key: bytes, *, secure: bool) -> None:
        self._signer = URLSafeTimedSerializer(key, salt="webchat-visitor")
        self._secure = secure

    def visitor(self, request: Request) -> str | None:
        """The visitor's id, or None without a cookie that this program signed."""
        try:
            found = self._signer.loads(request.cookies.get(NAME, ""), max_age=DAYS_180)
        except BadSignature:
            return None
        return found if isinstance(found, str) else None

    def give(self, response: Response, visitor: str) -> None:
        """Makes the browser remember `visitor` for 180 days."""
        self._set(response, NAME, str(self._signer.dumps(visitor)))

    def forget(self, response: Response) -> None:
        """Makes the browser forget who was here."""
        response.delete_cookie(NAME, httponly=True, samesite="lax", secure=self._secure)

    def speak(self, response: Response, language: str) -> None:
        """Makes the browser remember the language that was chosen."""
        self._set(response, LANGUAGE, language)

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(
            name, value, max_age=DAYS_180, httponly=True, samesite="lax", secure=self._secure
        )


def new_visitor() -> str:
    """An id that nobody can guess (128 bits)."""
    return secrets.token_urlsafe(16)
