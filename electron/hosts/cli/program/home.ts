import type { Command } from 'commander'
import { addCommand, addGroup, option, repeatable, required, type Building } from './base.ts'
import { asOfOption, forceOption, rangeOptions, scopeOptions } from './options.ts'
import type { ListOptions, PruneOptions } from '../commands/history.ts'
import type { CoverageOptions } from '../commands/history-coverage.ts'

/** Commands about the data folder itself: history, backup, restore, doctor. */
export function addHome(program: Command, building: Building): void {
  addHistory(program, building)
  const { session } = building
  const { t } = session
  const file = ['<file>', t('help.arguments.backupFile')] as const
  const load = () => import('../commands/home.ts')
  addCommand(
    program,
    building,
    { name: 'backup', description: t('help.commands.backup'), args: [file], options: [forceOption(session)] },
    async (options: { force?: boolean }, [path]) => (await load()).backup(session, path ?? '', options),
  )
  addCommand(
    program,
    building,
    { name: 'restore', description: t('help.commands.restore'), args: [file] },
    async (_, [path]) => (await load()).restore(session, path ?? ''),
  )
  addCommand(program, building, { name: 'doctor', description: t('help.commands.doctor') }, async () =>
    (await load()).doctor(session),
  )
}

function addHistory(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  const history = addGroup(program, session, 'history', t('help.commands.history'))
  const id = (name: string) => [name, t('help.arguments.snapshot')] as const
  const load = () => import('../commands/history.ts')
  addCommand(
    history,
    building,
    {
      name: 'list',
      description: t('help.commands.historyList'),
      options: [
        option('--app <A>', t('help.options.historyApp')),
        option('--report <R>', t('help.options.historyReport')),
        option('--limit <N>', t('help.options.limit')),
        option('--before <ID>', t('help.options.before')),
      ],
    },
    async (options: ListOptions) => (await load()).list(session, options),
  )
  addCommand(
    history,
    building,
    { name: 'show', description: t('help.commands.historyShow'), args: [id('<id>')] },
    async (_, [one]) => (await load()).show(session, one ?? ''),
  )
  addCommand(
    history,
    building,
    { name: 'diff', description: t('help.commands.historyDiff'), args: [id('<before>'), id('<after>')] },
    async (_, [before, after]) => (await load()).diff(session, before ?? '', after ?? ''),
  )
  addCommand(
    history,
    building,
    {
      name: 'coverage',
      description: t('help.commands.historyCoverage'),
      options: [
        ...rangeOptions(session),
        ...scopeOptions(session),
        repeatable('--report <R>', t('help.options.coverageReport')),
        asOfOption(session),
      ],
    },
    async (options: CoverageOptions) => (await import('../commands/history-coverage.ts')).coverage(session, options),
  )
  addCommand(
    history,
    building,
    {
      name: 'prune',
      description: t('help.commands.historyPrune'),
      options: [required('--keep <DAYS>', t('help.options.keep')), option('--dry-run', t('help.options.dryRun'))],
    },
    async (options: PruneOptions) => (await load()).prune(session, options),
  )
}
