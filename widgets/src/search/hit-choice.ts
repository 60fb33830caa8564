// Owns which hit is active: the arrows lead from one to the next, and Enter opens it, or the best one.
import type { SearchHit } from '@kith/sdk';
import type { RecordRef } from '../kit/record.ts';
import type { Asking } from './asking.ts';
import { keyOf } from './hits.ts';

interface Host {
  asking: Asking;
  /** What was typed. */
  wanted(): string;
  changed(): void;
  pick(record: RecordRef): void;
}

export class HitChoice {
  #active = '';
  /** Enter was pressed before the results had come. */
  #entering = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get hits(): SearchHit[] {
    return this.#host.asking.groups.flatMap(({ hits }) => hits);
  }

  /** Key of the active hit, empty for none. */
  get active(): string {
    return this.#find(this.#active) ? this.#active : '';
  }

  forget(): void {
    this.#active = '';
    this.#entering = false;
  }

  /** Round and round. */
  move(step: 1 | -1): void {
    const { hits } = this;
    if (hits.length === 0) return;
    const current = hits.findIndex((hit) => keyOf(hit) === this.#active);
    const next = current < 0 && step < 0 ? hits.length - 1 : (current + step + hits.length) % hits.length;
    const hit = hits[next];
    this.#active = hit ? keyOf(hit) : '';
    this.#host.changed();
  }

  /** Opens the active or the best hit, now or once there is one. */
  enter(): void {
    this.#entering = true;
    this.settle();
  }

  /** To be called after each answer: only those to what was typed are entered. */
  settle(): void {
    const { asking, wanted } = this.#host;
    const { answered, busy, error } = asking;
    if (!this.#entering || busy || (answered !== wanted() && error === undefined)) return;
    this.#entering = false;
    this.pick(this.#active || keyOfFirst(this.hits, wanted()));
  }

  pick(key: string): void {
    const record = this.#find(key)?.record;
    if (record) this.#host.pick(record);
  }

  #find(key: string) {
    return this.hits.find((hit) => keyOf(hit) === key);
  }
}

/** Enter without moving opens the best result; never one while nothing was typed. */
const keyOfFirst = ([first]: SearchHit[], query: string) => (first && query !== '' ? keyOf(first) : '');
