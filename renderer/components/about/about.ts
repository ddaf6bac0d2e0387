/** What a note or a rule is about, as one word: `` for everything, `tag:…`, `app:…`. */
export type About = string

export interface AboutParts {
  readonly appId: number | null
  readonly tag: string | null
}

export const aboutOf = ({ appId, tag }: AboutParts): About =>
  appId !== null ? `app:${appId}` : tag === null ? '' : `tag:${tag}`

export const partsOfAbout = (about: About): { appId: number | null; tag: string | null } => ({
  appId: about.startsWith('app:') ? Number(about.slice(4)) : null,
  tag: about.startsWith('tag:') ? about.slice(4) : null,
})
