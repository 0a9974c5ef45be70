"""Messages on their way out: send, record, and take up what is due."""
