// Owns the phrases about what a page with an embed key shows, and how it is put there.
export const embedPhrases = {
  en: {
    embedWidgets: 'What the pages show',
    embedReads: 'The key reads what these need, and nothing else.',
    embedNone: 'Choose at least one.',
    asFrame: 'As a frame, for pages that run no script of others',
    frameSnippet: 'Frame',
    frameHint: 'The frame shows one widget. Only pages of the addresses above can show it.',
    copyFrame: 'Copy the frame',
    shows: 'Shows {widgets}',
  },
  ru: {
    embedWidgets: 'Что показывают страницы',
    embedReads: 'Ключ читает то, что для этого нужно, и ничего больше.',
    embedNone: 'Выберите хотя бы одно.',
    asFrame: 'Рамкой, для страниц без чужих скриптов',
    frameSnippet: 'Рамка',
    frameHint: 'В рамке один виджет. Показать её могут только страницы с адресов выше.',
    copyFrame: 'Скопировать рамку',
    shows: 'Показывает: {widgets}',
  },
};
