import { barChart } from '../../charts/bar-chart.ts'
import { lineChart } from '../../charts/line-chart.ts'
import { besideBlock, chartBlock, type Picture } from '../../charts/picture.ts'
import { mixNotes } from '../../components/members/mix.ts'
import { rankBars, rankLegend, rankTitle } from '../../components/members/rank.ts'
import type { Side, Sides } from '../../components/members/sides.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { dayLegend, dayModel } from './days.ts'
import { daysNotes } from './detail-notes.ts'
import type { usePageDetail } from './detail.ts'
import { flowBars, flowLegend } from './flow.ts'
import { cutNotes } from './notes.ts'
import type { usePages } from './store.ts'
import { t } from './texts.ts'

type Pages = ReturnType<typeof usePages>
type ShownScope = Pick<Scope, 'compare' | 'asOf'>

const HEIGHT = 420
const made = () => members('made', { time: formatMoment(new Date().toISOString(), 0) })
const about = (sides: Sides, side: Side | null, scope: ShownScope, more: readonly string[] = []) =>
  aboutLine(
    { range: sides.range, beforeRange: sides.beforeRange, fetchedAt: side?.source?.fetchedAt ?? null },
    scope,
    more,
  )

/** The charts as a picture that says by itself what it shows. */
export function pictureOf(pages: Pages, scope: ShownScope): Picture | null {
  const { sides, side } = pages.members
  if (!sides) return null
  return side ? oneSide(pages, sides, side, scope) : severalSides(pages, sides, scope)
}

function oneSide(pages: Pages, sides: Sides, side: Side, scope: ShownScope): Picture | null {
  const { ranking } = pages
  if (!ranking) return null
  const rank = rankBars(ranking)
  const flow = flowBars(pages.entries, side, pages.nameOf, pages.locale)
  return {
    title: t('pictureTitle', { who: side.name }),
    lines: [about(sides, side, scope)],
    legend: rankLegend(ranking),
    notes: [t('flowNote', { n: pages.entries.length }), ...cutNotes(pages.members), made()],
    blocks: [
      besideBlock(
        [
          chartBlock((theme) => barChart(rank, theme), HEIGHT, { title: rankTitle(ranking) }),
          chartBlock((theme) => barChart(flow, theme), HEIGHT, { title: flowTitle(pages) }),
        ],
        [1, 1],
      ),
    ],
  }
}

/** Which colour is which, where there is no other legend. */
const flowTitle = ({ nameOf }: Pages) =>
  `${t('flow')} · ${flowLegend(nameOf)
    .map(({ label }) => label)
    .join(' | ')}`

function severalSides({ mix, members: { sides: all, ...own }, nameOf }: Pages, sides: Sides, scope: ShownScope) {
  if (!mix) return null
  return {
    title: t('pictureTitle', { who: t('side', { n: sides.apps.length }) }),
    lines: [about(sides, null, scope, [nameOf(mix.metric)])],
    legend: mix.legend,
    notes: [...mixNotes(mix), ...cutNotes({ ...own, sides: all }), made()],
    blocks: [chartBlock((theme) => barChart(mix.model, theme), 60 + mix.sides.length * 46)],
  }
}

/** One page by day as a picture. */
export function detailPicture(
  pages: Pages,
  detail: ReturnType<typeof usePageDetail>,
  scope: ShownScope,
): Picture | null {
  const { days, member, sides } = detail
  if (!days || !member || !sides) return null
  const [only] = days.apps
  const who = days.apps.length === 1 && only ? only.app : t('side', { n: days.apps.length })
  // of several apps the days before are seen where one is pointed at
  const beforeDays = days.apps.length === 1 ? detail.beforeDays : null
  const model = dayModel({ of: days, before: beforeDays, metric: pages.metric, unit: pages.unit, locale: pages.locale })
  return {
    title: t('detailTitle', { path: member.label, who }),
    lines: [
      aboutLine({ range: sides.range, beforeRange: beforeDays && sides.beforeRange, granularity: 'day' }, scope, [
        pages.metricName,
      ]),
    ],
    legend: days.apps.length > 1 ? dayLegend(days) : [],
    notes: [...daysNotes({ ...detail, beforeDays }, pages.metricName), made()],
    blocks: [chartBlock((theme) => lineChart(model, theme), HEIGHT)],
  }
}
