import { declareDefault, declareType, placeInSheet, relate, sheetPath, type Parts } from './parts.ts'
import type { PlanPicture, WorkbookPlan } from './types.ts'

/** Excel's units a pixel. */
const EMU = 9525
const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml'

/** Adds the pictures' drawings; sheets with a picture have no charts. Answers the pictures' parts by path. */
export function attachPictures(parts: Parts, plan: WorkbookPlan): Map<string, Buffer> {
  const media = new Map<string, Buffer>()
  plan.sheets.forEach(({ picture }, s) => {
    if (!picture) return
    const n = media.size + 1
    const path = `xl/drawings/picture${n}.xml`
    const image = `xl/media/image${n}.${picture.kind}`
    media.set(image, picture.content)
    declareType(parts, path, DRAWING_TYPE)
    declareDefault(parts, picture.kind, `image/${picture.kind}`)
    parts.set(path, drawingXml(picture, relate(parts, path, 'image', `../media/image${n}.${picture.kind}`)))
    const id = relate(parts, sheetPath(s), 'drawing', `../drawings/picture${n}.xml`)
    placeInSheet(parts, s, 'drawing', `<drawing r:id="${id}"/>`)
  })
  return media
}

function drawingXml({ row, column, width, height }: PlanPicture, rel: string): string {
  const size = `cx="${width * EMU}" cy="${height * EMU}"`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"' +
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor>' +
    `<xdr:from><xdr:col>${column - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
    `<xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo" descr="Logo"/><xdr:cNvPicPr>` +
    '<a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill>' +
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
    ` r:embed="${rel}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm>` +
    `<a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>` +
    '</xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>'
  )
}
