"""What WhatsApp allows (developers.facebook.com/docs/whatsapp), and what this channel can do."""

from datetime import timedelta

from conversations.dialog.capabilities import Capabilities

CHANNEL = "whatsapp"
ALLOWED = 80
"""Messages a second of one number, with what comes in."""
MOST_TEXT = 4096
MOST_UNDER_BUTTONS = 1024
MOST_CAPTION = 1024
MOST_BUTTONS, MOST_BUTTON_TITLE = 3, 20
MOST_ROWS, MOST_ROW_TITLE, MOST_ROW_MORE = 10, 24, 72
MOST_ID = 200
MOST_BODY = 3 << 20
MOST_FILE = 20 << 20
RATE = 60
"""Messages a second of what was not sent at once."""
PERSON_BURST, PERSON_EVERY = 40, 6.0
"""One person takes a burst (of 45), then a message in six seconds."""
HEARD_BURST, HEARD_EVERY = 60, 1.0
"""More than this from one person is not read."""
WINDOW = timedelta(hours=24)
"""How long after their last word anything may be said to somebody."""
SPARE = timedelta(minutes=5)
"""Nothing is begun so shortly before the window closes."""
DAY = timedelta(hours=24)
IN_DOUBT_MS = 30_000
"""After an attempt whose outcome is not known: so long its status is waited for."""


def capabilities(tier: int) -> Capabilities:
    """For an account that may begin a talk with `tier` people in 24 hours."""
    return Capabilities(
        can_push=True,
        can_edit=False,
        multi_select=False,
        identity_papers=False,
        needs_template=True,
        rate=ALLOWED,
        people_a_day=tier,
    )
