/** A packed font (WOFF 1.0, W3C 2012) as the plain one (sfnt) of which parts can be embedded. Pure. */
import { inflateSync } from 'node:zlib'

interface Table {
  readonly tag: Buffer
  readonly checksum: number
  readonly bytes: Buffer
}

/** Bytes before the tables, and of each entry that says where one is: packed and plain. */
const packed = { header: 44, entry: 20 } as const
const plain = { header: 12, entry: 16 } as const

/** @throws RangeError for what is no such font */
export function unpackFont(font: Buffer): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('no WOFF font')
  const tables = Array.from({ length: font.readUInt16BE(12) }, (_, i) => tableAt(font, i))
  const count = tables.length
  const start = plain.header + count * plain.entry
  const header = Buffer.alloc(start)
  font.copy(header, 0, 4, 8)
  const power = Math.floor(Math.log2(count))
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(2 ** power * 16, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE((count - 2 ** power) * 16, 10)
  let at = start
  const parts = tables.map(({ tag, checksum, bytes }, i) => {
    const entry = plain.header + i * plain.entry
    tag.copy(header, entry)
    header.writeUInt32BE(checksum, entry + 4)
    header.writeUInt32BE(at, entry + 8)
    header.writeUInt32BE(bytes.length, entry + 12)
    // Each table begins at a multiple of four.
    const filled = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    at += filled.length
    return filled
  })
  return Buffer.concat([header, ...parts])
}

function tableAt(font: Buffer, i: number): Table {
  const entry = packed.header + i * packed.entry
  const [at, length, whole] = [4, 8, 12].map((by) => font.readUInt32BE(entry + by)) as [
    number,
    number,
    number,
  ]
  const stored = font.subarray(at, at + length)
  return {
    tag: font.subarray(entry, entry + 4),
    checksum: font.readUInt32BE(entry + 16),
    bytes: length < whole ? inflateSync(stored) : stored,
  }
}
