import type { Schema } from '../contract'

/** GET /api/figures: all figures of a stretch of days, and how they are cut. */
export type Dashboard = Schema['FigureDashboardView']
export type Figure = Schema['FigureView']
export type FigureName = Figure['figure']
export type FigurePart = Schema['FigurePartView']
export type FigurePoint = Schema['FigurePointView']
export type FigureCase = Schema['FigureCaseView']
export type FigureDifference = Schema['FigureDifferenceView']

/** Which rows of a figure a list is of. */
export type Which = 'IN' | 'HITS' | 'OTHERS' | 'AGAINST'

/** By what figures are cut; what is null is not cut. */
export interface FigureSlice {
  from: string | null
  to: string | null
  team: string | null
  reason: string | null
  channel: string | null
  survey: string | null
}

/** GET /api/benchmarks */
export type Benchmark = Schema['BenchmarkView']
export type BenchmarkGiven = Schema['BenchmarkGiven']

/** GET /api/standing-promises */
export type Standing = Schema['StandingView']
export type StandingGiven = Schema['StandingGiven']
export type BrokenTo = Schema['CustomerStandingBrokenToView']

/** GET /api/coverage */
export type Coverage = Schema['CoverageView']
export type Silent = Schema['CoverageSilentView']

/** GET /api/admin/reasons; GET /api/matters/{id}/reason */
export type MatterReason = Schema['ReasonMatterReason']
