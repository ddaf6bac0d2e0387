import type { LegendItem } from '../../charts/legend.ts'
import { chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { aboutLine } from '../../components/series/about.ts'
import { choiceName } from '../../components/series/metrics.ts'
import { multiplesBlock } from '../../components/series/multiples.ts'
import { newestFetch, type Panel } from '../../components/series/panel.ts'
import { formatMoment, formatRange } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { chartOf, type Looking } from './charts.ts'
import { canTake } from './forms.ts'
import { comparedAs, notesOf } from './notes.ts'
import { t } from './texts.ts'

const HEIGHT = { one: 460, several: 300 } as const

export interface PictureParts {
  readonly panels: readonly Panel[]
  readonly legend: readonly LegendItem[]
  readonly looking: Looking
  /** Series that stand out in the picture too. */
  readonly pinned: ReadonlySet<string>
  readonly scope: Pick<Scope, 'compare' | 'asOf'>
}

/** The charts as a picture that says by itself what it shows: metric, range, comparison, as of when, which line is whose. */
export function pictureOf(parts: PictureParts): Picture {
  const { legend, looking, scope } = parts
  const drawn = parts.panels.filter((panel) => canTake(panel, looking.form))
  const [first] = drawn
  const metric = drawn.map(({ choice }) => choiceName(choice)).join(t('and'))
  const quiet = comparedAs(drawn, looking) === 'quiet' && parts.pinned.size === 0
  // lines that only a pointer brings out are not in it
  const compare = quiet ? 'none' : scope.compare
  const made = t('made', { time: formatMoment(new Date().toISOString(), 0) })
  return {
    title: t('title', { metric, n: first?.series.length ?? 0 }),
    lines: aboutOf(drawn, compare, scope.asOf, looking),
    legend: looking.form === 'multiples' ? [] : legend.filter(({ key }) => !looking.hidden.has(key)),
    notes: [...notesOf(drawn, looking, compare), made],
    blocks: drawn.map((panel) => blockOf(panel, parts, drawn.length > 1)),
  }
}

function aboutOf(drawn: readonly Panel[], compare: Scope['compare'], asOf: string | null, looking: Looking): string[] {
  const [first] = drawn
  if (!first) return []
  const { range, beforeRange, granularity, periods } = first
  const [from, to] = [periods[looking.zoom?.from ?? -1], periods[looking.zoom?.to ?? -1]]
  const part = from && to && granularity !== 'hour' ? t('zoomedTo', { range: formatRange(from.from, to.to) }) : ''
  const about = {
    range,
    beforeRange: compare === 'none' ? null : beforeRange,
    fetchedAt: newestFetch(drawn),
    granularity,
  }
  return [aboutLine(about, { compare, asOf }, [part, t(`forms.${looking.form}`)])]
}

function blockOf(panel: Panel, { looking, pinned }: PictureParts, several: boolean): PictureBlock {
  const title = several ? choiceName(panel.choice) : undefined
  if (looking.form === 'multiples') return multiplesBlock(panel, looking.hidden, looking.zoom, { title })
  return chartBlock(chartOf(panel, looking), several ? HEIGHT.several : HEIGHT.one, { title, lit: pinned })
}
