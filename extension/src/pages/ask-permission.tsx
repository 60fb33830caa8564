// Owns the case in which the browser lets people withhold a site from an extension: said, with one button.
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { say } from '../words/words.ts';

/** The sites of the content scripts, as the manifest names them. */
const sites = () => ({
  origins: (browser.runtime.getManifest().content_scripts ?? []).flatMap((script) => script.matches ?? []),
});

export function AskPermission() {
  const [allowed, setAllowed] = useState(true);
  useEffect(() => {
    // Where sites of content scripts are not optional, asking for them would only be refused.
    if (!browser.runtime.getURL('/').startsWith('moz-')) return;
    const { onAdded, onRemoved } = browser.permissions;
    const look = () => void browser.permissions.contains(sites()).then(setAllowed);
    look();
    for (const event of [onAdded, onRemoved]) event.addListener(look);
    return () => {
      for (const event of [onAdded, onRemoved]) event.removeListener(look);
    };
  }, []);
  if (allowed) return null;
  return (
    <div class="note stack">
      <div class="tight">
        <strong>{say('permission')}</strong>
        <p>{say('permissionHint')}</p>
      </div>
      <div>
        <button
          type="button"
          class="primary"
          onClick={() => void browser.permissions.request(sites()).then(setAllowed)}
        >
          {say('allow')}
        </button>
      </div>
    </div>
  );
}
