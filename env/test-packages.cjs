/**
 * The npm packages that most test files load: each worker compiles them once, not once for each file.
 *
 * jest gives every file modules of its own, and more than 1,700 files of packages belong to the service: reading and
 * compiling them took longer than most files' tests. `env/bundle-packages.mjs` bundles them, `tests/realm.cjs` keeps what
 * is compiled and runs it anew for each file, so that files share no state, as before.
 */
const { existsSync } = require('node:fs')
const path = require('node:path')

const folder = path.join(__dirname, '../.build/packages')

/** As the sources name them. One that is missing here is loaded as ever; so are all of them without the bundle. */
const names = [
  '@azure/msal-node',
  'botbuilder',
  'botframework-connector',
  'botframework-connector/lib/auth/emulatorValidation',
  'csv-parse/sync',
  'csv-stringify/sync',
  'eventsource-parser',
  'fast-check',
  'fastest-levenshtein',
  'feiertagejs',
  'fflate',
  'graphile-worker',
  'i18next',
  'iconv-lite',
  'jose',
  'kysely',
  'luxon',
  'nodemailer/lib/addressparser',
  'nodemailer/lib/mail-composer',
  'nodemailer/lib/mime-funcs',
  'nodemailer/lib/shared',
  'nodemailer/lib/smtp-connection',
  'pg',
  'pino',
  'prom-client',
  'rate-limiter-flexible',
  'restify',
  'smtp-server',
  'zod',
]

const fileOf = (name) => `${name.replaceAll('/', '_')}.cjs`

/** For jest: name -> the file that stands for it. */
function packageMap() {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    names.map((name) => [
      `^${name.replace(/[.\\+*?^$(){}|[\]]/g, '\\$&')}$`,
      path.join(folder, fileOf(name)),
    ]),
  )
}

module.exports = { fileOf, folder, names, packageMap }
