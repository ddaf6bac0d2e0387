import type { Option } from 'commander'
import type { Session } from '../session.ts'
import { option, repeatable, required } from './base.ts'

/** Options that several commands share. */
export const rangeOptions = ({ t }: Session): Option[] => [
  required('--from <D>', t('help.options.from')),
  option('--to <D>', t('help.options.to')),
]

export const scopeOptions = ({ t }: Session): Option[] => [
  repeatable('--app <A>', t('help.options.app')),
  repeatable('--tag <T>', t('help.options.tag')),
]

export const asOfOption = ({ t }: Session): Option => option('--as-of <T>', t('help.options.asOf'))

export const forceOption = ({ t }: Session): Option => option('--force', t('help.options.force'))

export const compareOption = ({ t }: Session, help = t('help.options.compare')): Option =>
  option('--compare <HOW>', help).choices(['previous', 'weekday', 'year', 'none'])

export const tokenOptions = ({ t }: Session): Option[] => [
  option('--token-stdin', t('help.options.tokenStdin')),
  option('--token-env <VAR>', t('help.options.tokenEnv')),
]
