// Owns keeping what a person changes: views saved and deleted, cells written, and what is told of it.
import type { KithClient, ViewRecord } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import { explain } from '../kit/problem.ts';
import { showToast } from '../kit/toast.ts';
import type { RecordsHost } from './records-host.ts';
import { type Written, writeCell } from './write-cell.ts';

interface Host extends RecordsHost {
  /** What is shown is to be read again. */
  reload(): void;
}

export class ViewKeeper {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs a change of the views, and tells when it did not work. @returns its answer; undefined then. */
  async run<Answer>(change: (client: KithClient) => Promise<Answer>): Promise<Answer | undefined> {
    const session = this.#host.session();
    if (!session) return undefined;
    try {
      return await change(clientOf(session));
    } catch (error) {
      this.#tellProblem(error);
      return undefined;
    }
  }

  async write(record: ViewRecord, { resource, property, text }: Omit<Written, 'record'>): Promise<void> {
    await this.run((client) => writeCell(client, { resource, record, property, text }));
  }

  tell(key: 'saved' | 'removed', undo?: () => Promise<unknown>): void {
    const { element, reload } = this.#host;
    const language = this.#host.language();
    const text = this.#host.words()(key);
    void showToast({ near: element, language, text, ...(undo ? { undo, onUndone: reload } : {}) });
  }

  #tellProblem(error: unknown) {
    const { element, reload } = this.#host;
    const t = this.#host.words();
    const code = codeOf(error);
    const late = code === 'version_conflict';
    const known = late ? t('changedMeanwhile') : code === 'view_in_use' ? t('inUse') : undefined;
    const text = known ?? `${t('notSaved')}: ${explain(error, t).title}`;
    void showToast({ near: element, language: this.#host.language(), text, problem: true });
    if (late) reload();
  }
}
