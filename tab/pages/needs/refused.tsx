/** A refusal at the top of a form, to which the reader is brought: the button that was pressed may be far below. */
import { useEffect, useRef } from 'react'
import { TroubleBar } from '../../frame/trouble-bar'

/** @param trouble null: nothing was refused */
export function Refused({ trouble }: { readonly trouble: unknown }) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trouble) top.current?.focus()
  }, [trouble])
  return (
    <div ref={top} tabIndex={-1} className="form-top">
      {trouble !== null && <TroubleBar trouble={trouble} />}
    </div>
  )
}
