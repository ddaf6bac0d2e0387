import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { createMemberReader } from '../../../electron/core/store/facts-members.ts'
import { makeStore, REGION, reply } from './support.ts'

test('names beyond what is kept at hand are known all the same, the old ones among them', () => {
  const store = makeStore()
  const rows = ['p:1', 'p:2', 'p:3', 'p:4'].map((member) => ({ from: 1, to: 1, member, values: [1] }))
  store.snapshots.record(reply({ from: 1, to: 1, at: 1, slot: REGION, rows }))
  const db = new Database(store.path, { readonly: true })
  onTestFinished(() => {
    db.close()
    store.close()
  })
  const members = createMemberReader(db, 2)
  for (const asked of [['p:1'], ['p:1', 'p:2', 'p:3'], ['p:3', 'p:4'], ['p:2', 'p:none']])
    expect([...members(asked).keys()]).toEqual(asked.filter((id) => id !== 'p:none'))
})
