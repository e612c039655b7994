/** What the page of a link knows: the token in the address's fragment, and this browser's own key to it. */

/** No request carries a fragment: the token reaches the service in a header alone. */
export const tokenHere = (): string => location.hash.slice(1)

const place = 'verbund.link.'

/**
 * The key of this browser to one link: made at the first look, kept until the browser forgets. It says nothing of who
 * one is; the service binds the link to it when "Öffnen" is pressed.
 */
export function browserKey(token: string): string {
  const name = place + linkId(token)
  const known = kept(name)
  if (known !== null) return known
  const made = [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  try {
    localStorage.setItem(name, made)
  } catch {
    // Storage may be forbidden; then the key lasts until the page is left, and after that another link is needed.
  }
  return made
}

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

/** Each link has a key of its own. Whatever cannot be read has one together: the service refuses it anyway. */
function linkId(token: string): string {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const { jti } = JSON.parse(atob(payload)) as { jti?: unknown }
    return typeof jti === 'string' ? jti : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
