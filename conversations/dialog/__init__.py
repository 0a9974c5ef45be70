"""The conversation: a state and what was said go in, a new state and messages come out."""
