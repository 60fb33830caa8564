// Owns what the panel knows at one moment, and telling its views when that changes.
import type { Answer } from '../messages/contract.ts';
import type {
  Around,
  ContactInteraction,
  Draft,
  Organization,
  PanelContact,
  Person,
  QueueEntry,
  Suggestion,
} from '../messages/shapes.ts';

export type PanelStatus = 'loading' | 'known' | 'unknown' | 'limited' | 'offline' | 'signed-out';
export type Work = 'capture' | 'log' | 'notes' | 'task' | 'other';

export interface Toast {
  text: string;
  undo?: () => Promise<void>;
  /** Whom it is about, once somebody else is on screen. */
  about?: string;
}

/** What happened, and taking it back. */
export interface Undoable {
  text: string;
  undo(): Promise<void>;
  /** When the server stops taking it back, in milliseconds since 1970. */
  until: number;
}

export interface PanelState {
  status: PanelStatus;
  /** Nobody on screen: null. */
  subject: Person | null;
  contact: PanelContact | null;
  /** Who may be the person on screen, while nobody has their address. */
  suggestions: Suggestion[];
  interactions: ContactInteraction[];
  /** Deals, next task, strength; null while nobody is known. */
  around: Around | null;
  /** Where the portal answers. */
  portalUrl: string | null;
  /** Those of the signed-in person. */
  organizations: Organization[];
  /** The one in which the panel looked the person up. */
  organizationId: string | null;
  draft: Draft;
  queue: QueueEntry[];
  sessionEnded: boolean;
  /** What is being done right now; buttons wait. */
  busy: Work | null;
  toast: Toast | null;
  /** The last change that can be taken back, after its toast has gone. */
  undoable: Undoable | null;
  /** One sentence about what did not work, until the next act. */
  problem: string | null;
  /** The notes as someone else saved them meanwhile. */
  conflict: PanelContact | null;
  /** A deleted match that can be restored. */
  deleted: Extract<Answer<'person.capture'>, { outcome: 'deleted' }> | null;
  /** Folded by the person; remembered per site. */
  collapsed: boolean;
  /** Opened by hand although nobody is on screen or a window stood in the way; not remembered. */
  insisted: boolean;
  /** A floating window of the page needs the room. */
  aside: boolean;
  /** The person folded or unfolded just now: focus belongs to the counterpart of the pressed button. */
  refocus: boolean;
  /** Which menu is open: that of further acts, or that of times to put the task off to. */
  menu: 'more' | 'snooze' | null;
  /** This script is left over from before an update. */
  gone: boolean;
}

/** What belongs to one subject and goes away with it. */
export const forNobody = {
  contact: null,
  suggestions: [],
  interactions: [],
  around: null,
  undoable: null,
  draft: {},
  queue: [],
  busy: null,
  problem: null,
  conflict: null,
  deleted: null,
  insisted: false,
  menu: null,
} satisfies Partial<PanelState>;

export interface PanelStore {
  readonly state: PanelState;
  set(change: Partial<PanelState>): void;
  /** Called after each change, at once. */
  subscribe(listener: () => void): void;
}

export function createPanelStore(): PanelStore {
  const listeners: (() => void)[] = [];
  let state: PanelState = {
    ...forNobody,
    status: 'loading',
    subject: null,
    sessionEnded: false,
    toast: null,
    portalUrl: null,
    organizations: [],
    organizationId: null,
    collapsed: false,
    aside: false,
    refocus: false,
    gone: false,
  };
  return {
    get state() {
      return state;
    },
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => listeners.push(listener),
  };
}

/** True when only the small tab is shown. */
export function isFolded({ collapsed, insisted, aside, subject, status, gone }: PanelState): boolean {
  if (gone) return false;
  const isEmpty = subject === null && (status === 'unknown' || status === 'loading');
  return collapsed || (!insisted && (aside || isEmpty));
}
