import type { components, paths } from './generated'

/** What the contract says of a route, as types. `generated.ts` is made of docs/api/openapi.json before every check and build. */
export type Schema = components['schemas']

/** A form in which nothing is left out, but for what may be nothing. */
export type Whole<T, MayBeNull extends keyof T = never> = {
  [K in keyof T]-?: K extends MayBeNull ? Exclude<T[K], undefined> : NonNullable<T[K]>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The paths that know this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][Lowercase<M>] extends { responses: unknown } ? P : never
}[keyof paths]

type Operation<M extends Method, P extends keyof paths> = paths[P][Lowercase<M>]

/** What stands for the names in the path. */
export type PathParts<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { parameters: { path: infer Parts extends Record<string, unknown> } } ? Parts : Record<string, never>

type InPath<O> = O extends { parameters: { path: infer Parts extends Record<string, unknown> } } ? { path: Parts } : unknown
/** What is null is left out. */
type Query<Q> = { [K in keyof Q]: Q[K] | (undefined extends Q[K] ? null : never) }
type InQuery<O> = O extends { parameters: { query: infer Q extends Record<string, unknown> } }
  ? { query: Query<Q> }
  : O extends { parameters: { query?: infer Q } }
    ? { query?: Query<NonNullable<Q>> }
    : unknown
type InBody<O> = O extends { requestBody: { content: { 'application/json': infer Body } } } ? { body: Body } : unknown

interface More {
  form?: FormData
  /** A file that is the body itself. */
  file?: Blob
  signal?: AbortSignal | undefined
  /** Set for what must still leave while the page is being closed (a draft). */
  keepalive?: boolean
}

/** Every way of asking at once, for the one function that does it. */
export interface Loose extends More {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

type Given<O> = InPath<O> & InQuery<O> & InBody<O> & More

/** What goes with a question; nothing where nothing must. */
export type Asked<M extends Method, P extends keyof paths> =
  Record<string, never> extends Given<Operation<M, P>> ? [more?: Given<Operation<M, P>>] : [more: Given<Operation<M, P>>]

/** What comes back. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : undefined
