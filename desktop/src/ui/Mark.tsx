/** The product's mark: two rings that share a piece. */
export function Mark() {
  return (
    <div className="mark">
      <svg viewBox="0 0 24 18" aria-hidden="true">
        <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="2.2" />
        <circle cx="15" cy="9" r="7.5" fill="none" stroke="var(--accent)" strokeWidth="2.2" />
      </svg>
      <span>Rapport</span>
    </div>
  )
}
