// Names what a frame's address may say of its widget, beside theme, language and density. Widgets that are not here stand in no frame
// of their own: they show nothing without another, or nothing to an embedded page.

const record = ['record'] as const;

export const frameAttributes: Record<string, readonly string[]> = {
  'kith-board': ['pipeline-id', 'view'],
  'kith-companies': ['search', 'sort', 'selected'],
  'kith-company': ['company-id'],
  'kith-consent': record,
  'kith-contact': ['contact-id', 'email'],
  'kith-deal': ['deal-id'],
  'kith-deals': record,
  'kith-details': record,
  'kith-people': ['search', 'limit', 'selected'],
  'kith-records': ['resource', 'view'],
  'kith-relations': ['record', 'depth'],
  'kith-search': [],
  'kith-tags': ['search', 'limit'],
  'kith-tasks': ['record', 'show'],
  'kith-timeline': ['record', 'kinds'],
};
