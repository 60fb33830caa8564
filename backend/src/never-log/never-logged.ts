// Owns how a message that may not be logged is told of.
import { AppError } from '../errors.ts';
import type { UnloggedList } from './schema.ts';

const reasons: Record<UnloggedList, string> = {
  never_log: 'This person is on your never-log list. Nothing was stored.',
  protected_recipients: 'This person is a protected recipient of your organization. Nothing was stored.',
};

export const neverLogged = (list: UnloggedList) => new AppError('never_logged', reasons[list], { list });
