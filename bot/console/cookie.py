"""The cookie of the console: a token that only its browser knows. It changes at each sign-in."""

from starlette.requests import Request
from starlette.responses import Response

from storage.staff_sessions import LASTS

NAME = "pandu_staff"
SPOKEN = ("id", "en")


def token_in(request: Request) -> str:
    return request.cookies.get(NAME, "")


def give(response: Response, token: str, *, secure: bool) -> None:
    """`secure` where the public address is https."""
    seconds = int(LASTS.total_seconds())
    response.set_cookie(
        NAME, token, max_age=seconds, path="/console", httponly=True, samesite="lax", secure=secure
    )


def forget(response: Response, *, secure: bool) -> None:
    response.delete_cookie(NAME, path="/console", httponly=True, samesite="lax", secure=secure)
