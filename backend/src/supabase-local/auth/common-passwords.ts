// Owns telling passwords that stand on the lists which attackers try first. The list comes with the install: nothing is asked
// of a network.

/** Shorter ones are refused for their length, but many a longer one is one of these with digits behind it. */
const shortestBase = 6;
let list: Promise<ReadonlySet<string>> | undefined;

/** Reads the list when it is first needed: most processes never do. */
async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const words: (string | number)[] = dictionary['passwords-common'];
  return new Set(words.map(String).filter((word) => word.length >= shortestBase));
}

/** Case does not matter, nor what digits and signs stand behind: `Dragon2026!` is as common as `dragon`. */
export async function isCommonPassword(password: string): Promise<boolean> {
  list ??= readList();
  const known = await list;
  const plain = password.normalize('NFKC').toLowerCase();
  const base = plain.replace(/[\d\p{P}\p{S}\s]+$/u, '');
  return known.has(plain) || known.has(base) || /^(.)\1*$/u.test(plain);
}
