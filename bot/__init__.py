"""The running program: wiring, and all contact with the outside."""
