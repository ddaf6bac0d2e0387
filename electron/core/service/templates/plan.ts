import { join } from 'node:path'
import { dayOf, formatDay, type Day } from '../../../contract/calendar.ts'
import { AppError } from '../../../contract/errors.ts'
import { exportInput, type ExportInput } from '../../../contract/methods/jobs.ts'
import type { TemplateInput } from '../../../contract/methods/templates.ts'
import type { Locale } from '../../../contract/primitives.ts'
import { fill, workbookTexts } from '../../excel/i18n/index.ts'
import { FileNames } from './file-name.ts'
import { fillPlaceholders, type Placeholders } from './placeholders.ts'
import { rangeOn } from './ranges.ts'

/** What of a template its workbooks depend on. */
export type TemplateBody = Omit<TemplateInput, 'id' | 'logo' | 'schedule'>

interface App {
  readonly id: number
  readonly name: string
  readonly tags: readonly string[]
}

/** One workbook of a template. */
export interface PlannedWorkbook {
  readonly input: ExportInput
  readonly apps: readonly App[]
}

export interface PlanSetting {
  /** Every app there is, in the order wanted. */
  readonly apps: readonly App[]
  /** Milliseconds since the epoch: the day of the run in Shanghai. */
  readonly now: number
  readonly locale: Locale
  readonly force: boolean
  /** Whether a path is taken. */
  readonly exists: (path: string) => boolean
}

/** The workbooks a template makes when it is run now. Throws `template.invalid` where there is no app to tell of. */
export function plannedWorkbooks(template: TemplateBody, setting: PlanSetting): PlannedWorkbook[] {
  const today = dayOf(setting.now)
  const range = rangeOn(template.range, today)
  const names = new FileNames((name) => !setting.force && setting.exists(join(template.folder, name)))
  const parts = partsOf(template, setting.apps)
  if (parts.length === 0) throw new AppError('template.invalid', { field: 'scope', problem: 'no-apps' })
  return parts.map((part) => {
    const locale = template.locale ?? setting.locale
    const values = placeholdersOf(template, part, range, today, locale)
    const say = (text: string) => fillPlaceholders(text, values)
    const input = exportInput.parse({
      range: { from: formatDay(range.from), to: formatDay(range.to) },
      compare: template.compare,
      scope: { apps: part.apps.map(({ id }) => id), tags: [] },
      reports: template.reports,
      metrics: template.metrics,
      granularity: template.granularity,
      locale,
      cover: { title: say(template.title), lines: template.lines.map(say).filter((line) => line !== '') },
      path: join(template.folder, names.take(say(template.fileName))),
      force: setting.force,
    })
    return { input, apps: part.apps }
  })
}

interface Part {
  readonly apps: readonly App[]
  readonly tag: string
}

function partsOf({ scope, split }: TemplateBody, all: readonly App[]): Part[] {
  const apps = appsIn(scope, all)
  switch (split) {
    case 'all':
      return apps.length === 0 ? [] : [{ apps, tag: scope.tags.join('、') }]
    case 'app':
      return apps.map((app) => ({ apps: [app], tag: app.tags.join('、') }))
    case 'tag': {
      const tags = scope.tags.length > 0 ? scope.tags : [...new Set(apps.flatMap((app) => app.tags))].toSorted()
      return tags
        .map((tag) => ({ tag, apps: apps.filter((app) => app.tags.includes(tag)) }))
        .filter((part) => part.apps.length > 0)
    }
  }
}

function appsIn(scope: TemplateBody['scope'], all: readonly App[]): readonly App[] {
  if (scope.apps.length === 0 && scope.tags.length === 0) return all
  return all.filter((app) => scope.apps.includes(app.id) || app.tags.some((tag) => scope.tags.includes(tag)))
}

const NAMED = 3

function placeholdersOf(
  template: TemplateBody,
  { apps, tag }: Part,
  range: { from: Day; to: Day },
  today: Day,
  locale: Locale,
): Placeholders {
  const t = workbookTexts[locale]
  const names = apps.slice(0, NAMED).map(({ name }) => name)
  const count = fill(t.appCount, { n: apps.length })
  const listed = names.join(t.listSeparator)
  const [from, to] = [formatDay(range.from), formatDay(range.to)]
  const own = template.split === 'tag' ? tag : template.split === 'app' ? listed : tag
  return {
    client: template.client || own || template.name,
    name: template.name,
    app: apps.length === 1 ? listed : '',
    tag,
    apps: apps.length <= NAMED ? listed : count,
    period: from === to ? from : fill(t.range, { from, to }),
    from,
    to,
    days: String(range.to - range.from + 1),
    date: formatDay(today),
  }
}
