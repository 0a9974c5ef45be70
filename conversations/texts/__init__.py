"""Every sentence of the product, in files of texts: one folder for each language."""
