import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * The Node binary every command runs on; it comes with the packages.
 * @param {string} root
 * @param {NodeJS.Platform} [platform]
 */
export function pinnedNode(root, platform = process.platform) {
  return join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node')
}
