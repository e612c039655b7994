/** The log: one JSON line an event, with a reference, never with a name, a text, a token or a ballot. */
import { type Logger, pino } from 'pino'

export type Log = Logger

export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: withoutValues },
  })
}

/** PostgreSQL's errors carry the row that offended in `detail`, and a parameter may stand in `where`: both stay out. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack } = error
  const code = 'code' in error ? String(error.code) : undefined
  return { type: name, message, code, stack, cause: error.cause ? withoutValues(error.cause) : undefined }
}
