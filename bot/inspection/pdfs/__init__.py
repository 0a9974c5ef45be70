"""PDFs: opened, searched for what acts by itself, read and drawn."""
