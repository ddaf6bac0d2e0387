import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

/** More than any token; a file piped in by mistake is not read to its end. */
const LONGEST = 65_536

/** One line of standard input, without echo on a terminal. Throws a usage error when it is empty. */
export async function tokenFromStdin(session: Session, what: 'token' | 'ticket' = 'token'): Promise<string> {
  const { stdin } = session.io
  const line = stdin.isTTY ? await prompt(session, session.t(`prompt.${what}`)) : await firstLine(session)
  return checked(session, line, session.t('usage.stdin'))
}

/** The value of an environment variable. Throws a usage error naming it when it is empty. */
export function tokenFromEnv(session: Session, name: string): string {
  return checked(session, session.io.env[name] ?? '', session.t('usage.envVariable', { name }))
}

/** Asks a question on the terminal; the answer is shown as typed. */
export async function ask(session: Session, question: string): Promise<string> {
  session.io.stderr.write(question)
  return firstLine(session)
}

function checked(session: Session, text: string, source: string): string {
  const token = text.replace(/^\uFEFF/, '').trim()
  if (token === '') throw new UsageError(session.t('usage.emptyToken', { source }), { field: 'token' })
  if (/\s/.test(token)) throw new UsageError(session.t('usage.spacedToken', { source }), { field: 'token' })
  return token
}

async function firstLine(session: Session): Promise<string> {
  const { stdin } = session.io
  stdin.setEncoding('utf8')
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.includes('\n') || text.length > LONGEST) break
  }
  return text.split(/\r?\n/, 1)[0] ?? ''
}

/** Reads keys until Enter without showing them. Ctrl+C and Ctrl+D give up. */
async function prompt(session: Session, question: string): Promise<string> {
  const { stdin, stderr } = session.io
  stderr.write(question)
  stdin.setRawMode?.(true)
  stdin.setEncoding('utf8')
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = ''
      stdin.on('end', () => resolve(typed))
      stdin.on('data', (chunk: string) => {
        for (const key of chunk) {
          if (key === '\r' || key === '\n' || key === '\u0004') return resolve(typed)
          if (key === '\u0003') return reject(new DOMException('interrupted', 'AbortError'))
          typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key
        }
      })
    })
  } finally {
    stdin.setRawMode?.(false)
    stdin.pause()
    stderr.write('\n')
  }
}
