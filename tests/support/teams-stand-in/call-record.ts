/** Every call with its outcome, in the order of arrival, and a way to wait for what a test expects. */
import type { Outcome, TeamsCall } from './call'

export class CallRecord {
  // Changed in place: the bench makes tens of thousands of calls.
  readonly #calls: TeamsCall[] = []
  readonly #watchers = new Set<() => void>()
  /** Calls forgotten by clear(): the numbering goes on. */
  #forgotten = 0

  get calls(): readonly TeamsCall[] {
    return this.#calls
  }

  begin(call: Omit<TeamsCall, 'n' | 'outcome'>): TeamsCall {
    const begun: TeamsCall = { ...call, n: this.#forgotten + this.#calls.length + 1, outcome: null }
    this.#calls.push(begun)
    this.changed()
    return begun
  }

  /** @param activity the message that came of it, when it was not in the address. */
  settle(call: TeamsCall, outcome: Outcome, activity = call.activity): void {
    const index = call.n - 1 - this.#forgotten
    if (index >= 0) this.#calls[index] = { ...call, activity, outcome }
    this.changed()
  }

  clear(): void {
    this.#forgotten += this.#calls.length
    this.#calls.length = 0
  }

  changed(): void {
    for (const watcher of this.#watchers) watcher()
  }

  /**
   * Looks now and after every change until there is something to see.
   * @throws after `timeoutMs`, naming the last calls.
   */
  waitFor<T>(look: () => T | undefined | null | false, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        this.#watchers.delete(watcher)
      }
      const watcher = () => {
        try {
          const seen = look()
          if (seen === undefined || seen === null || seen === false) return
          stop()
          resolve(seen)
        } catch (error) {
          stop()
          reject(error)
        }
      }
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`Teams did not see it within ${timeoutMs} ms. ${this.#lastCalls()}`))
      }, timeoutMs)
      this.#watchers.add(watcher)
      watcher()
    })
  }

  #lastCalls(): string {
    const lines = this.#calls.slice(-5).map(({ n, method, path, outcome }) => {
      const end = outcome
        ? `${outcome.status ?? 'cut'}${outcome.code ? ` ${outcome.code}` : ''}`
        : 'unanswered'
      return `  ${n} ${method} ${path}: ${end}`
    })
    return lines.length ? `The last calls:\n${lines.join('\n')}` : 'Nobody called.'
  }
}
