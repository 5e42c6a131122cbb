import { afterEach, expect, it, vi } from 'vitest'
import { address, ask } from './http'

afterEach(() => vi.unstubAllGlobals())

/** What was asked of a server that answers everything with this. */
function serverThat(body: unknown) {
  const asked: [string, RequestInit | undefined][] = []
  vi.stubGlobal('fetch', (path: string, how?: RequestInit) => {
    asked.push([path, how])
    return Promise.resolve(new Response(JSON.stringify(body), { status: 200 }))
  })
  return asked
}

it('fills the path, and leaves out of the query what is null', async () => {
  const asked = serverThat({ entries: [], before: null })
  const page = await ask('GET', '/api/customers/{id}/timeline', { path: { id: '4/2' }, query: { q: 'an oven', before: null } })
  expect(asked[0]?.[0]).toBe('/api/customers/4%2F2/timeline?q=an+oven')
  expect(page.entries).toEqual([])
  expect(address('/api/attachments/{id}', { id: '7' })).toBe('/api/attachments/7')
})

it('knows what the contract does not', async () => {
  const asked = serverThat({})
  // @ts-expect-error There is no such path.
  await ask('GET', '/api/customer')
  // @ts-expect-error It is known, but not by this method.
  await ask('DELETE', '/api/desk/today')
  // @ts-expect-error Whose timeline?
  await ask('GET', '/api/customers/{id}/timeline')
  // @ts-expect-error This list is not asked about that.
  await ask('GET', '/api/junk', { query: { colour: 'blue' } })
  // @ts-expect-error A deadline is missing.
  await ask('POST', '/api/promises/{id}/move', { path: { id: '1' }, body: { reason: 'later' } })
  expect(asked).toHaveLength(5)
})
