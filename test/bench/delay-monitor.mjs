// node --import delay-monitor.mjs: tells over ipc, when asked, how long this process's main thread was blocked at most since the last time.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  process.on('message', () => {
    process.send?.({ maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 })
    delay.reset()
  })
  // Listening to the parent is no reason to stay.
  process.channel?.unref()
}
