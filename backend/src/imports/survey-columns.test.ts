import { describe, expect, it } from 'vitest';
import { ColumnSurvey } from './survey-columns.ts';

const surveyed = (...values: string[]) => {
  const survey = new ColumnSurvey(['Day']);
  for (const value of values) survey.add([value]);
  return survey.columns()[0];
};

describe('the survey of a column', () => {
  it('keeps the first values and counts the filled ones', () => {
    expect(surveyed('', 'a', 'b', ' ', 'c', 'd')).toEqual({
      name: 'Day',
      samples: ['a', 'b', 'c'],
      filled: 4,
      fieldType: 'text',
      options: ['a', 'b', 'c', 'd'],
      parts: ['a', 'b', 'c', 'd'],
      dateOrder: null,
    });
  });

  it.each([
    [['12', '1,234.50', '-3', '0'], 'number'],
    [['12', '0123'], 'text'],
    [['4915112345678'], 'text'],
    [['+49 30 1'], 'text'],
    [['€ 12'], 'text'],
    [['03/04/2026', '24.12.2026', '2026-01-02'], 'date'],
    [['--02-03'], 'text'],
    [['https://acme.example', ' http://b.example/x '], 'url'],
    [['https://acme.example', 'none'], 'text'],
    [['', ' '], 'text'],
    [['Warm', 'warm', 'Cold', 'cold ', 'Warm', 'Cold'], 'select'],
    [['Red, blue', 'blue', 'red; Blue', 'red'], 'multi_select'],
    [['Warm', 'Warm', 'Warm'], 'text'],
  ])('guesses from %j what a field for it would hold: %s', (values, type) => {
    expect(surveyed(...values)?.fieldType).toBe(type);
  });

  it('lists what there is to choose from, each once, as long as it is little and short', () => {
    expect(surveyed('Warm', 'cold', 'WARM')).toMatchObject({ options: ['Warm', 'cold'] });
    expect(surveyed('Red, blue', 'Green;red')).toMatchObject({
      options: ['Red, blue', 'Green;red'],
      parts: ['Red', 'blue', 'Green'],
    });
    const many = Array.from({ length: 51 }, (_, nth) => `Value ${nth}`);
    expect(surveyed(...many.slice(0, 50))?.options).toHaveLength(50);
    for (const column of [surveyed(...many), surveyed('x'.repeat(101)), surveyed('')]) {
      expect(column).not.toHaveProperty('options');
      expect(column).not.toHaveProperty('parts');
    }
  });

  it.each([
    [['03/04/2026', '12/24/2026'], 'mdy'],
    [['03/04/2026', '24/12/26'], 'dmy'],
    [['03/04/2026', '05/05/2026'], 'ambiguous'],
    [['24/12/2026', '12/24/2026'], 'ambiguous'],
    [['24.12.2026', '2026-12-24'], null],
  ])('tells from %j the order of days and months: %s', (values, order) => {
    expect(surveyed(...values)?.dateOrder).toBe(order);
  });
});
