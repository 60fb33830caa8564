// Names the tables that everybody in an organization may read, members may write and nobody may delete from, and whose
// rows need a name and nothing else. A table that grows rules of its own moves to the matrix.
export const plainTables: string[] = [];
