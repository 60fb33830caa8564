import { describe, expect, it } from 'vitest';
import { guessColumns } from './guess-columns.ts';

const targets = (columns: string[], samples: string[][] = []) => guessColumns(columns, samples).targets;

describe('guessing columns', () => {
  it.each([
    [
      ['Имя', 'Фамилия', 'Отчество', 'Эл. почта', 'Мобильный телефон', 'Должность', 'Компания', 'Примечание'],
      ['givenName', 'familyName', 'additionalName', 'email', 'phone', 'title', 'companyName', 'notes'],
    ],
    [
      ['Full Name', 'E-Mail', 'Email 2', 'Cell Phone', 'Job_Title', 'Organisation', 'Labels'],
      ['name', 'email', 'email', 'phone', 'title', 'companyName', 'tags'],
    ],
    [
      ['ФИО', 'Телефон 1', 'Телеграм', 'Сайт'],
      ['name', 'phone', 'telegram', 'url'],
    ],
  ])('knows English and Russian headers (%#)', (columns, wanted) => {
    expect(targets(columns)).toEqual(wanted);
  });

  it('looks at the values where a header says nothing', () => {
    const samples = [
      ['Ada', 'ada@acme.example', '+44 20 7946 0018', 'https://www.linkedin.com/in/ada', '@ada_prospect', 'x'],
      ['Bo', 'bo@brick.example', '', 'linkedin.com/in/bo', 'https://t.me/bo_client', 'y'],
    ];
    expect(targets(['Column 1', 'Column 2', 'C', 'D', 'E', 'F'], samples)).toEqual([
      null,
      'email',
      'phone',
      'linkedin',
      'telegram',
      null,
    ]);
  });

  it('tells people, companies and deals apart', () => {
    const kind = (columns: string[]) => guessColumns(columns, []).kind;
    expect(kind(['Company', 'Domain', 'Phone'])).toBe('companies');
    expect(kind(['Name', 'Company', 'Domain'])).toBe('contacts');
    expect(kind(['Deal', 'Amount', 'Stage'])).toBe('deals');
    expect(kind(['Название сделки', 'Сумма'])).toBe('deals');
    expect(guessColumns(['Name', 'Website'], [], 'companies').targets).toEqual(['companyName', 'companyDomain']);
  });

  it('leaves a second name to the person', () => {
    expect(targets(['Name', 'Full name'])).toEqual(['name', null]);
  });
});
