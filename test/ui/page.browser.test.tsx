import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createDetourNotices } from '../../src/app/detour-notices.ts';
import { createNotices } from '../../src/app/notices.ts';
import { noRun } from '../../src/app/run-view.ts';
import { appSentences } from '../../src/ui/words/words.ts';
import { done, type FakeApp, failed, originOf, waiting } from './fake-app.ts';
import { showFailing, showFinished, showRunning } from './scenes.ts';
import { button, grid, setStage } from './stage.ts';
import { createFakeRun } from './traces.ts';

let app: FakeApp;
let clear: () => void;

beforeEach(async () => {
  await page.viewport(1280, 900);
  ({ app, clear } = setStage());
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
});

afterEach(() => clear());

const list = page.getByRole('textbox', { name: 'Image URLs' });
const status = page.getByRole('status', { name: 'Run status' });

test('the contract: every control of the settings by role and name', async () => {
  await expect.element(list).toBeVisible();
  await expect.element(button('Add files')).toBeVisible();
  await expect.element(button('Try the sample')).toBeVisible();
  await expect.element(page.getByLabelText('Image files')).toHaveAttribute('multiple');
  await expect.element(page.getByRole('status', { name: 'List summary' })).toBeVisible();
  const options = (name: string) =>
    [...(page.getByRole('combobox', { name, exact: true }).element() as HTMLSelectElement).options].map(
      ({ text }) => text,
    );
  expect(options('Preset')).toEqual([
    'Widths 200, 64, 32',
    'Squares 200, 50, 32',
    'Squares 96, 48',
    'Squares 165, 32',
    'Custom',
  ]);
  expect(options('Format')).toEqual(['Auto', 'JPEG', 'PNG', 'WebP', 'AVIF']);
  await expect.element(page.getByRole('spinbutton', { name: 'Quality' })).toHaveValue(80);
  await expect.element(page.getByRole('radiogroup', { name: 'Destination' })).toBeVisible();
  await expect.element(page.getByRole('radio', { name: 'Zip file', exact: true })).toBeChecked();
});

test('custom sizes leave the names Format and Quality to the recipe', async () => {
  app.show({ preset: 'custom' });
  await expect.element(page.getByRole('group', { name: 'Size 3' })).toBeVisible();
  expect(page.getByRole('combobox', { name: 'Format' }).all()).toHaveLength(1);
  expect(page.getByRole('spinbutton', { name: 'Quality' }).all()).toHaveLength(1);
});

test('without images the button says why it cannot be pressed', async () => {
  await expect.element(button('Make thumbnails')).toBeDisabled();
  await expect.element(button('Make thumbnails')).toHaveAccessibleDescription('Add at least one image first.');
});

test('from the sample to the zip in three actions', async () => {
  await button('Try the sample').click();
  await expect.element(list).toHaveValue(Array.from({ length: 9 }, (_, id) => originOf(id)).join('\n'));
  await button('Make thumbnails').click();
  expect(app.calls.make).toHaveLength(1);
  app.setStates(
    Array.from({ length: 9 }, (_, id) => done(id)),
    { phase: 'finished', hasFiles: true },
  );
  await expect.element(status).toHaveTextContent(/^Finished: 9 done, 0 failed, 0 skipped, 0 cancelled$/);
  await button('Download zip').click();
  expect(app.calls.downloadZip).toHaveLength(1);
});

test('beside results a long list is not laid out until someone wants to edit it', async () => {
  const lines = Array.from({ length: 5_000 }, (_, id) => originOf(id));
  const hint = page.getByText('5,000 images are listed here. Click to edit them.');
  app.show({ list: { ...app.view().list, text: lines.join('\n'), images: lines.length } });
  await expect.element(list).toHaveValue(lines.join('\n'));
  await expect.element(hint).not.toBeVisible();
  showFinished(app);
  app.show({ list: { ...app.view().list, text: lines.join('\n'), images: lines.length } });
  await expect.element(hint).toBeVisible();
  await expect.element(list).toHaveStyle({ contentVisibility: 'hidden' });
  await userEvent.click(list);
  await expect.element(hint).not.toBeVisible();
  await expect.element(list).toHaveStyle({ contentVisibility: 'visible' });
  await expect.element(list).toHaveValue(lines.join('\n'));
});

test('what is typed stays as typed although the app answers a frame later', async () => {
  await userEvent.click(list);
  await userEvent.keyboard('https://a.example/1.jpg{Enter}https://a.example/2.jpg');
  await expect.element(list).toHaveValue('https://a.example/1.jpg\nhttps://a.example/2.jpg');
  await expect
    .element(page.getByRole('status', { name: 'List summary' }))
    .toHaveTextContent(/^2 images, 0 duplicates, 0 rejected$/);
});

test('clearing can be undone', async () => {
  await list.fill('https://a.example/1.jpg');
  await button('Clear').click();
  await expect.element(list).toHaveValue('');
  await button('Undo').click();
  await expect.element(list).toHaveValue('https://a.example/1.jpg');
});

test('a reject leads to its line', async () => {
  const text = 'https://a.example/1.jpg\nnot a link\nhttps://a.example/2.jpg';
  app.show({
    list: {
      ...app.view().list,
      text,
      images: 2,
      rejected: 1,
      rejects: [{ line: 2, text: 'not a link', reason: 'This is not a link.' }],
    },
  });
  await page.getByText('1 line was rejected').click();
  await button('Go to line 2').click();
  const field = list.element() as HTMLTextAreaElement;
  expect(document.activeElement).toBe(field);
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('not a link');
});

test('settings are sent as they are chosen, numbers only when they are good', async () => {
  await page.getByRole('combobox', { name: 'Format' }).selectOptions('WebP');
  expect(app.calls.setRecipe.at(-1)).toEqual([{ format: 'webp' }]);
  const quality = page.getByRole('spinbutton', { name: 'Quality' });
  await quality.fill('55');
  expect(app.calls.setRecipe.at(-1)).toEqual([{ quality: 55 }]);
  const sent = app.calls.setRecipe.length;
  await quality.fill('101');
  expect(app.calls.setRecipe).toHaveLength(sent);
  await expect.element(quality).toHaveAttribute('aria-invalid', 'true');
  await userEvent.tab();
  await expect.element(quality).toHaveValue(55);
  await page.getByRole('combobox', { name: 'Preset' }).selectOptions('Squares 96, 48');
  expect(app.calls.setPreset).toEqual([['squares-96-48']]);
});

test('the upload template is asked for with the upload, and survives a look at the zip', async () => {
  await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).click();
  const template = page.getByRole('textbox', { name: 'Upload URL template' });
  await template.fill('https://up.example/{file}');
  await expect.poll(() => app.view().destination).toEqual({ kind: 'put', template: 'https://up.example/{file}' });
  await page.getByRole('radio', { name: 'Zip file' }).click();
  await expect.element(template).not.toBeInTheDocument();
  await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).click();
  await expect.element(template).toHaveValue('https://up.example/{file}');
});

test('a run: status, progress, title, and the buttons that make sense', async () => {
  showRunning(app);
  await expect.element(status).toHaveTextContent(/^Running: 12 of 26$/);
  const progress = page.getByRole('progressbar', { name: 'Progress' });
  await expect.element(progress).toHaveAttribute('aria-valuenow', '12');
  await expect.element(progress).toHaveAttribute('aria-valuemax', '26');
  await expect.poll(() => document.title).toBe('12/26 · Thumbnail Maker');
  await button('Pause').click();
  await expect.element(status).toHaveTextContent(/^Paused: 12 of 26$/);
  await button('Resume').click();
  await expect.element(status).toHaveTextContent(/^Running: 12 of 26$/);
  await button('Retry failed').click();
  expect(app.calls.retryFailed).toEqual([[]]);
  await button('Cancel').click();
  expect(app.calls.cancel).toHaveLength(1);
  await expect.element(button('Make thumbnails')).toBeDisabled();
});

test('closing the tab is questioned while a run is under way, and only then', async () => {
  const isQuestioned = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(isQuestioned()).toBe(false);
  showRunning(app);
  await expect.poll(isQuestioned).toBe(true);
  app.show({ run: { ...app.view().run, phase: 'finished' } });
  await expect.poll(isQuestioned).toBe(false);
});

test('keys: Ctrl+Enter makes, Space pauses and resumes, / filters, ? explains, Escape closes', async () => {
  await list.fill('https://a.example/1.jpg');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(app.calls.make).toHaveLength(1);
  showRunning(app);
  await expect.element(page.getByRole('grid', { name: 'Items' })).toBeVisible();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard(' ');
  await expect.element(status).toHaveTextContent('Paused');
  await userEvent.keyboard(' ');
  await expect.element(status).toHaveTextContent('Running');
  await userEvent.keyboard('/');
  await expect.element(page.getByRole('searchbox', { name: 'Filter by text' })).toHaveFocus();
  await userEvent.keyboard('rooftops');
  expect(app.calls.pause).toHaveLength(1);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('a notice offers its way out and can be dismissed', async () => {
  let acted = 0;
  const run = () => {
    acted += 1;
  };
  const action = { label: 'Resume 3 of 9', run };
  app.show({ notices: [{ id: 'n', tone: 'info', text: 'A run was interrupted.', action, dismissible: true }] });
  await expect.element(page.getByRole('region', { name: 'Notices' })).toHaveTextContent('A run was interrupted.');
  await button('Resume 3 of 9').click();
  expect(acted).toBe(1);
  await button('Dismiss').click();
  expect(app.calls.dismiss).toEqual([['n']]);
});

test('a decoder that is switched off is named above the page, with what that means, until it is dismissed', async () => {
  const notices = createNotices(() => app.show({ notices: notices.all() }));
  const [, onDetour] = createDetourNotices(notices, appSentences).begin([]);
  onDetour({ kind: 'avif', route: 'platform', why: 'failing', instead: 'vips' });
  onDetour({ kind: 'png', route: 'vips', why: 'crawling', instead: 'canvas' });
  const region = page.getByRole('region', { name: 'Notices' });
  await expect.element(region).toHaveTextContent(/AVIF pictures: the browser’s decoder failed.*libvips opens them/);
  await expect.element(region).toHaveTextContent(/PNG pictures: .*libvips takes many times.*somewhat softer/);
  await button('Dismiss').first().click();
  await expect.element(region).not.toHaveTextContent('AVIF');
  await expect.element(region).toHaveTextContent('PNG');
});

test('items: one row each, its origin, its state in a word, on failure the reason', async () => {
  showFinished(app);
  const grid = page.getByRole('grid', { name: 'Items' });
  await expect.element(grid).toHaveAttribute('aria-rowcount', '27');
  await expect.poll(() => grid.getByRole('row').all()).toHaveLength(27);
  const row = grid.getByRole('row').nth(6);
  await expect.element(row).toHaveTextContent(originOf(5));
  await expect.element(row).toHaveTextContent('failed');
  await expect.element(row).toHaveTextContent('There is nothing at this address (404).');
  await row.getByRole('button', { name: 'Retry' }).click();
  expect(app.calls.retryFailed).toEqual([[[5]]]);
});

test('filters: by state, by text, and back', async () => {
  showFailing(app);
  const rows = () => page.getByRole('grid', { name: 'Items' }).getByRole('row').all().length - 1;
  const { counts } = app.view().run;
  await expect.poll(rows).toBe(26);
  await page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name: 'Failed' }).click();
  await expect.poll(rows).toBe(counts.failed);
  await page.getByRole('searchbox', { name: 'Filter by text' }).fill('no such item');
  await expect.poll(rows).toBe(0);
  await button('Show all').click();
  await expect.poll(rows).toBe(26);
});

test('failures are grouped, largest first, each with a way out', async () => {
  showFailing(app);
  const [largest] = app.items.failures();
  await button(`Retry these ${largest?.items.length}`).first().click();
  expect(app.calls.retryFailed).toEqual([[largest?.items]]);
});

test('pictures that were taken for placeholders can be made all the same', async () => {
  showFailing(app);
  await button('Show all 5 causes').click();
  await button('Make these too').click();
  expect(app.calls.acceptPlaceholders).toHaveLength(1);
});

test('arrows move through the items, Enter opens one, the detail goes on to the next', async () => {
  showFinished(app);
  const grid = page.getByRole('grid', { name: 'Items' });
  await expect.element(grid).toBeVisible();
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent(originOf(2));
  await expect.poll(() => dialog.getByRole('img').all().length).toBe(3);
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(dialog).toHaveTextContent(originOf(3));
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(document.activeElement).toBe(grid.element());
});

test('the detail tells how long each stage took', async () => {
  const run = createFakeRun({ images: 26 });
  run.finish();
  app.trace = run.trace;
  showFinished(app);
  await grid.getByRole('row').nth(1).click();
  const facts = page.getByRole('dialog').getByLabelText('Original', { exact: true });
  await expect.element(facts).toHaveTextContent(/Download[\d.]+ m?s.*Resize[\d.]+ m?s/);
});

test('of 10,000 items only those in sight are in the document, and all are reachable', async () => {
  showRunning(app, 10_000, 4_000);
  const grid = page.getByRole('grid', { name: 'Items' });
  await expect.element(grid).toHaveAttribute('aria-rowcount', '10001');
  grid.element().scrollIntoView();
  await expect.poll(() => grid.getByRole('row').all().length).toBeGreaterThan(8);
  expect(grid.getByRole('row').all().length).toBeLessThan(80);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  await expect.element(grid.getByText(originOf(9_999))).toBeVisible();
});

test.each(['Table', 'Pictures'])(
  '%s: what comes into sight is as high as was thought, and moves nothing',
  async (layout) => {
    app.setStates(
      Array.from({ length: 10_000 }, (_, id) => done(id)),
      { phase: 'finished' },
    );
    await button(layout).click();
    await expect.poll(() => grid.getByRole('row').all().length).toBeGreaterThan(8);
    const heightPx = document.documentElement.scrollHeight;
    for (const top of [1_000, 5_000, 90_000]) {
      scrollTo(0, top);
      await expect.element(grid).toBeInTheDocument();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      expect(document.documentElement.scrollHeight).toBe(heightPx);
    }
  },
);

test('on a narrow screen the results have the room; list and settings are one press away', async () => {
  await page.viewport(390, 844);
  await list.fill('https://a.example/1.jpg');
  await button('Make thumbnails').click();
  const fold = page.getByRole('button', { name: 'List and settings' });
  await expect.element(fold).toHaveAttribute('aria-expanded', 'false');
  // Found by its role: what is folded away is there for nobody, screen readers included.
  await expect.element(list).not.toBeInTheDocument();
  // The button that had the focus is folded away with the rest.
  await expect.element(fold).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(list).toBeVisible();
  await page.viewport(1280, 900);
  await expect.element(fold).not.toBeInTheDocument();
  await expect.element(list).toBeVisible();
});

test('a run that changes tells only the rows that changed', async () => {
  app.setStates([waiting, waiting], { phase: 'running' });
  const grid = page.getByRole('grid', { name: 'Items' });
  await expect.element(grid).toHaveTextContent('waiting');
  app.setStates([done(0), failed({ code: 'empty' })], { phase: 'running' });
  await expect.element(grid.getByRole('row').nth(1)).toHaveTextContent('done');
  await expect.element(grid.getByRole('row').nth(2)).toHaveTextContent('The file is empty (0 bytes).');
});

test('a new run with fewer items than were on screen breaks nothing', async () => {
  showRunning(app, 10_000, 4_000);
  await page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name: 'Failed' }).click();
  const grid = page.getByRole('grid', { name: 'Items' });
  await expect.poll(() => Number(grid.element().getAttribute('aria-rowcount'))).toBeLessThan(1_000);
  app.setStates([done(0), failed({ code: 'empty' })], { phase: 'running' });
  await expect.element(grid).toHaveAttribute('aria-rowcount', '2');
  await expect.element(grid).toHaveTextContent(originOf(1));
});

test('small pictures wait for no address; that of a large one is given back', async () => {
  const made = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL(blob);
    made.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    made.delete(url);
    revokeObjectURL(url);
  };
  showFinished(app);
  await expect
    .poll(() =>
      grid
        .getByRole('row')
        .all()
        .filter((row) => row.element().querySelector('img')),
    )
    .toHaveLength(24);
  expect(made.size).toBe(0);
  app.show({ run: noRun });
  const small = await app.items.picture(0, 0);
  const bytes = new Uint8Array(100_000);
  bytes.set(small?.bytes ?? []);
  app.items.picture = async () => ({ bytes, mime: 'image/png' });
  showFinished(app);
  await expect.poll(() => made.size).toBe(24);
  app.show({ run: noRun });
  await expect.poll(() => made.size).toBe(0);
  Object.assign(URL, { createObjectURL, revokeObjectURL });
});

test('the page leaves nothing behind', async () => {
  showRunning(app);
  await expect.element(page.getByRole('grid', { name: 'Items' })).toBeVisible();
  clear();
  await expect.poll(() => app.listeners).toBe(0);
});
