import { ask } from './http'
import type { Id, Session } from './types'

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
    const options = await ask<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/me/passkeys/challenge', { body: {} })
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    const credential = await ofBrowser(navigator.credentials.create({ publicKey }))
    await ask<undefined>('POST', '/api/me/passkeys', { body: { name, credential } })
  },
  remove: (passkey: Id) => ask<undefined>('DELETE', `/api/me/passkeys/${encodeURIComponent(passkey)}`),
  signIn: async () => {
    const options = await ask<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/session/passkey/challenge', { body: {} })
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    const credential = await ofBrowser(navigator.credentials.get({ publicKey }))
    return ask<Session>('POST', '/api/session/passkey', { body: { credential } })
  },
}
