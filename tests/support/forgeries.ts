/** Every token that must open no door (QUALITY.md, Security), each wrong in one thing only. */
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { type KeyRing, newKey } from './key-ring'
import { type BotTokenFor, botIssuer, entraIssuer, type TabTokenFor, type TokenIssuer } from './token-issuer'

export interface Forgery {
  /** What is wrong, to be put into the title of a test. */
  readonly wrong: string
  readonly token: string
}

const foreignTenant = 'f0000000-0000-4000-8000-00000000000f'
const foreignApp = 'f0000000-0000-4000-8000-0000000000f1'
const hour = 3_600

/** `undefined` takes a claim out. */
type Changed = Readonly<Record<string, unknown>>

/** For the bot's door. `serviceUrl` stands for the one in the activity sent with it. */
export async function botForgeries(issuer: TokenIssuer, wanted: BotTokenFor): Promise<readonly Forgery[]> {
  const claims = issuer.botClaims(wanted)
  const sign = (wrong: string, changed: Changed) =>
    signed(issuer.bot, wrong, { ...claims, ...changed } as JWTPayload)
  // What a tab of the same registration holds: Entra's signature is right, and azp is the bot's own id (PLATFORM.md 0, 6).
  const tab = { ...wanted, tenant: foreignTenant, objectId: foreignApp, client: wanted.audience }
  return Promise.all([
    ...brokenSignatures(issuer.bot, claims),
    ...wrongTimes(issuer.bot, claims),
    sign('another audience', { aud: foreignApp }),
    sign('another issuer', { iss: 'https://api.botframework.example' }),
    sign('another serviceUrl', { serviceurl: 'https://teams.example/emea/' }),
    sign('no serviceUrl', { serviceurl: undefined }),
    sign('no audience', { aud: undefined }),
    sign('no issuer', { iss: undefined }),
    forged("an Entra token with the bot's own id as azp", issuer.tabToken(tab)),
    forged("Entra's signature under Bot Framework's name", issuer.entra.sign({ ...claims, iss: botIssuer })),
  ])
}

/** For the tab's door. */
export async function tabForgeries(issuer: TokenIssuer, wanted: TabTokenFor): Promise<readonly Forgery[]> {
  const claims = issuer.tabClaims(wanted)
  const sign = (wrong: string, changed: Changed) =>
    signed(issuer.entra, wrong, { ...claims, ...changed } as JWTPayload)
  const { scp: _scope, ...scopeless } = claims
  const { exp: _end, ...endless } = claims
  const bot = { audience: wanted.audience, serviceUrl: 'https://smba.trafficmanager.net/teams/' }
  return Promise.all([
    ...brokenSignatures(issuer.entra, claims),
    ...wrongTimes(issuer.entra, claims),
    sign('another audience', { aud: foreignApp }),
    sign('another issuer', { iss: 'https://login.microsoftonline.example/v2.0' }),
    sign('a tenant that is no customer', { tid: foreignTenant, iss: entraIssuer(foreignTenant) }),
    sign("another tenant's issuer", { iss: entraIssuer(foreignTenant) }),
    sign('another tenant than its issuer', { tid: foreignTenant }),
    // Not among the bot's: botbuilder takes it, and only Bot Framework itself could sign it.
    signed(issuer.entra, 'no end', endless),
    signed(issuer.entra, 'no scope', scopeless),
    sign('no audience', { aud: undefined }),
    sign('no issuer', { iss: undefined }),
    sign('no tenant', { tid: undefined }),
    sign('another scope', { scp: 'User.Read' }),
    sign('a scope that only begins like the right one', { scp: 'access_as_user_too' }),
    sign('a client that is not pre-authorised', { azp: foreignApp }),
    sign('no client', { azp: undefined }),
    sign('version 1', { ver: '1.0', iss: `https://sts.windows.net/${wanted.tenant}/` }),
    sign('version 1 under the name of version 2', { ver: '1.0' }),
    sign('no version', { ver: undefined }),
    sign('an app with a scope', { idtyp: 'app', roles: ['access_as_user'] }),
    signed(issuer.entra, 'an app instead of a person', {
      ...scopeless,
      idtyp: 'app',
      roles: ['access_as_user'],
    }),
    sign('no object id', { oid: undefined }),
    forged('a token of Bot Framework', issuer.botToken(bot)),
  ])
}

function brokenSignatures(ring: KeyRing, claims: JWTPayload): readonly Promise<Forgery>[] {
  const attacker = newKey()
  return [
    forged('alg none', ring.unsigned(claims)),
    forged('HS256 with the public key', ring.signWithPublicKey(claims)),
    forged('no signature', cut(ring, claims)),
    forged('claims changed after signing', tamper(ring, claims)),
    forged(
      'a wrong key under a known kid',
      attacker.then((key) => ring.sign(claims, { key, kid: ring.current.kid })),
    ),
    forged(
      'an unknown key',
      attacker.then((key) => ring.sign(claims, { key })),
    ),
    forged(
      'a key that it brings along',
      attacker.then((key) => ring.sign(claims, { key, header: { jwk: key.jwk } })),
    ),
    forged(
      'an address for its keys',
      attacker.then((key) => ring.sign(claims, { key, header: { jku: 'https://keys.example/jwks' } })),
    ),
    forged('no token at all', 'not.a.token'),
  ]
}

/** For the door of personal links. @param token a right one @param secret with which it is signed */
export async function linkForgeries(token: string, secret: Uint8Array): Promise<readonly Forgery[]> {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims: JWTPayload = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const sign = (changed: Changed, { alg = 'HS256', key = secret, head = {} } = {}) =>
    new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg, ...head }).sign(key)
  const other = new Uint8Array(32).fill(7)
  const packed = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url')
  const { exp = 0 } = claims
  return Promise.all([
    forged('alg none', new UnsecuredJWT(claims).encode()),
    forged('alg none with a signature', `${packed({ alg: 'none' })}.${payload}.${signature}`),
    forged('another key', sign({}, { key: other })),
    forged('a key that it brings along', sign({}, { key: other, head: { jwk: { kty: 'oct', k: 'Bw' } } })),
    forged('the right key by another algorithm', sign({}, { alg: 'HS512' })),
    forged('no signature', `${header}.${payload}.`),
    forged('a cut signature', token.slice(0, -4)),
    forged('a later end written over', `${header}.${packed({ ...claims, exp: exp + hour })}.${signature}`),
    forged('another link written over', `${header}.${packed({ ...claims, jti: foreignApp })}.${signature}`),
    forged('another audience', sign({ aud: 'verbund-demo' })),
    forged('no audience', sign({ aud: undefined })),
    forged('no end', sign({ exp: undefined })),
    forged('no link', sign({ jti: undefined })),
    forged('a link that is not there', sign({ jti: foreignApp })),
    forged('what is no id', sign({ jti: "x' or true" })),
    forged('an expired token of a link that is not there', sign({ jti: foreignApp, exp: exp - 2000 * hour })),
    forged('no token at all', 'not.a.token'),
    forged('nothing', ''),
    forged('more than a token can be', 'x'.repeat(5000)),
  ])
}

/** By an hour, well outside any tolerance for clocks. */
function wrongTimes(ring: KeyRing, claims: JWTPayload): readonly Promise<Forgery>[] {
  const { iat = 0, exp = 0 } = claims
  return [
    signed(ring, 'expired', { ...claims, iat: iat - 2 * hour, nbf: iat - 2 * hour, exp: exp - 2 * hour }),
    signed(ring, 'not valid yet', { ...claims, nbf: iat + hour, exp: exp + hour }),
  ]
}

const signed = (ring: KeyRing, wrong: string, claims: JWTPayload) => forged(wrong, ring.sign(claims))

async function forged(wrong: string, token: string | Promise<string>): Promise<Forgery> {
  return { wrong, token: await token }
}

async function cut(ring: KeyRing, claims: JWTPayload): Promise<string> {
  const [header, payload] = (await ring.sign(claims)).split('.')
  return `${header}.${payload}.`
}

async function tamper(ring: KeyRing, claims: JWTPayload): Promise<string> {
  const [header, , signature] = (await ring.sign(claims)).split('.')
  const payload = Buffer.from(JSON.stringify({ ...claims, oid: foreignApp, tampered: true })).toString(
    'base64url',
  )
  return `${header}.${payload}.${signature}`
}
