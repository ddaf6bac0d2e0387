/** Chromium knows no scheme of ours: `app://cygnet/x` is shown to it as `https://cygnet.app.electron-double.test/x`. */
const SUFFIX = 'electron-double.test'

export function toBrowser(url: string, isOwnScheme: (scheme: string) => boolean): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/]+)/i, (whole, scheme: string, host: string) =>
    isOwnScheme(scheme) ? `https://${host}.${scheme}.${SUFFIX}` : whole,
  )
}

export function fromBrowser(url: string): string {
  return url.replace(new RegExp(`^https://([^/]+)\\.([a-z0-9+-]+)\\.${SUFFIX.replaceAll('.', '\\.')}`), '$2://$1')
}
