import { expect, test } from 'vitest';
import { type Asked, isSameAsked } from '../../src/app/asked.ts';
import { defaultSettings } from '../../src/app/settings.ts';

const file = { id: 'a|1|2', name: 'a.jpg', byteLength: 1 };
const asked: Asked = { text: 'https://a.example/1.jpg', files: [file], settings: defaultSettings };
const { recipe } = defaultSettings;

test('the same list and settings are the same, whoever wrote them down in which order', () => {
  const reversed = Object.fromEntries(Object.entries(recipe).reverse()) as unknown as typeof recipe;
  expect(
    isSameAsked(asked, { ...asked, files: [{ ...file }], settings: { ...defaultSettings, recipe: reversed } }),
  ).toBe(true);
});

test('editing the sizes by hand changes nothing as long as the sizes stay', () => {
  expect(isSameAsked(asked, { ...asked, settings: { ...defaultSettings, custom: true } })).toBe(true);
});

test('another line, file, recipe or destination makes another run', () => {
  const others: Partial<Asked>[] = [
    { text: 'https://a.example/2.jpg' },
    { files: [] },
    { settings: { ...defaultSettings, recipe: { ...recipe, quality: 81 } } },
    { settings: { ...defaultSettings, recipe: { ...recipe, variants: recipe.variants.slice(1) } } },
    { settings: { ...defaultSettings, destination: { kind: 'put', template: 'https://up.example/{file}' } } },
  ];
  for (const other of others) expect(isSameAsked(asked, { ...asked, ...other })).toBe(false);
});
