"""Is an installation fit to serve, and how is it mended?"""
