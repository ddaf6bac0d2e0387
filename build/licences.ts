import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from './vite.ts'

/** A package that is part of the product, with what its licence says. */
export interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

const NAME = 'virtual:licences'
const RESOLVED = `\0${NAME}`

/** `import licences from 'virtual:licences'`: every package the product is made of, read from node_modules when it is built. */
export function licences(): Plugin {
  return {
    name: 'cygnet-licences',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(findLicences())}` : null),
  }
}

/** What these depend on is for installing and building with them; none of it is in the product. */
const NOTHING_OF = new Set(['electron', 'vue-router', 'vue-i18n', 'better-sqlite3'])

/** The packages that sources of the product import, and what those need in turn. */
export function findLicences(): Licence[] {
  const sources = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,vue}'], { cwd: root })
  const wanted = new Set(sources.flatMap((file) => importsOf(readFileSync(join(root, file), 'utf8'))))
  const found = new Map<string, Licence>()
  for (const name of wanted) collect(name, root, found)
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

const IMPORT = /(?:from|import)\s*\(?\s*['"]((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[^'"]*)?['"]/g

function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, name]) => name ?? [])
}

/** `from` is the folder whose node_modules come first, as Node looks them up. */
function collect(name: string, from: string, found: Map<string, Licence>): void {
  const folder = name.startsWith('@types/') ? null : packageFolder(name, from)
  if (folder === null) return
  const { version, license, dependencies } = readPackage(folder)
  const key = `${name}@${version}`
  if (found.has(key)) return
  found.set(key, { name, version, licence: licenceName(license), text: licenceText(folder) })
  for (const next of NOTHING_OF.has(name) ? [] : Object.keys(dependencies ?? {})) collect(next, folder, found)
}

function packageFolder(name: string, from: string): string | null {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return null
}

interface Package {
  readonly version: string
  readonly license?: unknown
  readonly dependencies?: Record<string, string>
}
const readPackage = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package

function licenceName(license: unknown): string {
  if (typeof license === 'string') return license
  return typeof license === 'object' && license !== null && 'type' in license ? String(license.type) : ''
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)([.-].*)?$/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}
