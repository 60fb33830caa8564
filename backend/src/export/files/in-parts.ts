// Owns cutting a stream of text into parts of about one size, which are never larger than that.

/** Characters of a part: few writes, little memory. */
const partLength = 256 * 1024;

/** Parts of the text, none of them empty. */
export async function* inParts(pieces: AsyncIterable<string>, length = partLength): AsyncGenerator<string> {
  let held: string[] = [];
  let size = 0;
  for await (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size < length) continue;
    const text = held.join('');
    let at = 0;
    while (text.length - at >= length) {
      const end = cutBefore(text, at + length);
      yield text.slice(at, end);
      at = end;
    }
    held = [text.slice(at)];
    size = text.length - at;
  }
  if (size > 0) yield held.join('');
}

/** Both halves of a character of two units stay together. */
const cutBefore = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};
