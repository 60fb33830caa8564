// Owns how the extension is built: names, permissions and the two targets.
import { defineConfig } from 'wxt';

const firefox = {
  browser_specific_settings: {
    gecko: {
      id: 'kith@kith.example',
      // The first that lets content scripts adopt style sheets, the only styles that pass any site's policy.
      strict_min_version: '153.0',
      // Sent to the person's own server only, which Firefox counts as well.
      data_collection_permissions: {
        required: ['authenticationInfo', 'personallyIdentifyingInfo', 'personalCommunications'],
      },
    },
  },
  // Firefox's own policy would turn http:// into https://, and a server in a home network often has no certificate.
  content_security_policy: { extension_pages: "script-src 'self'; object-src 'none'" },
};

export default defineConfig({
  srcDir: 'src',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Kith',
    description:
      'Who you are talking to, beside the conversation: capture people and log messages to your own Kith server.',
    // Content script matches are the only host access; the server is reached through its open CORS.
    permissions: ['storage', 'alarms'],
    ...(browser === 'firefox' ? firefox : { minimum_chrome_version: '120' }),
  }),
  vite: () => ({ build: { target: 'es2022', reportCompressedSize: false } }),
});
