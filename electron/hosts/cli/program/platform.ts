import type { Command } from 'commander'
import { addCommand, addGroup, option, type Building } from './base.ts'
import { tokenOptions } from './options.ts'
import type { PlatformSetOptions } from '../commands/platform.ts'

export function addPlatform(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  const platform = addGroup(program, session, 'platform', t('help.commands.platform'))
  const load = () => import('../commands/platform.ts')

  addCommand(
    platform,
    building,
    {
      name: 'set',
      description: t('help.commands.platformSet'),
      options: [
        ...tokenOptions(session),
        option('--ticket-stdin', t('help.options.ticketStdin')),
        option('--client-id <ID>', t('help.options.clientId')),
      ],
    },
    async (options: PlatformSetOptions) => (await load()).set(session, options),
  )
  addCommand(platform, building, { name: 'status', description: t('help.commands.platformStatus') }, async () =>
    (await load()).status(session),
  )
  addCommand(
    platform,
    building,
    {
      name: 'broker',
      description: t('help.commands.platformBroker'),
      args: [['[url]', t('help.arguments.url')]],
      options: [option('--remove', t('help.options.brokerRemove'))],
    },
    async (options: { remove?: boolean }, [url]) => (await load()).broker(session, url, options),
  )
  addCommand(platform, building, { name: 'clear', description: t('help.commands.platformClear') }, async () =>
    (await load()).clear(session),
  )
}
