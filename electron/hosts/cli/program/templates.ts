import type { Command } from 'commander'
import { addCommand, addGroup, type Building } from './base.ts'

/** Workbooks that are defined once. */
export function addTemplates(program: Command, building: Building): void {
  const { session } = building
  const { t } = session
  const group = addGroup(program, session, 'templates', t('help.commands.templates'))
  const load = () => import('../commands/templates.ts')
  const name = ['<name>', t('help.arguments.template')] as const
  addCommand(group, building, { name: 'list', description: t('help.commands.templatesList') }, async () =>
    (await load()).list(session),
  )
  addCommand(
    group,
    building,
    { name: 'show', description: t('help.commands.templatesShow'), args: [name] },
    async (_, [one]) => (await load()).show(session, one ?? ''),
  )
  addCommand(
    group,
    building,
    {
      name: 'save',
      description: t('help.commands.templatesSave'),
      args: [['<file>', t('help.arguments.templateFile')]],
    },
    async (_, [file]) => (await load()).save(session, file ?? ''),
  )
  addCommand(
    group,
    building,
    { name: 'remove', description: t('help.commands.templatesRemove'), args: [name] },
    async (_, [one]) => (await load()).remove(session, one ?? ''),
  )
}
