/** The top level is fixed, and nothing in the tree names the machine it was written on. */
import { homedir } from 'node:os'
import { filesIn, root, textOf, topLevel } from './sources'

/** HOUSE.md, "The tree", and what tools demand there. */
const allowed =
  /^(package\.json|package-lock\.json|tsconfig(\..+)?\.json|manifest|bot|tab|tests|env|README\.md|CHANGELOG\.md|LICENSE|\..+|[a-z]+\.config\.(js|mjs|cjs|ts)|biome\.json)$/

it('holds the five folders and what tools demand', () => {
  const names = topLevel()
  expect(names).toEqual(
    expect.arrayContaining(['bot', 'tab', 'tests', 'env', 'manifest', 'package.json', 'README.md']),
  )
  expect(names.filter((name) => !allowed.test(name))).toEqual([])
})

const textual = /\.(tsx?|mts|mjs|cjs|json|md|sql|yml|yaml|css|html|svg|sh|ps1|toml)$|\/[^.]+$|(^|\/)\.[\w.]+$/
const files = filesIn('', textual)

function naming(pattern: RegExp): readonly string[] {
  return files.filter((file) => pattern.test(textOf(file)))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

it('no file holds a path of a machine', () => {
  expect(files.length).toBeGreaterThan(150)
  // A checkout directly under / would find itself in every address.
  const here = [root, homedir()].filter((place) => place.split(/[\\/]/).filter(Boolean).length > 1)
  const places = [
    ...here.map((place) => `${escaped(place)}(?=[\\\\/"'\`\\s]|$)`),
    '(?<![\\w.])/(home|Users)/[a-z]\\w*/',
    '[A-Z]:\\\\\\\\?Users\\\\',
  ]
  expect(naming(new RegExp(places.join('|'), 'm'))).toEqual([])
})

it('nothing reaches out of the checkout: bring into the tree what is needed', () => {
  expect(naming(/\.\.\/shared\b/)).toEqual([])
})

it('no file names a registry: whoever installs uses their own', () => {
  expect(
    naming(/registry\.(npmjs|yarnpkg)\.|npm\.pkg\.github|\/artifactory\/|^\s*@?[\w-]*:?registry\s*=/m),
  ).toEqual([])
  expect(textOf('package-lock.json')).not.toMatch(/"resolved":/)
})

it('no secret is committed: take it from the environment', () => {
  expect(naming(/-----BEGIN ((RSA|EC) )?PRIVATE KEY|\bghp_\w{20,}|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\./)).toEqual(
    [],
  )
})
