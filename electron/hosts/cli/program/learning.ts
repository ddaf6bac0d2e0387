import type { Command } from 'commander'
import { addCommand, option, type Building } from './base.ts'
import { forceOption } from './options.ts'
import type { DemoOptions } from '../commands/demo.ts'
import type { SandboxOptions } from '../commands/sandbox.ts'
import type { ServeOptions } from '../commands/serve.ts'

/** Commands that show Cygnet: the page in a browser, the catalogue, the demo, the stand-in API. */
export function addLearning(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  addCommand(
    program,
    building,
    { name: 'reports', description: t('help.commands.reports'), args: [['[report]', t('help.arguments.reportId')]] },
    async (_, [id]) => (await import('../commands/reports.ts')).reports(session, id),
  )
  addCommand(
    program,
    building,
    {
      name: 'serve',
      description: t('help.commands.serve'),
      options: [option('--port <N>', t('help.options.port')), option('--no-open', t('help.options.noOpen'))],
    },
    async (options: ServeOptions) => (await import('../commands/serve.ts')).serve(session, options),
  )
  addCommand(
    program,
    building,
    {
      name: 'demo',
      description: t('help.commands.demo'),
      options: [
        option('--out <FILE>', t('help.options.out')),
        option('--apps <N>', t('help.options.apps')),
        option('--days <N>', t('help.options.days')),
        forceOption(session),
      ],
    },
    async (options: DemoOptions) => (await import('../commands/demo.ts')).demo(session, options),
  )
  addCommand(
    program,
    building,
    {
      name: 'sandbox',
      description: t('help.commands.sandbox'),
      options: [option('--port <N>', t('help.options.port')), option('--apps <N>', t('help.options.apps'))],
    },
    async (options: SandboxOptions) => (await import('../commands/sandbox.ts')).sandbox(session, options),
  )
}
