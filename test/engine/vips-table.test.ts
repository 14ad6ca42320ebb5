import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportedPlaces, narrowTable } from '../../.ci/vips-table.ts';

const folder = `${import.meta.dirname}/../../node_modules/wasm-vips/lib`;
const script = readFileSync(`${folder}/vips-es6.js`, 'utf8');

const exporting = (index: number) => [7, 5, 1, 1, 0x66, 0, index];
const elements = (...functions: number[]) => [
  9,
  6 + functions.length,
  1,
  0,
  0x41,
  5,
  0x0b,
  functions.length,
  ...functions,
];
/** One type, three functions of it, a table, and whatever else. */
const moduleOf = (...sections: number[][]) =>
  Uint8Array.of(
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    1,
    4,
    1,
    0x60,
    0,
    0,
    3,
    4,
    3,
    0,
    0,
    0,
    4,
    4,
    1,
    0x70,
    0,
    9,
    ...sections.flat(),
  );

/** The functions that are to be looked at have a body. */
const bodies = [10, 10, 3, 2, 0, 0x0b, 2, 0, 0x0b, 2, 0, 0x0b];

test('of a table only the places of exported functions are told', () => {
  const wasm = moduleOf(exporting(2), elements(0, 2, 1, 2), bodies);
  expect(WebAssembly.validate(wasm)).toBe(true);
  expect(exportedPlaces(wasm)).toEqual([6, 8]);
});

test('a module whose table is filled in another way is refused, and one that is cut', () => {
  const passive = [9, 5, 1, 1, 0, 1, 0];
  expect(() => exportedPlaces(moduleOf(exporting(2), passive))).toThrow(/look at it anew/);
  expect(() => exportedPlaces(moduleOf(exporting(2)))).toThrow(/too soon/);
  expect(() => exportedPlaces(moduleOf(elements(0, 1).slice(0, 5)))).toThrow(/too soon/);
});

test('the script of wasm-vips reads a hundred places, not six thousand', () => {
  const places = exportedPlaces(readFileSync(`${folder}/vips.wasm`));
  expect(places.length).toBeGreaterThan(50);
  expect(places.length).toBeLessThan(200);
  expect(narrowTable(script, places)).toContain(`new WeakMap,[${places}].forEach(`);
});

test.each([
  ['reads otherwise', script.replaceAll('N.length', 'N.size')],
  ['reads once more', `${script};De(0,N.length)`],
  ['was narrowed already', narrowTable(script, [1])],
])('a script that %s is refused', (_, changed) => {
  expect(() => narrowTable(changed, [1])).toThrow(/look at it anew/);
});
