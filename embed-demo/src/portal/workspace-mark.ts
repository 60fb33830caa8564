// Owns the mark of a workspace: initials on its hue.
import { avatarOf } from '@kith/sdk/theme';
import { avatar } from '@kith/widgets/kit/avatar.ts';
import { html } from 'lit';

/** How many of the sheet's steps of 15 degrees lie between two of the eight hues. */
const stepsApart = 3;

/** @param hue 1 to 8; null: the name's own. */
export const workspaceMark = (name: string, hue: number | null) =>
  hue === null
    ? avatar(name)
    : html`<span class="avatar hue-${(hue - 1) * stepsApart}" aria-hidden="true">${avatarOf(name).initials}</span>`;
