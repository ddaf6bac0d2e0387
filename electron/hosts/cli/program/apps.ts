import type { Command } from 'commander'
import { addCommand, addGroup, option, repeatable, required, type Building } from './base.ts'
import { tokenOptions } from './options.ts'
import type { AddOptions, ImportOptions, RemoveOptions, TagOptions, TokenOptions } from '../commands/apps.ts'

export function addApps(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  const apps = addGroup(program, session, 'apps', t('help.commands.apps'))
  const app = ['<name>', t('help.arguments.app')] as const
  const load = () => import('../commands/apps.ts')

  addCommand(
    apps,
    building,
    {
      name: 'add',
      description: t('help.commands.appsAdd'),
      options: [
        required('--name <N>', t('help.options.name')),
        ...tokenOptions(session),
        option('--refresh-token-stdin', t('help.options.refreshTokenStdin')),
        option('--app-id <ID>', t('help.options.appId')),
        repeatable('--tag <T>', t('help.options.tagNew')),
        option('--no-check', t('help.options.noCheck')),
      ],
    },
    async (options: AddOptions) => (await load()).add(session, options),
  )
  addCommand(
    apps,
    building,
    {
      name: 'list',
      description: t('help.commands.appsList'),
      options: [repeatable('--tag <T>', t('help.options.tag'))],
    },
    async (options: { tag?: string[] }) => (await load()).list(session, options),
  )
  addCommand(
    apps,
    building,
    { name: 'show', description: t('help.commands.appsShow'), args: [app] },
    async (_, [name]) => (await load()).show(session, name ?? ''),
  )
  addCommand(
    apps,
    building,
    {
      name: 'rename',
      description: t('help.commands.appsRename'),
      args: [app, ['<new-name>', t('help.arguments.newName')]],
    },
    async (_, [name, next]) => (await load()).rename(session, name ?? '', next ?? ''),
  )
  addCommand(
    apps,
    building,
    {
      name: 'tag',
      description: t('help.commands.appsTag'),
      args: [app, ['[tags...]', t('help.arguments.tags')]],
      options: [
        repeatable('--add <T>', t('help.options.tagAdd')),
        repeatable('--remove <T>', t('help.options.tagRemove')),
      ],
    },
    async (options: TagOptions, [name, ...tags]) => (await load()).tag(session, name ?? '', tags, options),
  )
  addCommand(
    apps,
    building,
    {
      name: 'remove',
      description: t('help.commands.appsRemove'),
      args: [app],
      options: [option('-y, --yes', t('help.options.yes'))],
    },
    async (options: RemoveOptions, [name]) => (await load()).remove(session, name ?? '', options),
  )
  addCommand(
    apps,
    building,
    {
      name: 'import',
      description: t('help.commands.appsImport'),
      args: [['<file>', t('help.arguments.importFile')]],
      options: [option('--dry-run', t('help.options.dryRun'))],
    },
    async (options: ImportOptions, [file]) => (await load()).importFile(session, file ?? '', options),
  )
  addCommand(
    apps,
    building,
    {
      name: 'token',
      description: t('help.commands.appsToken'),
      args: [app],
      options: [
        ...tokenOptions(session),
        option('--refresh-token-stdin', t('help.options.refreshTokenStdin')),
        option('--app-id <ID>', t('help.options.appId')),
      ],
    },
    async (options: TokenOptions, [name]) => (await load()).setToken(session, name ?? '', options),
  )
  addCommand(
    apps,
    building,
    { name: 'check', description: t('help.commands.appsCheck'), args: [['[names...]', t('help.arguments.apps')]] },
    async (_, names) => (await load()).check(session, names),
  )
}
