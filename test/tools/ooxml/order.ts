import type { XmlElement } from '../xml.ts'

const sequence = (text: string) => text.trim().split(/\s+/)

/** Children in the order of the standard's schemas (ECMA-376: sml.xsd, dml-chart.xsd, dml-spreadsheetDrawing.xsd); written down apart from the code. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  worksheet:
    sequence(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
    scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
    hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst`),
  workbook:
    sequence(`fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
    definedNames calcPr oleSize customWorkbookViews pivotCaches`),
  table: sequence('autoFilter sortState tableColumns tableStyleInfo extLst'),
  tableColumn: sequence('calculatedColumnFormula totalsRowFormula xmlColumnPr extLst'),
  dataBar: sequence('cfvo color'),
  cfRule: sequence('formula colorScale dataBar iconSet extLst'),
  'x14:dataBar': sequence(
    'x14:cfvo x14:fillColor x14:borderColor x14:negativeFillColor x14:negativeBorderColor x14:axisColor',
  ),
  'x14:conditionalFormatting': sequence('x14:cfRule xm:sqref'),
  c: sequence('f v is'),
  'xdr:twoCellAnchor': sequence('xdr:from xdr:to xdr:sp xdr:grpSp xdr:graphicFrame xdr:cxnSp xdr:pic xdr:clientData'),
  'xdr:oneCellAnchor': sequence('xdr:from xdr:ext xdr:sp xdr:graphicFrame xdr:pic xdr:clientData'),
  'xdr:from': sequence('xdr:col xdr:colOff xdr:row xdr:rowOff'),
  'xdr:to': sequence('xdr:col xdr:colOff xdr:row xdr:rowOff'),
  'xdr:graphicFrame': sequence('xdr:nvGraphicFramePr xdr:xfrm a:graphic'),
  'c:chartSpace':
    sequence(`c:date1904 c:lang c:roundedCorners mc:AlternateContent c:style c:clrMapOvr c:pivotSource c:protection
    c:chart c:spPr c:txPr c:externalData c:printSettings c:userShapes c:extLst`),
  'c:chart': sequence(`c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend
    c:plotVisOnly c:dispBlanksAs c:extLst`),
  'c:title': sequence('c:tx c:layout c:overlay c:spPr c:txPr'),
  'c:plotArea': sequence(`c:layout c:barChart|c:lineChart|c:doughnutChart c:catAx|c:dateAx|c:valAx c:dTable c:spPr`),
  'c:lineChart': sequence(
    'c:grouping c:varyColors c:ser c:dLbls c:dropLines c:hiLowLines c:upDownBars c:marker c:smooth c:axId',
  ),
  'c:barChart': sequence('c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId'),
  'c:doughnutChart': sequence('c:varyColors c:ser c:dLbls c:firstSliceAng c:holeSize'),
  'c:lineChart/c:ser': sequence(
    'c:idx c:order c:tx c:spPr c:marker c:dPt c:dLbls c:trendline c:errBars c:cat c:val c:smooth',
  ),
  'c:barChart/c:ser':
    sequence(`c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt c:dLbls c:trendline c:errBars
    c:cat c:val c:shape`),
  'c:doughnutChart/c:ser': sequence('c:idx c:order c:tx c:spPr c:explosion c:dPt c:dLbls c:cat c:val'),
  'c:dPt': sequence('c:idx c:invertIfNegative c:marker c:bubble3D c:explosion c:spPr c:pictureOptions'),
  'c:dLbls':
    sequence(`c:dLbl c:delete c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName
    c:showPercent c:showBubbleSize c:separator c:showLeaderLines c:leaderLines`),
  'c:dLbl':
    sequence(`c:idx c:delete c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName
    c:showSerName c:showPercent c:showBubbleSize c:separator`),
  'c:marker': sequence('c:symbol c:size c:spPr'),
  'c:numRef': sequence('c:f c:numCache'),
  'c:strRef': sequence('c:f c:strCache'),
  'c:numCache': sequence('c:formatCode c:ptCount c:pt'),
  'c:strCache': sequence('c:ptCount c:pt'),
  'c:catAx':
    sequence(`c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark
    c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses|c:crossesAt c:auto c:lblAlgn c:lblOffset c:tickLblSkip
    c:tickMarkSkip c:noMultiLvlLbl`),
  'c:dateAx':
    sequence(`c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark
    c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses|c:crossesAt c:auto c:lblOffset c:baseTimeUnit c:majorUnit
    c:majorTimeUnit c:minorUnit c:minorTimeUnit`),
  'c:valAx':
    sequence(`c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark
    c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses|c:crossesAt c:crossBetween c:majorUnit c:minorUnit c:dispUnits`),
  'c:scaling': sequence('c:logBase c:orientation c:max c:min'),
  'c:legend': sequence('c:legendPos c:legendEntry c:layout c:overlay c:spPr c:txPr'),
  'c:txPr': sequence('a:bodyPr a:lstStyle a:p'),
  'c:rich': sequence('a:bodyPr a:lstStyle a:p'),
  'a:p': sequence('a:pPr a:r|a:br|a:fld a:endParaRPr'),
  'a:ln': sequence('a:noFill|a:solidFill|a:gradFill a:prstDash|a:custDash a:round|a:bevel|a:miter a:headEnd a:tailEnd'),
}

/** Elements that may stand more than once below one parent. */
const REPEATED = new Set(
  sequence(
    `conditionalFormatting cfvo color x14:cfvo c:ser c:dPt c:dLbl c:pt c:axId c:catAx c:dateAx c:valAx c:barChart c:lineChart a:p a:r`,
  ),
)

/** Children that stand where the standard does not want them, anywhere below. */
export function orderProblems(element: XmlElement, parent = ''): string[] {
  const order = ORDER[`${parent}/${element.name}`] ?? ORDER[element.name]
  return [
    ...(order ? misplaced(element, order) : []),
    ...element.children.flatMap((one) => orderProblems(one, element.name)),
  ]
}

function misplaced(element: XmlElement, order: readonly string[]): string[] {
  const place = new Map(order.flatMap((names, n) => names.split('|').map((name): [string, number] => [name, n])))
  const seen = new Set<string>()
  let last = -1
  return element.children.flatMap(({ name }) => {
    const at = place.get(name)
    if (at === undefined) return [`<${name}> has no place in <${element.name}>`]
    const twice = seen.has(name) && !REPEATED.has(name)
    seen.add(name)
    if (twice) return [`<${name}> stands twice in <${element.name}>`]
    if (at < last) return [`<${name}> comes too late in <${element.name}>`]
    last = at
    return []
  })
}
