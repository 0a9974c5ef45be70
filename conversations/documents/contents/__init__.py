"""What documents say: lines of text in, fields and findings out. Nothing is guessed."""
