import type { Input } from '../../electron/contract/index.ts'

export type Choice<T extends readonly string[]> = T[number]

/** As in the contract; written again because the contract's own lists come with zod. The types keep the two equal. */
export const granularity = ['hour', 'day', 'week', 'month'] as const satisfies readonly Required<
  Input<'query.series'>
>['granularity'][]
export const comparison = ['previous', 'weekday', 'year', 'none'] as const satisfies readonly Extract<
  Input<'query.overview'>['compare'],
  string
>[]
