import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { startProduct } from './product.ts';

const built = join(import.meta.dirname, '../../dist');

interface Rule {
  path: string;
  headers: Record<string, string>;
}

/** As Netlify and Cloudflare Pages read it: a path at the margin, below it its headers, indented. */
function parse(text: string): Rule[] {
  return text.split('\n\n').map((block) => {
    const [path = '', ...lines] = block.trim().split('\n');
    const headers = lines.map((line) => {
      const [, name = `cannot be read: ${line}`, value = ''] = /^ +([\w-]+): (.+)$/.exec(line) ?? [];
      return [name.toLowerCase(), value] as const;
    });
    return { path, headers: Object.fromEntries(headers) };
  });
}

/** A star stands for the rest of the path, and only at its end. */
const isFor = (path: string) => (rule: Rule) =>
  rule.path.endsWith('/*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;

async function builtPaths(): Promise<string[]> {
  const entries = await readdir(built, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '_headers');
  return [
    '/',
    ...files.map((entry) => `/${relative(built, join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`),
  ];
}

test('the headers that static hosts read from the build are those of our own server, file by file', async () => {
  const rules = parse(await readFile(join(built, '_headers'), 'utf8'));
  const product = await startProduct([]);
  try {
    const paths = await builtPaths();
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const own = rules.filter(isFor(path));
      // Hosts join the values of all that match, and two policies forbid more than each.
      expect(own, path).toHaveLength(1);
      const sent = await fetch(new URL(path, product.url), { method: 'HEAD' });
      expect(sent.status, path).toBe(200);
      const headers = own[0]?.headers ?? {};
      const served = Object.fromEntries(Object.keys(headers).map((name) => [name, sent.headers.get(name)]));
      expect(headers, path).toEqual(served);
      expect(headers, path).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cache-control': expect.any(String),
      });
    }
  } finally {
    await product.close();
  }
});
