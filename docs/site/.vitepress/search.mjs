/** Local search in both languages, without a service. */
import { changeComponent } from './change-component.mjs';
import { foldTerm } from './fold.mjs';

const ID = '/@localSearchIndex';

/** Appends the documents of one index of MiniSearch to another. Both are in its format of serialisation, version 2. */
export function mergeIndexes(first, second) {
  if (first.serializationVersion !== 2 || second.serializationVersion !== 2)
    throw new Error('MiniSearch changed the format of its index');
  const shifted = (entries) =>
    Object.fromEntries(Object.entries(entries).map(([id, value]) => [Number(id) + first.nextId, value]));
  const terms = new Map(first.index);
  for (const [term, fields] of second.index) {
    const known = { ...terms.get(term) };
    for (const [field, documents] of Object.entries(fields))
      known[field] = { ...known[field], ...shifted(documents) };
    terms.set(term, known);
  }
  const count = first.documentCount + second.documentCount;
  return {
    ...first,
    documentCount: count,
    nextId: first.nextId + second.nextId,
    documentIds: { ...first.documentIds, ...shifted(second.documentIds) },
    fieldLength: { ...first.fieldLength, ...shifted(second.fieldLength) },
    averageFieldLength: first.averageFieldLength.map(
      (length, field) =>
        (length * first.documentCount + second.averageFieldLength[field] * second.documentCount) / count,
    ),
    storedFields: { ...first.storedFields, ...shifted(second.storedFields) },
    index: [...terms],
  };
}

const indexIn = (code) => JSON.parse(JSON.parse(code.slice('export default '.length)));

/** The reference exists in English only, so the Turkish pages search the English ones, too. */
export function searchEnglishPagesInTurkish() {
  return {
    name: 'search-english-pages-in-turkish',
    async transform(code, id) {
      if (id !== `${ID}tr`) return undefined;
      const english = await this.load({ id: `${ID}root` });
      return `export default ${JSON.stringify(JSON.stringify(mergeIndexes(indexIn(code), indexIn(english.code))))}`;
    },
  };
}

/** What a letter of a folded term may be in the text. */
const FOLDED = `const FOLDED = { i: '[iıİI]', c: '[cç]', g: '[gğ]', o: '[oö]', s: '[sş]', u: '[uü]' };`;

/**
 * Makes the search a dialog with a list of links. The theme declares it a button that contains a text field, and its results
 * options that contain links, which screen readers do not read.
 */
export function accessibleSearchBox() {
  const changes = [
    [
      /role="button"\s+:aria-owns="[^"]+"\s+aria-expanded="true"\s+aria-haspopup="listbox"/,
      'role="dialog" aria-modal="true"',
    ],
    [/:aria-activedescendant="[^"]+"\s+aria-autocomplete="both"/, ''],
    [/:role="results\?\.length \? 'listbox' : undefined"/, ''],
    [/:aria-selected="[^"]+"\s+role="option"/, ''],
    [/:aria-label="\[\.\.\.p\.titles, p\.title\]\.join\(' > '\)"/, ''],
    // A label needs a role that takes one.
    [/<kbd :aria-label/g, '<kbd role="img" :aria-label'],
    // The terms of the index are folded, and the text that is marked is not.
    [
      /\.map\(\((\w+)\) => `\(\$\{escapeRegExp\(\w+\)\}\)`\)/,
      '.map((term) => `(${[...escapeRegExp(term)].map((letter) => FOLDED[letter] ?? letter).join("")})`)',
    ],
  ];
  return changeComponent('VPLocalSearchBox.vue', [
    ['<script setup>', `<script setup>\n${FOLDED}`],
    ...changes,
  ]);
}

const translations = {
  button: { buttonText: 'Ara', buttonAriaLabel: 'Ara' },
  modal: {
    displayDetails: 'Sonuçları metinleriyle göster',
    resetButtonTitle: 'Aramayı temizle',
    backButtonTitle: 'Aramayı kapat',
    noResultsText: 'Sonuç bulunamadı:',
    footer: {
      selectText: 'seç',
      selectKeyAriaLabel: 'enter',
      navigateText: 'gez',
      navigateUpKeyAriaLabel: 'yukarı ok',
      navigateDownKeyAriaLabel: 'aşağı ok',
      closeText: 'kapat',
      closeKeyAriaLabel: 'escape',
    },
  },
};

export const search = {
  provider: 'local',
  options: {
    locales: { tr: { translations } },
    miniSearch: {
      options: { processTerm: foldTerm },
      // Among Turkish and English pages, the Turkish ones first. The English index has no others.
      searchOptions: { boostDocument: (id) => (id.startsWith('/tr/') ? 4 : 1) },
    },
  },
};
