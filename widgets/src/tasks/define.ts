// Registers <kith-tasks>; a second registration on the page is left alone.
import { KithTasks } from './tasks.ts';

if (!customElements.get('kith-tasks')) customElements.define('kith-tasks', KithTasks);

declare global {
  interface HTMLElementTagNameMap {
    'kith-tasks': KithTasks;
  }
}
