import { shallowRef, watch } from 'vue'
import type { Provenance } from '../../../electron/contract/methods/query.ts'
import { api } from '../../api/index.ts'
import { useScope } from '../../stores/scope.ts'
import { useStatus } from '../../stores/status.ts'

/** Where an app's number came from, looked up when somebody asks and kept until the data or the question changes. */
export function useSources() {
  const scope = useScope()
  const status = useStatus()
  const known = shallowRef<ReadonlyMap<string, Provenance | null>>(new Map())
  watch([() => scope.range, () => scope.scope.asOf, () => status.dataVersion], () => (known.value = new Map()))
  const keyOf = (app: number, metric: string) => `${app} ${metric}`

  /** The platform (0) belongs to no app, and its report to no scope. */
  const scopeOf = (app: number) => ({ apps: app === 0 ? [] : [app] })

  async function look(app: number, metric: string): Promise<void> {
    const key = keyOf(app, metric)
    if (known.value.has(key)) return
    const answer = await api
      .call('query.series', { metric, range: scope.range, scope: scopeOf(app), ...scope.asOf })
      .catch(() => null)
    known.value = new Map(known.value).set(key, answer?.series[0]?.source ?? null)
  }
  return {
    look,
    /** undefined: not looked up yet. null: nothing is stored. */
    found: (app: number, metric: string) => known.value.get(keyOf(app, metric)),
  }
}
