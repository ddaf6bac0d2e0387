/** The report's metrics that this view knows by themselves. */
export const VIEWS = 'pv_count'
export const ENTRIES = 'entry_count'
export const EXITS = 'exit_count'
/** The API's key says bounce; it is the exit rate. */
export const EXIT_RATE = 'bounce_ratio'
