import { expect, test } from 'vitest'
import { planFor, userFolder } from '../../build/setup/commands.mjs'

test.each([
  ['start', ['main', 'preload', 'renderer', 'node'], ['build/start.ts', '--json', 'apps', 'list']],
  ['dev', ['node'], ['build/dev.ts', '--json', 'apps', 'list']],
  ['cygnet', ['node'], ['out/node/cygnet.js', '--json', 'apps', 'list']],
  ['test', ['node'], ['node_modules/vitest/vitest.mjs', 'run', '--json', 'apps', 'list']],
  ['bench', ['node', 'renderer', 'bench'], ['out/bench/bench.js', '--json', 'apps', 'list']],
  ['pack', [], ['build/pack.ts', '--json', 'apps', 'list']],
  ['check', [], ['build/check.ts', '--json', 'apps', 'list']],
])('%s builds what it needs and passes its words on', (command, builds, argv) => {
  expect(planFor(command, ['--json', 'apps', 'list'])).toMatchObject({ builds, argv, force: false })
})

test('build always builds everything and runs nothing', () => {
  expect(planFor('build', [])).toMatchObject({
    builds: ['node', 'bench', 'main', 'preload', 'renderer'],
    force: true,
    argv: [],
  })
})

test('an unknown command has no plan', () => {
  expect(planFor('toString', [])).toBeNull()
  expect(planFor('', [])).toBeNull()
})

test('relative paths mean the folder the user typed in, only while npm runs this very command', () => {
  const npm = { npm_lifecycle_event: 'cygnet', INIT_CWD: '/home/li/reports' }
  expect(userFolder(npm, '/opt/cygnet', 'cygnet')).toBe('/home/li/reports')
  // A test under `npm test` starts the launcher: npm's variables are those of the outer command.
  expect(userFolder({ ...npm, npm_lifecycle_event: 'test' }, '/tmp/x', 'cygnet')).toBe('/tmp/x')
  expect(userFolder({}, '/tmp/x', 'cygnet')).toBe('/tmp/x')
})
