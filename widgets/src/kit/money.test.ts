import { moneyText } from '@kith/sdk/words';
import { expect, test } from 'vitest';
import { amountText, readAmount } from './money.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('an amount is told with cents only where there are any', () => {
  expect(moneyText(1_250_000, 'EUR', 'en')).toBe('€12,500');
  expect(moneyText(1_250_050, 'EUR', 'en')).toBe('€12,500.50');
  expect(moneyText(700, 'JPY', 'en')).toBe('¥700');
  expect(plain(moneyText(1_250_000, 'RUB', 'ru'))).toBe('12 500 ₽');
});

test('a sum is told short', () => {
  expect(moneyText(1_250_050, 'EUR', 'en', true)).toBe('€12,501');
  expect(moneyText(125_000_000, 'EUR', 'en', true)).toBe('€1.3M');
});

test('what people type is read as they mean it', () => {
  const read: [string, number | null][] = [
    ['12500', 1_250_000],
    ['12 500,5', 1_250_050],
    ['12,500.50', 1_250_050],
    ['12.500', 1_250_000],
    ['1.5', 150],
    ['0', 0],
    ['', null],
    ['much', null],
    ['-5', null],
    ['99999999999999999999', null],
  ];
  for (const [text, amount] of read) expect(readAmount(text, 'EUR'), text).toBe(amount);
  expect(readAmount('700', 'JPY')).toBe(700);
  expect(amountText(1_250_050, 'EUR')).toBe('12500.5');
});
