"""Documents after they arrived: fetched, looked into, spoken of; and what was left is cleared."""
