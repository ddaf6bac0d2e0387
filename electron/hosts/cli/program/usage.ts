import type { CommanderError } from 'commander'
import type { Session } from '../session.ts'

/** A parser's complaint in the reader's language. The parser names what it is about in quotes. */
export function usageText(session: Session, error: CommanderError): string {
  const { t } = session
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const text = (() => {
    switch (error.code) {
      case 'commander.unknownOption':
        return t('usage.unknownOption', { option: quoted })
      case 'commander.unknownCommand':
        return t('usage.unknownCommand', { command: quoted })
      case 'commander.help':
        return t('usage.missingCommand')
      case 'commander.optionMissingArgument':
        return t('usage.optionNeedsValue', { option: quoted })
      case 'commander.missingMandatoryOptionValue':
        return t('usage.missingOption', { option: quoted })
      case 'commander.missingArgument':
        return t('usage.missingArgument', { argument: quoted })
      case 'commander.invalidArgument':
        return badChoice(session, error.message)
      case 'cygnet.tooMany':
        return error.message
      default:
        return t('usage.invalid', { message: error.message.replace(/^error: /, '') })
    }
  })()
  const suggestion = /Did you mean (?:one of )?(.+)\?\)/.exec(error.message)?.[1]
  const space = session.locale === 'en' ? ' ' : ''
  return suggestion ? text + space + t('usage.suggestion', { suggestion }) : text
}

/** `error: option '--x <y>' argument 'z' is invalid. Allowed choices are a, b.` */
function badChoice({ t, shared }: Session, message: string): string {
  const found = /option '(\S+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s.exec(message)
  const [, option, value, choices] = found ?? []
  if (option === undefined || value === undefined || choices === undefined) return t('usage.invalid', { message })
  return t('usage.badChoice', { option, value, list: choices.split(', ').join(shared('facts.listSeparator')) })
}
