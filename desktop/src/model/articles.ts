import type { Article, ArticleDraft, Id } from '@/wire/types'
import { serverNow } from './clock'

const REVIEW_MONTHS = 6

/** A new article: mine, to be looked at again in half a year. */
export function freshArticle(me: Id): ArticleDraft {
  const review = new Date(serverNow())
  review.setUTCMonth(review.getUTCMonth() + REVIEW_MONTHS)
  return { company: false, language: 'en', title: '', text: '', owner: me, review: review.toISOString().slice(0, 10), isPublic: false, origin: null }
}

/** An article made of an answer, in the customer's language; its title is what the answer was about. */
export function fromAnswer(me: Id, answer: { subject: string; text: string; interaction: Id }, language: string): ArticleDraft {
  const title = answer.subject.replace(/^((re|fwd?|aw|rv)\s*:\s*)+/i, '').slice(0, 120)
  return { ...freshArticle(me), language, title, text: answer.text, origin: answer.interaction }
}

export function draftOf(article: Article): ArticleDraft {
  const { language, title, text, owner, review, isPublic, team } = article
  return { company: team === null, language, title, text, owner, review, isPublic, origin: null }
}
