"""What stands where, at one look."""
