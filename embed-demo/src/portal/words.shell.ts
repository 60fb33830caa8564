// Owns the phrases around the views: navigation, and the pages of records.
export const shellPhrases = {
  en: {
    menu: 'Menu',
    groupWork: 'Work',
    groupData: 'Data',
    groupSettings: 'Settings',
    back: 'Back',
    nothingPicked: 'Nothing picked yet',
    nothingPickedDo: 'Pick a line of the list to see everything about it here.',
    noParts: 'There is nothing to show about this yet',
    noPartsDo: 'You may not see it, or this kind of record has no page.',
  },
  ru: {
    menu: 'Меню',
    groupWork: 'Работа',
    groupData: 'Данные',
    groupSettings: 'Настройки',
    back: 'Назад',
    nothingPicked: 'Пока ничего не выбрано',
    nothingPickedDo: 'Выберите строку списка, и здесь появится всё о ней.',
    noParts: 'Здесь пока нечего показать',
    noPartsDo: 'Возможно, нет доступа, или у этой записи ещё нет страницы.',
  },
};
