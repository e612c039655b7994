/** Reads the pixels of a PNG as our icons are written: 8 bits, RGBA, not interlaced. Anything else throws. */
import { inflateSync } from 'node:zlib'

export interface Pixel {
  readonly x: number
  readonly y: number
  /** Red, green, blue and alpha, 0 to 255. */
  readonly rgba: readonly [number, number, number, number]
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: readonly Pixel[]
}

const depth = 4

export function readPng(file: Buffer): Picture {
  const header = file.subarray(16, 29)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  // Bit depth 8, colour type 6 (RGBA), compression, filter and interlace 0.
  if (!header.subarray(8).equals(Buffer.from([8, 6, 0, 0, 0]))) throw new Error('not an 8 bit RGBA PNG')
  const bytes = unfilter(inflateSync(dataOf(file)), width * depth, height)
  return {
    width,
    height,
    pixels: Array.from({ length: width * height }, (_, index) => pixelAt(bytes, index, width)),
  }
}

/** The chunks named IDAT together; each chunk is length, name, data, checksum. */
function dataOf(file: Buffer): Buffer {
  const data: Buffer[] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const name = file.toString('latin1', at + 4, at + 8)
    if (name === 'IDAT') data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  return Buffer.concat(data)
}

/** Every line stands as one byte for its filter and the differences to its neighbours (PNG 9.2). */
function unfilter(lines: Buffer, stride: number, height: number): Buffer {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = lines.readUInt8(y * (stride + 1))
    for (let x = 0; x < stride; x++) {
      const left = x < depth ? 0 : out.readUInt8(y * stride + x - depth)
      const up = y === 0 ? 0 : out.readUInt8((y - 1) * stride + x)
      const corner = x < depth || y === 0 ? 0 : out.readUInt8((y - 1) * stride + x - depth)
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0
      out.writeUInt8((lines.readUInt8(y * (stride + 1) + 1 + x) + guess) & 255, y * stride + x)
    }
  }
  return out
}

/** Paeth's predictor: the neighbour nearest to left + up - corner. */
function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs) as [
    number,
    number,
    number,
  ]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

function pixelAt(bytes: Buffer, index: number, width: number): Pixel {
  const [r = 0, g = 0, b = 0, a = 0] = bytes.subarray(index * depth, (index + 1) * depth)
  return { x: index % width, y: Math.floor(index / width), rgba: [r, g, b, a] }
}
