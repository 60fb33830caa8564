import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('JSON from outside', () => {
  it('is parsed up to a depth', () => {
    expect(parseJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] });
    expect(() => parseJson(nested(100))).not.toThrow();
    expect(() => parseJson(nested(101))).toThrow(SyntaxError);
    expect(() => parseJson(nested(400_000))).toThrow(SyntaxError);
    expect(() => parseJson('{"a":')).toThrow(SyntaxError);
  });

  it('may hold any number of brackets in strings and side by side', () => {
    const wide = JSON.stringify({
      text: `${'['.repeat(500)}\\"${'{'.repeat(500)}`,
      lists: Array.from({ length: 500 }, () => []),
    });
    expect(parseJson(wide)).toEqual(JSON.parse(wide));
  });
});
