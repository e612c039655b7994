/** Fills the `${{NAME}}` placeholders of the Teams manifest, or refuses with one sentence that says what to set. */

/** Something the reader can put right: the message is a whole sentence and names the variable. */
export class PackageRefused extends Error {}

const guid = {
  fits: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  like: 'a GUID like 11111111-2222-4333-8444-555555555555',
}
const publicUrl = {
  // Teams loads the tab by https from a public name: no port or path, and no wildcard.
  fits: (value) => /^https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\/?$/i.test(value),
  like: 'the https address of a public host like https://verbund.example.org',
}
const threeNumbers = {
  // Semantic versions allow more, but Teams refuses an upload with anything behind the three numbers.
  fits: (value) => /^\d+\.\d+\.\d+$/.test(value),
  like: 'three numbers like 1.4.0',
}

/** Every placeholder: its shape, and the variables that may give it, the first one set wins. */
const placeholders = {
  VERSION: { ...threeNumbers, from: ['VERSION'] },
  // The service knows itself by PUBLIC_URL; the manifest wants the host in it.
  PUBLIC_HOST: { ...publicUrl, from: ['PUBLIC_URL'], as: (value) => new URL(value).host },
  MicrosoftAppId: { ...guid, from: ['MicrosoftAppId'] },
  // One registration can serve for all, but the tab is safer with its own: tokens for the tab then never carry
  // the id at which the bot's door looks.
  TEAMS_APP_ID: { ...guid, from: ['TEAMS_APP_ID', 'MicrosoftAppId'] },
  TAB_CLIENT_ID: { ...guid, from: ['TAB_CLIENT_ID', 'MicrosoftAppId'] },
}

function find(name, given) {
  const placeholder = placeholders[name]
  if (!placeholder)
    throw new PackageRefused(`The manifest asks for ${name}, which env/fill-manifest.mjs does not know.`)
  const { from, like, fits, as = (given) => given } = placeholder
  const variable = from.find((one) => given[one]) ?? from.at(-1)
  return { name, variable, value: given[variable], like, fits, as }
}

function refuseMissing(found) {
  const missing = new Map(found.filter(({ value }) => !value).map(({ variable, like }) => [variable, like]))
  if (missing.size === 0) return
  const wanted = [...missing].map(([variable, like]) => `${variable} (${like})`).join(' and ')
  throw new PackageRefused(`Set ${wanted} in the environment or in env/.env.`)
}

function refuseMisshapen(found) {
  const wrong = found.find(({ value, fits }) => !fits(value))
  if (wrong) throw new PackageRefused(`${wrong.variable} is "${wrong.value}", but has to be ${wrong.like}.`)
}

const mark = /\$\{\{(\w+)\}\}/g

/**
 * @param {string} text the manifest with its placeholders
 * @param {Readonly<Record<string, string | undefined>>} given variables by name; an empty one counts as missing
 * @returns {string} the manifest as Teams takes it
 */
export function fillManifest(text, given) {
  const names = new Set([...text.matchAll(mark)].map(([, name]) => name))
  const found = [...names].map((name) => find(name, given))
  refuseMissing(found)
  refuseMisshapen(found)
  const values = Object.fromEntries(found.map(({ name, value, as }) => [name, as(value)]))
  const filled = text.replaceAll(mark, (_, name) => values[name])
  return given.GRAPH_READ === 'on' ? withReading(filled) : filled
}

/** Each team is asked for its consent when the app is added to it; who does not read channels does not ask. */
function withReading(text) {
  const manifest = JSON.parse(text)
  const reading = { name: 'ChannelMessage.Read.Group', type: 'Application' }
  manifest.authorization.permissions.resourceSpecific.push(reading)
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}
