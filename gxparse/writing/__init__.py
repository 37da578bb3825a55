"""Writes reports: the printed form from the same grammars that read it, in the layouts that reports come in.

`grid` is the geometry of a table, `layouts` makes text of it, `figures` writes numbers, `report` puts the
whole together, `reading` turns data into the model.
"""
