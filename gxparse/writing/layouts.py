"""The layouts in which tables of reports come as text, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from gxparse.writing import cell_layouts, drawn_layouts, row_layouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gxparse.writing.grid import Grid


@attrs.frozen
class Layout:
    """A way in which a table is laid out as text.

    Attributes:
        name: Its name.
        write: Makes lines of a table that is filled in.
        keeps_blanks: Whether an empty cell leaves a trace, so that those behind it keep their places.
    """

    name: str
    write: Callable[[Grid], list[str]]
    keeps_blanks: bool = True

    @property
    def summary(self) -> str:
        """What it looks like, in a sentence."""
        return (self.write.__doc__ or "").strip().partition("\n")[0]


_ALL = (
    Layout("cell_per_line", cell_layouts.cell_per_line, keeps_blanks=False),
    Layout("cell_per_line_dense", cell_layouts.cell_per_line_dense, keeps_blanks=False),
    Layout("tab_led", cell_layouts.tab_led),
    Layout("cell_pipe", cell_layouts.cell_pipe),
    Layout("cell_pipe_apart", cell_layouts.cell_pipe_apart),
    Layout("cell_pipe_framed", cell_layouts.cell_pipe_framed),
    Layout("cell_pipe_opened", cell_layouts.cell_pipe_opened),
    Layout("pipe_rows", row_layouts.pipe_rows),
    Layout("pipe_rows_placeholders", row_layouts.pipe_rows_placeholders),
    Layout("pipe_rows_padded", row_layouts.pipe_rows_padded),
    Layout("leading_pipe_rows", row_layouts.leading_pipe_rows),
    Layout("markdown", row_layouts.markdown),
    Layout("markdown_cut", row_layouts.markdown_cut),
    Layout("tab_rows", row_layouts.tab_rows),
    Layout("blank_rows", row_layouts.blank_rows, keeps_blanks=False),
    Layout("columns", drawn_layouts.columns),
    Layout("html", drawn_layouts.html_table),
    Layout("grid_repeated", row_layouts.grid_repeated),
    Layout("grid_repeated_tabs", row_layouts.grid_repeated_tabs),
)
LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ALL}


def layout_of(name: str) -> Layout:
    """Return the layout of that name.

    Raises:
        ValueError: There is none; the message has the names of all.
    """
    if name not in LAYOUTS:
        message = f"there is no layout {name!r}; there are {', '.join(LAYOUTS)}"
        raise ValueError(message)
    return LAYOUTS[name]
