import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { toPart } from '../../src/ui/part.tsx';

const place = document.createElement('div');
const root = createRoot(place);
const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;
const code = { default: Greeting };

afterEach(() => flushSync(() => root.render(null)));

test('a part that was loaded is there in the very frame in which it is asked for', async () => {
  const Part = toPart(async () => code, <p>Loading</p>);
  await Part.load();
  flushSync(() => root.render(<Part name="you" />));
  expect(place.textContent).toBe('Hello you');
});

test('a part that was not loaded shows its fallback until it is', async () => {
  const Part = toPart(async () => code, <p>Loading</p>);
  flushSync(() => root.render(<Part name="you" />));
  expect(place.textContent).toBe('Loading');
  await expect.poll(() => place.textContent).toBe('Hello you');
});

test('a part that could not be loaded in advance is asked for again', async () => {
  let asked = 0;
  const Part = toPart(async () => {
    asked += 1;
    if (asked === 1) throw new Error('offline');
    return code;
  });
  await Part.load();
  flushSync(() => root.render(<Part name="you" />));
  await expect.poll(() => place.textContent).toBe('Hello you');
  expect(asked).toBe(2);
});
