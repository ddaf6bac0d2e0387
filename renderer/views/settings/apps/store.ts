import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { api } from '../../../api/index.ts'
import type { GridSort } from '../../../components/grid/grid.ts'
import { report, tell } from '../../../components/tell.ts'
import { useApps } from '../../../stores/apps.ts'
import { useSettings } from '../../../stores/settings.ts'
import { filterApps, sortApps, TOKEN_FILTERS, type TokenFilter } from './rows.ts'
import { t } from './texts.ts'

/** The table of apps: what of them is shown, what is selected, which name is being changed. */
export const useAppsTable = defineStore('settings-apps', () => {
  const apps = useApps()
  const settings = useSettings()
  const route = useRoute()
  const query = ref('')
  const token = ref<TokenFilter>('all')
  const sort = ref<GridSort | null>(null)
  const selected = shallowRef<ReadonlySet<number>>(new Set())
  /** The app whose name is a field just now. */
  const renaming = ref<number | null>(null)
  const opened = ref<number | null>(null)

  const shown = computed(() => sortApps(filterApps(apps.list, token.value, query.value), sort.value, settings.locale))
  const chosen = computed(() => shown.value.filter((app) => selected.value.has(app.id)))
  watch(
    () => apps.list,
    () => {
      const left = [...selected.value].filter((id) => apps.byId.has(id))
      if (left.length < selected.value.size) selected.value = new Set(left)
    },
  )
  // a link of the tokens' section leads to the apps of one way
  watch(
    () => route.query['token'],
    (wanted) => {
      const found = TOKEN_FILTERS.find((each) => each === wanted)
      if (found) token.value = found
    },
    { immediate: true },
  )

  /** Answers whether the name is changed now; a name that is taken is told and leaves the field open. */
  async function rename(id: number, name: string): Promise<boolean> {
    const before = apps.byId.get(id)?.name
    if (before === undefined || name === '' || name === before) return true
    try {
      await api.call('apps.rename', { app: id, name })
      const undo = () => api.call('apps.rename', { app: id, name: before }).catch(report)
      tell(t('renamed', { name }), { label: t('undo'), run: undo })
      return true
    } catch (thrown) {
      report(thrown)
      return false
    }
  }
  function clear(): void {
    query.value = ''
    token.value = 'all'
  }
  return { query, token, sort, selected, renaming, opened, shown, chosen, rename, clear }
})
