import { describe, expect, test } from 'vitest';
import { isNestedDeeper } from '../../src/engine/nesting.ts';

const deep = '<g><g><g/></g></g>';

/** How deep the elements stand within each other. */
function depthOf(xml: string): number {
  const bytes = Buffer.from(xml);
  let depth = 0;
  while (isNestedDeeper(bytes, depth)) depth += 1;
  return depth;
}

describe('elements that stand within each other', () => {
  test.each([
    ['', 0],
    ['<svg/>', 0],
    ['<svg></svg>', 1],
    ['<svg><g/><g><g></g></g><g></g></svg>', 3],
    ['<svg a="<b>" b=\'"\' c=">"><g></g ></svg\n>', 2],
    ['<svg><path d="/"><a/></path></svg>', 2],
    ['<svg><path d = "M0/0"/><path d="/"/></svg>', 1],
    ['<svg><!-- ></svg><g><g> --><g></g></svg>', 2],
    ['<svg><!--><g><g>--><g></g></svg>', 2],
    ['<svg><![CDATA[<g><g>]]]]><g></g></svg>', 2],
    ['<?xml version="1.0" a="<g><g>"?><svg><?a <g><g> ?><g></g></svg>', 2],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/"><svg></svg>', 1],
    ['<!DOCTYPE svg [<!ENTITY sign ">"><!-- <g> --><!ELEMENT g ANY>]><svg>&sign;</svg>', 1],
  ])('%s: %i', (xml, depth) => {
    expect(depthOf(xml)).toBe(depth);
  });

  test('entities count wherever they may come to stand', () => {
    const entities = `<!ENTITY a "${deep}"><!ENTITY b '<g title=">">&a;</g>'><!ENTITY c SYSTEM "a.svg">`;
    expect(depthOf(`<!DOCTYPE svg [${entities}]><svg>&b;</svg>`)).toBe(5);
  });
});

test.each([
  '<svg><g><g',
  '<svg><g><g a="',
  '<svg><g><!-- <g>',
  '<svg><g><![CDATA[ <g>',
  '<svg><g><? <g>',
  '<svg><g><!ENTITY',
  '<svg><g><!ENTITY a "',
  '<svg><g><',
])('what a parser does not get past ends it: %s', (xml) => {
  expect(depthOf(xml)).toBe(2);
});

test.each([
  '<',
  '<a',
  '<a>',
  '</a>',
  '<!--',
  '<!---->',
  '--',
  '<![CDATA[',
  '<?',
  '"',
  '<a b="',
  `<a b=''`,
  '<!ENTITY "<"',
])('a file of %s takes little time', (unit) => {
  const bytes = Buffer.alloc(8 * 2 ** 20, unit);
  const before = process.cpuUsage();
  isNestedDeeper(bytes, Number.POSITIVE_INFINITY);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
});
