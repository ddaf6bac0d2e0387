// The way into every command: sets the machine up where that is needed, then runs the command on the pinned Node.
// Runs before anything is installed, on any Node from 20 and on any system: built-in modules only, here and in setup/.
// Nothing but the command's own output goes to stdout.
import { join } from 'node:path'
import { ensureBuilt } from './setup/built.mjs'
import { childEnvironment, runForeground } from './setup/child.mjs'
import { planFor, userFolder } from './setup/commands.mjs'
import { SetupError } from './setup/errors.mjs'
import { ensureInstalled } from './setup/installed.mjs'
import { pinnedNode, ROOT } from './setup/paths.mjs'
import { say, texts } from './setup/texts.mjs'

const [command = '', ...rest] = process.argv.slice(2)

try {
  process.exitCode = await launch(command, rest)
} catch (thrown) {
  if (!(thrown instanceof SetupError)) throw thrown
  say(thrown.message)
  if (thrown.output) process.stderr.write(`\n${thrown.output.trimEnd()}\n`)
  process.exitCode = 1
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>} the command's exit code
 */
async function launch(name, args) {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new SetupError(texts.oldNode(process.versions.node))
  const plan = planFor(name, args)
  if (!plan) throw new SetupError(texts.unknownCommand(name))
  await ensureInstalled(ROOT)
  for (const target of plan.builds) await ensureBuilt(ROOT, target, { force: plan.force })
  if (plan.argv.length === 0) return 0
  const [script = '', ...scriptArgs] = plan.argv
  return runForeground(pinnedNode(ROOT), [...plan.nodeFlags, join(ROOT, script), ...scriptArgs], {
    cwd: plan.atUserFolder ? userFolder(process.env, process.cwd(), name) : ROOT,
    env: childEnvironment(process.env, ROOT),
  })
}
