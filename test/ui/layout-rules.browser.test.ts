import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { brokenRules } from './layout-rules.ts';

let place: HTMLElement;

beforeEach(async () => {
  await page.viewport(600, 400);
  place = document.createElement('main');
  document.body.append(place);
});

afterEach(() => place.remove());

const broken = (html: string) => {
  place.innerHTML = `<style>button { min-height: 40px }</style>${html}`;
  return brokenRules(place);
};

test('what is in order breaks no rule', () => {
  expect(broken('<p>Some text</p><button>Press</button> <button>Or this</button>')).toEqual([]);
  expect(
    broken('<p style="width:3em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">Some long text</p>'),
  ).toEqual([]);
  expect(broken('<div style="overflow:auto;width:9em"><p style="width:900px">Scrolled</p></div>')).toEqual([]);
  expect(broken('<button>Below</button><div style="position:fixed;inset:0"><button>Above</button></div>')).toEqual([]);
});

test('each rule sees what breaks it', () => {
  expect(broken('<p style="width:900px">Wide</p>')).toEqual([
    'the page scrolls sideways',
    'sticks out of the window: <p> Wide',
  ]);
  expect(broken('<p style="width:3em;overflow:hidden;white-space:nowrap">Some long text</p>')).toEqual([
    'is cut off: <p> Some long text',
  ]);
  expect(broken('<p style="height:1em;overflow:hidden">Two<br>lines</p>')).toEqual(['is cut off: <p> Twolines']);
  expect(broken('<button>One</button><button style="margin-left:-20px">Two</button>')).toEqual([
    'lie on each other: <button> One and <button> Two',
  ]);
  expect(broken('<button style="min-height:0;height:16px">Small</button>')).toEqual([
    'is too small to be hit: <button> Small',
  ]);
});
