import { parentPort } from 'node:worker_threads'
import { describeSandbox, startSandbox } from './index.ts'

/** What the sample's apps are grouped by, as a platform would tag those of its clients. */
const TAGS = { service: '便民查询', leisure: '休闲内容', everyday: '日常生活' } as const

/** The sandbox in a thread of its own, for the sample workspace: says once where it is, and runs until its thread is ended. */
const { url, platform, apps } = describeSandbox(await startSandbox({ apps: 12 }))
parentPort?.postMessage({
  url,
  platformToken: platform.token,
  apps: apps.map(({ name, appId, token, character }) => ({ name, appId, token, tags: [TAGS[character]] })),
})
