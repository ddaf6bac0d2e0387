import { expect, test } from 'vitest'
import { openPageWorld } from '../page-world.ts'

async function uploaded(size: number) {
  const parts: { name: string; content: string; after?: string | undefined }[] = []
  await openPageWorld({
    handlers: {
      'files.upload': (part) => {
        parts.push(part)
        return { path: '/u/1' }
      },
    },
  })
  const { upload } = await import('../../../renderer/api/files.ts')
  const bytes = new Uint8Array(size).map((_, i) => i % 251)
  const answer = await upload(new File([bytes], '名单.csv'))
  return { parts, answer, bytes }
}

test.each([
  [0, 1],
  [5, 1],
  [8_000_000, 1],
  [8_000_001, 2],
  [17_000_000, 3],
])('%i bytes arrive whole, in %i parts', async (size, count) => {
  const { parts, answer, bytes } = await uploaded(size)
  expect(answer).toEqual({ path: '/u/1', name: '名单.csv' })
  expect(parts.map(({ after }) => after)).toEqual([undefined, ...Array<string>(count - 1).fill('/u/1')])
  const got = Buffer.concat(parts.map(({ content }) => Buffer.from(content, 'base64')))
  expect(got.equals(Buffer.from(bytes))).toBe(true)
})
