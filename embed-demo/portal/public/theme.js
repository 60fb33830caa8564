// Sets the chosen theme before the first paint, so that nothing flashes.
try {
  const theme = localStorage.getItem('kith-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('theme', theme);
} catch {
  // Storage is closed to this page: the browser's colour scheme stays.
}
