/**
 * What holds for every state of the page at every width, whatever the fonts, the language or the browser. Each rule
 * answers with what breaks it, named so that a person finds it.
 */
export function brokenRules(root: ParentNode): string[] {
  const modal = root.querySelector('dialog:modal');
  const place = modal ?? root;
  const shown = [...place.querySelectorAll<HTMLElement>('*')].filter(isShown);
  return [...sideways(shown), ...clipped(shown), ...overlapping(shown), ...tiny(shown)];
}

const controlNames = 'button, a[href], input, select, textarea, summary, [role="grid"]';

function isShown(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
}

/** Nothing sticks out of the window, which would then scroll sideways or cut it off. */
function sideways(shown: readonly HTMLElement[]): string[] {
  const width = document.documentElement.clientWidth;
  const all = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
  const out = shown.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return (left < -0.5 || right > width + 0.5) && scrollerOf(element) === null;
  });
  return [...all, ...out.map((element) => `sticks out of the window: ${nameOf(element)}`)];
}

/** No text is cut off, unless it says so by an ellipsis; a field scrolls. */
function clipped(shown: readonly HTMLElement[]): string[] {
  return shown
    .filter((element) => {
      const style = getComputedStyle(element);
      if (element.matches('input, select, textarea') || !hasText(element)) return false;
      const says = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      if (says || scrolls || clientWidth === 0) return false;
      return scrollWidth > clientWidth + 1 || (style.overflowY !== 'visible' && scrollHeight > clientHeight + 1);
    })
    .map((element) => `is cut off: ${nameOf(element)}`);
}

/** No two controls lie on each other. What sticks covers what is scrolled beneath it: each layer is looked at by itself. */
function overlapping(shown: readonly HTMLElement[]): string[] {
  const controls = shown.filter((element) => element.matches(controlNames));
  const boxes = controls.map((element) => ({ element, layer: layerOf(element), box: element.getBoundingClientRect() }));
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      if (a.layer !== b.layer || a.element.contains(b.element) || b.element.contains(a.element)) return [];
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      return across > 1 && down > 1 ? [`lie on each other: ${nameOf(a.element)} and ${nameOf(b.element)}`] : [];
    }),
  );
}

/** A finger's least target by WCAG 2.2 (2.5.8), in CSS pixels; the label of a box to tick is part of it. */
const targetPx = 24;

function tiny(shown: readonly HTMLElement[]): string[] {
  return shown
    .filter((element) => element.matches(controlNames) && !element.matches('[type="checkbox"], [type="radio"]'))
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.min(width, height) < targetPx;
    })
    .map((element) => `is too small to be hit: ${nameOf(element)}`);
}

function hasText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
}

function ancestorOf(element: Element, isWanted: (style: CSSStyleDeclaration) => boolean): Element | null {
  let at = element.parentElement;
  while (at !== null && at !== document.documentElement && !isWanted(getComputedStyle(at))) at = at.parentElement;
  return at === document.documentElement ? null : at;
}

const scrollerOf = (element: Element) => ancestorOf(element, ({ overflowX }) => overflowX !== 'visible');

const layerOf = (element: Element) =>
  ancestorOf(element, ({ position }) => position === 'sticky' || position === 'fixed');

function nameOf(element: Element): string {
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
  return `<${element.localName}> ${words}`;
}
