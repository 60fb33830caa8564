// Owns what a handler answers: a status and JSON text, which hot lists take from Postgres as it is.

export interface Answer extends ReadAnswer {
  json: string | null;
  /** What a replay of the write is answered instead, where the first answer holds a secret that is shown once. */
  kept?: string;
  /** Done once a write is committed, before its answer leaves; not for replays. What it throws is answered instead. */
  after?: () => Promise<void>;
}

/** What a read answers. */
export interface ReadAnswer {
  status: 200 | 201 | 204 | 503;
  /** JSON text, perhaps as the database's own bytes; null for no body. */
  json: string | Uint8Array<ArrayBuffer> | null;
  /** Version of the single resource in the body, for `ETag`. */
  version?: number;
  /** A file to save instead of JSON. */
  csv?: { name: string; text: string };
  /** A file that is made while it is sent. */
  stream?: StreamedFile;
}

export interface StreamedFile {
  name: string;
  type: string;
  /** Made as they are taken. */
  pieces: AsyncIterable<string>;
}

/** One row as the database wrote it down. */
export interface StoredJson {
  json: string;
  version: number;
}

export const okJson = (json: string): Answer => ({ status: 200, json });
export const okBytes = (json: Uint8Array<ArrayBuffer>): ReadAnswer => ({ status: 200, json });
export const ok = (value: unknown): Answer => okJson(JSON.stringify(value));
export const okStored = ({ json, version }: StoredJson): Answer => ({ status: 200, json, version });
export const noContent: Answer = { status: 204, json: null };
