import { activeUsers } from './active-users.ts'
import { audience } from './audience.ts'
import { habits } from './habits.ts'
import { pages } from './pages.ts'
import { region } from './region.ts'
import type { SandboxReport } from './report.ts'
import { retention } from './retention.ts'
import { sources } from './sources.ts'
import { terminal } from './terminal.ts'
import { userTrend } from './user-trend.ts'

/** Reports 1 to 9; report 10 has another shape, verb and token and stands apart. */
export const REPORTS: readonly SandboxReport[] = [
  userTrend,
  activeUsers,
  retention,
  audience,
  region,
  terminal,
  pages,
  habits,
  sources,
]
