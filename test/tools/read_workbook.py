"""Reads a workbook with openpyxl and prints what it holds as JSON: an eye of its own on what Cygnet wrote.

Usage: python3 read_workbook.py FILE.xlsx
Dates and moments come as ISO text, blank cells are left out.
"""
import datetime
import json
import sys
import zipfile

import openpyxl


def value_of(cell):
    value = cell.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return value


def cell_of(cell):
    return [cell.coordinate, cell.data_type, value_of(cell), cell.number_format]


def rules_of(sheet):
    rules = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            scale = rule.colorScale
            colours = [colour.rgb for colour in scale.color] if scale else []
            points = [point.type for point in scale.cfvo] if scale else []
            rules.append({"ref": str(area.sqref), "type": rule.type, "colours": colours, "points": points})
    return rules


def links_of(sheet):
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return [[cell.coordinate, cell.hyperlink.location] for cell in linked]


def sheet_of(sheet):
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
        "cells": [cell_of(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None],
    }


def names_of(book):
    names = book.defined_names
    listed = names.definedName if hasattr(names, "definedName") else names.values()
    return {name.name: name.attr_text for name in listed}


def main(path):
    book = openpyxl.load_workbook(path)
    about = book.properties
    json.dump(
        {
            "sheets": [sheet_of(sheet) for sheet in book.worksheets],
            "names": names_of(book),
            "properties": {"title": about.title, "creator": about.creator, "created": about.created.isoformat()},
            "parts": zipfile.ZipFile(path).namelist(),
        },
        sys.stdout,
        ensure_ascii=False,
    )


if __name__ == "__main__":
    main(sys.argv[1])
