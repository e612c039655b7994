/** Asks once before something that cannot be taken back. The browser's own dialog keeps the focus and knows Escape. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

interface Props {
  readonly title: string
  readonly onEnd: () => void
  readonly actions: ReactNode
  readonly children: ReactNode
}

export function Question({ title, onEnd, actions, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Closed while it is still there: only then does the browser give the focus back to where it was.
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog ref={dialog} className="question" aria-labelledby={id} onClose={onEnd}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="question-actions">{actions}</div>
    </dialog>
  )
}
