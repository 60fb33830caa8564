// Owns the phrases of the page of downloads and jobs.
export const dataPhrases = {
  en: {
    dataTitle: 'Downloads and jobs',
    dataLead: 'Everything that you may read, as files. Nothing is locked in.',
    downloadsTitle: 'Downloads',
    getContactsCsv: 'People, as a table (CSV)',
    getVCards: 'People, as vCards',
    getCompaniesCsv: 'Companies, as a table (CSV)',
    getDealsCsv: 'Deals, as a table (CSV)',
    getEverything: 'Everything, as JSON',
    download: 'Download',
    downloading: 'Downloading…',
    downloadFailed: 'The download did not work. Try again in a moment.',
    csvHint:
      'Tables open in Excel, Numbers and LibreOffice. A cell that a spreadsheet would run begins with an apostrophe.',
    jobsTitle: 'Jobs',
  },
  ru: {
    dataTitle: 'Выгрузки и задания',
    dataLead: 'Всё, что вам доступно, в виде файлов. Данные остаются вашими.',
    downloadsTitle: 'Выгрузки',
    getContactsCsv: 'Люди, таблица (CSV)',
    getVCards: 'Люди, визитки (vCard)',
    getCompaniesCsv: 'Компании, таблица (CSV)',
    getDealsCsv: 'Сделки, таблица (CSV)',
    getEverything: 'Всё, в формате JSON',
    download: 'Скачать',
    downloading: 'Скачивается…',
    downloadFailed: 'Не удалось скачать. Попробуйте ещё раз чуть позже.',
    csvHint:
      'Таблицы открываются в Excel, Numbers и LibreOffice. Ячейка, которую таблица приняла бы за формулу, начинается с апострофа.',
    jobsTitle: 'Задания',
  },
};
