import { expect, test } from 'vitest';
import { parseNameTemplate } from '../../src/core/template.ts';

const stem = { kind: 'stem' };
const variant = { kind: 'variant' };
const text = (text: string) => ({ kind: 'text', text });

test.each([
  ['{stem}_{variant}', [stem, text('_'), variant]],
  ['{stem}_{variant}.{ext}', [stem, text('_'), variant]],
  ['thumb-{variant}-{stem}', [text('thumb-'), variant, text('-'), stem]],
  ['{stem}{', [stem, text('{')]],
  ['a:\u202eb{stem}', [text('a-b'), stem]],
])('%j', (template, parts) => {
  expect(parseNameTemplate(template)).toEqual({ ok: true, parts });
});

test.each([
  ['', { code: 'stem-missing' }],
  ['{variant}', { code: 'stem-missing' }],
  ['{stem}_{size}', { code: 'unknown-placeholder', placeholder: '{size}' }],
  ['{ext}/{stem}', { code: 'unknown-placeholder', placeholder: '{ext}' }],
  ['thumbs/{stem}', { code: 'folder-in-name' }],
  ['..\\{stem}', { code: 'folder-in-name' }],
  ['{stem}-{stem}', { code: 'name-too-long', byteLength: 260, limitBytes: 255 }],
])('%j is refused', (template, problem) => {
  expect(parseNameTemplate(template)).toEqual({ ok: false, problem });
});

test('the longest literal text that leaves room for the longest name', () => {
  expect(parseNameTemplate(`{stem}${'é'.repeat(54)}{variant}`).ok).toBe(true);
  expect(parseNameTemplate(`{stem}${'é'.repeat(55)}{variant}`).ok).toBe(false);
});
