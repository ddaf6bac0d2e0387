import { expect, test } from 'vitest'
import { YESTERDAY } from '../fake-data.ts'
import { openPageWorld } from '../page-world.ts'

async function badge(newestDay: string | null) {
  const world = await openPageWorld({
    handlers: {
      'home.status': () => ({
        version: '1',
        home: '/h',
        logPath: '/h/l',
        apiBase: 'https://x/',
        door: { kind: 'server', desktop: false, secretsPersist: true },
        sample: false,
        apps: 1,
        newestDay,
        newestFetchedAt: newestDay === null ? null : new Date().toISOString(),
        yesterday: YESTERDAY,
        tags: [],
      }),
    },
  })
  await world.load()
  const { default: FreshnessBadge } = await import('../../../renderer/frame/FreshnessBadge.vue')
  return { ...world, shown: await world.show(FreshnessBadge) }
}

test('a day that is not fetched yet is fetched by one click', async () => {
  const { shown, asked, settle } = await badge('2026-01-01')
  expect(shown.text()).toContain('的数据还没有取得')
  await shown.get('button').trigger('click')
  await settle()
  expect(asked('sync.daily')).toEqual([{ scope: {} }])
  expect(shown.find('button').exists()).toBe(false)
})

test('what is up to date asks for nothing', async () => {
  const { shown } = await badge(YESTERDAY)
  expect(shown.text()).toContain('离线可用')
  expect(shown.find('button').exists()).toBe(false)
})
