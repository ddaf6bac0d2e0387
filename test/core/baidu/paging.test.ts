import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FetchedReport } from '../../../electron/core/baidu/client.ts'
import type { Fetch } from '../../../electron/core/runtime/capabilities.ts'
import { call, failure, newClient, province, regions, reply, send, startServer, type TestClient } from './support.ts'

const PAGE = 20

/** Rows as the API would page them, `total` as it would tell it. */
const listing = (count: number, total: unknown) =>
  startServer((seen, response) => {
    const offset = Number(seen.form['start_index'])
    send(response, regions(offset, Math.max(0, Math.min(PAGE, count - offset)), total))
  })

/** Without a server: the same client on a fetch that answers from memory, for many runs. */
function inMemory(page: (offset: number) => unknown): TestClient & { offsets: number[] } {
  const offsets: number[] = []
  const fetch: Fetch = (_url, { body }) => {
    const offset = Number(new URLSearchParams(body).get('start_index'))
    offsets.push(offset)
    return Promise.resolve(reply(JSON.stringify(page(offset))))
  }
  return { ...newClient('http://127.0.0.1', { fetch }), offsets }
}

const sessionsOf = (fetched: FetchedReport) => fetched.decoded.rows.map(({ values }) => values[0])
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

test.each([
  [0, 1],
  [1, 1],
  [19, 1],
  [20, 1],
  [21, 2],
  [40, 2],
  [41, 3],
])('%i rows take %i pages, in their order', async (count, pages) => {
  const server = await listing(count, count)
  const fetched = await newClient(server.url).client.report(call('region'))
  expect(fetched).toMatchObject({ pages, requests: pages, total: count, capped: false })
  expect(sessionsOf(fetched)).toEqual(upTo(count))
  expect(server.seen.map(({ form }) => form['start_index'])).toEqual(upTo(pages).map((page) => String(page * PAGE)))
})

describe('a total that is not true', () => {
  test.each([
    ['too small', 45, 7, 4],
    ['zero', 45, 0, 4],
    ['smaller, and more than a page', 45, 33, 4],
    ['too large', 45, 60, 4],
    ['a text', 45, '45', 3],
    ['no number', 45, 'many', 4],
    ['missing', 45, undefined, 4],
    ['null', 45, null, 4],
    ['negative', 45, -1, 4],
  ])('%s: every row once', async (_, count, total, pages) => {
    const server = await listing(count, total)
    const fetched = await newClient(server.url).client.report(call('region'))
    expect(sessionsOf(fetched)).toEqual(upTo(count))
    expect(fetched.pages).toBe(pages)
  })
})

test('whatever the total says and however pages overlap, every row comes once, in order', async () => {
  const told = fc.oneof(fc.constant('true'), fc.constantFrom('many', null), fc.integer({ min: 80, max: 500 }))
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 75 }),
      told,
      fc.integer({ min: 0, max: 19 }),
      async (count, said, back) => {
        const total = said === 'true' ? count : said
        const { client } = inMemory((offset) => {
          // Every later page begins with the last rows of the one before.
          const from = offset === 0 ? 0 : Math.max(0, offset - back)
          return regions(from, Math.max(0, Math.min(PAGE, count - from)), total)
        })
        expect(sessionsOf(await client.report(call('region')))).toEqual(upTo(count))
      },
    ),
    { numRuns: 60 },
  )
})

describe('a server that never ends', () => {
  test('by ignoring start_index: the second page brings nothing new', async () => {
    const { client, offsets } = inMemory(() => regions(0, PAGE, 500))
    const fetched = await client.report(call('region'))
    expect(sessionsOf(fetched)).toEqual(upTo(PAGE))
    expect(offsets).toEqual([0, 20])
  })

  test('by inventing rows: a long list ends at its cap', async () => {
    const page = (offset: number) => {
      const data_list = upTo(PAGE).map((i) => ({ pageId: `${offset + i}`, pageName: `/p${offset + i}`, pv_count: 1 }))
      return { errno: 0, data: { total: 1e9, data_list } }
    }
    const { client, offsets } = inMemory(page)
    const fetched = await client.report({ ...call('pages'), rowCap: 50 })
    expect(fetched).toMatchObject({ pages: 3, capped: true, total: 1e9 })
    expect(fetched.decoded.rows).toHaveLength(60)
    expect(offsets).toEqual([0, 20, 40])
  })

  test('any other list ends at 5,000 pages, and says that it was cut', async () => {
    const { client, offsets } = inMemory((offset) => ({
      errno: 0,
      data: { data_list: [province(`p${offset}`, offset)] },
    }))
    const fetched = await client.report(call('region'))
    expect([fetched.pages, fetched.capped, offsets.length]).toEqual([5000, true, 5000])
  })
})

test('a long list that is just as long as its cap was not cut', async () => {
  const page = (offset: number) => {
    const data_list = upTo(PAGE).map((i) => ({ pageId: `${offset + i}`, pageName: `/p${offset + i}`, pv_count: 1 }))
    return { errno: 0, data: { total: 40, data_list } }
  }
  expect(await inMemory(page).client.report({ ...call('pages'), rowCap: 40 })).toMatchObject({
    pages: 2,
    capped: false,
  })
})

test('rows of one page that look alike are left to the report', async () => {
  const twins = [province('p0', 1), province('p0', 2)]
  const { client } = inMemory(() => ({ errno: 0, data: { total: 2, data_list: twins } }))
  const fetched = await client.report(call('region'))
  expect((JSON.parse(fetched.payload) as { data: { data_list: unknown } }).data.data_list).toEqual(twins)
})

describe('the reply that is kept', () => {
  test('one page: byte for byte as it came', async () => {
    const text = ` {"errno":0,\n"msg":"成功","extra":{"b":1,"a":18446744073709551615},"data":{"total":"1","data_list":[ ${JSON.stringify(
      province('广东', 3),
    )} ]}}\n`
    const server = await startServer((_, response) => {
      send(response, text)
    })
    const fetched = await newClient(server.url).client.report(call('region'))
    expect(fetched.payload).toBe(text)
    expect(fetched.total).toBe(1)
  })

  test('several pages: the first one’s envelope, every page’s rows once, long ids whole', async () => {
    const page = (offset: number) => {
      const rows = upTo(offset === 0 ? PAGE : 6).map((i) => ({ ...province(`p${offset + i}`, i), id: 'ID' }))
      if (offset > 0) rows.unshift({ ...province('p19', 19), id: 'ID' })
      const body = { errno: 0, msg: `page at ${offset}`, data: { sum: { n: 1 }, total: 26, data_list: rows } }
      return JSON.stringify(body).replaceAll('"ID"', '18446744073709551615')
    }
    const server = await startServer((seen, response) => {
      send(response, page(Number(seen.form['start_index'])))
    })
    const { payload } = await newClient(server.url).client.report(call('region'))
    const kept = JSON.parse(payload) as {
      msg: string
      data: { sum: unknown; data_list: { name: string; id: string }[] }
    }
    expect(kept).toMatchObject({ msg: 'page at 0', data: { sum: { n: 1 }, total: 26 } })
    expect(kept.data.data_list.map(({ name }) => name)).toEqual(upTo(26).map((i) => `p${i}`))
    expect(new Set(kept.data.data_list.map(({ id }) => id))).toEqual(new Set(['18446744073709551615']))
  })
})

describe('a reply of another form', () => {
  test.each<[string, unknown, string, string]>([
    ['no data', { errno: 0, msg: 'success' }, 'data', 'undefined'],
    ['data that is null', { errno: 0, data: null }, 'data', 'null'],
    ['data that is a list', { errno: 0, data: [] }, 'data', 'array'],
    ['rows that are no list', { errno: 0, data: { data_list: 'none' } }, 'data.data_list', 'string'],
    [
      'a row that is no record',
      { errno: 0, data: { data_list: [province('a', 1), 7] } },
      'data.data_list[1]',
      'number',
    ],
    ['a list in place of a reply', [], '$', 'array'],
  ])('%s: named with report and path', async (_, body, path, found) => {
    const error = await failure(inMemory(() => body).client.report(call('region')))
    expect(error.code).toBe('api.shape')
    expect(error.details).toMatchObject({ report: 'region', path, found, action: 'stop-call' })
  })

  test('a value that is none is named by the report’s own decoder, with the same action', async () => {
    const row = { ...province('a', 1), session_count_district: { a: 1 } }
    const error = await failure(
      inMemory(() => ({ errno: 0, data: { total: 1, data_list: [row] } })).client.report(call('region')),
    )
    expect(error.code).toBe('api.shape')
    expect(error.details).toMatchObject({ report: 'region', action: 'stop-call' })
    expect(error.details['path']).toBe('data.data_list[0].session_count_district')
  })

  test.each([null, [], undefined])('past the first page, data %j is the end', async (data) => {
    const page = (offset: number) => (offset === 0 ? regions(0, PAGE, 33) : { errno: 0, data })
    const fetched = await inMemory(page).client.report(call('region'))
    expect(sessionsOf(fetched)).toEqual(upTo(PAGE))
  })

  test('unknown fields break nothing and are kept', async () => {
    const body = { ...regions(0, 1, 1), request_id: 'r1', data: { ...regions(0, 1, 1).data, server: { node: 4 } } }
    const fetched = await inMemory(() => body).client.report(call('region'))
    expect(JSON.parse(fetched.payload)).toEqual(body)
  })
})
