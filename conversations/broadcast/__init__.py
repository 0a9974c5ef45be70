"""Announcements of staff to many: whom they reach, what they say, when they are through."""
