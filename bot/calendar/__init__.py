"""The schedule of the posting as a file for calendars."""
