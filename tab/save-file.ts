/** Hands a text over as a file of the reader's own. */

export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  // Firefox follows a link only while it stands in the page.
  document.body.append(link)
  link.click()
  link.remove()
  URL.revokeObjectURL(url)
}
