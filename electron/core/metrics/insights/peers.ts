import { baselineOf, FEWEST, scoreOf } from './score.ts'

/** An app's movement: how many times what was expected of it. */
export interface Mover {
  readonly app: number
  readonly tags: readonly string[]
  /** Actual over expected; both above zero. */
  readonly factor: number
}

/** An app held against the others of a tag. */
export interface PeerVerdict {
  readonly tag: string
  readonly peers: number
  /** Change against what was expected, in percent: of the app, and in the middle of its peers. */
  readonly own: number
  readonly middle: number
  readonly score: number
}

/** Apps of one tag never move more alike than this (as a factor's logarithm: about 5 %). */
const ALIKE = 0.05

/**
 * How far each app's movement is from that of the other apps it shares a tag with. Of several tags the one it fits best counts: what one
 * group explains is no riddle. Apps without enough peers are left out.
 */
export function againstPeers(movers: readonly Mover[]): Map<number, PeerVerdict> {
  const byTag = new Map<string, number[]>()
  for (const { tags, factor } of movers)
    for (const tag of tags) {
      const all = byTag.get(tag)
      if (all) all.push(Math.log(factor))
      else byTag.set(tag, [Math.log(factor)])
    }
  const found = new Map<number, PeerVerdict>()
  for (const mover of movers)
    for (const tag of mover.tags) {
      const verdict = inTag(mover, tag, byTag.get(tag) ?? [])
      const before = found.get(mover.app)
      if (verdict && (!before || Math.abs(verdict.score) < Math.abs(before.score))) found.set(mover.app, verdict)
    }
  return found
}

/** `all`: the logarithms of every factor in the tag, the app's own among them. */
function inTag({ factor }: Mover, tag: string, all: readonly number[]): PeerVerdict | null {
  const own = all.indexOf(Math.log(factor))
  const others = [...all.slice(0, own), ...all.slice(own + 1)]
  if (others.length < FEWEST) return null
  const baseline = baselineOf(others, () => ALIKE)
  if (!baseline) return null
  return {
    tag,
    peers: others.length,
    own: (factor - 1) * 100,
    middle: (Math.exp(baseline.expected) - 1) * 100,
    score: scoreOf(Math.log(factor), baseline),
  }
}
