import { assert, bigInt, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../env.ts';
import { createAddressGuard } from './address-guard.ts';
import { readTarget } from './read-target.ts';

const guard = createAddressGuard({ opened: [] });
const byOperator = createAddressGuard({ opened: [], byOperator: true });
const allows = (address: string, port = 443) => guard.refusal(address, port) === null;
/** What becomes of an address as a user writes it: null when a connection may be tried. */
const codeOf = (address: string, by = guard) => {
  try {
    readTarget(address, by);
    return null;
  } catch (error) {
    return error instanceof Error ? Reflect.get(error, 'code') : error;
  }
};

/** First and last address of every range that is not of the internet (IANA's registries of special purpose). */
const closed = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
] as const;
const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (value: number) => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join('.');
const isClosed = (value: number) => closed.some(([from, to]) => value >= number(from) && value <= number(to));

/** Every way to write an IPv4 address that the WHATWG URL parser understands. */
const spellings = (value: number) => {
  const [a = 0, b = 0, c = 0, d = 0] = [24, 16, 8, 0].map((bits) => (value >>> bits) & 255);
  const octal = (part: number) => `0${part.toString(8)}`;
  const hex = (part: number) => `0x${part.toString(16)}`;
  return [
    dotted(value),
    `${dotted(value)}.`,
    String(value),
    hex(value),
    octal(value),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map(hex).join('.'),
    `${octal(a)}.${b}.${hex(c)}.${d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `${a}.${((b << 16) | (c << 8) | d) >>> 0}`,
    dotted(value).replaceAll('.', '。'),
    encodeURIComponent(String(a)) + dotted(value).slice(String(a).length).replaceAll('.', '%2e'),
  ];
};

describe('the guard of addresses', () => {
  it('is shut at the first and last address of every range that is not the internet’s', () => {
    expect(closed.flat().filter((address) => allows(address))).toEqual([]);
  });

  it('is open right before and after them, unless another begins there', () => {
    const beside = closed.flatMap(([from, to]) => [number(from) - 1, number(to) + 1]);
    const open = beside.filter((value) => value > 0 && value <= 0xffffffff && !isClosed(value));
    expect(open.map(dotted).filter((address) => !allows(address))).toEqual([]);
    expect(open.length).toBeGreaterThan(15);
  });

  it('judges every IPv4 address alike, however it is written', () => {
    assert(
      property(integer({ min: 0, max: 0xffffffff }), (value) => {
        const wanted = isClosed(value) ? 'address_not_allowed' : null;
        // as112 and AMT relays are no places for a web server either; the guard may be stricter there.
        if (wanted === null && !allows(dotted(value))) return;
        for (const host of spellings(value)) expect([host, codeOf(`http://${host}/`)]).toEqual([host, wanted]);
      }),
    );
  });

  it('refuses every spelling of closed addresses', () => {
    const some = tuple(integer({ min: 0, max: closed.length - 1 }), integer({ min: 0, max: 0xffffff })).map(
      ([at, by]) => {
        const [from, to] = closed[at] ?? closed[0];
        return number(from) + (by % (number(to) - number(from) + 1));
      },
    );
    assert(
      property(some, (value) => {
        for (const host of spellings(value))
          expect([host, codeOf(`https://${host}`)]).toEqual([host, 'address_not_allowed']);
      }),
    );
  });

  it('refuses every IPv4 address inside an IPv6 one', () => {
    assert(
      property(integer({ min: 0, max: 0xffffffff }), (value) => {
        const [high, low] = [(value >>> 16).toString(16), (value & 0xffff).toString(16)];
        for (const address of [
          `::ffff:${high}:${low}`,
          `::ffff:${dotted(value)}`,
          `::${high}:${low}`,
          `::ffff:0:${high}:${low}`,
          `64:ff9b::${high}:${low}`,
          `64:ff9b:1::${high}:${low}`,
          `2002:${high}:${low}::1`,
          `2001:0:${high}:${low}::1`,
        ]) {
          expect([address, allows(address)]).toEqual([address, false]);
          expect([address, codeOf(`http://[${address}]/`)]).toEqual([address, 'address_not_allowed']);
        }
      }),
    );
  });

  it('knows nothing of IPv6 outside what is given out for the internet', () => {
    assert(
      property(bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        const groups = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
        const address = groups.join(':');
        if (value >> 125n !== 1n) expect([address, allows(address)]).toEqual([address, false]);
      }),
    );
    const shut = [
      '::',
      '::1',
      'fe80::1',
      'febf::1',
      'fc00::1',
      'fd00:ec2::254',
      'fec0::1',
      'ff02::1',
      '100::1',
      '2001:db8::1',
      '3fff::1',
    ];
    expect(shut.filter((address) => allows(address))).toEqual([]);
    expect(allows('2606:4700:4700::1111')).toBe(true);
    expect(allows('fe80::1%eth0')).toBe(false);
  });

  it.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.b.localhost:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://user@a.example/',
    'http://user:secret@a.example/',
    'http://127.0.0.1#@a.example/',
    'ftp://a.example/',
    'file:///etc/passwd',
    'gopher://a.example/',
    'javascript:alert(1)',
    'data:text/plain,a',
    '//a.example/',
    'a.example',
    '',
    'http://',
    'http://1.1.1.1:25/',
    'http://1.1.1.1:6379/',
    `https://a.example/${'a'.repeat(2_100)}`,
  ])('refuses %s', (address) => {
    expect(codeOf(address)).toBe('address_not_allowed');
  });

  it('lets what looks alike but is meant for the internet through', () => {
    const fine = [
      'https://a.example/',
      'http://a.example:8080/x?y',
      'https://10.example/',
      'https://mylocalhost.example',
      'http://1.1.1.1',
    ];
    expect(fine.filter((address) => codeOf(address) !== null)).toEqual([]);
  });

  it('is opened by the operator: a range, an address, and nothing beside them', () => {
    const opened = createAddressGuard({ opened: ['10.1.0.0/16', '127.0.0.1', 'fd00::/64'] });
    const may = ['10.1.2.3', '127.0.0.1', 'fd00::5', '1.1.1.1'];
    const mayNot = ['10.2.0.1', '127.0.0.2', 'fd00:0:0:1::5', '::ffff:127.0.0.1', '169.254.169.254'];
    expect(may.filter((address) => opened.refusal(address, 443) !== null)).toEqual([]);
    expect(mayNot.filter((address) => opened.refusal(address, 443) === null)).toEqual([]);
    expect([opened.refusal('10.1.2.3', 6379), codeOf('http://localhost:3000', opened)]).toEqual([null, null]);
    expect(opened.refusal('1.1.1.1', 6379)).toContain('port 6379');
  });

  it('knows that an operator’s own addresses may be inside, but never link-local ones', () => {
    const may = ['127.0.0.1', '10.0.0.1', 'fd00::5', '100.64.0.1', '1.1.1.1', '::1'];
    const mayNot = ['169.254.169.254', 'fe80::1', '224.0.0.1', '0.0.0.0', '::', '::ffff:10.0.0.1', '64:ff9b::a00:1'];
    expect(may.filter((address) => byOperator.refusal(address, 9999) !== null)).toEqual([]);
    expect(mayNot.filter((address) => byOperator.refusal(address, 9999) === null)).toEqual([]);
  });

  it('reads what the operator opens from the settings, and says what is wrong there', () => {
    const read = (text: string) => readEnv({ KITH_ALLOW_PRIVATE_ADDRESSES: text }).KITH_ALLOW_PRIVATE_ADDRESSES;
    expect([read(''), read(' 10.1.0.0/16, ::1 ')]).toEqual([[], ['10.1.0.0/16', '::1']]);
    for (const wrong of ['a.example', '10.0.0.0/33', '10.0.0.0/', '1.2.3.4/x']) {
      expect(() => read(`127.0.0.1,${wrong}`)).toThrow('KITH_ALLOW_PRIVATE_ADDRESSES.1');
    }
  });
});
