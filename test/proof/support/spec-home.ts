import { expect } from 'vitest'
import { specSamples } from '../../fixtures/spec-samples.ts'
import { fast, newHome, openCore } from '../../core/service/world.ts'
import { APP_TOKEN, PLATFORM_TOKEN, startSpecServer, type SpecServerOptions } from './spec-server.ts'

/** The samples are of 2019; all of it is long over. */
const clock = () => Date.UTC(2026, 10, 20, 4)

/** A home that fetched what every sample was printed for. */
export async function specHome(nasty: SpecServerOptions = {}) {
  const server = await startSpecServer(nasty)
  const core = openCore(server, { home: newHome(), clock, locale: 'zh-CN' })
  await core.call('platform.set', { token: PLATFORM_TOKEN })
  await core.call('apps.add', { name: '甲', token: APP_TOKEN, check: false })
  for (const { report, from, to, granularity } of specSamples()) {
    const granularities = granularity === 'range' ? [] : [granularity]
    const range = { from, to }
    const { job } = await core.call('sync.start', { range, scope: {}, reports: [report], granularities, ...fast })
    expect(await core.call('jobs.wait', { job })).toMatchObject({ state: 'done', sync: { failed: [], remaining: 0 } })
  }
  return { core, asked: server.asked }
}
