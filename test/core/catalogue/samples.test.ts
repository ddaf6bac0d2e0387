import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { extractSamples, parseLoose, samplesJson, SPEC_FILE, specSamples } from '../../fixtures/spec-samples.ts'

const root = join(import.meta.dirname, '../../..')
const shared = join(root, '../shared/spec/datastatistics.md')

test.runIf(existsSync(shared))('the copy of the specification is the shared one, byte for byte', () => {
  expect(readFileSync(SPEC_FILE).equals(readFileSync(shared))).toBe(true)
})

test('every sample of the specification is found, with the request it answers', () => {
  const found = specSamples().map(({ report, variant, granularity, from, to }) =>
    [report, variant, granularity, from, to].join(' '),
  )
  expect(found).toEqual([
    'user-trend  day 2019-04-10 2019-04-15',
    'active-users  day 2019-04-10 2019-04-15',
    'retention count month 2019-04-01 2019-04-30',
    'retention count week 2019-04-01 2019-04-21',
    'retention count day 2019-04-10 2019-04-15',
    'audience  range 2019-04-10 2019-04-15',
    'region  range 2019-04-10 2019-04-15',
    'terminal terminal_os range 2019-04-10 2019-04-15',
    'pages  range 2019-04-10 2019-04-15',
    'habits frequency range 2019-04-10 2019-04-15',
    'sources  range 2019-04-10 2019-04-15',
    'platform  day 2019-03-01 2019-03-04',
  ])
})

test('a sample keeps the text as printed', () => {
  const text = readFileSync(SPEC_FILE, 'utf8')
  const numbers = (source: string) => source.match(/":\s*-?\d+(\.\d+)?/g)?.length ?? 0
  const json = specSamples()
    .map((sample) => JSON.stringify(sample.reply))
    .join('\n')
  // the one block that is no sample of a report is the common error envelope with its errno
  expect(numbers(json)).toBe(numbers(text) - 1)
  expect(json).toContain('" ":7876')
})

test('ellipses and trailing commas are dropped, nothing else', () => {
  expect(parseLoose('{"a":[1,\n   ...\n],\n......\n"b":"x, y",\n}')).toEqual({ a: [1], b: 'x, y' })
  expect(extractSamples('### 1. x\nno sample')).toEqual([])
})

/** Made from the specification: `vitest run test/core/catalogue/samples.test.ts -u` writes it anew. */
test('the samples the sandbox replays are those of the specification', async () => {
  await expect(samplesJson()).toMatchFileSnapshot(join(root, 'electron/sandbox/samples.json'))
})
