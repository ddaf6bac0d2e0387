import { spawn, type ChildProcess } from 'node:child_process'
import { _electron } from 'playwright-core'
import { electronBinary } from '../../../build/setup/electron.mjs'
import { ROOT } from '../../../build/setup/paths.mjs'
import { openDoubleDoor } from './double-door.ts'
import { quitAnyway, type Door, type DoorOptions } from './door.ts'

/** Electron's own binary, where it was fetched. */
export const realElectron = (): string | null => process.env['E2E_ELECTRON'] || electronBinary(ROOT, process.env)

/** Starts the built app: on the real Electron where its binary is, else on the double. */
export function openAppDoor(options: DoorOptions): Promise<Door> {
  const binary = realElectron()
  return binary === null ? openDoubleDoor(options) : openElectronDoor(binary, options)
}

async function openElectronDoor(binary: string, { app, home, lang, env }: DoorOptions): Promise<Door> {
  const args = [app ?? ROOT, `--lang=${lang}`]
  const environment = { ...process.env, CYGNET_HOME: home, ...env }
  const electron = await _electron.launch({ executablePath: binary, args, env: environment })
  const child = electron.process()
  return {
    on: 'electron',
    page: await electron.firstWindow(),
    main: (work, arg) => electron.evaluate(work as never, arg as never),
    again: () => ended(spawn(binary, args, { env: environment, stdio: 'ignore' })),
    exited: ended(child),
    close: async () => {
      await electron.evaluate(quitAnyway as never).catch(() => undefined)
      await ended(child)
    },
  }
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))
