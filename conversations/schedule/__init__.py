"""What is due for a case, when, until when, and what is said then."""
