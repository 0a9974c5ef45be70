"""What tells of itself that it does not happen."""
