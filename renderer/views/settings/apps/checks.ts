import { computed, ref, shallowRef } from 'vue'
import { AppError } from '../../../../electron/contract/errors.ts'
import type { App } from '../../../../electron/contract/methods/apps.ts'
import { api } from '../../../api/index.ts'
import type { Failure } from '../../../components/causes/ways-out.ts'
import { report } from '../../../components/tell.ts'

/** Asks of the API at once; the core keeps the rate. */
const AT_ONCE = 4

/** Tries the tokens of many apps, one after the other: how far it is, what it found, and a way to stop. */
export function useChecks() {
  const total = ref(0)
  const done = ref(0)
  const running = ref(false)
  /** What is wrong with those that did not pass; null until a check has ended. */
  const failures = shallowRef<readonly Failure[] | null>(null)
  let stopped = false

  async function start(apps: readonly App[]): Promise<void> {
    if (running.value) return
    const queue = [...apps]
    const found: Failure[] = []
    total.value = queue.length
    done.value = 0
    stopped = false
    running.value = true
    failures.value = null
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue, found)))
      failures.value = found
    } catch (thrown) {
      report(thrown)
    } finally {
      running.value = false
    }
  }
  async function work(queue: App[], found: Failure[]): Promise<void> {
    for (let app = queue.shift(); app && !stopped; app = queue.shift()) {
      const failure = await check(app)
      if (failure) found.push(failure)
      done.value += 1
    }
  }
  return {
    total,
    done,
    running,
    failures,
    passed: computed(() => done.value - (failures.value?.length ?? 0)),
    start,
    stop: () => {
      stopped = true
    },
    forget: () => (failures.value = null),
  }
}

/** Null where the token works and the data permission is granted. */
async function check({ id, name }: App): Promise<Failure | null> {
  const { error, dataPermission } = await api.call('apps.check', { app: id })
  if (error) return { appId: id, app: name, error }
  if (dataPermission === false)
    return { appId: id, app: name, error: new AppError('api.permission', { app: name }).toShape() }
  return null
}
