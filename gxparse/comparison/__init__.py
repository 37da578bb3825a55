"""Compares two reports, of one body or of two: `gxparse.diff` and `gxparse diff`."""
