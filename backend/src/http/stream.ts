// Owns answers that are streamed: rows go out as the client takes them, whatever their number.
import { AppError } from '../errors.ts';
import type { StreamedFile } from './answer.ts';

/** A client that takes nothing for so long is gone, in milliseconds. */
const patience = 60_000;
/** Each holds a connection of the pool as long as its client reads. */
const most = 2;
let open = 0;

/**
 * Sends a file piece by piece. The first piece is made before the answer begins, so that a refusal is still one.
 * @throws AppError `unavailable` when too many are under way; whatever the first piece throws.
 */
export async function sendStream({ name, type, pieces }: StreamedFile): Promise<Response> {
  if (open >= most) throw new AppError('unavailable', 'Other downloads are under way. Try again in a moment.');
  open += 1;
  const source = pieces[Symbol.asyncIterator]();
  let first: IteratorResult<string>;
  try {
    first = await source.next();
  } catch (error) {
    open -= 1;
    throw error;
  }
  return new Response(bodyOf(source, first), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}

function bodyOf(source: AsyncIterator<string>, first: IteratorResult<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> | null = Promise.resolve(first);
  let waiting: NodeJS.Timeout | undefined;
  let ended = false;
  const end = async () => {
    if (ended) return;
    ended = true;
    clearTimeout(waiting);
    open -= 1;
    await source.return?.();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(waiting);
        try {
          const { done, value } = await (next ?? source.next());
          next = null;
          if (done) {
            controller.close();
            return await end();
          }
          controller.enqueue(encoder.encode(value));
          waiting = setTimeout(() => {
            controller.error(new Error('The client stopped reading'));
            void end();
          }, patience);
        } catch (error) {
          await end();
          throw error;
        }
      },
      cancel: end,
    },
    // Nothing is made ahead of what the client takes.
    { highWaterMark: 0 },
  );
}
