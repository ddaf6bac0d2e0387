import { ElMessage } from 'element-plus/es/components/message/index.mjs'
import 'element-plus/es/components/message/style/css'
import { LinkLost } from '../api/index.ts'
import { errorText } from '../i18n/shared.ts'

/** Tells a failure of something the person just asked for: what, why, and what to do. The banner speaks for a lost link. */
export function report(thrown: unknown): void {
  if (thrown instanceof LinkLost) return
  ElMessage({ type: 'error', message: errorText(thrown), duration: 8000, showClose: true, grouping: true })
}

/** A short good word about something done. */
export function tell(message: string): void {
  ElMessage({ type: 'success', message, duration: 2500, grouping: true })
}
