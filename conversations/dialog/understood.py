"""The one place that says which reading of typed words the dialog uses."""

from conversations.understanding.plain import understand

__all__ = ["understand"]
