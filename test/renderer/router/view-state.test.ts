import { expect, test } from 'vitest'
import { openPageWorld } from '../page-world.ts'

async function stateOf() {
  const world = await openPageWorld()
  const [{ useViewState, choiceField, listField, textField, ownQuery }, { defineComponent, h }, { router }] =
    await Promise.all([
      import('../../../renderer/router/view-state.ts'),
      import('vue'),
      import('../../../renderer/router/index.ts'),
    ])
  await world.go('/compare?range=last7&form=index')
  const make = () =>
    useViewState('compare', {
      form: choiceField(['overlay', 'index']),
      m: listField(),
      of: textField,
      hide: listField(true),
    })
  let state: ReturnType<typeof make> | undefined
  await world.show(
    defineComponent(() => {
      state = make()
      return () => h('i')
    }),
  )
  if (!state) throw new Error('not set up')
  return { ...world, state, router, ownQuery, query: () => router.currentRoute.value.query }
}

test('is read from the address; what is not understood is the default', async () => {
  const { state, go } = await stateOf()
  expect(state.values.form.value).toBe('index')
  expect(state.values.m.value).toEqual([])
  await go('/compare?form=nonsense&m=a/b,c/d')
  expect(state.values.form.value).toBe('overlay')
  expect(state.values.m.value).toEqual(['a/b', 'c/d'])
})

test('a change leaves the scope alone, a default leaves the address, and Back undoes it', async () => {
  const { state, query, router, settle } = await stateOf()
  await state.change({ m: ['a/b'] })
  expect(query()).toEqual({ range: 'last7', form: 'index', m: 'a/b' })
  await state.change({ form: 'overlay' })
  expect(query()).toEqual({ range: 'last7', m: 'a/b' })
  router.back()
  await settle()
  expect(state.values.form.value).toBe('index')
})

test('stays as it was while another view is shown, and the links back carry what lasts', async () => {
  const { state, go, ownQuery } = await stateOf()
  await state.change({ m: ['a/b'], hide: ['3'] })
  await go('/overview?form=overlay')
  expect(state.values.form.value).toBe('index')
  expect(ownQuery('compare')).toEqual({ form: 'index', m: 'a/b' })
  expect(ownQuery('overview')).toEqual({})
})
