"""Telegram: thin wire code where messages pass, aiogram for everything rare."""
