"""Every kind of diagnostic: its code and severity, and its words and meaning in English and in Chinese.

Bands: GX1xx the document, GX2xx a table as a whole, GX3xx rows and labels, GX4xx figures. A code keeps its
meaning for ever and is never used again for another. `words` has what is put into messages and is not from the text.
"""

from __future__ import annotations

from gxparse.catalogue import document, figures, rows, tables
from gxparse.catalogue.code import Code, Text

__all__ = ["CODES", "Code", "Text"]

CODES: dict[str, Code] = {code.code: code for code in (*document.CODES, *tables.CODES, *rows.CODES, *figures.CODES)}
