// Owns what the keys of a list do: where the active row moves.

/**
 * The row that a key moves to; undefined when the key is not the list's.
 * @param current index of the active row, -1 for none. @param count rows shown.
 */
export function rowAfterKey(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return Math.min(current + 1, count - 1);
    case 'ArrowUp':
      return Math.max(current - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return Math.min(current + 10, count - 1);
    case 'PageUp':
      return Math.max(current - 10, 0);
    default:
      return undefined;
  }
}
