"""Announcements: written, looked at, tried out, approved by another, sent, held, corrected."""
