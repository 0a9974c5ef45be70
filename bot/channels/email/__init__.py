"""Mail: it only brings notices, and reads nothing but that one came back."""
