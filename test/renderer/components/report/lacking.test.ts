import { expect, test } from 'vitest'
import type { SyncFailure } from '../../../../electron/contract/methods/jobs.ts'
import { causesOf } from '../../../../renderer/components/report/lacking.ts'
import { makeApps } from '../../fake-data.ts'

const [app] = makeApps(1)
if (!app) throw new Error('no app')
const failure = (some: Partial<SyncFailure>): SyncFailure => ({
  app: app.name,
  appId: app.id,
  report: 'region',
  action: 'stop-call',
  error: { code: 'api.parameter', message: '', details: {} },
  ...some,
})
const codes = (some: Partial<typeof app>, failed: SyncFailure[] = []) =>
  causesOf([{ ...app, ...some }], 'region', failed).map(({ error }) => error.code)

test('an app that was only never fetched has no cause', () => {
  expect(codes({})).toEqual([])
  expect(codes({ dataPermission: null })).toEqual([])
})

test('what the last sync met comes first, then the token, then the permission', () => {
  expect(codes({ tokenState: 'none' }, [failure({})])).toEqual(['api.parameter'])
  expect(codes({ tokenState: 'none', dataPermission: false })).toEqual(['token.missing'])
  expect(codes({ tokenState: 'expired' })).toEqual(['token.expired'])
  expect(codes({ tokenState: 'unreadable' })).toEqual(['token.sealed-elsewhere'])
  expect(codes({ dataPermission: false })).toEqual(['api.permission'])
})

test('a failure of another report counts only where it ended the app', () => {
  expect(codes({}, [failure({ report: 'pages' })])).toEqual([])
  const ended = failure({
    report: 'user-trend',
    action: 'stop-app',
    error: { code: 'api.app', message: '', details: {} },
  })
  expect(codes({}, [ended])).toEqual(['api.app'])
  expect(codes({}, [{ ...ended, appId: 99 }])).toEqual([])
})

test('the cause names its app', () => {
  expect(causesOf([{ ...app, tokenState: 'none' }], 'region', [])).toEqual([
    {
      appId: app.id,
      app: app.name,
      error: { code: 'token.missing', message: 'token.missing', details: { app: app.name } },
    },
  ])
})
