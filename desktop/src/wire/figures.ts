import { ask } from './http'
import type { BenchmarkGiven, FigureName, FigureSlice, Id, StandingGiven, Which, WordSetup } from './types'

/** Figures and the lists behind them; others' scores; what we promise to everybody; with whom we have spoken; reasons. */

export const figures = {
  all: (slice: FigureSlice, step: 'WEEK' | 'MONTH') => ask('GET', '/api/figures', { query: { ...slice, step } }),
  ofMyTeam: () => ask('GET', '/api/figures/team'),
  cases: (figure: FigureName, which: Which, slice: FigureSlice, after: string | null) =>
    ask('GET', '/api/figures/{figure}/cases', { path: { figure }, query: { ...slice, which, after } }),
}

export const benchmarks = {
  all: () => ask('GET', '/api/benchmarks').then((all) => all.benchmarks),
  add: (one: BenchmarkGiven) => ask('POST', '/api/benchmarks', { body: one }),
  change: (id: Id, one: BenchmarkGiven) => ask('PUT', '/api/benchmarks/{id}', { path: { id }, body: one }),
  remove: (id: Id) => ask('DELETE', '/api/benchmarks/{id}', { path: { id } }),
}

export const standing = {
  all: () => ask('GET', '/api/standing-promises'),
  add: (one: StandingGiven) => ask('POST', '/api/standing-promises', { body: one }),
  change: (id: Id, one: StandingGiven) => ask('PUT', '/api/standing-promises/{id}', { path: { id }, body: one }),
  publish: (id: Id) => ask('POST', '/api/standing-promises/{id}/publish', { path: { id } }),
  retire: (id: Id) => ask('POST', '/api/standing-promises/{id}/retire', { path: { id } }),
  remove: (id: Id) => ask('DELETE', '/api/standing-promises/{id}', { path: { id } }),
  broken: (id: Id) => ask('GET', '/api/standing-promises/{id}/broken', { path: { id } }),
  brokenTo: (customer: Id) => ask('GET', '/api/customers/{id}/standing-promises', { path: { id: customer } }).then((all) => all.broken),
}

export const coverage = {
  all: () => ask('GET', '/api/coverage'),
  silent: (team: string, after: string | null) => ask('GET', '/api/coverage/customers', { query: { team, after } }),
}

export const reasons = {
  all: () => ask('GET', '/api/admin/reasons').then((all) => all.reasons),
  save: (list: WordSetup[]) => ask('PUT', '/api/admin/reasons', { body: { reasons: list } }),
  of: (matter: Id) => ask('GET', '/api/matters/{id}/reason', { path: { id: matter } }),
  choose: (matter: Id, reason: Id | null) => ask('PUT', '/api/matters/{id}/reason', { path: { id: matter }, body: { reason } }),
}
