/** Holds a filled manifest against Microsoft's own schema, which lies in @microsoft/app-manifest: no network. */

async function validator() {
  try {
    return (await import('@microsoft/app-manifest')).AppManifestUtils
  } catch (error) {
    // A development dependency: absent after `npm ci --omit=dev`, and no reason to refuse a package there.
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/**
 * @param {Readonly<Record<string, unknown>>} manifest
 * @returns {Promise<readonly string[] | undefined>} what is wrong with it; undefined when nobody could tell
 */
export async function faultsOfManifest(manifest) {
  return (await validator())?.validateAgainstSchema(manifest)
}
