import { worded, type Book } from './book.ts'
import { appName } from './sheets/period-sections.ts'

/** What a reader must know is not in the workbook. */
export interface Missing {
  readonly app: string
  readonly report: string
  readonly reason: string
}

/** Apps without rows, report by report; a reason that holds for every variant of a report is told once. */
export function missingOf(book: Book): Missing[] {
  const { input, shared } = book
  return input.reports.flatMap(({ info, variants }) => {
    const found = variants.flatMap((variant) =>
      variant.table().missing.map((gap) => ({ variant, gap, id: `${gap.appId} ${gap.reason}` })),
    )
    return [...Map.groupBy(found, ({ id }) => id).values()].flatMap((gaps) => {
      const [first] = gaps
      if (!first) return []
      const whole = gaps.length === variants.length
      const name = info.name[input.locale]
      const some = gaps.map(({ variant }) => variant.name).join(book.t.listSeparator)
      return [
        {
          app: appName(book, first.gap),
          report: whole ? name : [name, some].join(book.t.dot),
          reason: worded(shared.missing, first.gap.reason),
        },
      ]
    })
  })
}
