"""What people asked for their data, and erasing them at once."""
