/** The icons as Teams wants them: sizes, transparency, room around the mark. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import manifest from '../../manifest/manifest.json'
import { root } from './package-app'
import { type Pixel, readPng } from './png'

const icon = (name: string) => readPng(readFileSync(path.join(root, 'manifest', name)))
const alpha = ({ rgba }: Pixel) => rgba[3]

describe('the colour icon', () => {
  const { width, height, pixels } = icon(manifest.icons.color)
  const hex = ({ rgba }: Pixel) => `#${Buffer.from(rgba.slice(0, 3)).toString('hex').toUpperCase()}`

  it('is 192 x 192', () => {
    expect([width, height]).toEqual([192, 192])
  })

  it('fills its square, since Teams rounds the corners itself', () => {
    expect(pixels.every((pixel) => alpha(pixel) === 255)).toBe(true)
  })

  it('keeps its mark inside the central 120 x 120, on the accent colour of the app', () => {
    const inside = (value: number) => value >= 36 && value < 156
    const around = pixels.filter(({ x, y }) => !(inside(x) && inside(y)))
    expect([...new Set(around.map(hex))]).toEqual([manifest.accentColor])
    expect(new Set(pixels.map(hex)).size).toBeGreaterThan(1)
  })
})

describe('the outline icon', () => {
  const { width, height, pixels } = icon(manifest.icons.outline)
  const drawn = pixels.filter((pixel) => alpha(pixel) > 0)

  it('is 32 x 32', () => {
    expect([width, height]).toEqual([32, 32])
  })

  it('is white wherever it is drawn', () => {
    expect(drawn.every(({ rgba }) => rgba[0] === 255 && rgba[1] === 255 && rgba[2] === 255)).toBe(true)
  })

  it('is transparent around its mark, and drawn boldly enough to be seen', () => {
    const edge = ({ x, y }: Pixel) => [0, 31].includes(x) || [0, 31].includes(y)
    expect(pixels.filter(edge).every((pixel) => alpha(pixel) === 0)).toBe(true)
    expect(drawn.length / pixels.length).toBeGreaterThan(0.15)
    expect(drawn.length / pixels.length).toBeLessThan(0.6)
  })
})
