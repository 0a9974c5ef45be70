"""The secure upload page: /u/<token>, bound to one browser."""
