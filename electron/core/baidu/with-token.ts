import { AppError } from '../../contract/errors.ts'

/** Where a call's token comes from. */
export interface TokenSource {
  get(signal: AbortSignal): Promise<string>
  /** A token in place of one the API no longer takes. Throws when there is no way to another. */
  renew(expired: string, signal: AbortSignal): Promise<string>
}

const isTokenError = (error: AppError) => error.code === 'api.token'

/** Makes a call with a token; one the API no longer takes (`isStale`) is renewed once and the call made once more. */
export async function withToken<T>(
  token: TokenSource,
  signal: AbortSignal,
  call: (accessToken: string) => Promise<T>,
  isStale: (error: AppError) => boolean = isTokenError,
): Promise<T> {
  const first = await token.get(signal)
  try {
    return await call(first)
  } catch (thrown) {
    if (!isStale(AppError.from(thrown))) throw thrown
  }
  const second = await token.renew(first, signal)
  return call(second).catch((thrown: unknown) => {
    const error = AppError.from(thrown)
    throw isTokenError(error) ? new AppError('api.token', { ...error.details, action: 'stop-app' }) : error
  })
}
