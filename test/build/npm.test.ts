import { describe, expect, test } from 'vitest'
import { explainNpmFailure, npmCommand } from '../../build/setup/npm.mjs'

describe('which npm', () => {
  test('under npm run: the same npm, by the Node it runs on, without a shell on any system', () => {
    const env = { npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js', npm_node_execpath: '/usr/bin/node' }
    expect(npmCommand(env, 'linux', '/other/node', ['ci'])).toEqual({
      command: '/usr/bin/node',
      args: ['/usr/lib/node_modules/npm/bin/npm-cli.js', 'ci'],
      shell: false,
    })
    const windows = { npm_execpath: 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js' }
    expect(npmCommand(windows, 'win32', 'C:\\node.exe', ['ci'])).toEqual({
      command: 'C:\\node.exe',
      args: ['C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js', 'ci'],
      shell: false,
    })
  })

  test.each([{}, { npm_execpath: '/usr/lib/npm/bin/npx-cli.js' }, { npm_execpath: '/opt/yarn/bin/yarn.js' }])(
    'else the one on the PATH: %o',
    (env) => {
      expect(npmCommand(env, 'darwin', '/n', ['ci'])).toEqual({ command: 'npm', args: ['ci'], shell: false })
      expect(npmCommand(env, 'win32', 'n', ['ci'])).toEqual({ command: 'npm.cmd', args: ['ci'], shell: true })
    },
  )
})

test.each([
  [
    'npm error code ENOTFOUND\nnpm error request to https://npm.example/zod failed',
    'unreachable',
    'ENOTFOUND',
    'npm.example',
  ],
  [
    'npm error code ECONNREFUSED\nnpm error FetchError: request to http://127.0.0.1:9/zod',
    'unreachable',
    'ECONNREFUSED',
    '127.0.0.1:9',
  ],
  ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'certificate', 'SELF_SIGNED_CERT_IN_CHAIN', ''],
  ['npm error code ENOSPC\nnpm error syscall write', 'disk', 'ENOSPC', ''],
  ['npm error code EPERM\nnpm error syscall unlink', 'in-use', 'EPERM', ''],
  ['npm error code EUSAGE\nnpm error lock file does not match', 'other', '', ''],
])('why npm failed: %j', (output, reason, code, host) => {
  expect(explainNpmFailure(output)).toEqual({ reason, code, host })
})

test('a password in a registry address is not repeated', () => {
  const { host } = explainNpmFailure('ENOTFOUND request to https://li:secret@npm.example/zod')
  expect(host).toBe('npm.example')
})
