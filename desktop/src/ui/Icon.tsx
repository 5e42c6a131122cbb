import type { ReactNode } from 'react'

/** Drawn on a 16 px grid, one stroke of 1.5, in the ink of the words beside them. Never alone: the word says it. */
const DRAWN = {
  phone: <path d="M3 3.2c0 6 4 10 9.8 9.8l1-2.6-3-1.5-1.3 1.3C7.8 9.5 6.5 8.2 5.8 6.5l1.3-1.3-1.5-3z" />,
  missed: (
    <path d="M3 3.2c0 6 4 10 9.8 9.8l1-2.6-3-1.5-1.3 1.3C7.8 9.5 6.5 8.2 5.8 6.5l1.3-1.3-1.5-3zM10 2.5l3.5 3.5M13.5 2.5 10 6" />
  ),
  mute: <path d="M5.8 4.2V4a2.2 2.2 0 0 1 4.4 0v4.2M9.5 9.7A2.2 2.2 0 0 1 5.8 8M3.5 7.8a4.5 4.5 0 0 0 7.3 3.5M8 12.4V14.5M2.5 2.5l11 11" />,
  microphone: (
    <>
      <rect x="5.8" y="1.8" width="4.4" height="8.4" rx="2.2" />
      <path d="M3.5 7.8a4.5 4.5 0 0 0 9 0M8 12.400v2.100" />
    </>
  ),
  ear: <path d="M4.200 6.200a3.800 3.800 0 0 1 7.600 0c0 2.300-2 2.700-2.400 4.300-.4 1.900-1.200 3-2.600 3a2.300 2.300 0 0 1-2.300-2.300M6.300 6.300a1.700 1.700 0 0 1 3.400 0c0 1-.8 1.300-1.500 1.900" />,
  pause: <path d="M5.5 3.500v9M10.5 3.500v9" />,
  play: <path d="M5 3.200v9.600l7.600-4.800z" />,
  keypad: <path d="M4 3.500h.1M8 3.500h.1M12 3.500h.1M4 7.500h.1M8 7.500h.1M12 7.500h.1M4 11.500h.1M8 11.500h.1M12 11.500h.1M8 14.500h.1" />,
  mail: (
    <>
      <rect x="1.8" y="3.3" width="12.4" height="9.4" rx="1.5" />
      <path d="m2.2 4.5 5.8 4.7 5.8-4.7" />
    </>
  ),
  chat: (
    <path d="M2 4.2A1.7 1.7 0 0 1 3.7 2.5h8.6A1.7 1.7 0 0 1 14 4.2v5a1.7 1.7 0 0 1-1.7 1.7H7l-3.5 2.8v-2.8A1.6 1.6 0 0 1 2 9.3z" />
  ),
  video: (
    <>
      <rect x="1.5" y="4" width="9" height="8" rx="1.5" />
      <path d="m10.5 7.2 4-2.2v6l-4-2.2z" />
    </>
  ),
  globe: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M2 8h12M8 2c2.2 1.8 2.2 10.2 0 12M8 2c-2.2 1.8-2.2 10.2 0 12" />
    </>
  ),
  form: (
    <>
      <rect x="3" y="2" width="10" height="12" rx="1.5" />
      <path d="M5.5 5.5h5M5.5 8.2h5M5.5 11h2.5" />
    </>
  ),
  note: <path d="M3 2.5h10v7.8l-3.2 3.200H3zM9.8 13.500v-3.200H13" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.3" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  hand: <path d="M2 6h10M9 3l3 3-3 3M14 10.5H4M7 7.8 4 10.500l3 2.8" />,
  check: <path d="m3 8.5 3.3 3.3L13 4.8" />,
  line: <path d="M1.5 8h2.8l1.6-4.5 3 9 1.8-4.500h3.8" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  spark: <path d="M8 2v3M8 11v3M2 8h3M11 8h3" />,
  gift: (
    <>
      <rect x="2.5" y="6.5" width="11" height="7" rx="1" />
      <path d="M2 4.5h12v2H2zM8 4.5v9M8 4.500C6 4.5 4.5 3.8 5 2.500S8 2.5 8 4.500c0-2 2.5-3.3 3-2S10 4.5 8 4.500z" />
    </>
  ),
  warn: <path d="M8 2.2 14.2 13H1.8zM8 6.2v3.2M8 11.2v.1" />,
  clip: <path d="m13.2 7.2-5.6 5.600a3.2 3.2 0 0 1-4.5-4.500l5.9-5.900a2.1 2.1 0 0 1 3 3L6.2 11.200a1 1 0 0 1-1.5-1.500l5.2-5.2" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2.2 1.6" />
    </>
  ),
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  down: <path d="m4 6.2 4 4 4-4" />,
  right: <path d="m6.2 4 4 4-4 4" />,
  left: <path d="m9.8 4-4 4 4 4" />,
  up: <path d="M8 13V3.500M4 7.3 8 3.300l4 4" />,
  file: <path d="M4 2h5l3.5 3.500V14H4zM9 2v3.500h3.5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.800v2M8 12.200v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.400M12.4 3.6 11 5M5 11l-1.4 1.4" />
    </>
  ),
  door: <path d="M4 14V2.500h8V14M2.5 14h11M9.8 8v.6" />,
  team: (
    <>
      <circle cx="5.5" cy="5.5" r="2.3" />
      <circle cx="11.2" cy="6.2" r="1.8" />
      <path d="M1.5 13c.3-2.8 1.9-4.2 4-4.200s3.7 1.4 4 4.200M11 9.500c2 0 3.2 1.2 3.5 3.5" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.7" />
      <path d="M2.8 13.500c.5-3.2 2.5-4.7 5.2-4.700s4.7 1.5 5.2 4.7" />
    </>
  ),
  people: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M2 6.300h12M2 9.700h12" />
    </>
  ),
  box: <path d="M2 5h12v8.500H2zM2 5l1.5-2.500h9L14 5M6.3 8h3.4" />,
  out: <path d="M6.5 2.500h-4v11h4M10 5l3 3-3 3M13 8H6" />,
  moon: <path d="M13 9.600A5.5 5.5 0 1 1 6.4 3 4.5 4.5 0 0 0 13 9.600z" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.500v1.500M8 13v1.500M1.5 8H3M13 8h1.500M3.4 3.400l1 1M11.6 11.600l1 1M12.6 3.400l-1 1M4.4 11.600l-1 1" />
    </>
  ),
  flag: <path d="M3.5 14V2.500h8.500l-2 3 2 3H3.5" />,
  image: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="m2.5 11.5 3.5-3.5 2.5 2.5 2-2 3 3M10.5 6v.1" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.5" />
      <path d="M4 6.800h.1M6.6 6.800h.1M9.3 6.800h.1M12 6.800h.1M5 9.800h6" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof DRAWN

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ic" viewBox="0 0 16 16" aria-hidden="true">
      {DRAWN[name]}
    </svg>
  )
}
