"""Figures for whoever watches the program."""
