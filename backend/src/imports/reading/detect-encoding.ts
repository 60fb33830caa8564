// Owns telling in which encoding a file is written, from its bytes alone. Whoever knows better may say so.
import { analyse } from 'chardet';

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'koi8-r',
  'ibm866',
  'iso-8859-2',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const;
export type Encoding = (typeof encodings)[number];

const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** What a wrong guess is worth looking at: bytes around letters that are not ASCII. */
const sampleSize = 65_536;

/** Watches a file go by, chunk after chunk, and then says its encoding. */
export class EncodingDetector {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #validUtf8 = true;
  #head = Buffer.alloc(0);
  #telling: Buffer[] = [];
  #tellingSize = 0;

  add(chunk: Uint8Array): void {
    if (this.#head.length < sampleSize) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, sampleSize - this.#head.length)]);
    }
    this.#collect(chunk);
    if (this.#validUtf8) this.#check(chunk);
  }

  #check(chunk?: Uint8Array) {
    try {
      this.#utf8.decode(chunk, { stream: chunk !== undefined });
    } catch {
      this.#validUtf8 = false;
    }
  }

  /** Keeps the stretches that hold other letters than ASCII, wherever in the file they stand. */
  #collect(chunk: Uint8Array) {
    if (this.#tellingSize >= sampleSize) return;
    const first = chunk.findIndex((byte) => byte >= 0x80);
    if (first < 0) return;
    const part = chunk.slice(Math.max(0, first - 16), first + sampleSize - this.#tellingSize);
    this.#telling.push(Buffer.from(part));
    this.#tellingSize += part.length;
  }

  end(): Encoding {
    if (this.#validUtf8) this.#check();
    const marked = marks.find(([, mark]) => mark.every((byte, at) => this.#head[at] === byte));
    if (marked) return marked[0];
    return sixteenBits(this.#head) ?? (this.#validUtf8 ? 'utf-8' : eightBits(Buffer.concat(this.#telling)));
  }
}

/** UTF-16 without a mark: the bytes of ASCII characters (commas, line ends) are NUL on one side. */
function sixteenBits(head: Buffer): Encoding | null {
  const pairs = Math.floor(head.length / 2);
  if (pairs === 0) return null;
  let [low, high, neither] = [0, 0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    const [first = 0, second = 0] = [head[at], head[at + 1]];
    if (first !== 0 && second === 0) low += 1;
    if (first === 0 && second !== 0) high += 1;
    if (isAscii(first) && isAscii(second)) neither += 1;
  }
  // A text of eight bits into which a NUL has slipped.
  if (neither > low + high) return null;
  // A fifth is enough for Cyrillic, where only separators and digits are ASCII; binary files seldom lean to one side so far.
  if (low / pairs > 0.15 && high / pairs < 0.01) return 'utf-16le';
  return high / pairs > 0.15 && low / pairs < 0.01 ? 'utf-16be' : null;
}

const isAscii = (byte: number) => byte >= 0x20 && byte < 0x7f;

const known = new Map<string, Encoding>([
  ...encodings.map((name): [string, Encoding] => [name, name]),
  ['iso-8859-1', 'windows-1252'],
  ['iso-8859-5', 'windows-1251'],
  ['iso-8859-7', 'windows-1253'],
  ['iso-8859-9', 'windows-1254'],
]);

/** Some of chardet's guesses differ only in bytes that no text uses; those of the Windows family are far likelier. */
function eightBits(sample: Buffer): Encoding {
  const guesses = analyse(sample).flatMap(({ name, confidence }) => {
    const encoding = known.get(name.toLowerCase());
    return encoding ? [{ encoding, confidence }] : [];
  });
  if (looksCyrillic(sample)) {
    const cyrillic = guesses.find(({ encoding }) => ['windows-1251', 'koi8-r', 'ibm866'].includes(encoding));
    return cyrillic?.encoding ?? 'windows-1251';
  }
  return guesses.find(({ encoding }) => encoding !== 'utf-8')?.encoding ?? 'windows-1252';
}

/** Words of high bytes alone: a Western file has single accented letters between ASCII ones. */
function looksCyrillic(sample: Buffer): boolean {
  let [alone, inRuns, run] = [0, 0, 0];
  for (const byte of [...sample, 0]) {
    if (byte >= 0x80) run += 1;
    else {
      if (run >= 3) inRuns += run;
      else alone += run;
      run = 0;
    }
  }
  return inRuns > alone * 2;
}
