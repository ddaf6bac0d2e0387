"""Reads a workbook with openpyxl and prints what it holds as JSON: an eye of its own on what Cygnet wrote.

Usage: python3 read_workbook.py FILE.xlsx
Dates and moments come as ISO text, blank cells are left out.
"""
import datetime
import json
import sys
import warnings
import zipfile

import openpyxl


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return value


def cell_of(cell, results):
    """A formula's cell holds its result, as a program shows it that does not calculate."""
    value = results.get(cell.coordinate) if cell.data_type == "f" else cell.value
    return [cell.coordinate, cell.data_type, plain(value), cell.number_format]


def ref_of(holder):
    source = holder and (getattr(holder, "numRef", None) or getattr(holder, "strRef", None))
    return source.f if source else None


def points_of(holder):
    """What the chart's own copy of a range holds; None for a gap."""
    source = holder and (holder.numRef or getattr(holder, "strRef", None))
    cache = source and (getattr(source, "numCache", None) or getattr(source, "strCache", None))
    if not cache:
        return None
    known = {point.idx: point.v for point in cache.pt}
    return [known.get(i) for i in range(cache.ptCount)]


def series_of(series):
    return {
        "name": series.tx.strRef.f if series.tx and series.tx.strRef else None,
        "categories": ref_of(series.cat),
        "values": ref_of(series.val),
        "points": points_of(series.val),
    }


def charts_of(sheet):
    charts = []
    for chart in sheet._charts:
        parts = [chart] + list(getattr(chart, "_charts", []))[1:]
        series = [series_of(one) for part in parts for one in part.series]
        charts.append({"types": [type(part).__name__ for part in parts], "series": series})
    return charts


def tables_of(sheet):
    return [
        {"name": name, "ref": table.ref, "columns": [column.name for column in table.tableColumns]}
        for name, table in ((table.name, table) for table in sheet.tables.values())
    ]


def rules_of(sheet):
    rules = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            scale = rule.colorScale
            colours = [colour.rgb for colour in scale.color] if scale else []
            points = [point.type for point in scale.cfvo] if scale else []
            bar = rule.dataBar
            if bar:
                colours = [bar.color.rgb]
                points = [point.type for point in bar.cfvo]
            rules.append({"ref": str(area.sqref), "type": rule.type, "colours": colours, "points": points})
    return rules


def links_of(sheet):
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return [[cell.coordinate, cell.hyperlink.location] for cell in linked]


def results_of(sheet, book):
    """What the formulas of a sheet came to, by cell; most sheets have none."""
    formulas = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    if not formulas:
        return {}
    cells = (cell for row in book[sheet.title].iter_rows() for cell in row if cell.value is not None)
    return {cell.coordinate: cell.value for cell in cells if cell.coordinate in formulas}


def sheet_of(sheet, book):
    results = results_of(sheet, book)
    setup = sheet.page_setup
    return {
        "name": sheet.title,
        "dimension": sheet.dimensions,
        "freeze": sheet.freeze_panes,
        "titleRows": sheet.print_title_rows,
        "filter": sheet.auto_filter.ref,
        "widths": {key: column.width for key, column in sheet.column_dimensions.items()},
        "merged": [str(area) for area in sheet.merged_cells.ranges],
        "orientation": setup.orientation,
        "fit": [sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth, setup.fitToHeight],
        "footer": [sheet.oddFooter.left.text, sheet.oddFooter.right.text],
        "links": links_of(sheet),
        "rules": rules_of(sheet),
        "outline": [row for row, size in sheet.row_dimensions.items() if size.outlineLevel],
        "charts": charts_of(sheet),
        "tables": tables_of(sheet),
        "cells": [cell_of(cell, results) for row in sheet.iter_rows() for cell in row if cell.value is not None],
    }


def names_of(book):
    names = book.defined_names
    listed = names.definedName if hasattr(names, "definedName") else names.values()
    return {name.name: name.attr_text for name in listed}


def main(path):
    book = openpyxl.load_workbook(path)
    results = openpyxl.load_workbook(path, data_only=True, read_only=True)
    about = book.properties
    json.dump(
        {
            "sheets": [sheet_of(sheet, results) for sheet in book.worksheets],
            "names": names_of(book),
            "properties": {"title": about.title, "creator": about.creator, "created": about.created.isoformat()},
            "parts": zipfile.ZipFile(path).namelist(),
        },
        sys.stdout,
        ensure_ascii=False,
    )


if __name__ == "__main__":
    # it says that it leaves out the blocks by which Excel draws bars
    warnings.simplefilter("ignore")
    main(sys.argv[1])
