/** Draws the two icons of the Teams app from their SVG sources: `node env/draw-icons.mjs`, then look at them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'

const manifest = new URL('../manifest/', import.meta.url)

// The only two sizes that Teams takes.
const icons = [
  { name: 'color', pixels: 192 },
  { name: 'outline', pixels: 32 },
]

for (const { name, pixels } of icons) {
  const source = readFileSync(new URL(`icons/${name}.svg`, manifest), 'utf8')
  const drawing = new Resvg(source, { fitTo: { mode: 'width', value: pixels } }).render()
  writeFileSync(new URL(`${name}.png`, manifest), drawing.asPng())
  console.log(`manifest/${name}.png: ${drawing.width} x ${drawing.height}`)
}
