import { expect, test } from 'vitest'
import { openPageWorld } from '../page-world.ts'

async function palette(query: string) {
  const world = await openPageWorld()
  await world.load()
  const { useCommands } = await import('../../../renderer/frame/commands.ts')
  let commands: ReturnType<typeof useCommands> | undefined
  await world.show({
    setup() {
      commands = useCommands(
        () => query,
        () => [{ id: 1, name: '周报', hash: '#/overview?range=last7' }],
        () => undefined,
      )
      return () => null
    },
  })
  if (!commands) throw new Error('no commands')
  return { ...world, commands: commands.value }
}

test('without a word the sections of the settings do not crowd the palette', async () => {
  const { commands } = await palette('')
  expect(commands.filter(({ group }) => group === 'places')).toEqual([])
  expect(commands.map(({ label }) => label)).toContain('设置')
})

test('a section is found by its own name, and led to', async () => {
  const { commands, settle } = await palette('备份')
  expect(commands.map(({ label }) => label)).toEqual(['设置 › 数据与备份'])
  await commands[0]?.run()
  await settle()
  const { router } = await import('../../../renderer/router/index.ts')
  expect(router.currentRoute.value.fullPath).toBe('/settings?section=history')
})

test('all words have to fit', async () => {
  const { commands } = await palette('设置 定时')
  expect(commands.map(({ label }) => label)).toEqual(['设置 › 定时同步'])
})
