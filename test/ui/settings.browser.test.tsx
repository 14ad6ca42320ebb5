import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { squareVariant } from '../../src/core/recipe.ts';
import { type FakeApp, madeOf } from './fake-app.ts';
import { showFinished, showTried } from './scenes.ts';
import { button, setStage } from './stage.ts';

let app: FakeApp;
let clear: () => void;

beforeEach(async () => {
  await page.viewport(1280, 900);
  ({ app, clear } = setStage());
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
});

afterEach(() => clear());

const list = page.getByRole('textbox', { name: 'Image URLs' });
const choice = (name: string) => page.getByRole('combobox', { name, exact: true });

test('a destination stands as chosen in the same breath, and its address keeps every key', async () => {
  const put = page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).element() as HTMLInputElement;
  put.click();
  // The app answers a frame later; a radio that React held to the old value until then would have snapped back.
  expect(put.checked).toBe(true);
  const address = page.getByRole('textbox', { name: 'Upload URL template' });
  await userEvent.type(address, 'https://a.example/x');
  await expect.element(address).toHaveValue('https://a.example/x');
  await page.getByRole('radio', { name: 'Zip file' }).click();
  await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).click();
  await expect.element(address).toHaveValue('https://a.example/x');
});

test('one image is tried: true size, real bytes, what all come to; Escape lets go of it', async () => {
  await list.fill('https://a.example/1.jpg');
  await button('Try one').click();
  expect(app.calls.tryOne).toHaveLength(1);
  const dialog = page.getByRole('dialog', { name: 'The first image, tried' });
  await expect.element(dialog.getByText('Making the first image…')).toBeVisible();
  await showTried(app);
  await expect
    .element(dialog.getByRole('status'))
    .toHaveTextContent('If all 26 images are like it: 78 thumbnails, about 331 kB, in about 2.3 s.');
  for (const { name, width } of madeOf(0).outputs) {
    await expect.element(dialog.getByRole('img', { name })).toHaveProperty('offsetWidth', width);
  }
  await expect.element(dialog.getByText('200 × 150 · 8.6 kB · JPEG')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(app.calls.endTrial).toHaveLength(1);
  await expect.element(dialog).not.toBeInTheDocument();
  expect(document.activeElement).toBe(button('Try one').element());
});

test('from the trial to the whole run', async () => {
  await showTried(app);
  await button('Make all 26').click();
  expect([app.calls.endTrial.length, app.calls.make.length]).toEqual([1, 1]);
});

test('a trial that failed says what and what to do', async () => {
  app.show({ trial: { tag: 'failed', origin: 'empty.jpg', failure: { code: 'empty' } } });
  await expect.element(page.getByRole('dialog').getByRole('status')).toHaveTextContent('The file is empty (0 bytes).');
});

test('results of other settings say so, and can be made again at once', async () => {
  showFinished(app);
  const stale = page.getByRole('status', { name: 'Results out of date' });
  await expect.element(button('Download zip')).toBeVisible();
  await expect.element(stale).not.toBeInTheDocument();
  app.show({ run: { ...app.view().run, stale: { kept: 0, missing: 78 } } });
  await expect.element(stale).toHaveTextContent('These were made with another list or other settings.');
  app.show({ blocked: 'Add at least one size.' });
  await expect.element(stale.getByRole('button')).toBeDisabled();
  await expect.element(stale).toHaveTextContent('Add at least one size.');
  app.show({ blocked: null });
  await expect.element(stale.getByRole('button', { name: 'Make them again' })).toBeEnabled();
  app.show({ run: { ...app.view().run, stale: { kept: 78, missing: 0 } } });
  await expect.element(stale).toHaveTextContent('All 78 thumbnails that are asked for now are here already.');
  await expect.element(stale.getByRole('button', { name: 'Update the results' })).toBeEnabled();
  app.show({ run: { ...app.view().run, stale: { kept: 52, missing: 26 } } });
  await expect.element(stale).toHaveTextContent('26 are missing, 52 stay as they are.');
  await stale.getByRole('button', { name: 'Make the missing 26' }).click();
  expect([app.calls.make.length, app.calls.makeChanged.length]).toEqual([0, 1]);
});

test('the recipe as a link: copied, and confirmed', async () => {
  const copied: string[] = [];
  const own = navigator.clipboard.writeText;
  navigator.clipboard.writeText = async (text) => void copied.push(text);
  await page.getByText('More options').click();
  await button('Copy link to this recipe').click();
  await expect.element(button('Link copied')).toBeVisible();
  expect(copied).toEqual([app.actions.recipeLink()]);
  navigator.clipboard.writeText = own;
});

test('cut and padded sizes have a position; only what is cut can follow the pixels', async () => {
  app.show({ preset: 'custom', recipe: { ...app.view().recipe, variants: [squareVariant(100)] } });
  const variant = () => app.view().recipe.variants[0];
  const options = () => [...(choice('Position').element() as HTMLSelectElement).options].map(({ value }) => value);
  await expect.element(choice('Position')).toHaveValue('centre');
  expect(options()).toHaveLength(11);
  await choice('Position').selectOptions('Top right');
  await expect.poll(() => variant()?.position).toBe('northeast');
  await choice('Position').selectOptions('What draws the eye');
  await expect.poll(() => variant()?.position).toBe('attention');
  await choice('Fit').selectOptions('Contain');
  await expect.poll(variant).toMatchObject({ fit: 'contain', position: 'centre' });
  expect(options()).toHaveLength(9);
  await choice('Fit').selectOptions('Outside');
  await expect.element(choice('Position')).not.toBeInTheDocument();
});

test('a focal point that came with a link stays until another position is chosen', async () => {
  const variants = [{ ...squareVariant(100), position: { x: 0.25, y: 0.5 } }];
  app.show({ preset: 'custom', recipe: { ...app.view().recipe, variants } });
  await expect.element(choice('Position')).toHaveValue('');
  await expect.element(choice('Position')).toHaveTextContent('Point at 25 %, 50 %');
  await choice('Position').selectOptions('Left');
  await expect.poll(() => app.view().recipe.variants[0]?.position).toBe('west');
});

test('clearing can be undone only until something else is in its place', async () => {
  await list.fill('https://a.example/1.jpg');
  await button('Clear').click();
  await expect.element(button('Undo')).toBeVisible();
  await list.fill('https://a.example/2.jpg');
  await expect.element(button('Undo')).not.toBeInTheDocument();
});

test('a new run begins with all its items in sight, whatever was filtered or open before', async () => {
  showFinished(app);
  const rows = () => page.getByRole('grid', { name: 'Items' }).getByRole('row').all().length - 1;
  await page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name: 'Failed' }).click();
  await expect.poll(rows).toBe(2);
  app.show({ run: { ...app.view().run, id: 'another' } });
  await expect.poll(rows).toBe(26);
});

test('all settings go back to what they were at first, with one press', async () => {
  await choice('Preset').selectOptions('Squares 96, 48');
  await choice('Format').selectOptions('WebP');
  await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).click();
  await page.getByText('More options').click();
  await button('Reset all settings').click();
  await expect.element(choice('Preset')).toHaveDisplayValue('Widths 200, 64, 32');
  await expect.element(choice('Format')).toHaveDisplayValue('Auto');
  await expect.element(page.getByRole('radio', { name: 'Zip file' })).toBeChecked();
});
