// Owns how the extension is built: names, permissions and the two targets.
import { defineConfig } from 'wxt';

export default defineConfig({
  srcDir: 'src',
  imports: false,
  manifestVersion: 3,
  suppressWarnings: { firefoxDataCollection: true },
  manifest: ({ browser }) => ({
    name: 'Kith',
    description:
      'Who you are talking to, beside the conversation: capture people and log messages to your own Kith server.',
    // Content script matches are the only host access; the server is reached through its open CORS.
    permissions: ['storage', 'alarms'],
    ...(browser === 'firefox'
      ? { browser_specific_settings: { gecko: { id: 'kith@kith.example', strict_min_version: '128.0' } } }
      : { minimum_chrome_version: '120' }),
  }),
  vite: () => ({ build: { target: 'es2022', reportCompressedSize: false } }),
});
