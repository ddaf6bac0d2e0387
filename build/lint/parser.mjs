import { join } from 'node:path'
import ts from 'typescript'
import tseslint from 'typescript-eslint'

const CONFIG = join(import.meta.dirname, 'tsconfig.json')
/** An editor's ESLint lives on while files change. */
const RUNS_ONCE = /\beslint(\.js)?$/.test(process.argv[1] ?? '')

/** Its type does not say that it takes options. @type {(code: string, options: object) => object} */
const parse = tseslint.parser.parseForESLint

/**
 * Parses TypeScript for ESLint with types from one program of everything, made once. The project service would make a program for each
 * tsconfig.json, and one more for each .vue file: it knows the whole file, and takes the script alone for an edit.
 */
export const parser = {
  meta: { name: 'cygnet/one-program-parser', version: ts.version },
  /**
   * @param {string} code
   * @param {{filePath: string, projectService?: unknown}} options
   */
  parseForESLint(code, options) {
    // Expressions of a template are parsed without types.
    const programs = RUNS_ONCE && options.projectService ? [wholeProgram()] : []
    const known = programs.some((program) => program.getSourceFile(options.filePath)?.text === code)
    return parse(code, known ? { ...options, projectService: false, programs } : options)
  },
}

/** @type {ts.Program | undefined} */
let made

/** A .vue file is its script in it. */
function wholeProgram() {
  if (made) return made
  const vue = { extension: 'vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }
  const { config } = ts.readConfigFile(CONFIG, ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, import.meta.dirname, {}, CONFIG, undefined, [vue])
  const host = ts.createCompilerHost(parsed.options, true)
  const { getSourceFile } = host
  host.getSourceFile = (name, language, ...rest) =>
    name.endsWith('.vue')
      ? ts.createSourceFile(name, scriptOf(ts.sys.readFile(name) ?? ''), language, true, ts.ScriptKind.TS)
      : getSourceFile(name, language, ...rest)
  made = ts.createProgram(parsed.fileNames, { ...parsed.options, allowNonTsExtensions: true }, host)
  return made
}

/** @param {string} file */
const scriptOf = (file) => /<script[^>]*>(.*?)<\/script>/s.exec(file)?.[1] ?? ''
