/** Finds a browser for the tests: one that is installed, else the one that an npm package ships. */
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Headless and quiet: no look-ups of its makers' hosts, no profile. Root needs --no-sandbox. */
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-gpu-compositing',
]

/** The package's wish for a graphics card made of software: a third of all the CPU that the tests' pages took. */
const softwareGpu = /^--(ignore-gpu-blocklist|use-gl|use-angle|enable-unsafe-swiftshader)\b/

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns variables for the tests: BROWSER_PATH, BROWSER_ARGS (JSON), and what that browser needs to run */
export async function findBrowser() {
  const found = process.env.BROWSER_PATH ?? installed()
  if (found) return { BROWSER_PATH: found, BROWSER_ARGS: JSON.stringify(quiet) }
  // Makes the package unpack its own shared libraries too: a bare machine has none. It looks when it is imported.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const executable = await chromium.executablePath()
  const own = chromium.args.filter((flag) => !softwareGpu.test(flag))
  const { LD_LIBRARY_PATH = '', FONTCONFIG_PATH = '' } = process.env
  return {
    BROWSER_PATH: executable,
    BROWSER_ARGS: JSON.stringify([...new Set([...own, ...quiet])]),
    LD_LIBRARY_PATH,
    FONTCONFIG_PATH,
  }
}

function installed() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...onPath, ...places].find((file) => existsSync(file))
}
