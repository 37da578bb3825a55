"""How commands read texts and say what there is to say of them. Nothing here imports Lark."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from gxparse import files, rendering
from gxparse.language import Phrase

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from gxparse.diagnostics import Diagnostic, Severity
    from gxparse.files import TextFile
    from gxparse.language import Language

FINE, DEPARTS, UNUSABLE = 0, 1, 2
"""The exit statuses: all is fine, a text departs from the form, wrong usage or a file that cannot be read."""


class Console:
    """Reads texts, says what there is to say of them, and keeps the exit status."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Speak as the arguments of a command ask for: in their form and their language, with infos or without."""
        self._form: str = arguments.diagnostics
        self._quiet: bool = arguments.quiet
        self._stream = sys.stderr
        self._color = has_color(sys.stderr)
        self._language: Language = arguments.lang
        self._reasons: dict[str, Phrase] = {}
        self.status = FINE

    def read(self, name: str) -> TextFile | None:
        """Return a text, or None and say why."""
        try:
            file = files.read(name)
        except files.UnreadableError as error:
            self._reasons[name] = Phrase(f"cannot be read: {error}", f"无法读取：{error.reason.zh}")
            self.say(name, "error", self._reasons[name])
            self.status = UNUSABLE
            return None
        if file.encoding != "UTF-8" and not self._quiet:
            self.say(name, "info", Phrase(f"read as {file.encoding}", f"按 {file.encoding} 编码读取"))
        return file

    def reason(self, name: str) -> Phrase | None:
        """Return why a text could not be read, None if it was."""
        return self._reasons.get(name)

    def say(self, name: str, severity: Severity, said: Phrase) -> None:
        """Say something of a file as a whole."""
        message = said.within(self._language)
        if self._form == "json":
            import json

            text = json.dumps({"file": name, "severity": severity, "message": message}, ensure_ascii=False)
        else:
            word = rendering.SEVERITIES[severity].within(self._language)
            kind = rendering.paint(word, rendering.COLORS[severity], color=self._color)
            text = f"{rendering.clean(name)}: {kind}: {rendering.clean(message)}"
        print(text, file=self._stream)

    def show(self, file: TextFile, diagnostics: Iterable[Diagnostic]) -> None:
        """Show the diagnostics of a text."""
        renderer = rendering.Renderer(file.name, file.text, color=self._color, language=self._language)
        render: Callable[[Diagnostic], str] = getattr(renderer, self._form)
        for diagnostic in diagnostics:
            if diagnostic.severity != "info":
                self.departs()
            elif self._quiet:
                continue
            print(render(diagnostic), file=self._stream)

    def departs(self) -> None:
        """Remember that a text departs from the form."""
        self.status = max(self.status, DEPARTS)


def has_color(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody asked for none."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
