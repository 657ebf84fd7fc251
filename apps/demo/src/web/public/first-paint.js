// Runs before the first paint, so that a reload shows no flash of the wrong theme or language.
// The same keys as lib/preferences.ts.
try {
  const theme = localStorage.getItem('demo.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const locale = localStorage.getItem('demo.locale');
  document.documentElement.lang = locale ?? (navigator.language.startsWith('tr') ? 'tr' : 'en');
} catch {
  // Storage is blocked: the system's theme and the browser's language serve.
}
