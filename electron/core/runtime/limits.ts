/**
 * What a worker thread may take. Without a bound V8 lets the space for new objects grow to 128 MB where many are made and dropped, as in a
 * long sync or a large workbook; that makes neither faster. The command line has the same bound as a flag (build/setup/commands.mjs).
 */
export const WORKER_LIMITS = { maxYoungGenerationSizeMb: 48 } as const
