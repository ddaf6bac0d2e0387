/**
 * `npm run bench` measures everything, `npm run bench -- store` only what is named. Prints the table and writes `bench/results.json`.
 * The exit code is 1 when a bench failed to run; a missed bound is reported in the table, it depends on the machine.
 */
import { benchCompare } from './compare.bench.ts'
import { benchExcel } from './excel.bench.ts'
import { benchHistory } from './history.bench.ts'
import { runBenches, table, writeResults, type Bench } from './harness.ts'
import { benchMemory } from './memory.bench.ts'
import { benchPage } from './page.bench.ts'
import { benchQuery } from './query.bench.ts'
import { benchStartUp } from './start-up.bench.ts'
import { benchStore } from './store.bench.ts'
import { benchSync } from './sync.bench.ts'
import { benchViews } from './views.bench.ts'

const BENCHES: readonly Bench[] = [
  { name: 'start-up', run: benchStartUp },
  { name: 'store', run: (log) => benchStore(undefined, log) },
  { name: 'query', run: benchQuery },
  { name: 'views', run: benchViews },
  { name: 'sync', run: benchSync },
  { name: 'memory', run: benchMemory },
  { name: 'excel', run: benchExcel },
  { name: 'page', run: benchPage },
  { name: 'compare', run: benchCompare },
  { name: 'history', run: benchHistory },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !BENCHES.some((bench) => bench.name === name))
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${BENCHES.map((b) => b.name).join(', ')}`)

const chosen = BENCHES.filter(({ name }) => asked.length === 0 || asked.includes(name))
const { figures, failed } = await runBenches(chosen, (line) => {
  console.error(line)
})
console.log(table(figures))
writeResults('bench/results.json', figures, new Date())
if (failed.length > 0) process.exitCode = 1
