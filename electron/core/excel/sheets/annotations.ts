import type { Annotation } from '../../../contract/methods/annotations.ts'
import { rangeText, type Book } from '../book.ts'
import { EMPTY_ROW, lineRow, RowMaker } from '../rows.ts'
import type { PlanRow } from '../types.ts'
import { appName } from './period-sections.ts'

/** What people noted on days of the range, a line each; nothing where nobody noted anything. */
export function annotationRows(book: Book): PlanRow[] {
  const { input, t, styles } = book
  if (input.annotations.length === 0) return []
  return [
    lineRow(t.annotations, styles.frame.heading, 22),
    ...input.annotations.map((annotation) =>
      new RowMaker()
        .set(1, rangeText(book, annotation.from, annotation.to), styles.cell.body.text)
        .set(2, kindText(book, annotation), styles.frame.note)
        .set(3, aboutText(book, annotation), styles.frame.note)
        .set(5, annotation.text, styles.frame.fact)
        .row(18),
    ),
    EMPTY_ROW,
  ]
}

function kindText({ t }: Book, { kind }: Annotation): string {
  return {
    note: t.annotationNote,
    release: t.annotationRelease,
    campaign: t.annotationCampaign,
    incident: t.annotationIncident,
    holiday: t.annotationHoliday,
  }[kind]
}

function aboutText(book: Book, { appId, app, tag }: Annotation): string {
  if (appId !== null) return appName(book, { appId, app: app ?? '' })
  return tag ?? book.t.allApps
}
