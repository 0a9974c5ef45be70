"""What a message looks like in the web chat."""

from conversations.dialog.message import Message


def previewed(message: Message, _language: str) -> str:
    """Its words; what stands between stars is bold there."""
    return message.text.replace("*", "")
