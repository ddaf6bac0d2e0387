import { expect, test } from 'vitest'
import { chooseLocale, defaultHome } from '../../../electron/hosts/cli/environment.ts'
import { fakeCore } from './fake-core.ts'
import { play } from './harness.ts'

const core = () => fakeCore({ 'apps.list': () => [] })

test('the home is the folder Electron uses for Cygnet', () => {
  const home = (platform: NodeJS.Platform, env: Record<string, string> = {}, userHome = '/home/u') =>
    defaultHome({ platform, env, userHome })
  expect(home('linux')).toBe('/home/u/.config/Cygnet')
  expect(home('linux', { XDG_CONFIG_HOME: '/x' })).toBe('/x/Cygnet')
  expect(home('darwin', {}, '/Users/u')).toBe('/Users/u/Library/Application Support/Cygnet')
  expect(home('win32', { APPDATA: 'C:\\Users\\u\\AppData\\Roaming' })).toBe('C:\\Users\\u\\AppData\\Roaming\\Cygnet')
})

test('--home before CYGNET_HOME before the default; relative paths are made absolute', async () => {
  const at = async (words: string, env = {}) => (await play(words, { core: core(), env })).requests[0]?.home
  expect(await at('apps list')).toBe('/home/someone/.config/Cygnet')
  expect(await at('apps list', { CYGNET_HOME: '/data/c' })).toBe('/data/c')
  expect(await at('--home here apps list', { CYGNET_HOME: '/data/c' })).toBe('/work-here/here')
  expect(await at('apps list --home /there')).toBe('/there')
})

test('--api-base before CYGNET_API_BASE before Baidu’s', async () => {
  const at = async (words: string, env = {}) => (await play(words, { core: core(), env })).requests[0]?.apiBase
  expect(await at('apps list')).toBe('https://openapi.baidu.com/')
  expect(await at('apps list', { CYGNET_API_BASE: 'http://127.0.0.1:8080/' })).toBe('http://127.0.0.1:8080/')
  expect(await at('apps list --api-base https://proxy.example/x', { CYGNET_API_BASE: 'http://localhost' })).toBe(
    'https://proxy.example/x',
  )
})

test('plain http is for loopback only, and an address holds no secrets', async () => {
  const codeOf = async (base: string) =>
    (await play('apps list', { core: core(), env: { CYGNET_API_BASE: base } })).code
  for (const good of ['https://a.example', 'http://localhost:1', 'http://127.0.0.1:80', 'http://[::1]:9'])
    expect({ good, code: await codeOf(good) }).toEqual({ good, code: 0 })
  for (const bad of [
    'http://a.example',
    'http://127.0.0.1.example',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    '127.0.0.1:80',
  ])
    expect({ bad, code: await codeOf(bad) }).toEqual({ bad, code: 2 })
  const { code, err } = await play('--api-base https://user:hunter22@a.example apps list', { core: core() })
  expect(code).toBe(2)
  expect(err).not.toContain('hunter22')
})

test('the language: --lang, CYGNET_LANG, then the system', () => {
  expect(chooseLocale(['--lang', 'en', 'sync'], { CYGNET_LANG: 'zh-CN', LANG: 'zh_CN.UTF-8' })).toBe('en')
  expect(chooseLocale(['sync', '--lang=zh-CN'], { LANG: 'en_US.UTF-8' })).toBe('zh-CN')
  expect(chooseLocale(['sync'], { CYGNET_LANG: 'zh-CN', LANG: 'en_US.UTF-8' })).toBe('zh-CN')
  expect(chooseLocale([], { LANG: 'zh_TW.UTF-8' })).toBe('zh-CN')
  expect(chooseLocale([], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toBe('zh-CN')
  expect(chooseLocale([], { LANG: 'fr_FR.UTF-8' })).toBe('en')
  expect(chooseLocale([], { LANG: 'C.UTF-8' })).toBe('en')
})

test('--version and help need no core and end well', async () => {
  expect(await play('--version')).toMatchObject({ code: 0, out: '9.8.7\n' })
  for (const words of [
    '--help',
    'help',
    'help sync',
    'apps --help',
    'sync --help',
    'query series -h',
    '--lang zh-CN export --help',
  ]) {
    const { code, out, err, requests } = await play(words)
    expect({ words, code, err, requests }).toEqual({ words, code: 0, err: '', requests: [] })
    expect(out).toContain('--json')
  }
})

test('help names every command and speaks the language asked for', async () => {
  const commands = 'apps platform sync query export reports history backup restore doctor demo sandbox'.split(' ')
  const english = (await play('--help')).out
  const chinese = (await play('--lang zh-CN --help')).out
  for (const command of commands) {
    expect(english).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
    expect(chinese).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
  }
  expect(english).not.toMatch(/[\u4e00-\u9fff]/)
  expect(chinese).toContain('用法：')
  expect(chinese).not.toMatch(/Usage|Options|Commands|display help/)
  expect(chinese).toContain('退出码')
})

const SUBCOMMANDS: [string, string[]][] = [
  ['apps', ['add', 'list', 'show', 'rename', 'tag', 'remove', 'import', 'token', 'check']],
  ['platform', ['set', 'status', 'broker', 'clear']],
  ['query', ['series', 'table', 'overview']],
  ['history', ['list', 'show', 'diff', 'prune']],
]

test.each(SUBCOMMANDS)('every command of %s has help in both languages', async (group, names) => {
  for (const name of names) {
    for (const lang of ['en', 'zh-CN']) {
      const { code, out } = await play(`${group} ${name} --help --lang ${lang}`)
      expect(code).toBe(0)
      expect(out).toContain(`cygnet ${group} ${name}`)
      if (lang === 'en') expect(out).not.toMatch(/[\u4e00-\u9fff]/)
    }
  }
})

test('a bare command shows its help on standard error and is wrong usage', async () => {
  const { code, out, err } = await play('query')
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain('overview')
})
