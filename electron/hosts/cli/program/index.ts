import { Option, type Command } from 'commander'
import type { Session } from '../session.ts'
import { newCommand, option, type Building, type Outcome } from './base.ts'
import { addApps } from './apps.ts'
import { addHome } from './home.ts'
import { addLearning } from './learning.ts'
import { addPlatform } from './platform.ts'
import { addQueries } from './query.ts'
import { addSync } from './sync.ts'
import { addTemplates } from './templates.ts'

/** The whole command line: every command, option and argument. Nothing of what they do is loaded here. */
export function createProgram(session: Session, outcome: Outcome): Command {
  const { t, parts } = session
  const program = newCommand(session, 'cygnet', t('help.program'))
    .usage(`${t('help.titles.optionsMark')} ${t('help.titles.commandMark')}`)
    .version(parts.version, '-V, --version', t('help.options.version'))
    .addOption(option('--home <DIR>', t('help.options.home')))
    .addOption(option('--api-base <URL>', t('help.options.apiBase')))
    .addOption(new Option('--lang <LANG>', t('help.options.lang')).choices(['zh-CN', 'en']))
    .addOption(option('--json', t('help.options.json')))
    .helpCommand('help [command]', t('help.commands.help'))
    .addHelpText('after', `\n${t('help.after.root')}`)
  const building: Building = { session, outcome }
  addApps(program, building)
  addPlatform(program, building)
  addSync(program, building)
  addQueries(program, building)
  addTemplates(program, building)
  addHome(program, building)
  addLearning(program, building)
  return program
}
