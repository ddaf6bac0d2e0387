import { Command, CommanderError, Option, type Help } from 'commander'
import stringWidth from 'string-width'
import type { GlobalOptions, Session } from '../session.ts'

/** Where an action leaves its exit code. */
export interface Outcome {
  code: number
}

export interface Building {
  readonly session: Session
  readonly outcome: Outcome
}

/** A command whose help and complaints speak the session's language. */
export function newCommand(session: Session, name: string, description: string): Command {
  const { t, io } = session
  const command = new Command(name).description(description).exitOverride().helpCommand(false)
  return command
    .helpOption('-h, --help', t('help.options.help'))
    .usage(t('help.titles.optionsMark'))
    .configureHelp(localHelp(session))
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Complaints are told by run(), once, in the right language.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.max(60, io.stdout.columns ?? 100),
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
    })
}

function localHelp({ t, shared }: Session): Partial<Help> {
  const titles: Record<string, string> = {
    'Usage:': t('help.titles.usage'),
    'Commands:': t('help.titles.commands'),
    'Options:': t('help.titles.options'),
    'Arguments:': t('help.titles.arguments'),
    'Global Options:': t('help.titles.global'),
  }
  return {
    showGlobalOptions: true,
    displayWidth: (text) => stringWidth(text),
    styleTitle: (title) => titles[title] ?? title,
    subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trim(),
    boxWrap: wrap,
    optionDescription: (option) => {
      if (!option.argChoices) return option.description
      const list = option.argChoices.join(shared('facts.listSeparator'))
      return shared('facts.wrap', { text: option.description, facts: t('help.titles.choices', { list }) })
    },
  }
}

const argumentsOf = (command: Command) =>
  command.registeredArguments
    .map((argument) => {
      const name = argument.name() + (argument.variadic ? '…' : '')
      return argument.required ? `<${name}>` : `[${name}]`
    })
    .join(' ')

/** Wraps at spaces, and between Chinese characters where there are none. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  const words = line.match(/[\u2e80-\uffef][，。；：、）？！]*|[^\s\u2e80-\uffef]+|\s+/g) ?? []
  const lines: string[] = []
  let current = ''
  for (const word of words) {
    if (current !== '' && stringWidth(current + word.trimEnd()) > width) {
      lines.push(current.trimEnd())
      current = word.trimStart()
    } else current += word
  }
  return [...lines, current].join('\n').trimEnd()
}

/** Adds a group of commands that does nothing by itself. */
export function addGroup(parent: Command, session: Session, name: string, description: string): Command {
  const group = newCommand(session, name, description).usage(session.t('help.titles.commandMark'))
  parent.addCommand(group)
  return group
}

export interface CommandSpec {
  readonly name: string
  readonly description: string
  /** `<name>`, `[name]`, `<name...>` with their descriptions. */
  readonly args?: readonly (readonly [string, string])[]
  readonly options?: readonly Option[]
}

/**
 * Adds a command; its implementation is loaded only when it runs, and answers with the exit code. It says itself which options it
 * takes: their names are those of `spec.options`.
 */
export function addCommand(
  parent: Command,
  { session, outcome }: Building,
  spec: CommandSpec,
  action: (options: never, args: readonly string[]) => Promise<number>,
): void {
  const command = newCommand(session, spec.name, spec.description)
  for (const [name, description] of spec.args ?? []) command.argument(name, description)
  for (const option of spec.options ?? []) command.addOption(option)
  const shown = (spec.args ?? []).map(([name]) => name.replace('...', '…'))
  command.usage([session.t('help.titles.optionsMark'), ...shown].join(' '))
  command.allowExcessArguments()
  command.action(async () => {
    refuseExcess(session, command)
    session.setGlobals(command.optsWithGlobals<GlobalOptions>())
    outcome.code = await action(command.opts<never>(), command.args)
  })
  parent.addCommand(command)
}

function refuseExcess(session: Session, command: Command): void {
  const taken = command.registeredArguments
  if (taken.at(-1)?.variadic || command.args.length <= taken.length) return
  const value = command.args[taken.length] ?? ''
  throw new CommanderError(2, 'cygnet.tooMany', session.t('usage.tooMany', { value }))
}

/** An option that may be repeated. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser<string[]>((value, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ])
}

export const option = (flags: string, description: string): Option => new Option(flags, description)

export const required = (flags: string, description: string): Option =>
  new Option(flags, description).makeOptionMandatory()
