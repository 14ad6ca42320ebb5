import { expect, test } from 'vitest';
import { sniff } from '../../src/core/sniff.ts';
import { fixtures } from '../fixtures/cache.ts';

for (const { family, name, bytes, head } of await fixtures()) {
  if (head !== null) {
    test(`${family}: ${name}`, () => {
      expect(sniff(bytes)).toMatchObject({ is: 'image', head });
    });
  }
}

test('no impostor is taken for an image', async () => {
  for (const { name, bytes } of await fixtures('impostors')) {
    expect(['not-an-image', 'unsupported', 'empty'], name).toContain(sniff(bytes).is);
  }
});
