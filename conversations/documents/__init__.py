"""What is asked for, what was sent, and what was noticed about it."""
