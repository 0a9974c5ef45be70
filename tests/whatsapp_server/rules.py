"""What the Cloud API refuses, by the numbers of its errors."""

from typing import Any

Json = dict[str, Any]
MISSING, WRONG = 131008, 131009


class Refused(Exception):  # noqa: N818 - what the platform says, no error of a program
    """An answer with an error. `code` is Meta's number."""

    def __init__(self, code: int, status: int = 400, title: str = "(#) refused") -> None:
        super().__init__(code)
        self.code, self.status, self.title = code, status, title

    def body(self) -> Json:
        """Return the answer's JSON."""
        return {"error": {"message": self.title, "type": "OAuthException", "code": self.code}}


def check(body: Json) -> None:
    """Raise `Refused` for a message that breaks a limit."""
    if body.get("messaging_product") != "whatsapp" or not (body.get("to") or body.get("recipient")):
        raise Refused(MISSING)
    if len(str(body.get("biz_opaque_callback_data", ""))) > 512:
        raise Refused(WRONG)
    _CHECKS.get(body.get("type", ""), _unknown)(body)


def _unknown(_body: Json) -> None:
    raise Refused(131051)


def _text(body: Json) -> None:
    _length(body["text"]["body"], 1, 4096)


def _image(body: Json) -> None:
    _length(body["image"].get("caption", ""), 0, 1024)


def _template(body: Json) -> None:
    _length(body["template"]["name"], 1, 512)
    for part in body["template"].get("components", []):
        for value in part["parameters"]:
            said = value.get("text", value.get("payload", ""))
            if "\n" in said or "\t" in said or "    " in said:
                raise Refused(132018)


def _interactive(body: Json) -> None:
    shown = body["interactive"]
    if shown["type"] == "button":
        _buttons(shown)
    elif shown["type"] == "list":
        _list(shown)
    else:
        raise Refused(WRONG)


def _buttons(shown: Json) -> None:
    _length(shown["body"]["text"], 1, 1024)
    replies = [button["reply"] for button in shown["action"]["buttons"]]
    titles = {reply["title"] for reply in replies}
    if not 1 <= len(replies) <= 3 or len(titles) != len(replies):
        raise Refused(WRONG)
    for reply in replies:
        _length(reply["title"], 1, 20)
        _length(reply["id"], 1, 256)


def _list(shown: Json) -> None:
    _length(shown["body"]["text"], 1, 4096)
    _length(shown["action"]["button"], 1, 20)
    if "header" in shown and shown["header"]["type"] != "text":
        raise Refused(WRONG)
    rows = [row for section in shown["action"]["sections"] for row in section["rows"]]
    ids = {row["id"] for row in rows}
    if not 1 <= len(rows) <= 10 or len(ids) != len(rows):
        raise Refused(WRONG)
    for row in rows:
        _length(row["title"], 1, 24)
        _length(row.get("description", " "), 1, 72)
        _length(row["id"], 1, 200)


def _length(text: str, least: int, most: int) -> None:
    if not least <= len(text) <= most:
        raise Refused(WRONG)


_CHECKS = {
    "text": _text, "image": _image, "template": _template, "interactive": _interactive,
}  # fmt: skip
