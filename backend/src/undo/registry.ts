// Names every kind of undo. A verb that can be taken back defines its kind beside itself and adds a line here.
import type { z } from 'zod';
import { undoCadenceChange } from '../cadences/undo-cadence-change.ts';
import { undoTakeIn } from '../companies/take-in/let-go.ts';
import { undoCompanyChange } from '../companies/undo-company-change.ts';
import { undoCompanyCreate } from '../companies/undo-company-create.ts';
import { undoCompanyDelete } from '../companies/undo-company-delete.ts';
import { undoConsent } from '../consents/undo-consent.ts';
import { undoCapture } from '../contacts/undo-capture.ts';
import { undoContactChange } from '../contacts/undo-contact-change.ts';
import { undoContactDelete } from '../contacts/undo-contact-delete.ts';
import { undoFieldArchive, undoFieldChange, undoFieldCreate } from '../custom-fields/undo-field.ts';
import { undoDealChange } from '../deals/undo-deal-change.ts';
import { undoDealCreate } from '../deals/undo-deal-create.ts';
import { undoDealDelete } from '../deals/undo-deal-delete.ts';
import { undoDealMove } from '../deals/undo-deal-move.ts';
import { undoDismissal } from '../duplicates/undo-dismissal.ts';
import { undoLog } from '../interactions/undo-log.ts';
import { undoCompanyMerge, undoContactMerge } from '../merge/undo-merge.ts';
import { undoListAdd, undoListRemove } from '../never-log/undo-list-change.ts';
import { undoNoteChange } from '../notes/undo-note-change.ts';
import { undoNoteCreate } from '../notes/undo-note-create.ts';
import { undoNoteDelete } from '../notes/undo-note-delete.ts';
import { undoPipelineChange } from '../pipelines/undo-pipeline-change.ts';
import { undoPipelineCreate } from '../pipelines/undo-pipeline-create.ts';
import { undoPipelineDelete } from '../pipelines/undo-pipeline-delete.ts';
import { bulkUndos } from '../records/bulk/undo-bulk.ts';
import { bulkJobUndos } from '../records/bulk/undo-bulk-job.ts';
import {
  undoLabelRename,
  undoRelationChange,
  undoRelationCreate,
  undoRelationDelete,
  undoRelationReplace,
} from '../relations/undo-relation.ts';
import { undoGrant, undoRevocation } from '../sharing/undo-grant.ts';
import { undoLevel, undoLevelPart } from '../sharing/undo-level.ts';
import { undoTagChange, undoTagDelete, undoTagMerge } from '../tags/undo-tag.ts';
import { undoTaskDelete, undoTaskDone, undoTaskSnooze } from '../tasks/undo-task.ts';
import { undoTaskChange } from '../tasks/undo-task-change.ts';
import { undoTaskCreate } from '../tasks/undo-task-create.ts';
import { undoTeamDelete } from '../teams/undo-team-delete.ts';
import { undoViewChange } from '../views/undo-view-change.ts';
import { undoViewCreate } from '../views/undo-view-create.ts';
import { undoViewDelete } from '../views/undo-view-delete.ts';
import { undoWorkspaceArchive } from '../workspaces/undo-workspace-archive.ts';

export const undoKinds = {
  ...bulkUndos,
  ...bulkJobUndos,
  'cadence.change': undoCadenceChange,
  'custom_field.create': undoFieldCreate,
  'custom_field.change': undoFieldChange,
  'custom_field.archive': undoFieldArchive,
  'contact.capture': undoCapture,
  'contact.change': undoContactChange,
  'contact.delete': undoContactDelete,
  'contact.merge': undoContactMerge,
  'company.create': undoCompanyCreate,
  'company.change': undoCompanyChange,
  'company.delete': undoCompanyDelete,
  'company.take_in': undoTakeIn,
  'company.merge': undoCompanyMerge,
  'consent.record': undoConsent,
  'deal.create': undoDealCreate,
  'deal.change': undoDealChange,
  'deal.move': undoDealMove,
  'deal.delete': undoDealDelete,
  'duplicate.dismiss': undoDismissal,
  'interaction.log': undoLog,
  'relation.create': undoRelationCreate,
  'relation.change': undoRelationChange,
  'relation.delete': undoRelationDelete,
  'relation.replace': undoRelationReplace,
  'relation_label.rename': undoLabelRename,
  'tag.change': undoTagChange,
  'tag.delete': undoTagDelete,
  'tag.merge': undoTagMerge,
  'pipeline.create': undoPipelineCreate,
  'pipeline.change': undoPipelineChange,
  'pipeline.delete': undoPipelineDelete,
  'team.delete': undoTeamDelete,
  'view.create': undoViewCreate,
  'view.change': undoViewChange,
  'view.delete': undoViewDelete,
  'task.create': undoTaskCreate,
  'task.change': undoTaskChange,
  'task.done': undoTaskDone,
  'task.snooze': undoTaskSnooze,
  'task.delete': undoTaskDelete,
  'note.create': undoNoteCreate,
  'note.change': undoNoteChange,
  'note.delete': undoNoteDelete,
  'mail_level.set': undoLevel,
  'mail_level.part': undoLevelPart,
  'mail_grant.add': undoGrant,
  'mail_grant.remove': undoRevocation,
  'workspace.archive': undoWorkspaceArchive,
  'unlogged.add': undoListAdd,
  'unlogged.remove': undoListRemove,
};

export type UndoKindName = keyof typeof undoKinds;
export type UndoPayload<K extends UndoKindName> = z.infer<(typeof undoKinds)[K]['payload']>;
