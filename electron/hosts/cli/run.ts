import { CommanderError } from 'commander'
import { AppError, type AppErrorShape } from '../../contract/errors.ts'
import { errorText } from '../../core/i18n/texts.ts'
import { asksForJson, chooseLocale } from './environment.ts'
import { EXIT, exitCodeOf } from './exit.ts'
import type { Io, Parts } from './io.ts'
import { createProgram } from './program/index.ts'
import { usageText } from './program/usage.ts'
import { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

/** Runs one command line (without node and script) and answers with its exit code. Never throws. */
export async function run(argv: readonly string[], io: Io, parts: Parts): Promise<number> {
  const session = new Session(io, parts, chooseLocale(argv, io.env), asksForJson(argv))
  const outcome = { code: EXIT.done as number }
  try {
    await createProgram(session, outcome).parseAsync([...argv], { from: 'user' })
    return outcome.code
  } catch (thrown) {
    return fail(session, thrown)
  } finally {
    await session.close().catch(() => undefined)
  }
}

function fail(session: Session, thrown: unknown): number {
  if (thrown instanceof CommanderError) {
    // Help and version were asked for and are printed already.
    if (thrown.exitCode === 0) return EXIT.done
    return report(
      session,
      { code: 'input.invalid', message: usageText(session, thrown), details: { cli: thrown.code } },
      EXIT.usage,
    )
  }
  if (thrown instanceof UsageError)
    return report(session, { code: 'input.invalid', message: thrown.message, details: thrown.details }, EXIT.usage)
  const error = AppError.from(thrown)
  const shape = { code: error.code, message: errorText(error, session.locale), details: error.details }
  return report(session, shape, exitCodeOf(error.code))
}

/** The text for people on standard error; with --json the document for scripts on standard output as well. */
function report(session: Session, error: AppErrorShape, code: number): number {
  if (session.json) session.io.stdout.write(`${JSON.stringify({ error })}\n`)
  session.tell(session.t('usage.prefix', { text: error.message }))
  return code
}
