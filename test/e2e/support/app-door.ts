import { _electron } from 'playwright-core'
import { electronBinary } from '../../../build/setup/electron.mjs'
import { ROOT } from '../../../build/setup/paths.mjs'
import { openDoubleDoor } from './double-door.ts'
import type { Door, DoorOptions } from './door.ts'

/** Electron's own binary, where it was fetched. */
export const realElectron = (): string | null => process.env['E2E_ELECTRON'] || electronBinary(ROOT, process.env)

/** Starts the built app: on the real Electron where its binary is, else on the double. */
export function openAppDoor(options: DoorOptions): Promise<Door> {
  const binary = realElectron()
  return binary === null ? openDoubleDoor(options) : openElectronDoor(binary, options)
}

async function openElectronDoor(binary: string, { app, home, lang, env }: DoorOptions): Promise<Door> {
  const electron = await _electron.launch({
    executablePath: binary,
    args: [app ?? ROOT, `--lang=${lang}`],
    env: { ...process.env, CYGNET_HOME: home, ...env },
  })
  const child = electron.process()
  return {
    on: 'electron',
    page: await electron.firstWindow(),
    main: (work, arg) => electron.evaluate(work as never, arg as never),
    exited: new Promise((resolve) => child.once('exit', resolve)),
    close: () => electron.close(),
  }
}
