import { isAbsolute } from 'node:path'
import { AppError } from '../../../contract/errors.ts'
import { PLACEHOLDERS, type TemplateInput } from '../../../contract/methods/templates.ts'
import { describeCatalogue } from '../../catalogue/index.ts'
import type { Store } from '../../store/open.ts'
import { unknownPlaceholder } from './placeholders.ts'

/** Throws `template.invalid`, `report.unknown`, `metric.unknown`, `app.unknown`: a template that is kept can be run. */
export function checkTemplate(store: Pick<Store, 'apps'>, template: Omit<TemplateInput, 'logo'>): void {
  checkTexts(template)
  if (!isAbsolute(template.folder))
    throw new AppError('template.invalid', { field: 'folder', problem: 'folder-not-absolute', value: template.folder })
  const catalogue = describeCatalogue()
  const known = catalogue.map(({ id }) => id)
  for (const report of template.reports)
    if (!known.includes(report)) throw new AppError('report.unknown', { report, known })
  for (const metric of template.metrics) {
    const [report = '', ...key] = metric.split('/')
    const keys = catalogue.find(({ id }) => id === report)?.metrics.map((one) => one.key) ?? []
    if (!keys.includes(key.join('/'))) throw new AppError('metric.unknown', { metric, report, known: keys })
  }
  const apps = new Set(store.apps.list().map(({ id }) => id))
  const strange = template.scope.apps.find((id) => !apps.has(id))
  if (strange !== undefined) throw new AppError('app.unknown', { app: strange })
}

function checkTexts({ title, lines, fileName }: Pick<TemplateInput, 'title' | 'lines' | 'fileName'>): void {
  const texts = [['title', title], ...lines.map((line) => ['lines', line]), ['fileName', fileName]] as const
  for (const [field = '', text = ''] of texts) {
    const value = unknownPlaceholder(text)
    if (value === null) continue
    const known = PLACEHOLDERS.map((name) => `{${name}}`)
    throw new AppError('template.invalid', { field, problem: 'unknown-placeholder', value, known })
  }
}
