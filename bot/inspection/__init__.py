"""Looks into one document in a child process, and builds the applicant's kit."""
