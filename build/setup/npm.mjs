import { basename } from 'node:path'

/**
 * How to call npm. Under `npm run` it is the very npm that runs us, by its own Node (the one in node_modules is about to be replaced);
 * else the one on the PATH, which on Windows is a batch file and needs the shell.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} thisNode
 * @param {readonly string[]} args
 * @returns {{command: string, args: string[], shell: boolean}}
 */
export function npmCommand(env, platform, thisNode, args) {
  const script = env['npm_execpath'] ?? ''
  // Under npx the script is npx-cli.js, under yarn or pnpm theirs.
  if (/^npm-cli\.[cm]?js$/.test(basename(script.replaceAll('\\', '/')))) {
    return { command: env['npm_node_execpath'] ?? thisNode, args: [script, ...args], shell: false }
  }
  return platform === 'win32'
    ? { command: 'npm.cmd', args: [...args], shell: true }
    : { command: 'npm', args: [...args], shell: false }
}

const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/
const REFUSED_CERTIFICATE = /\b(SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|DEPTH_ZERO_\w+|CERT_HAS_EXPIRED)\b/
const NO_ROOM = /\b(ENOSPC|EDQUOT)\b/
const IN_USE = /\b(EPERM|EBUSY|EACCES)\b/

/**
 * Why npm failed, as far as its words tell.
 * @param {string} output
 * @returns {{reason: 'unreachable' | 'certificate' | 'disk' | 'in-use' | 'other', code: string, host: string}}
 */
export function explainNpmFailure(output) {
  const host = /https?:\/\/(?:[^@\s/]+@)?([^/\s'")]+)/.exec(output)?.[1] ?? ''
  for (const [reason, pattern] of /** @type {const} */ ([
    ['disk', NO_ROOM],
    ['certificate', REFUSED_CERTIFICATE],
    ['unreachable', UNREACHABLE],
    ['in-use', IN_USE],
  ])) {
    const code = pattern.exec(output)?.[1]
    if (code) return { reason, code, host }
  }
  return { reason: 'other', code: '', host }
}
