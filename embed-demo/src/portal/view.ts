// Owns what a view of the portal is, and what it is shown with.
import type { Language } from '@kith/sdk/words';
import type { TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import type { Account, SignedIn } from './account.ts';
import type { Lazy } from './lazy.ts';

/** Sections of the navigation. `account` stands in the account menu instead. */
export const groups = ['work', 'data', 'settings', 'account'] as const;
export type Group = (typeof groups)[number];

/** What a view or a record part is drawn with. */
export interface Scene {
  account: Account;
  person: SignedIn;
  language: Language;
  /** Id that the address names after the path; empty for none. */
  selected: string;
}

/** A page of the portal: a line of the navigation, and what stands beside it. */
export interface View extends Lazy {
  /** First part of the address: `deals` is `#/deals`. */
  path: string;
  group: Group;
  /** Place in its group, ascending; leave gaps. */
  order: number;
  icon: IconNode;
  name: Readonly<Record<Language, string>>;
  /** Whoever lacks it is neither shown the line nor the page. */
  permission?: string;
  /** Shown only where the portal is open at the machine that Kith runs on. */
  atMachine?: boolean;
  /** A list that stays beside the record that is picked from it; its `kith-select` opens the record. */
  beside?: boolean;
  /** Called once `load` is done. */
  render(scene: Scene): TemplateResult;
}

/** Whether somebody may use a view or a part. */
export const mayUse = ({ permission, atMachine }: Gate, { permissions }: SignedIn): boolean =>
  (permission === undefined || permissions.includes(permission)) && (!atMachine || machine.has(location.hostname));

type Gate = Pick<View, 'permission' | 'atMachine'>;
const machine = new Set(['localhost', '127.0.0.1', '[::1]']);
