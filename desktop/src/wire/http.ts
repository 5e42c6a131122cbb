import { spoken } from '@/text/languages'
import { t } from '@/text'
import type { Answer, Asked, Loose, Method, PathOf, PathParts } from './contract'
import type { Problem } from './types'

/**
 * The one way to ask the server something. A refusal is thrown as a `Refusal`
 * that carries the server's own sentence, and a failure of the world (no network, no server) as `Unreachable`.
 */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'Refusal'
    this.problem = problem
  }
}

export class Unreachable extends Error {
  constructor(cause: unknown) {
    super(t.shell.errors.unreachable, { cause })
    this.name = 'Unreachable'
  }
}

let csrf = ''

/** The session's token; it goes back with everything that changes something. */
export function useCsrf(token: string): void {
  csrf = token
}

/**
 * Asks what the contract names (docs/api/openapi.json): a path, a body or an answer that it does not know is refused
 * when the desktop is checked.
 */
export async function ask<M extends Method, P extends PathOf<M>>(method: M, path: P, ...[more]: Asked<M, P>): Promise<Answer<M, P>> {
  const { path: parts, query, body, form, file, signal, keepalive }: Loose = more ?? {}
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': spoken }
  if (method !== 'GET') headers['X-Rapport-Csrf'] = csrf
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (file !== undefined) headers['Content-Type'] = 'application/octet-stream'
  let answer: Response
  try {
    answer = await fetch(filled(path, parts) + queryOf(query), {
      method,
      headers,
      body: form ?? file ?? (body === undefined ? null : JSON.stringify(body)),
      credentials: 'same-origin',
      signal: signal ?? null,
      keepalive: keepalive ?? false,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Unreachable(cause)
  }
  if (!answer.ok) throw await refusalOf(answer)
  return (await bodyOf(answer)) as Answer<M, P>
}

/** Where the browser itself goes: a download, a frame. */
export function address<P extends PathOf<'GET'>>(path: P, parts: PathParts<'GET', P>): string {
  return filled(path, parts)
}

function filled(path: string, parts: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])))
}

function queryOf(query: Record<string, unknown> = {}): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) words.set(name, String(value))
  return words.size === 0 ? '' : `?${words.toString()}`
}

/** Sends a form and tells how much of it has left; `fetch` can't say that. */
export function upload<P extends PathOf<'POST'>>(
  path: P,
  form: FormData,
  signal: AbortSignal,
  moved: (share: number) => void,
): Promise<Answer<'POST', P>> {
  return new Promise<Answer<'POST', P>>((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Accept-Language', spoken)
    request.setRequestHeader('X-Rapport-Csrf', csrf)
    request.upload.onprogress = ({ loaded, total }) => moved(total === 0 ? 0 : loaded / total)
    request.onerror = () => fail(new Unreachable('upload'))
    request.onabort = () => fail(new Unreachable('stopped'))
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status })
      if (answer.ok) done(JSON.parse(request.responseText) as Answer<'POST', P>)
      else void refusalOf(answer).then(fail)
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

async function bodyOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined
  const text = await answer.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function refusalOf(answer: Response): Promise<Error> {
  const text = await answer.text().catch(() => '')
  // A proxy in front of a stopped server answers with its own page: the world failed, nobody refused.
  if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
    if (!text.startsWith('{')) return new Unreachable(answer.status)
  }
  try {
    const problem: unknown = JSON.parse(text)
    if (isProblem(problem)) return new Refusal({ ...problem, status: answer.status })
  } catch {
    // Not problem+json: the sentence below stands in for it.
  }
  return new Refusal({
    type: 'about:blank',
    title: 'Refused',
    status: answer.status,
    code: `http-${answer.status}`,
    detail: t.shell.errors.noReason(answer.status),
    fields: {},
  })
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'title' in value
}

/** The sentence to show for anything thrown by `ask`. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refusal || error instanceof Unreachable ? error.message : t.shell.errors.unknown
}

export function fieldsOf(error: unknown): Record<string, string> {
  return error instanceof Refusal ? (error.problem.fields ?? {}) : {}
}

export function codeOf(error: unknown): string | null {
  return error instanceof Refusal ? error.problem.code : null
}
