import { address, ask } from './http'
import type { AgentSetup, ChatDoor, DoorSetup, Id, Prompt, TeamSetup, TrunkSetup, WordSetup } from './types'

/** What administrators ask of the server. */

export const admin = {
  teams: () => ask('GET', '/api/admin/teams'),
  saveTeam: (team: TeamSetup) =>
    team.id === null ? ask('POST', '/api/admin/teams', { body: team }) : ask('PUT', '/api/admin/teams/{id}', { path: { id: team.id }, body: team }),
  prompts: (team: Id) => ask('GET', '/api/admin/teams/{team}/prompts', { path: { team } }),
  promptSound: (team: Id, kind: Prompt['kind'], language: Prompt['language']) =>
    address('/api/admin/teams/{team}/prompts/{kind}/{language}/sound', { team, kind, language }),
  keepPrompt: (team: Id, kind: Prompt['kind'], language: Prompt['language'], wav: Blob) => {
    const form = new FormData()
    form.append('file', wav, 'prompt.wav')
    return ask('POST', '/api/admin/teams/{team}/prompts/{kind}/{language}', { path: { team, kind, language }, form })
  },
  takePromptBack: (team: Id, kind: Prompt['kind'], language: Prompt['language']) =>
    ask('DELETE', '/api/admin/teams/{team}/prompts/{kind}/{language}', { path: { team, kind, language } }),
  agents: () => ask('GET', '/api/admin/agents'),
  saveAgent: (agent: AgentSetup) =>
    agent.id === null ? ask('POST', '/api/admin/agents', { body: agent }) : ask('PUT', '/api/admin/agents/{id}', { path: { id: agent.id }, body: agent }),
  dispositions: () => ask('GET', '/api/admin/dispositions').then((all) => all.dispositions),
  saveDispositions: (dispositions: WordSetup[]) => ask('PUT', '/api/admin/dispositions', { body: { dispositions } }),
  doors: () => ask('GET', '/api/admin/doors'),
  saveDoor: (door: DoorSetup) =>
    door.id === null ? ask('POST', '/api/admin/doors', { body: door }) : ask('PUT', '/api/admin/doors/{id}', { path: { id: door.id }, body: door }),
  trunks: () => ask('GET', '/api/admin/trunks'),
  strangers: () => ask('GET', '/api/admin/trunks/strangers'),
  trunkSound: () => ask('GET', '/api/admin/trunks/sound'),
  saveTrunk: (trunk: TrunkSetup) =>
    trunk.id === null ? ask('POST', '/api/admin/trunks', { body: trunk }) : ask('PUT', '/api/admin/trunks/{id}', { path: { id: trunk.id }, body: trunk }),
  testDoor: (door: Id) => ask('POST', '/api/admin/doors/{id}/test', { path: { id: door } }),
  chatsAtOnce: () => ask('GET', '/api/admin/chats'),
  saveChatsAtOnce: (atOnce: number) => ask('PUT', '/api/admin/chats', { body: { atOnce } }),
  chatDoor: (door: Id) => ask('GET', '/api/admin/chat-doors/{id}', { path: { id: door } }),
  saveChatDoor: (door: Id, setup: ChatDoor) => ask('PUT', '/api/admin/chat-doors/{id}', { path: { id: door }, body: setup }),
  renewChatSecret: (door: Id) => ask('POST', '/api/admin/chat-doors/{id}/secret', { path: { id: door } }),
  knocks: () => ask('GET', '/api/admin/knocks'),
  scheduleKnocks: (door: Id, everyHours: number) => ask('PUT', '/api/admin/doors/{id}/knocks', { path: { id: door }, body: { everyHours } }),
  mailProviders: () => ask('GET', '/api/admin/mail-providers'),
  /** Since when the door is connected with its provider; null: it is not. */
  connectedSince: (door: Id) => ask('GET', '/api/admin/doors/{id}/connection', { path: { id: door } }),
  /** Where the browser goes to consent. */
  connect: (door: Id) => ask('POST', '/api/admin/doors/{id}/connection', { path: { id: door } }),
  firstHour: () => ask('GET', '/api/admin/first-hour'),
}
