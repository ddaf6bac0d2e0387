import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCaptured } from './child.mjs'
import { pinnedNode } from './paths.mjs'

/** Where the binary lies in a distribution of Electron. */
const NAMES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe', other: 'electron' }

/**
 * Electron's binary, where it was fetched; the npm package comes without. ELECTRON_OVERRIDE_DIST_PATH names another distribution, as it
 * does for the package itself.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {string | null}
 */
export function electronBinary(root, env, platform = process.platform) {
  const own = join(root, 'node_modules', 'electron')
  const name = platform === 'darwin' || platform === 'win32' ? NAMES[platform] : NAMES.other
  const path = join(env['ELECTRON_OVERRIDE_DIST_PATH'] || join(own, 'dist'), name)
  return existsSync(path) ? path : null
}

/**
 * Whether a window can open at all: a Linux without a display server has nowhere to show one.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function hasDisplay(platform, env) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** Enough for some 120 MB on a slow line, and an end to a line that only drips. */
export const FETCH_MS = 5 * 60_000

/**
 * Fetches the binary by the package's own installer, which knows mirrors (ELECTRON_MIRROR), keeps a cache and checks the digest.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [limitMs]
 * @returns {Promise<{path: string} | {reason: 'slow' | 'failed', output: string}>}
 */
export async function fetchElectron(root, env, limitMs = FETCH_MS) {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  const { code, output, slow } = await runCaptured(pinnedNode(root), [installer], {
    cwd: root,
    env: fetchEnvironment(env),
    limitMs,
  })
  const path = electronBinary(root, env)
  if (code === 0 && path !== null) return { path }
  return { reason: slow ? 'slow' : 'failed', output }
}

/**
 * The installer fetches with Node's own fetch, which follows a proxy only when told to; npm's own proxy settings count as well.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function fetchEnvironment(env) {
  const https = env['HTTPS_PROXY'] || env['https_proxy'] || env['npm_config_https_proxy'] || env['npm_config_proxy']
  const http = env['HTTP_PROXY'] || env['http_proxy'] || env['npm_config_proxy']
  return {
    ...env,
    ELECTRON_GET_NO_PROGRESS: '1',
    ...(https || http ? { NODE_USE_ENV_PROXY: '1' } : {}),
    ...(https ? { HTTPS_PROXY: https } : {}),
    ...(http ? { HTTP_PROXY: http } : {}),
  }
}

/**
 * What the installer says of its failure, in one line.
 * @param {string} output
 */
export function fetchProblem(output) {
  const lines = output.split('\n').map((line) => line.trim())
  return (lines.find((line) => line !== '') ?? '').replace(/^\w*Error: /, '').slice(0, 200)
}
