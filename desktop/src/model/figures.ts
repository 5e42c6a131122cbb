import { figures as text } from '@/text/figures'
import { spoken } from '@/text/languages'
import type { Figure, FigureName, FigureSlice } from '@/wire/types'

/** How figures are written. */

const percent = new Intl.NumberFormat(spoken, { style: 'percent', maximumFractionDigits: 0 })
const finer = new Intl.NumberFormat(spoken, { style: 'percent', maximumFractionDigits: 1 })
const points = new Intl.NumberFormat(spoken, { maximumFractionDigits: 0, signDisplay: 'negative' })
const oneDigit = new Intl.NumberFormat(spoken, { maximumFractionDigits: 1 })

export function share(value: number): string {
  return (value > 0.98 && value < 1) || (value > 0 && value < 0.02) ? finer.format(value) : percent.format(value)
}

/** "3.5 h": seconds as the one unit that is read best. */
export function lasting(seconds: number): string {
  if (seconds < 90) return text.time.s(Math.round(seconds))
  if (seconds < 90 * 60) return text.time.min(Math.round(seconds / 60))
  return seconds < 48 * 3600 ? text.time.h(oneDigit.format(seconds / 3600)) : text.time.d(oneDigit.format(seconds / 86_400))
}

export function written(kind: Figure['kind'], value: number): string {
  switch (kind) {
    case 'SHARE':
      return share(value)
    case 'SCORE':
    case 'COUNT':
      return points.format(value)
    case 'TIME':
      return lasting(value)
  }
}

export const OF_ANSWERS: readonly FigureName[] = ['HAPPINESS', 'CSAT', 'NPS', 'SAID_AGAIN', 'FACE_AFTER', 'RESPONSE']
export const OF_CALLS: readonly FigureName[] = ['WINDOW_KEPT', 'REACHED', 'REACHED_FIRST', 'WARNED_IN_TIME', 'SOLVED_BY_CALL', 'RED_TO_CALL', 'RED_NOT_CALLED']
export const APART: readonly FigureName[] = ['EXCLUDED', 'UNCONFIRMED', 'BY_HAND', 'SIGNATURE']
/** Of which there is an interval, so that they can be drawn and compared. */
export const COMPARED: readonly FigureName[] = ['HAPPINESS', 'CSAT', 'NPS', 'SAID_AGAIN', 'FACE_AFTER', 'RESPONSE', 'WINDOW_KEPT', 'REACHED', 'REACHED_FIRST', 'WARNED_IN_TIME', 'SOLVED_BY_CALL']

export const WHOLE: FigureSlice = { from: null, to: null, team: null, reason: null, channel: null, survey: null }

/** The scale on which a figure is drawn. */
export function scaleOf(kind: Figure['kind']): readonly [number, number] {
  return kind === 'SCORE' ? [-100, 100] : [0, 1]
}

/** Answers that it takes to know a figure to within so many points, or percent: z² · variance / margin². */
export function needed(margin: number): { nps: number; share: number } | null {
  if (!(margin >= 0.5 && margin <= 50)) return null
  const ratio = 1.96 / (margin / 100)
  return { nps: Math.ceil(ratio * ratio), share: Math.ceil(0.25 * ratio * ratio) }
}
