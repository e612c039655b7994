/** Asks once before something that cannot be taken back. The browser's own dialog keeps the focus and knows Escape. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

interface Props {
  readonly title: string
  readonly onEnd: () => void
  /** The last one changes nothing: the finger is put there, since a key that is held down would press it. */
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
    opened?.querySelector<HTMLElement>('.question-actions > :last-child')?.focus()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="question"
      aria-labelledby={id}
      // By itself it would be closed now and say so a moment later: whoever asks again in between would be asked nothing.
      onCancel={(event) => {
        event.preventDefault()
        onEnd()
      }}
      onClose={onEnd}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className="question-actions">{actions}</div>
    </dialog>
  )
}
