// Owns parsing JSON that came from outside. Depth is bounded: JSON.parse copes with any, what comes after it does not.

const deepest = 100;
const quote = 0x22;
const backslash = 0x5c;

/** @throws SyntaxError when the text is not JSON, or nested deeper than anyone needs. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (depthOf(text) > deepest) throw new SyntaxError(`The JSON is nested deeper than ${deepest} levels.`);
  return value;
}

/** Depth of valid JSON, by its brackets outside strings. */
function depthOf(text: string): number {
  let [depth, most, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString && code === backslash) at += 1;
    else if (code === quote) inString = !inString;
    else if (!inString && isOpening(code)) most = Math.max(most, ++depth);
    else if (!inString && isClosing(code)) depth -= 1;
  }
  return most;
}

const isOpening = (code: number) => code === 0x5b || code === 0x7b;
const isClosing = (code: number) => code === 0x5d || code === 0x7d;
