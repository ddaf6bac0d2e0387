import { dayOf } from '../../contract/calendar.ts'
import { AppError, type AppErrorShape } from '../../contract/errors.ts'
import type { Output } from '../../contract/index.ts'
import { reports } from '../catalogue/index.ts'
import { checkApp } from './apps.ts'
import type { Context } from './context.ts'

type Tested = Output<'platform.test'>[number]

const PATIENCE_MS = 60_000

/** Tries what the whole platform's calls stand on. Nothing is stored; a refusal is an answer. */
export async function testPlatform(context: Context): Promise<Tested[]> {
  const tests: Tested[] = []
  if (context.tokens().platformIsSet()) tests.push(await testToken(context))
  if ((await context.tokens().brokerAddress()) !== null) tests.push(await testBroker(context))
  return tests
}

/** Yesterday's numbers of the platform itself: the one report its own token is for. */
async function testToken(context: Context): Promise<Tested> {
  const report = reports.find(({ token }) => token === 'platform')
  const day = dayOf(context.clock()) - 1
  const error = report
    ? await failureOf(
        context.client().report({
          report,
          request: {
            variant: report.variants[0]?.key ?? '',
            granularity: report.granularities[0]?.key ?? 'day',
            from: day,
            to: day,
          },
          token: context.tokens().forPlatform(),
          rowCap: 20,
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
      )
    : null
  return { what: 'platform', ok: error === null, app: null, error }
}

async function testBroker(context: Context): Promise<Tested> {
  for (const { id, name } of context.store().apps.list()) {
    const { way } = await context.tokens().stateOfApp(id)
    if (way !== 'broker') continue
    // A token still held would be used without asking the broker.
    const { error } = await checkApp(context, id, { renew: true })
    return { what: 'broker', ok: error === null, app: name, error }
  }
  return { what: 'broker', ok: true, app: null, error: null }
}

async function failureOf(work: Promise<unknown>): Promise<AppErrorShape | null> {
  try {
    await work
    return null
  } catch (thrown) {
    const error = AppError.from(thrown)
    if (error.code === 'internal') throw error
    return error.toShape()
  }
}
