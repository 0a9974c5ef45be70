"""Other ways to build the same small bot, each a process of its own."""
