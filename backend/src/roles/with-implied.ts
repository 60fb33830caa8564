// Owns which permissions come with others.

/** What a role needs so that the permissions are of use, in order of the alphabet. @param known every permission there is. */
export function withImplied(permissions: readonly string[], known: readonly string[]): string[] {
  const reads = permissions.map((one) => one.replace(/\.\w+$/, '.read')).filter((one) => known.includes(one));
  const writes = permissions.some((one) => !one.endsWith('.read'));
  return [...new Set([...permissions, ...reads, 'organization.read', ...(writes ? ['undo.use'] : [])])].toSorted();
}
