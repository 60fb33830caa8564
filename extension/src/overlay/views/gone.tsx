// Owns the notice of a page that was open before this extension was, whose script cannot work or cannot keep keys from the page.
import { say } from '../../words/words.ts';

export function GoneView() {
  return (
    <section class="panel">
      <div class="head">
        <div class="who">
          <h2>{say('gone')}</h2>
          <p class="meta">{say('goneHint')}</p>
        </div>
      </div>
      <div class="foot">
        <button type="button" class="primary wide" onClick={() => location.reload()}>
          {say('reload')}
        </button>
      </div>
    </section>
  );
}
