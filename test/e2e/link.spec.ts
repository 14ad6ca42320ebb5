import { expect, type Page, test } from '@playwright/test';
import { toFragment } from '../../src/app/link.ts';
import { defaultRecipe, squareVariant } from '../../src/core/recipe.ts';
import { createMaker } from './page.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct([]);
});
test.afterAll(() => product.close());

const format = (page: Page) => page.getByRole('combobox', { name: 'Format', exact: true });
const preset = (page: Page) => page.getByRole('combobox', { name: 'Preset' });
const squares = { ...defaultRecipe, variants: [96, 48].map(squareVariant), format: 'webp' } as const;

test('?urls= fills the list: lines, commas, several of them; nothing is fetched before a press', async ({ page }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  const urls = [
    'https://a.example/1.jpg\nhttps://a.example/2.jpg',
    'https://b.example/w_1,h_2/3.jpg,https://c.example/4.jpg',
  ];
  await page.goto(`${product.url}?${urls.map((value) => `urls=${encodeURIComponent(value)}`).join('&')}`);
  const maker = createMaker(page);
  await expect(maker.summary).toHaveText('4 images, 0 duplicates, 0 rejected');
  await expect(maker.list).toHaveValue(
    'https://a.example/1.jpg\nhttps://a.example/2.jpg\nhttps://b.example/w_1,h_2/3.jpg\nhttps://c.example/4.jpg',
  );
  expect(asked.filter((url) => /^https/.test(url))).toEqual([]);
});

test('a recipe in a link takes effect, once, and one press brings the own one back', async ({ page }) => {
  await page.goto(product.url + toFragment(squares));
  await expect(format(page)).toHaveValue('webp');
  await expect(preset(page)).toHaveValue('squares-96-48');
  expect(page.url()).toBe(product.url);
  await createMaker(page).button('Back to mine').click();
  await expect(format(page)).toHaveValue('auto');
  await expect(preset(page)).toHaveValue('widths-200-64-32');
  // Followed while the page is open, such a link loads nothing.
  await page.evaluate((fragment) => location.assign(fragment), toFragment(squares));
  await expect(format(page)).toHaveValue('webp');
  await page.reload();
  await expect(format(page)).toHaveValue('webp');
});

test('a fragment that is no recipe changes nothing and is named', async ({ page }) => {
  const hostile = Buffer.from('{"variants":[{"width":1e9}],"format":"<img src=x onerror=alert(1)>"}').toString(
    'base64url',
  );
  await page.goto(`${product.url}#s=${hostile}`);
  await expect(page.getByText('in this link cannot be read')).toBeVisible();
  await expect(format(page)).toHaveValue('auto');
  await expect(preset(page)).toHaveValue('widths-200-64-32');
  expect(page.url()).toBe(product.url);
});
