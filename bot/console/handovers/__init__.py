"""Talks of applicants with staff, and their reports of fraud."""
