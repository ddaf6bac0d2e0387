import { barChart } from '../../charts/bar-chart.ts'
import { chartBlock, type Picture } from '../../charts/picture.ts'
import { mixNotes } from '../../components/members/mix.ts'
import { t as members } from '../../components/members/texts.ts'
import { aboutLine } from '../../components/series/about.ts'
import { formatMoment } from '../../format/dates.ts'
import type { Scope } from '../../router/scope-query.ts'
import { notesOf } from './notes.ts'
import type { useTerminal } from './store.ts'
import { t } from './texts.ts'

/** The bars as a picture that says by itself what it shows. */
export function pictureOf(
  terminal: ReturnType<typeof useTerminal>,
  scope: Pick<Scope, 'compare' | 'asOf'>,
): Picture | null {
  const { mix } = terminal
  const { sides, side } = terminal.members
  if (!mix || !sides) return null
  const who = side?.name ?? t('side', { n: sides.apps.length })
  const fetchedAt = side?.source?.fetchedAt ?? null
  return {
    title: t('pictureTitle', { kind: terminal.kind, who }),
    lines: [
      aboutLine({ range: sides.range, beforeRange: sides.beforeRange, fetchedAt }, scope, [
        terminal.nameOf(mix.metric),
      ]),
    ],
    legend: mix.legend,
    notes: [
      ...mixNotes(mix),
      ...notesOf(terminal),
      members('made', { time: formatMoment(new Date().toISOString(), 0) }),
    ],
    blocks: [chartBlock((theme) => barChart(mix.model, theme), 60 + mix.sides.length * 46)],
  }
}
