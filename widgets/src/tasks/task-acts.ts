// Owns what a task's buttons do, and telling how it went, with a way back.
import type { Task } from '@kith/sdk';
import { type Language, nearTime, type Words } from '@kith/sdk/words';
import { codeOf } from '../kit/code-of.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { type RowActs, titleOf } from './task-row.ts';
import type { Changed, SnoozeName, TasksDesk } from './tasks-desk.ts';
import type { TasksKey } from './words.ts';

/** The widget that the tasks stand in. */
export interface ActsHost {
  near: Element;
  desk(): TasksDesk | undefined;
  session(): KithSession | undefined;
  language(): Language;
  words(): Words<TasksKey>;
  /** Takes a task out of sight before the server has told, or shows it again. */
  hide(id: string, hidden: boolean): void;
  edit(task: Task): void;
  refresh(): Promise<void>;
  undone(): void;
}

export class TaskActs implements RowActs {
  readonly #host: ActsHost;

  constructor(host: ActsHost) {
    this.#host = host;
  }

  done(task: Task): void {
    this.#host.hide(task.id, true);
    const tell = () => this.#host.words()('done', { title: titleOf(task, this.#host.words()) });
    void this.#change(task, (desk) => desk.done(task), tell);
  }

  reopen(task: Task): void {
    this.#host.hide(task.id, true);
    const tell = () => this.#host.words()('reopened', { title: titleOf(task, this.#host.words()) });
    void this.#change(task, (desk) => desk.reopen(task), tell);
  }

  edit(task: Task): void {
    this.#host.edit(task);
  }

  /** Tells that a task was changed, with the way back. */
  tellSaved({ undoToken, ...task }: Task & Changed): void {
    const { near } = this.#host;
    const session = this.#host.session();
    const text = this.#host.words()('savedTask', { title: titleOf(task, this.#host.words()) });
    const onUndone = () => this.#host.undone();
    void showToast({ near, language: this.#host.language(), text, undoToken, session, onUndone });
    void this.#host.refresh();
  }

  snooze(task: Task, to: SnoozeName): void {
    const tell = ({ snoozedUntil }: Task & Changed) => {
      const t = this.#host.words();
      const when = snoozedUntil === null ? '' : nearTime(snoozedUntil, this.#host.language());
      return t('toldSnoozed', { title: titleOf(task, t), when });
    };
    void this.#change(task, (desk) => desk.snooze(task, to), tell);
  }

  remove(task: Task): void {
    const tell = () => this.#host.words()('deleted', { title: titleOf(task, this.#host.words()) });
    void this.#change(task, (desk) => desk.remove(task), tell);
  }

  tellFailure(error: unknown): void {
    const { near } = this.#host;
    const t = this.#host.words();
    const code = codeOf(error);
    const text = code === 'unreachable' ? t('unsent') : t('failed', { code });
    void showToast({ near, language: this.#host.language(), text, problem: true });
  }

  async #change<C extends Changed>(task: Task, act: (desk: TasksDesk) => Promise<C>, tell: (changed: C) => string) {
    const { near } = this.#host;
    const [desk, session] = [this.#host.desk(), this.#host.session()];
    if (!desk || !session) return;
    try {
      const changed = await act(desk);
      const { undoToken } = changed;
      const onUndone = () => this.#host.undone();
      void showToast({ near, language: this.#host.language(), text: tell(changed), undoToken, session, onUndone });
    } catch (error) {
      this.#host.hide(task.id, false);
      this.tellFailure(error);
    }
    await this.#host.refresh();
  }
}
