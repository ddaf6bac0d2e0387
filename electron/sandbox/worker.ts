import { parentPort } from 'node:worker_threads'
import { describeSandbox, startSandbox } from './index.ts'

/** The sandbox in a thread of its own, for the sample workspace: says once where it is, and runs until its thread is ended. */
const sandbox = await startSandbox({ apps: 6 })
const { url, platform, apps } = describeSandbox(sandbox)
parentPort?.postMessage({ url, platformToken: platform.token, apps })
