import { fakeHost, job, type FakeOptions } from '../fake-host.ts'

/** The page on a fake host, as the address asks: `?apps=12&locale=en&theme=dark&jobs=1&sample=1`. For looking at, never in the product. */
const asked = new URLSearchParams(window.location.search)
const options: FakeOptions = {
  apps: Number(asked.get('apps') ?? 12),
  sample: asked.has('sample'),
  delay: Number(asked.get('delay') ?? 0),
  settings: {
    locale: asked.get('locale') ?? 'zh-CN',
    theme: asked.get('theme') ?? 'light',
    density: asked.get('density') ?? 'comfortable',
  },
  jobs: asked.has('jobs') ? [job({ id: 7, progress: { done: 268, total: 412, label: '飞鸟影视 · 页面分析' } })] : [],
}
const host = fakeHost(options)
window.cygnetBridge = host.bridge
Object.assign(window, { fake: host, fakeJob: job })
await import('../../../renderer/main.ts')
