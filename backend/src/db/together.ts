// Owns sending several queries of one transaction in one round trip.

/**
 * Waits for all, so that nothing still runs on the connection, and throws the first one's failure before the second's. The
 * database answers in the order in which they were begun, each seeing what those before it did.
 * @example const [row, rank] = await together([holdDeal(ctx, id), takePlace(ctx, place)]);
 */
export async function together<T extends readonly Promise<unknown>[] | []>(queries: T) {
  await Promise.allSettled(queries);
  return Promise.all(queries);
}
