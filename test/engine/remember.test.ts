import { expect, test } from 'vitest';
import { remember, rememberOf } from '../../src/engine/remember.ts';

function createCounted(most: number) {
  const made: string[] = [];
  const make = remember(
    most,
    (a: number, b: number) => `${a} ${b}`,
    (a, b) => {
      made.push(`${a}+${b}`);
      return { sum: a + b };
    },
  );
  return { make, made };
}

test('what was made once is given again', () => {
  const { make, made } = createCounted(2);
  expect(make(1, 2)).toBe(make(1, 2));
  expect(make(2, 1)).toEqual({ sum: 3 });
  expect(made).toEqual(['1+2', '2+1']);
});

test('what was asked for longest ago is forgotten first', () => {
  const { make, made } = createCounted(2);
  make(1, 1);
  make(2, 2);
  make(1, 1);
  make(3, 3);
  make(1, 1);
  expect(made).toEqual(['1+1', '2+2', '3+3']);
  make(2, 2);
  expect(made).toHaveLength(4);
});

test('of an object, as long as it is there', () => {
  let times = 0;
  const make = rememberOf(({ name }: { name: string }) => {
    times += 1;
    return { name };
  });
  const [one, other] = [{ name: 'one' }, { name: 'one' }];
  expect(make(one)).toBe(make(one));
  expect(make(other)).not.toBe(make(one));
  expect(times).toBe(2);
});
