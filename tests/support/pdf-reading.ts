/** A PDF read back by another library than the one that has made it: what it says of itself, and its text page by page. */
import { execFileSync } from 'node:child_process'

export interface ReadPdf {
  readonly info: Readonly<Record<string, unknown>>
  /** Text of each page, its lines parted by \n. */
  readonly pages: readonly string[]
  /** Kinds of the parts of the first page, as a screen reader meets them. */
  readonly kinds: readonly string[]
}

/** The library comes as ES modules, which jest loads only in a realm of their own. */
const program = `
  import { getDocumentProxy } from 'unpdf'
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)), { disableFontFace: true, verbosity: 0 })
  const { info } = await pdf.getMetadata()
  const pages = []
  for (let i = 1; i <= pdf.numPages; i += 1) {
    const { items } = await (await pdf.getPage(i)).getTextContent()
    let [text, y] = ['', undefined]
    for (const item of items) {
      if (y !== undefined && Math.abs(item.transform[5] - y) > 1) text += '\\n'
      text += item.str
      y = item.transform[5]
    }
    pages.push(text)
  }
  const kindsIn = (node) => [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(kindsIn)]
  const kinds = kindsIn((await (await pdf.getPage(1)).getStructTree()) ?? {})
  process.stdout.write(JSON.stringify({ info, pages, kinds }))`

export function readPdf(bytes: Uint8Array): ReadPdf {
  const read = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    ...{ input: bytes, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' },
  })
  return JSON.parse(read) as ReadPdf
}

/** The text as one line: where lines and pages break is the page's matter. */
export function oneLine({ pages }: ReadPdf): string {
  return pages.join('\n').replace(/\s+/g, ' ')
}
