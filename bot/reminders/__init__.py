"""Asks what is due; what is due lies in tables."""
