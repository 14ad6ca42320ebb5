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
