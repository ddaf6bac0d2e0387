import { posix, win32 } from 'node:path'
import type { Locale } from '../../contract/primitives.ts'
import type { Io } from './io.ts'

/** The folder Electron gives an app of this name for its user data, so that both doors open the same history. */
export function defaultHome({ platform, env, userHome }: Pick<Io, 'platform' | 'env' | 'userHome'>): string {
  if (platform === 'win32') return win32.join(env['APPDATA'] || win32.join(userHome, 'AppData', 'Roaming'), 'Cygnet')
  if (platform === 'darwin') return posix.join(userHome, 'Library', 'Application Support', 'Cygnet')
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(userHome, '.config'), 'Cygnet')
}

/** The language to speak: --lang, CYGNET_LANG, then the system's; Chinese where the system is Chinese, else English. */
export function chooseLocale(argv: readonly string[], env: Io['env']): Locale {
  for (const asked of [langOption(argv), env['CYGNET_LANG']]) {
    const locale = toLocale(asked)
    if (locale) return locale
  }
  const system = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value)
  return toLocale(system ?? Intl.DateTimeFormat().resolvedOptions().locale) ?? 'en'
}

function toLocale(text: string | undefined): Locale | null {
  if (text === undefined) return null
  if (/^zh/i.test(text)) return 'zh-CN'
  return /^en/i.test(text) ? 'en' : null
}

/** Looked for before the arguments are parsed: wrong arguments are answered in the right language, too. */
function langOption(argv: readonly string[]): string | undefined {
  const at = argv.lastIndexOf('--lang')
  if (at >= 0) return argv[at + 1]
  return argv.findLast((word) => word.startsWith('--lang='))?.slice('--lang='.length)
}

/** Whether the command's own words ask for JSON: known before parsing, so that usage errors keep to it. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json')
}
