"""What pictures of a posting say; how they are drawn is decided elsewhere."""
