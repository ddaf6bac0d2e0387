import { effectScope, ref } from 'vue'
import { expect, onTestFinished, test } from 'vitest'
import { openPageWorld } from '../page-world.ts'

/** A question whose answers come when the test says so. */
async function asking(options: { view?: string } = {}) {
  const world = await openPageWorld()
  const [{ useQuestion }, { useStatus }, { defineComponent, h }] = await Promise.all([
    import('../../../renderer/stores/question.ts'),
    import('../../../renderer/stores/status.ts'),
    import('vue'),
  ])
  await world.go('/overview')
  const wanted = ref<{ of: string } | null>({ of: 'a' })
  const open: { of: string; answer: (value: string) => void; fail: (error: unknown) => void }[] = []
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  let question: ReturnType<typeof useQuestion<{ of: string }, string>> | undefined
  const component = defineComponent(() => {
    question = useQuestion(
      () => wanted.value,
      ({ of }) => new Promise<string>((answer, fail) => open.push({ of, answer, fail })),
      options,
    )
    return () => h('i')
  })
  await world.show(component)
  if (!question) throw new Error('not set up')
  return { ...world, question, wanted, open, status: useStatus() }
}

test('an answer that was overtaken is dropped', async () => {
  const { question, wanted, open, settle } = await asking()
  wanted.value = { of: 'b' }
  await settle()
  open[1]?.answer('of b')
  await settle()
  open[0]?.answer('of a')
  await settle()
  expect(question.answer.value).toBe('of b')
  expect(question.loading.value).toBe(false)
})

test('what an answer answers stands beside it until the next is there', async () => {
  const { question, wanted, open, settle } = await asking()
  expect(question.answered.value).toBeNull()
  open[0]?.answer('of a')
  await settle()
  expect(question.answered.value).toEqual({ of: 'a' })
  wanted.value = { of: 'b' }
  await settle()
  expect([question.answer.value, question.answered.value]).toEqual(['of a', { of: 'a' }])
  open[1]?.fail(new Error('no'))
  await settle()
  expect([question.answer.value, question.answered.value]).toEqual([null, null])
})

test('a question that says the same is not asked again, but is when the data change', async () => {
  const { wanted, open, settle, status } = await asking()
  wanted.value = { of: 'a' }
  await settle()
  expect(open).toHaveLength(1)
  status.dataVersion += 1
  await settle()
  expect(open.map(({ of }) => of)).toEqual(['a', 'a'])
})

test('it is asked again in another language, for answers name things', async () => {
  const { open, settle } = await asking()
  const { setLocale } = await import('../../../renderer/i18n/locale.ts')
  setLocale('en')
  await settle()
  expect(open.map(({ of }) => of)).toEqual(['a', 'a'])
})

test('the answer before stays until the next is there; below a failure it does not', async () => {
  const { question, wanted, open, settle } = await asking()
  open[0]?.answer('of a')
  await settle()
  wanted.value = { of: 'b' }
  await settle()
  expect([question.answer.value, question.loading.value]).toEqual(['of a', true])
  open[1]?.fail(new Error('no'))
  await settle()
  expect([question.answer.value, question.loading.value]).toEqual([null, false])
  expect(question.error.value).toBeInstanceOf(Error)
  void question.load()
  open[2]?.answer('of b')
  await settle()
  expect([question.answer.value, question.error.value]).toEqual(['of b', null])
})

test('a failed refresh leaves what is shown', async () => {
  const { question, open, settle, status } = await asking()
  open[0]?.answer('of a')
  await settle()
  status.dataVersion += 1
  await settle()
  open[1]?.fail(new Error('no'))
  await settle()
  expect(question.answer.value).toBe('of a')
})

test('no question, no answer', async () => {
  const { question, wanted, open, settle } = await asking()
  open[0]?.answer('of a')
  wanted.value = null
  await settle()
  expect([question.answer.value, question.loading.value]).toEqual([null, false])
})

test('a view that is not shown rests, and catches up when it is', async () => {
  const { wanted, open, settle, go } = await asking({ view: 'overview' })
  expect(open).toHaveLength(1)
  await go('/compare')
  wanted.value = { of: 'b' }
  await settle()
  expect(open).toHaveLength(1)
  await go('/overview')
  expect(open.map(({ of }) => of)).toEqual(['a', 'b'])
})

test('coming back to what was there already asks nothing', async () => {
  const { open, go } = await asking({ view: 'overview' })
  await go('/compare')
  await go('/overview')
  expect(open).toHaveLength(1)
})

test('a lost link is no error', async () => {
  const { question, open, settle } = await asking()
  const { LinkLost } = await import('../../../renderer/api/index.ts')
  open[0]?.fail(new LinkLost())
  await settle()
  expect([question.error.value, question.loading.value]).toEqual([null, false])
})
