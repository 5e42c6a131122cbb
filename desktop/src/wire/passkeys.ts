import { ask } from './http'
import type { Id } from './types'

/** Whether this browser, at this address, can hold passkeys: they are bound to a name that is reached safely. */
export function passkeysPossible(): boolean {
  return isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** What the browser did not make or not find: the person stopped it, or there is none. */
export class NoPasskey extends Error {}

async function ofBrowser(wanted: Promise<Credential | null>): Promise<PublicKeyCredentialJSON> {
  const credential = await wanted.catch(() => null)
  if (!(credential instanceof PublicKeyCredential)) throw new NoPasskey()
  return credential.toJSON()
}

export const passkeys = {
  add: async (name: string) => {
    const options = await ask('POST', '/api/me/passkeys/challenge')
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
    const credential = await ofBrowser(navigator.credentials.create({ publicKey }))
    await ask('POST', '/api/me/passkeys', { body: { name, credential } })
  },
  remove: (passkey: Id) => ask('DELETE', '/api/me/passkeys/{id}', { path: { id: passkey } }),
  signIn: async () => {
    const options = await ask('POST', '/api/session/passkey/challenge')
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    const credential = await ofBrowser(navigator.credentials.get({ publicKey }))
    return ask('POST', '/api/session/passkey', { body: { credential } })
  },
}
