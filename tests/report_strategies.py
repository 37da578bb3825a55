"""Hypothesis strategies for reports: any figures, in the rows and columns that the grammars have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

import gxparse
from gxparse import editions, grammar
from gxparse.build import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gxparse.form import Form, Table, Variant

MOST = 10**7
ISSUERS = ("临江市人民政府", "青石县财政局", "白河区云溪街道办事处", "松岭镇人民政府")
LATEST_YEAR = 2030


def counts() -> st.SearchStrategy[int]:
    """Return whole numbers, small ones often."""
    return st.integers(0, 9) | st.integers(0, MOST)


def changes() -> st.SearchStrategy[int]:
    """Return whole numbers of either sign."""
    return st.integers(-9, 9) | st.integers(-MOST, MOST)


def amounts() -> st.SearchStrategy[Decimal]:
    """Return amounts with up to four decimals."""
    return st.builds(lambda whole, places: Decimal(whole).scaleb(-places), counts(), st.integers(0, 4))


FIGURES: dict[str, st.SearchStrategy[int | Decimal]] = {"COUNT": counts(), "CHANGE": changes(), "MONEY": amounts()}


@st.composite
def reports(draw: st.DrawFn, edition: str, missing: float = 0.0) -> gxparse.Report:
    """Return reports of an edition with all three tables and no sections.

    Takes the edition and the probability of a figure being None.
    """
    form = grammar.compiled().forms[edition]
    issuer = draw(st.sampled_from(ISSUERS))
    year = draw(st.sampled_from([year for year in range(2000, LATEST_YEAR + 1) if editions.fits(edition, year)]))
    tables = {table.name: draw(_tables(table, form, missing)) for table in form.tables}
    return gxparse.Report(
        title=f"{issuer}{year}年政府信息公开工作年度报告", issuer=issuer, year=year, edition=edition, **tables
    )


@st.composite
def _tables(draw: st.DrawFn, table: Table, form: Form, missing: float) -> Any:  # noqa: ANN401 (any table of the model)
    variant = draw(st.sampled_from(table.variants))
    kinds = {
        ".".join(part for part in (row.path, column.path) if part): column.kind
        for row in variant.rows
        for column in row.columns
    }
    values: dict[str, int | Decimal | None] = {path: draw(FIGURES[kind]) for path, kind in kinds.items()}
    if missing:
        lost = draw(st.lists(st.sampled_from(range(1000)), min_size=len(kinds), max_size=len(kinds)))
        for path, chance in zip(kinds, lost, strict=True):
            values[path] = None if chance < 1000 * missing else values[path]
    return _model(editions.tables(form.edition)[table.name], values, names(variant, form), "")


def names(variant: Variant, form: Form) -> dict[str, str]:
    """Return the label of every row of a variant, as the form prints it, by path."""
    words = {word.terminal: word.text for word in form.words if word.canonical}
    return {row.path: words[row.label] for row in variant.rows if row.label}


def _model(model: type, values: Mapping[str, int | Decimal | None], named: Mapping[str, str], path: str) -> Any:  # noqa: ANN401
    """Return an instance of a model class with the values below a path."""
    found: dict[str, Any] = {}
    for name, inner, is_list in fields_of(model):
        place = f"{path}.{name}" if path else name
        if inner is None:
            found[name] = named[path] if name == "name" else values[place]
        elif not is_list:
            found[name] = _model(inner, values, named, place)
        else:
            indices = sorted(
                {int(key[len(place) + 1 :].split(".")[0]) for key in values if key.startswith(f"{place}.")}
            )
            found[name] = tuple(_model(inner, values, named, f"{place}.{index}") for index in indices)
    return model(**found)
