// Owns making a small database of places, in the format that operators download theirs in (MaxMind DB 2.0).

const bits = 128;

/** Bytes of a value: maps, texts, and numbers that count something. */
function encode(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(Object(value));
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, of]) => [encode(key), encode(of)])]);
}

/** Names kind and size; kinds over 7 take a byte more, sizes over 28 too. */
function control(kind: number, size: number): Buffer {
  const short = Math.min(size, 29);
  const bytes = kind < 8 ? [(kind << 5) | short] : [short, kind - 7];
  return Buffer.from(size < 29 ? bytes : [...bytes, size - 29]);
}

type Node = [Node | Buffer | null, Node | Buffer | null];

/** @param places what stands at networks of IPv4: `198.51.100.0/24`. */
export function placesDatabase(places: Record<string, unknown>): Buffer {
  const root: Node = [null, null];
  for (const [network, value] of Object.entries(places)) {
    const [address = '', length = '32'] = network.split('/');
    const number = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
    // Addresses of IPv4 stand at the beginning of the space of IPv6.
    insert(root, number, bits - 32 + Number(length), encode(value));
  }
  return write(root);
}

function insert(root: Node, number: bigint, length: number, data: Buffer): void {
  let node = root;
  for (let depth = 0; depth < length; depth += 1) {
    const side = Number((number >> BigInt(bits - 1 - depth)) & 1n) === 1 ? 1 : 0;
    if (depth === length - 1) {
      node[side] = data;
      return;
    }
    const next = node[side];
    const child: Node = Array.isArray(next) ? next : [null, null];
    node[side] = child;
    node = child;
  }
}

function write(root: Node): Buffer {
  const nodes: Node[] = [root];
  for (const node of nodes) nodes.push(...node.filter((side) => Array.isArray(side)));
  const data: Buffer[] = [];
  let dataSize = 0;
  const tree = Buffer.alloc(nodes.length * 8);
  const pointer = (side: Node | Buffer | null): number => {
    if (side === null) return nodes.length;
    if (Array.isArray(side)) return nodes.indexOf(side);
    const at = nodes.length + 16 + dataSize;
    data.push(side);
    dataSize += side.length;
    return at;
  };
  nodes.forEach(([left, right], nth) => {
    tree.writeUInt32BE(pointer(left), nth * 8);
    tree.writeUInt32BE(pointer(right), nth * 8 + 4);
  });
  const about = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    database_type: 'Test-City',
    description: { en: 'Invented places' },
    ip_version: 6,
    languages: ['en', 'ru'],
    node_count: nodes.length,
    record_size: 32,
  });
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, about]);
}
