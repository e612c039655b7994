/** Runs a program of this checkout with its output passed on. */
import { spawn } from 'node:child_process'
import { root } from './environment.mjs'

/** @returns its exit code */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}node_modules/${program}`, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
