const open =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="320" height="240">';

const drawing = '<rect width="320" height="240" fill="#246"/><circle cx="160" cy="120" r="90" fill="#fc3"/>';

export function simpleSvg(): Buffer {
  return Buffer.from(`${open}${drawing}</svg>`);
}

/** Every way in which an SVG runs a script; each would fetch `canary` if it did. */
export function scriptSvg(canary: string): Buffer {
  const call = `fetch('${canary}')`;
  return Buffer.from(
    `${open}<script>${call}</script><g onload="${call}">${drawing}</g><a xlink:href="javascript:${call}"><text y="20">x</text></a></svg>`,
  );
}

/** Every way in which an SVG refers to something outside itself; each names `canary`. */
export function externalSvg(canary: string): Buffer {
  const style = `<style>@import "${canary}?style"; rect { fill: url(${canary}?fill) }</style>`;
  const uses = `<image href="${canary}?image" width="9" height="9"/><use xlink:href="${canary}?use#a"/>`;
  const foreign = `<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${canary}?img"/></foreignObject>`;
  return Buffer.from(
    `<?xml version="1.0"?><?xml-stylesheet href="${canary}?sheet"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${canary}?entity">]>${open}${style}${drawing}${uses}${foreign}<text>&x;</text></svg>`,
  );
}

/** Ten entities, each ten times the one before: 10^`depth` copies of a word from some 500 bytes. */
export function entityBombSvg(depth: number): Buffer {
  const entities = Array.from({ length: depth }, (_, level) => {
    const ten = `&e${level};`.repeat(10);
    return `<!ENTITY e${level + 1} "${ten}">`;
  });
  return Buffer.from(`<!DOCTYPE svg [<!ENTITY e0 "boom">${entities.join('')}]>${open}<text>&e${depth};</text></svg>`);
}

/** Groups within groups, `depth` of them: parsers that recurse run out of stack. */
export function deepSvg(depth: number): Buffer {
  return Buffer.from(`${open}${'<g>'.repeat(depth)}${drawing}${'</g>'.repeat(depth)}</svg>`);
}
