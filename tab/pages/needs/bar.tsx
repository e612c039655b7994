/** A figure as length. It only repeats the figure beside it; those who listen have heard it already. */

export function Bar({ share }: { readonly share: number }) {
  const width = `${String(Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10)}%`
  return (
    <div className="meter" aria-hidden>
      <div className="meter-fill" style={{ width }} />
    </div>
  )
}
