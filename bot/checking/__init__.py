"""Is this from Pandu? Codes of announcements and pictures, for anyone."""
