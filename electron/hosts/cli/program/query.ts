import type { Command } from 'commander'
import { addCommand, addGroup, option, repeatable, required, type Building } from './base.ts'
import { asOfOption, compareOption, rangeOptions, scopeOptions } from './options.ts'
import type { MembersOptions } from '../commands/query-members.ts'
import type { OverviewOptions } from '../commands/query-overview.ts'
import type { SeriesOptions } from '../commands/query-series.ts'
import type { TableOptions } from '../commands/query-table.ts'

export function addQueries(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  const query = addGroup(program, session, 'query', t('help.commands.query'))
  const granularity = () =>
    option('--granularity <G>', t('help.options.granularity')).choices(['day', 'hour', 'week', 'month'])

  addCommand(
    query,
    building,
    {
      name: 'series',
      description: t('help.commands.querySeries'),
      options: [
        required('--metric <REPORT/METRIC>', t('help.options.metric')),
        ...rangeOptions(session),
        granularity(),
        option('--variant <V>', t('help.options.variant')),
        ...scopeOptions(session),
        asOfOption(session),
      ],
    },
    async (options: SeriesOptions) => (await import('../commands/query-series.ts')).series(session, options),
  )
  addCommand(
    query,
    building,
    {
      name: 'table',
      description: t('help.commands.queryTable'),
      options: [
        required('--report <R>', t('help.options.tableReport')),
        option('--variant <V>', t('help.options.variant')),
        ...rangeOptions(session),
        granularity(),
        ...scopeOptions(session),
        asOfOption(session),
      ],
    },
    async (options: TableOptions) => (await import('../commands/query-table.ts')).table(session, options),
  )
  addCommand(
    query,
    building,
    {
      name: 'members',
      description: t('help.commands.queryMembers'),
      options: [
        required('--report <R>', t('help.options.tableReport')),
        option('--variant <V>', t('help.options.variant')),
        ...rangeOptions(session),
        compareOption(session),
        option('--search <TEXT>', t('help.options.search')),
        option('--limit <N>', t('help.options.limitMembers')),
        ...scopeOptions(session),
        asOfOption(session),
      ],
    },
    async (options: MembersOptions) => (await import('../commands/query-members.ts')).members(session, options),
  )
  addCommand(
    query,
    building,
    {
      name: 'overview',
      description: t('help.commands.queryOverview'),
      options: [
        ...rangeOptions(session),
        compareOption(session),
        repeatable('--metric <REPORT/METRIC>', t('help.options.metric')),
        ...scopeOptions(session),
        asOfOption(session),
      ],
    },
    async (options: OverviewOptions) => (await import('../commands/query-overview.ts')).overview(session, options),
  )
}
