// Owns rewriting the text of a vCard 2.1 into the form of 3.0, which the parser reads.

/** Rewrites one card: quoted-printable decoded, bare types named, inline binaries left out. Newer cards lose those only. */
export function modernizeVCard(lines: string[]): string[] {
  const old = lines.some((line) => /^VERSION:2\.1\s*$/i.test(line));
  const whole = withoutBinaries(unfold(old ? joinSoftBreaks(lines) : lines));
  return old ? whole.map(modernLine) : whole;
}

/** RFC 6350 §3.2: a line that starts with a space or tab goes on with the one before. */
function unfold(lines: string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line) && whole.length > 0) whole.push(`${whole.pop()}${line.slice(1)}`);
    else if (line !== '') whole.push(line);
  }
  return whole;
}

const isPrintable = (line: string) => /^[^:]*;(ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(line);

/** RFC 2045 §6.7: a quoted-printable line that ends with `=` goes on in the next. */
function joinSoftBreaks(lines: string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    if (open) joined.push(`${joined.pop()?.slice(0, -1)}${line}`);
    else joined.push(line);
    open = line.endsWith('=') && (open || isPrintable(line));
  }
  return joined;
}

/** Pictures and keys inside the file are large and not ours to keep. */
const withoutBinaries = (lines: string[]) =>
  lines.filter((line) => !/^([\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)\b[^:]*(;|=)(B|BASE64)\b[^:]*:|^[^:]*:data:/i.test(line));

const types =
  /^(home|work|cell|voice|fax|pref|msg|pager|video|bbs|modem|car|isdn|pcs|internet|dom|intl|postal|parcel)$/i;

function modernLine(line: string): string {
  const [, head = '', value = ''] = /^([^:]*):([\s\S]*)$/.exec(line) ?? [];
  if (head === '') return line;
  const [name, ...parameters] = head.split(';');
  const charset = parameters.map((one) => /^CHARSET=(.+)$/i.exec(one)?.[1]).find((one) => one !== undefined);
  const kept = parameters
    .filter((one) => !/^(CHARSET=|(ENCODING=)?QUOTED-PRINTABLE$|ENCODING=(7|8)BIT$)/i.test(one))
    .map((one) => (types.test(one) ? `TYPE=${one}` : one))
    .filter((one) => one.includes('='));
  const text = isPrintable(line) ? decodePrintable(value, charset) : value;
  return `${[name, ...kept].join(';')}:${text.replace(/\r?\n/g, '\\n')}`;
}

/** RFC 2045 §6.7. Falls back to UTF-8 where the charset is none that is known. */
function decodePrintable(value: string, charset = 'utf-8'): string {
  const bytes = value
    .split(/(=[0-9A-F]{2})/i)
    .map((part) => (/^=[0-9A-F]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part)));
  return decoderOf(charset).decode(Buffer.concat(bytes));
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
