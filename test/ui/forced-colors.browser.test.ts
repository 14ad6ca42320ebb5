import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { prefer } from './media.ts';
import { button, setStage } from './stage.ts';
import { states } from './states.ts';

/**
 * With colours forced, as by Windows' contrast themes, backgrounds and shadows are gone: what told something by them
 * alone tells nothing any more.
 */
let clear = () => {};
beforeAll(() => prefer('forced-colors', 'active'));
afterEach(() => clear());
afterAll(() => prefer('forced-colors', ''));

async function show(state: string): Promise<void> {
  await page.viewport(1280, 900);
  const stage = setStage();
  clear = stage.clear;
  await states[state]?.(stage.app);
  expect(matchMedia('(forced-colors: active)').matches).toBe(true);
}

const isShown = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.closest('.unseen') === null;
const all = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown);
const nameOf = (element: Element) => (element.cloneNode() as Element).outerHTML.slice(0, 120);

/** The colour that lies behind an element, its own included or not. */
function groundOf(element: Element | null): string {
  for (let at = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^rgba\(.*, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
  }
  return getComputedStyle(document.documentElement).backgroundColor;
}

/** Whether one sees where it ends: by a border, an outline, or its own ground. */
function hasEdge(element: Element): boolean {
  const ground = groundOf(element.parentElement);
  const style = getComputedStyle(element);
  const isLined = ['border-top', 'border-left', 'outline'].some((line) => {
    const [kind, width, color] = ['style', 'width', 'color'].map((part) => style.getPropertyValue(`${line}-${part}`));
    return kind !== 'none' && Number.parseFloat(width ?? '') > 0 && color !== ground;
  });
  return isLined || groundOf(element) !== ground;
}

test.each(Object.keys(states))('%s: fields, words and progress are seen', async (state) => {
  await show(state);
  const fields = all('input:not([type="radio"], [type="checkbox"]), select, textarea, dialog');
  expect(fields.filter((field) => !hasEdge(field)).map(nameOf), 'without an edge').toEqual([]);
  const buttons = all('button').filter((each) => each.textContent?.trim() === '' && each.querySelector('svg') === null);
  expect(buttons.filter((each) => !hasEdge(each)).map(nameOf), 'buttons without anything').toEqual([]);
  const worded = all('button, a, p, h1, h2, h3, label, summary, span, strong').filter(
    (each) => each.children.length === 0 && each.textContent?.trim() !== '',
  );
  const unseen = worded.filter((each) => getComputedStyle(each).color === groundOf(each));
  expect(unseen.map(nameOf), 'words of the colour of their ground').toEqual([]);
  for (const bar of all('[role="progressbar"]')) {
    expect(hasEdge(bar), 'the bar has an edge').toBe(true);
    for (const part of bar.children) {
      if (part.getBoundingClientRect().width > 0) expect(groundOf(part)).not.toBe(groundOf(bar));
    }
  }
});

test('what is pressed looks different from what is not', async () => {
  await show('running');
  const look = (pressed: boolean) => {
    const style = getComputedStyle(all(`[aria-pressed="${pressed}"]`)[0] as Element);
    return [style.borderTopColor, style.borderTopWidth, style.backgroundColor];
  };
  expect(look(true)).not.toEqual(look(false));
});

test('the focus is seen on every kind of control, and on the cursor among the items', async () => {
  await show('finished');
  const seen = new Set<string>();
  for (let step = 0; step < 60; step++) {
    await userEvent.keyboard('{Tab}');
    const at = document.activeElement;
    if (at === null || at === document.body) continue;
    const marked = at.getAttribute('role') === 'grid' ? at.querySelector('[data-current="true"]') : at;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(marked ?? at);
    expect([nameOf(at), outlineStyle]).toEqual([nameOf(at), 'solid']);
    expect(Number.parseFloat(outlineWidth), nameOf(at)).toBeGreaterThanOrEqual(2);
    expect(outlineColor, nameOf(at)).not.toBe(groundOf(marked?.parentElement ?? at));
    seen.add(at.getAttribute('role') ?? at.localName);
  }
  expect([...seen]).toEqual(expect.arrayContaining(['button', 'textarea', 'select', 'input', 'grid']));
  await expect.element(button('Download zip')).toBeVisible();
});
