// Owns telling what kind of contact point a person typed.
import type { Point } from '../messages/shapes.ts';

/** The typed address as a contact point; null when nothing was typed. */
export function pointOf(typed: string): Point | null {
  const value = typed.trim();
  if (value === '') return null;
  if (/^@\w+$/.test(value)) return { kind: 'telegram', value };
  if (/^\S+@\S+\.\S+$/.test(value)) return { kind: 'email', value };
  if (/^\+?[\d\s().-]{6,}$/.test(value)) return { kind: 'phone', value };
  if (/linkedin\.com\/in\//i.test(value)) return { kind: 'linkedin', value };
  return { kind: 'url', value };
}
