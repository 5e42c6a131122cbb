// A company's OpenID provider on the loopback address: whoever types an address at it is that person.
// node provider.mjs PORT CLIENT SECRET REDIRECT
import { Provider } from 'oidc-provider'

const [port, client, secret, redirect] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`

const provider = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirect], grant_types: ['authorization_code'], response_types: ['code'] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name', 'department'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => {
      const first = id.split('@')[0]
      const given = first.charAt(0).toUpperCase() + first.slice(1)
      return { sub: id, email: id, email_verified: !first.startsWith('unverified'), name: `${given} Newcomer`, given_name: given, family_name: 'Newcomer', department: 'Harbourside' }
    },
  }),
  cookies: { keys: ['only for tests'] },
})
provider.listen(Number(port), '127.0.0.1', () => console.log(`ready ${issuer}`))
