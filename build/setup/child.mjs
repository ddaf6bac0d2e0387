import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { SetupError } from './errors.mjs'
import { pinnedNode } from './paths.mjs'

/**
 * @typedef {object} Where
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The environment of what we start: tools that call `node` by name get the pinned one.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env, root) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [dirname(pinnedNode(root)), join(root, 'node_modules', '.bin')]
  return { ...env, [key]: [...first, env[key] ?? ''].filter(Boolean).join(delimiter) }
}

/**
 * Runs a tool quietly; its output is kept for the case that it fails. One that takes longer than `limitMs` is ended, and `slow`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Where & {shell?: boolean, limitMs?: number}} where
 * @returns {Promise<{code: number, output: string, slow: boolean}>}
 */
export function runCaptured(command, args, { limitMs, ...where }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let output = ''
    let slow = false
    const limit = limitMs === undefined ? undefined : setTimeout(() => (slow = child.kill()), limitMs)
    const keep = (/** @type {Buffer} */ part) => {
      output = (output + part.toString('utf8')).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const release = forwardSignals(child)
    child.once('error', (error) => {
      clearTimeout(limit)
      release()
      reject(new SetupError(`${command}: ${error.message}`))
    })
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      release()
      resolve({ code: exitCode(code, signal), output: stripVTControlCharacters(output), slow })
    })
  })
}

/**
 * Runs the user's command with our own stdin, stdout and stderr.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Where} where
 * @returns {Promise<number>} its exit code
 */
export function runForeground(command, args, where) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...where, stdio: 'inherit' })
    const release = forwardSignals(child)
    child.once('error', (error) => {
      release()
      reject(new SetupError(`${command}: ${error.message}`))
    })
    child.once('exit', (code, signal) => {
      release()
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * While a child runs, the signals meant for it go to it and do not end us first. Ctrl-C at a terminal reaches the child by itself;
 * sending it again would count as pressing it twice.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const listeners = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).map((signal) => {
    const listener = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  return () => listeners.forEach((off) => off())
}

/**
 * The exit code as shells count it: 128 + the number of the signal that ended the process.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
