// Owns pieces of SQL before they are sent. The driver makes a promise of every piece, sent or not; a list is made of thirty of them, which
// lived long enough to keep the garbage collector busier than everything else a list did in Node. These are put together first and
// become one query of the driver's.
import type { ParameterOrFragment, PendingQuery, Row, Sql } from 'postgres';

type Parameter = ParameterOrFragment<never>;
/** A template of the program, or a text made by it. */
type Texts = TemplateStringsArray | readonly string[];
/** What may stand in a piece. */
export type PieceValue = Parameter | Piece | Name | Piece[];

/** What is written with the tag: a statement when awaited, else part of one. */
export class Piece {
  readonly texts: Texts;
  readonly values: readonly PieceValue[];
  readonly #sender: Sender | undefined;
  #sent: PendingQuery<Row[]> | undefined;
  #raw = false;

  /** @param sender sends it when it is awaited; left out: it is only ever a part. */
  constructor(texts: Texts, values: readonly PieceValue[], sender?: Sender) {
    this.texts = texts;
    this.values = values;
    this.#sender = sender;
  }

  /** Rows come as the bytes that the database sent. */
  raw(): this {
    this.#raw = true;
    return this;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting it is what sends it
  then<A, B>(settle?: (rows: Row[]) => A, fail?: (reason: unknown) => B): Promise<A | B> {
    return this.#send().then(settle, fail);
  }

  catch<B>(fail?: (reason: unknown) => B): Promise<Row[] | B> {
    return this.#send().catch(fail);
  }

  finally(last?: () => void): Promise<Row[]> {
    return this.#send().finally(last);
  }

  #send(): PendingQuery<Row[]> {
    if (!this.#sender) throw new Error('This piece of SQL is part of a statement');
    this.#sent ??= this.#sender(this, this.#raw);
    return this.#sent;
  }
}

/** Sends a piece as a statement. */
export type Sender = (piece: Piece, raw: boolean) => PendingQuery<Row[]>;

/** A table or column, with its schema or row: `app.contacts`. */
export class Name {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Writes a piece that others are put into. */
export const piece = (texts: TemplateStringsArray, ...values: PieceValue[]) => new Piece(texts, values);

/**
 * A tag like the driver's own, but what it makes waits as a piece.
 * @throws Error for a list of columns or rows: reads name each.
 */
export function piecesOf(sql: Sql, sender: Sender): Sql {
  return new Proxy(sql, {
    apply: (_, __, [texts, ...values]: [TemplateStringsArray | string, ...PieceValue[]]) => {
      if (typeof texts === 'string') return new Name(texts);
      if ('raw' in texts) return new Piece(texts, values, sender);
      throw new Error('Reads name one column or table at a time');
    },
    get: (target, key) =>
      key === 'unsafe' ? (text: string) => new Piece([text], [], sender) : Reflect.get(target, key),
  });
}

/** Texts of statements that were sent: the driver keeps notes about each template for ever, so it sees but one of each text. */
const templates = new Map<string, TemplateStringsArray>();
/** Whoever asks puts filters together; past so many, the rest goes as the templates in the program's own text. */
const mostTemplates = 500;

/**
 * Makes one query of a piece and all that stands in it.
 * @param most how many templates are kept at most.
 * @throws Error for a parameter that is undefined.
 */
export function queryOf(sql: Sql, whole: Piece, most = mostTemplates): PendingQuery<Row[]> {
  const flat: Flat = { texts: [''], parameters: [] };
  write(whole, flat);
  const key = flat.texts.join('\u0000');
  let template = templates.get(key);
  if (!template) {
    if (templates.size >= most) return asWritten(sql, whole);
    template = Object.assign(flat.texts, { raw: flat.texts });
    templates.set(key, template);
  }
  return sql(template, ...flat.parameters);
}

interface Flat {
  /** What stands between the parameters. */
  texts: string[];
  parameters: Parameter[];
}

function write({ texts, values }: Piece, into: Flat): void {
  for (const [place, text] of texts.entries()) {
    add(text, into);
    if (place < texts.length - 1) writeValue(values[place], into);
  }
}

function writeValue(value: PieceValue | undefined, into: Flat): void {
  if (value === undefined) throw new Error('A parameter of a query is undefined');
  if (value instanceof Piece) write(value, into);
  else if (value instanceof Name) add(quoted(value.text), into);
  else if (isPieces(value)) write(new Piece([...value.map(() => ' '), ''], value), into);
  else {
    into.parameters.push(value);
    into.texts.push('');
  }
}

/** Adds to what stands after the last parameter. */
function add(text: string, { texts }: Flat): void {
  texts.push((texts.pop() ?? '') + text);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""').replaceAll('.', '"."')}"`;
const isPieces = (value: PieceValue): value is Piece[] => Array.isArray(value) && value[0] instanceof Piece;

/** The driver puts the pieces together itself. */
function asWritten(sql: Sql, { texts, values }: Piece): PendingQuery<Row[]> {
  if (!('raw' in texts)) return sql.unsafe(texts[0] ?? '');
  const own = (value: PieceValue): Parameter => {
    if (value instanceof Piece) return asWritten(sql, value);
    if (value instanceof Name) return sql(value.text);
    return isPieces(value) ? value.map((one) => asWritten(sql, one)) : value;
  };
  return sql(texts, ...values.map(own));
}
