// Owns which `Content-Type` says that a body is JSON: in UTF-8 alone, as RFC 8259 wants it.

const json = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*("?)([^";\s]*)\1/gi;

/** True for JSON that names no charset, or UTF-8. */
export function isJsonInUtf8(type: string): boolean {
  return json.test(type) && [...type.matchAll(charset)].every(([, , name]) => /^utf-?8$/i.test(name ?? ''));
}
