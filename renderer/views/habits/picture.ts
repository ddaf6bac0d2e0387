import { barChart } from '../../charts/bar-chart.ts'
import { besideBlock, chartBlock, type Picture, type PictureBlock } from '../../charts/picture.ts'
import { sideLegend } from '../../components/members/side-legend.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { medianNotes } from './notes.ts'
import type { HabitState, useHabits } from './store.ts'
import { t } from './texts.ts'

/** The four distributions as a picture that says by itself what it shows. */
export function pictureOf(
  habits: ReturnType<typeof useHabits>,
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture | null {
  const drawn = habits.all.filter(({ bars, mix }) => bars !== null || mix !== null)
  const sides = drawn[0]?.members.sides
  const side = drawn[0]?.members.side ?? null
  if (!sides) return null
  // said only where it is drawn
  const compared = drawn[0]?.pair.some(({ before }) => before) === true
  const who = side?.name ?? t('side', { n: sides.apps.length })
  return {
    title: t('pictureTitle', { who }),
    lines: [
      aboutLine(
        {
          range: sides.range,
          beforeRange: compared ? sides.beforeRange : null,
          fetchedAt: side?.source?.fetchedAt ?? null,
        },
        scope,
      ),
    ],
    legend: side ? sideLegend(drawn[0]?.pair ?? []) : [],
    notes: [
      ...drawn.map((habit) => `${habit.name}${t('colon')}${medianNotes(habit).join(t('stop'))}`),
      members('made', { time: formatMoment(new Date().toISOString(), 0) }),
    ],
    blocks: side ? pairs(drawn, habits) : drawn.flatMap(mixBlock),
  }
}

const titleOf = ({ name, share }: HabitState, habits: Pick<ReturnType<typeof useHabits>, 'nameOf'>) =>
  t('title', { habit: name, metric: habits.nameOf(share) })

function pairs(drawn: readonly HabitState[], habits: Pick<ReturnType<typeof useHabits>, 'nameOf'>): PictureBlock[] {
  return [drawn.slice(0, 2), drawn.slice(2)].flatMap((row) => {
    const blocks = row.flatMap((habit) => {
      const { bars } = habit
      return bars ? [chartBlock((theme) => barChart(bars, theme), 260, { title: titleOf(habit, habits) })] : []
    })
    return blocks.length === 0 ? [] : [besideBlock(blocks, [1, 1])]
  })
}

function mixBlock({ name, mix }: HabitState): PictureBlock[] {
  if (!mix) return []
  const parts = mix.legend.map(({ label }) => label).join(' / ')
  return [
    chartBlock((theme) => barChart(mix.model, theme), 50 + mix.sides.length * 40, {
      title: `${name}${t('colon')}${parts}`,
    }),
  ]
}
