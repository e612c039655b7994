/** How the tab is built: one page, hashed files, what many pages share in a file of its own. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  base: '/tab/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../.build/tab', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // A script inlined into the page would break the Content-Security-Policy.
    modulePreload: { polyfill: false },
  },
})
