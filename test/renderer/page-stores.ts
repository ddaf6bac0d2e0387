import { useApps } from '../../renderer/stores/apps.ts'
import { useCatalogue } from '../../renderer/stores/catalogue.ts'
import { useJobs } from '../../renderer/stores/jobs.ts'
import { useSettings } from '../../renderer/stores/settings.ts'
import { useStatus } from '../../renderer/stores/status.ts'

/** What the frame loads before anything is shown; a module of its own, to be imported when the page's modules are fresh. */
export const stores = () => [useSettings(), useStatus(), useApps(), useCatalogue(), useJobs()]
