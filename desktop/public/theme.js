// Runs before the first paint, so that a dark room never sees a white flash. A file of its own because the page's
// policy allows no inline script. The rest of the settings is read by src/model/settings.ts.
;(function () {
  var theme = 'auto'
  try {
    theme = JSON.parse(localStorage.getItem('rapport.settings') || '{}').theme || 'auto'
  } catch {
    theme = 'auto'
  }
  var dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
