import { useMemo } from 'react'
import { companyZone } from '@/model/clock'
import { callName } from '@/model/callName'
import type { Writing } from '@/model/compose'
import { useDesk, type ReadyCustomer } from '@/model/desk'
import { useKnowledge } from '@/model/knowledge'
import { filled, matching, type Facts } from '@/model/templates'
import { t } from '@/text'
import type { Trigger } from '@/ui/TypingArea'

/** What `/` opens: the team's and everybody's templates, filled in for this customer. */
export function useTemplates(customer: ReadyCustomer, writing: Writing): Trigger {
  const templates = useKnowledge((state) => state.templates)
  const agent = useDesk((state) => state.session?.agent)
  const team = useDesk((state) => state.team?.name)
  const { name, language, teamPage } = customer.head.customer
  const { promises } = customer
  const { promised } = writing
  return useMemo(() => {
    const made = promises.find((row) => row.kind !== 'ANSWER')
    const what = promised.kind === 'PROMISED' ? promised.what : made?.what
    const deadline = promised.kind === 'PROMISED' ? promised.deadline : made?.deadline
    // Where an address is all we know, it is no name to greet somebody by.
    const known = name.includes('@') ? '' : name
    const facts = (words: string): Facts => ({
      'customer.firstName': known === '' ? '' : callName(known),
      'customer.name': known,
      'agent.firstName': agent?.firstName ?? '',
      'agent.name': agent === undefined ? '' : `${agent.firstName} ${agent.lastName}`.trim(),
      'team.name': team ?? '',
      'team.page': teamPage ?? '',
      'promise.what': what ?? '',
      'promise.deadline': deadline == null ? '' : saidIn(words, deadline),
    })
    return {
      sign: '/',
      label: t.compose.templates,
      find: (typed) =>
        matching(templates, typed, language).map((one) => ({
          id: one.id,
          name: one.title,
          beside: `/${one.shortcut} · ${one.language}`,
          text: filled(one.text, facts(one.language)),
        })),
    }
  }, [templates, agent, team, teamPage, name, language, promises, promised])
}

/** A moment in the language of the words it stands in. */
function saidIn(language: string, moment: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: companyZone(),
  }).format(Date.parse(moment))
}
