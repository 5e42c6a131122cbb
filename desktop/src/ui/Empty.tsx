import type { ReactNode } from 'react'

/** Where a list would be: one sentence, and what will stand here. */
export function Empty({ children, hint }: { children: ReactNode; hint?: string }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
    </div>
  )
}
