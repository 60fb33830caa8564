// Names the kinds of records that can be changed many at once.
export const bulkKinds = {
  contact: {
    table: 'contacts',
    permission: 'contacts.write',
    updated: 'contact.updated',
    deleted: 'contact.deleted',
    restored: 'contact.restored',
    undoEdit: 'contact.bulk_edit',
    undoDelete: 'contact.bulk_delete',
    undoJob: 'contact.bulk_job',
    job: 'contact.bulk',
    jobOfUndo: 'contact.bulk_undo',
  },
  company: {
    table: 'companies',
    permission: 'companies.write',
    updated: 'company.updated',
    deleted: 'company.deleted',
    restored: 'company.restored',
    undoEdit: 'company.bulk_edit',
    undoDelete: 'company.bulk_delete',
    undoJob: 'company.bulk_job',
    job: 'company.bulk',
    jobOfUndo: 'company.bulk_undo',
  },
  deal: {
    table: 'deals',
    permission: 'deals.write',
    updated: 'deal.updated',
    deleted: 'deal.deleted',
    restored: 'deal.restored',
    undoEdit: 'deal.bulk_edit',
    undoDelete: 'deal.bulk_delete',
    undoJob: 'deal.bulk_job',
    job: 'deal.bulk',
    jobOfUndo: 'deal.bulk_undo',
  },
} as const;

export type BulkKind = keyof typeof bulkKinds;
