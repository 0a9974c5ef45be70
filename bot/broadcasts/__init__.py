"""Lets announcements begin, go out and end; shows and tries them out before."""
