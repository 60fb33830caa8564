// Owns how an organization is called in lists.
import type { Organization } from '../messages/shapes.ts';
import { say } from './words.ts';

/** Its name; sandboxes are marked. */
export const organizationName = ({ name, sandbox }: Organization): string =>
  sandbox ? say('sandbox', { name }) : name;
