/** What a browser calls itself, as a person would say it; null if it says nothing that is known. */
export function deviceOf(agent: string): { browser: string; system: string } | null {
  const browser = first(agent, [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = first(agent, [
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux|X11/, 'Linux'],
  ])
  return browser === null || system === null ? null : { browser, system }
}

function first(agent: string, known: readonly (readonly [RegExp, string])[]): string | null {
  return known.find(([sign]) => sign.test(agent))?.[1] ?? null
}
