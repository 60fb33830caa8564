// Names the resources whose rows need a name and nothing else, by path below /v1, with the operations that write them.
// The walk between organizations goes through them; a resource that grows gets lines of its own there.

/** Bodies by operation id. */
export const plainResources: Record<string, Record<string, object>> = {};
