import { rangeText, worded, type Book } from '../book.ts'
import { fill } from '../i18n/index.ts'
import { momentText } from '../refs.ts'
import type { PlanSheet, ReportSource, VariantSource } from '../types.ts'
import { cohortSections, followsCohorts, ratesFirst } from './cohort-sections.ts'
import { memberSections } from './member-sections.ts'
import { periodSections } from './period-sections.ts'
import { planSections } from './section-sheet.ts'
import type { Section } from './sections.ts'

/** The sheet of one report, its apps side by side, every variant that has data. */
export function planReport(book: Book, report: ReportSource, name: string): PlanSheet {
  const { locale } = book.input
  const cohorts = followsCohorts(report.info)
  const variants = cohorts ? ratesFirst(report.variants) : report.variants
  const filled = variants.filter((variant) => variant.table().rows.length > 0)
  return planSections(book, {
    name,
    title: report.info.name[locale],
    subtitle: subtitleOf(book, report),
    sections: filled.flatMap((variant) => sectionsOf(book, report, variant, cohorts)),
    remarks: [...(cohorts ? [book.t.noteImmature] : []), report.info.description[locale]],
  })
}

function sectionsOf(book: Book, report: ReportSource, variant: VariantSource, cohorts: boolean): Section[] {
  if (cohorts) return cohortSections(book, report, variant)
  return report.info.dimension ? memberSections(book, report, variant) : periodSections(book, report, variant)
}

function subtitleOf(book: Book, report: ReportSource): string {
  const { t, input, shared } = book
  const kinds = new Set(report.variants.map(({ granularity }) => worded(shared.granularities, granularity)))
  const asOf = input.asOf === null ? null : fill(t.asOfMoment, { moment: momentText(input.asOf) })
  return [
    rangeText(book, input.from, input.to),
    [...kinds].join(t.listSeparator),
    ...(report.info.token === 'app' ? [fill(t.appCount, { n: input.apps.length })] : []),
    ...(asOf === null ? [] : [asOf]),
  ].join(t.dot)
}
