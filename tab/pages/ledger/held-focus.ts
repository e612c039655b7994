/** Keeps the reader's place on the keyboard when what had the focus goes away: a button with its reason, a row with its state. */
import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react'

export interface HeldFocus {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly tabIndex: -1
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: () => void
}

/**
 * For an element whose rows bear `data-held` and can be focused.
 * @param ids of the rows, in their order
 */
export function useHeldFocus(ids: readonly string[]): HeldFocus {
  const ref = useRef<HTMLDivElement>(null)
  const held = useRef<{ readonly id: string; readonly at: number } | null>(null)
  useLayoutEffect(() => {
    // React tells no blur of what it takes away itself, so whoever is still held here did not leave.
    if (held.current === null || document.activeElement !== document.body) return
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>('[data-held]') ?? [])]
    const { id, at } = held.current
    const same = rows.find((row) => row.dataset.held === id)
    const next = same ?? rows[Math.min(at, rows.length - 1)] ?? ref.current
    next?.focus({ preventScroll: same !== undefined })
  })
  return {
    ref,
    tabIndex: -1,
    onFocus: ({ target }) => {
      const id = target.closest<HTMLElement>('[data-held]')?.dataset.held
      held.current = id === undefined ? null : { id, at: ids.indexOf(id) }
    },
    onBlur: () => {
      held.current = null
    },
  }
}
