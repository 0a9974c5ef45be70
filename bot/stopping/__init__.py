"""The page that a letter's link leads to: one press, and nothing unasked comes any more."""
