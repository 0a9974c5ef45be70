"""What a message looks like on WhatsApp."""

from collections.abc import Callable, Mapping

from bot.channels.whatsapp.draw import Pen
from conversations.dialog.message import Message
from conversations.texts.phrases import Phrases


def previewed(phrases: Mapping[str, Phrases]) -> Callable[[Message, str], str]:
    """Its words within the window of 24 hours; what stands between stars is bold there."""
    pens = {language: Pen(sentences) for language, sentences in phrases.items()}
    return lambda message, language: pens[language].draw(message).body
