import type { Schema } from '../contract'

// The team room.

export type RoomAnswer = Schema['LineRoomAnswer']

/** POST /api/customers/{id}/questions {key, text, matter, team, named} -> {id}; POST /api/questions/{id}/answers {key, text}; .../settle, .../reopen */
export type RoomQuestion = Schema['QuestionView']

/** GET /api/room: my team's room, and questions elsewhere in which I take part; newest first. */
export type RoomPage = Schema['RoomPage']
