// Names every sweep. A new one adds a line; its queue and its time follow.
import { sealAudit } from '../../audit/seal-audit.ts';
import { raiseCadences, tellDueTasks } from '../../cadences/sweep-tasks.ts';
import { sweepImports } from '../../imports/sweep-imports.ts';
import { enforceRetention } from '../../privacy/enforce-retention.ts';
import { dropExpired } from './drop-expired.ts';
import { dropOldSessions } from './drop-old-sessions.ts';
import { purgeDeleted } from './purge-deleted.ts';
import type { Sweep } from './sweep.ts';

export const sweeps: Sweep[] = [
  { name: 'purge-deleted', cron: '27 * * * *', run: purgeDeleted },
  { name: 'drop-expired', cron: '7 * * * *', run: dropExpired },
  { name: 'drop-old-sessions', cron: '47 * * * *', run: dropOldSessions },
  { name: 'enforce-retention', cron: '17 3 * * *', run: enforceRetention },
  { name: 'seal-audit', cron: '* * * * *', run: sealAudit },
  { name: 'sweep-imports', cron: '37 * * * *', run: sweepImports },
  { name: 'tell-due-tasks', cron: '* * * * *', run: tellDueTasks },
  { name: 'raise-cadences', cron: '*/5 * * * *', run: raiseCadences },
];
