/** The children of a worksheet in the order the standard asks for (ECMA-376, CT_Worksheet). */
export const WORKSHEET_ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
] as const

export type WorksheetChild = (typeof WORKSHEET_ORDER)[number]

/** A worksheet's XML with one more child, in its place: after its like, before what must come later. */
export function withChild(xml: string, name: WorksheetChild, child: string): string {
  const later = new Set<string>(WORKSHEET_ORDER.slice(WORKSHEET_ORDER.indexOf(name) + 1))
  let depth = 0
  for (const tag of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)[^>]*?(\/?)>/g)) {
    const [, close, found = '', empty] = tag
    if (close) depth -= 1
    if (depth === (close ? 0 : 1) && (close || later.has(found)))
      return xml.slice(0, tag.index) + child + xml.slice(tag.index)
    if (!close && !empty) depth += 1
  }
  throw new Error(`no worksheet to put ${name} into`)
}
