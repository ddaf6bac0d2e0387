import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { dayOf, formatDay, parseDay, startOfDayMs } from '../../../contract/calendar.ts'
import { AppError } from '../../../contract/errors.ts'
import type { Handlers } from '../../../contract/index.ts'
import { template as schema, templateBody, type Template } from '../../../contract/methods/templates.ts'
import { workbookTexts } from '../../excel/i18n/index.ts'
import type { TemplateRow } from '../../store/templates.ts'
import type { Context } from '../context.ts'
import { checkTemplate } from './check.ts'
import { nextDue } from './due.ts'
import { checkedLogo } from './logo.ts'
import { lastOutcomes } from './outcome.ts'
import { plannedWorkbooks } from './plan.ts'
import { rangeOn } from './ranges.ts'
import { runTemplate } from './run.ts'

type TemplateHandlers = Pick<
  Handlers,
  'templates.list' | 'templates.logo' | 'templates.save' | 'templates.remove' | 'templates.run' | 'templates.preview'
>

/** Workbooks that are defined once and made for many, again and again. */
export function templateHandlers(context: Context): TemplateHandlers {
  const changed = () => {
    context.events.emit('changed', { what: 'templates' })
  }
  return {
    'templates.list': () => {
      const outcomes = lastOutcomes(context)
      const now = context.clock()
      return context
        .store()
        .templates.list()
        .map((row) => toTemplate(row, now, outcomes.get(row.id)))
    },
    'templates.logo': ({ id }) => {
      const logo = context.store().templates.logo(id)
      if (logo?.kind !== 'png' && logo?.kind !== 'jpeg') return { logo: null }
      return { logo: { kind: logo.kind, content: logo.content.toString('base64') } }
    },
    'templates.save': ({ id, logo, ...template }) => {
      const store = context.store()
      checkTemplate(store, template)
      const known = id === undefined ? null : templateRow(context, id)
      const other = store.templates.named(template.name)
      if (other && other.id !== known?.id) throw new AppError('template.exists', { template: template.name })
      const picture = logo ? checkedLogo(logo) : logo
      const saved = store.templates.save({ id: known?.id, name: template.name, body: template, logo: picture })
      if (!saved) throw new AppError('template.unknown', { template: template.name })
      // what was missed before it was asked for is not made up
      if (template.schedule) store.templates.due(saved.id, context.clock())
      changed()
      return toTemplate(templateRow(context, saved.id), context.clock(), lastOutcomes(context).get(saved.id))
    },
    'templates.remove': ({ id }) => {
      context.store().templates.remove(id)
      changed()
      return {}
    },
    'templates.run': ({ template, day, force }) =>
      runTemplate(context, templateRow(context, template), { force, now: momentOf(context, day) }),
    'templates.preview': ({ template, day }) => {
      checkTemplate(context.store(), template)
      return preview(context, template, momentOf(context, day))
    },
  }
}

/** Now, or noon of a day in Shanghai. */
const momentOf = (context: Context, day: string | undefined) =>
  day === undefined ? context.clock() : startOfDayMs(parseDay(day) ?? 0) + 12 * 3_600_000

/** By id or by name. Throws `template.unknown`. */
export function templateRow(context: Context, which: number | string): TemplateRow {
  const { templates } = context.store()
  const found = typeof which === 'number' ? templates.get(which) : templates.named(which)
  if (found) return found
  const known = templates.list().map(({ name }) => name)
  throw new AppError('template.unknown', { template: String(which), known })
}

/** A stored template as the contract tells it; what an older Cygnet left out has its default. */
export function toTemplate(
  row: TemplateRow,
  now: number,
  lastOutcome: Template['lastOutcome'] | undefined = null,
): Template {
  const body = templateBody.parse(row.body)
  return schema.parse({
    ...body,
    id: row.id,
    hasLogo: row.hasLogo,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    nextRun: nextRun(body, now),
    lastOutcome,
    lastRun: row.lastRun === null ? null : new Date(row.lastRun).toISOString(),
  })
}

function nextRun({ schedule }: Pick<Template, 'schedule'>, now: number): string | null {
  const next = schedule && nextDue(schedule, now)
  return next === null ? null : new Date(next).toISOString()
}

function preview(context: Context, template: z.output<typeof templateBody>, now: number) {
  const apps = context.store().apps.list()
  const files = plannedWorkbooks(template, { apps, now, locale: context.locale(), force: false, exists: existsSync })
  const { from, to } = rangeOn(template.range, dayOf(now))
  return {
    range: { from: formatDay(from), to: formatDay(to) },
    files: files.map(({ input, apps: own }) => ({
      path: input.path,
      range: input.range,
      apps: own.map(({ name }) => name),
      title: input.cover?.title || workbookTexts[input.locale ?? context.locale()].title,
      lines: input.cover?.lines ?? [],
    })),
    nextRun: nextRun(template, context.clock()),
  }
}
