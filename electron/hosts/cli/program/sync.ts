import type { Command } from 'commander'
import { addCommand, option, repeatable, type Building } from './base.ts'
import { asOfOption, compareOption, forceOption, scopeOptions } from './options.ts'
import type { ExportOptions } from '../commands/export-job.ts'
import type { SyncOptions } from '../commands/sync.ts'

/** The two commands that run jobs: sync and export. */
export function addSync(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  addCommand(
    program,
    building,
    {
      name: 'sync',
      description: t('help.commands.sync'),
      options: [
        option('--from <D>', t('help.options.from')),
        option('--to <D>', t('help.options.to')),
        ...scopeOptions(session),
        repeatable('--report <R>', t('help.options.report')),
        repeatable('--granularity <G>', t('help.options.granularitySync')),
        compareOption(session, t('help.options.compareSync')),
        option('--concurrency <N>', t('help.options.concurrency')),
        option('--rate <N>', t('help.options.rate')),
        option('--force', t('help.options.forceSync')),
        option('--fill', t('help.options.fill')),
        option('--by-day', t('help.options.byDay')),
        option('--resume', t('help.options.resume')),
        option('--daily', t('help.options.daily')),
      ],
    },
    async (options: SyncOptions) => (await import('../commands/sync.ts')).sync(session, options),
  )
  addCommand(
    program,
    building,
    {
      name: 'export',
      description: t('help.commands.export'),
      options: [
        option('--from <D>', t('help.options.from')),
        option('--to <D>', t('help.options.to')),
        ...scopeOptions(session),
        repeatable('--report <R>', t('help.options.exportReport')),
        repeatable('--metric <REPORT/METRIC>', t('help.options.exportMetric')),
        option('--granularity <G>', t('help.options.granularity')).choices(['day', 'hour', 'week', 'month']),
        asOfOption(session),
        compareOption(session),
        option('--out <FILE>', t('help.options.out')),
        forceOption(session),
        option('--csv', t('help.options.csv')),
        option('--template <NAME>', t('help.options.template')),
        option('--reproduce <FILE>', t('help.options.reproduce')),
        option('--edited', t('help.options.edited')),
      ],
    },
    async (options: ExportOptions) => (await import('../commands/export.ts')).exportWorkbook(session, options),
  )
}
