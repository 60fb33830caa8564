// Owns the initials that stand in for a picture.
import { avatarOf } from '@kith/sdk/theme';
import { hueSteps } from '../styles.ts';

export function Avatar({ name }: { name: string }) {
  const { initials, hue } = avatarOf(name);
  return (
    <span class={`avatar hue-${Math.floor((hue * hueSteps) / 360)}`} aria-hidden="true">
      {initials}
    </span>
  );
}
