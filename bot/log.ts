/** The log: one JSON line an event, with a reference, never with a name, a text, a token or a ballot. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** @param to where the lines go, standard output unless said otherwise */
export function openLog(level: string, to: DestinationStream = pino.destination(1)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: withoutValues },
    },
    to,
  )
}

/** PostgreSQL's errors carry the row that offended in `detail`, and a parameter may stand in `where`: both stay out. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack } = error
  const code = 'code' in error ? String(error.code) : undefined
  return { type: name, message, code, stack, cause: error.cause ? withoutValues(error.cause) : undefined }
}
