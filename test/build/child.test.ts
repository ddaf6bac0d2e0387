import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { childEnvironment, exitCode, runCaptured } from '../../build/setup/child.mjs'
import { pinnedNode } from '../../build/setup/paths.mjs'
import { speaksChinese } from '../../build/setup/texts.mjs'

test('tools find the pinned Node first, whatever the system calls its PATH', () => {
  const first = [join('/p', 'node_modules/node/bin'), join('/p', 'node_modules/.bin')]
  expect(childEnvironment({ PATH: '/usr/bin', A: '1' }, '/p')).toEqual({
    PATH: [...first, '/usr/bin'].join(delimiter),
    A: '1',
  })
  expect(childEnvironment({ Path: 'C:/x' }, '/p')).toEqual({ Path: [...first, 'C:/x'].join(delimiter) })
  expect(childEnvironment({}, '/p')).toEqual({ PATH: first.join(delimiter) })
})

test('the pinned Node by system', () => {
  expect(pinnedNode('/p', 'win32')).toBe(join('/p', 'node_modules/node/bin/node.exe'))
  expect(pinnedNode('/p', 'darwin')).toBe(join('/p', 'node_modules/node/bin/node'))
})

test('exit codes as shells count them', () => {
  expect(exitCode(3, null)).toBe(3)
  expect(exitCode(0, null)).toBe(0)
  expect(exitCode(null, 'SIGTERM')).toBe(143)
  expect(exitCode(null, 'SIGINT')).toBe(130)
})

test('a quiet tool’s words are kept, both streams, without colours', async () => {
  const script =
    'process.stdout.write("\\x1b[31mred\\x1b[0m "); process.stderr.write("and plain"); process.exitCode = 7'
  const { code, output } = await runCaptured(process.execPath, ['-e', script], { cwd: '.', env: process.env })
  expect(code).toBe(7)
  expect(output).toContain('red')
  expect(output).toContain('and plain')
  expect(output).not.toContain('\x1b')
})

test('a tool that is not there', async () => {
  await expect(runCaptured('/no/such/tool', [], { cwd: '.', env: {} })).rejects.toThrow('/no/such/tool')
})

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'en-US', true],
  [{ LANG: 'en_US.UTF-8' }, 'zh-CN', false],
  [{ LC_ALL: 'C', LANG: 'zh_CN' }, 'zh-CN', false],
  [{}, 'zh-Hans-CN', true],
  [{}, 'en-US', false],
])('the launcher speaks Chinese to who works in Chinese: %o %s', (env, system, chinese) => {
  expect(speaksChinese(env, system)).toBe(chinese)
})
