import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { useCygnet } from './support/cygnet.ts'
import { grid } from './support/grid.ts'

// What only the loopback server has: files come as downloads, and pages of others are on the same machine.
const cygnet = useCygnet({ host: 'server', home: 'synced' })

async function exported(name: string): Promise<string> {
  const { call } = cygnet()
  const { yesterday } = await call('home.status', {})
  const { path } = await call('files.save', { kind: 'workbook', name })
  if (path === null) throw new Error('no place to write')
  const range = { from: yesterday, to: yesterday }
  const { job } = await call('export.start', { range, compare: 'none', scope: {}, path })
  expect(await call('jobs.wait', { job })).toMatchObject({ state: 'done' })
  return path
}

test('an export lands in the exports folder and is downloaded from there', async () => {
  const { page, call, home } = cygnet()
  const path = await exported('报表.xlsx')
  expect(path.startsWith(home)).toBe(true)
  const { download } = await call('files.reveal', { path })
  if (download === null) throw new Error('nothing to download')
  const coming = page.waitForEvent('download')
  await page.evaluate((address) => {
    const link = document.createElement('a')
    link.href = address
    link.click()
  }, download)
  const got = await coming
  expect(got.suggestedFilename()).toBe('报表.xlsx')
  expect(readFileSync(await got.path()).equals(readFileSync(path))).toBe(true)
  // The address has served its turn.
  expect(await page.evaluate(async (address) => (await fetch(address)).status, download)).toBe(404)
})

test('a second export of the name does not replace the first', async () => {
  expect(await exported('又一份.xlsx')).not.toBe(await exported('又一份.xlsx'))
})

test('the token is in no address, and a new tab without it is not answered', async () => {
  const { page } = cygnet()
  await grid(page).waitFor()
  expect(page.url()).not.toContain('token')
  const other = await page.context().newPage()
  onTestFinished(() => other.close())
  await other.goto(new URL(page.url()).origin)
  await other.getByText('这个页面没有访问凭证').waitFor()
})

test('a page of somebody else on this machine gets nothing, not even with the token', async () => {
  const { page } = cygnet()
  const server = createServer((_, response) => response.end('<!doctype html><title>foreign</title>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const foreign = await page.context().newPage()
  onTestFinished(async () => {
    await foreign.close()
    server.closeAllConnections()
    server.close()
  })
  const token = await page.evaluate(() => sessionStorage.getItem('cygnet.token') ?? '')
  const { origin, host } = new URL(page.url())
  await foreign.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const outcome = await foreign.evaluate(
    async ({ origin: at, host: name, token: known }) => {
      const settled = (work: Promise<unknown>) => work.then(() => 'answered').catch(() => 'refused')
      const socket = new Promise((resolve, reject) => {
        const made = new WebSocket(`ws://${name}/rpc`, ['cygnet', known])
        made.addEventListener('open', resolve)
        made.addEventListener('error', reject)
      })
      return {
        read: await settled(fetch(at)),
        posted: await settled(fetch(`${at}/rpc`, { method: 'POST', body: known })),
        socket: await settled(socket),
      }
    },
    { origin, host, token },
  )
  expect(outcome).toEqual({ read: 'refused', posted: 'refused', socket: 'refused' })
})
