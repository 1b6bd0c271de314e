import { EDGE } from './timeline/scroll-keeper.ts';

const VIEWPORT = 600;
const ROW = 40;
/** What stands under the last message. */
const END = 8;

/** What scrolls: the list of messages. */
const isViewport = (element: Element) => element.getAttribute('role') === 'log';

/** The height of all that stands in the list: its edges, and the height that the virtual list gives itself. */
function contentOf(element: Element): number {
  const heights = [...element.children].map((child) =>
    child instanceof HTMLElement && child.style.contain ? parseFloat(child.style.height) : 0,
  );
  return heights.reduce((sum, height) => sum + height, EDGE + END);
}

/** Tells the size of what is observed once, as if nothing ever changed it. */
class StubObserver implements ResizeObserver {
  readonly #tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }
  observe(target: Element) {
    const contentRect = { width: VIEWPORT, height: isViewport(target) ? VIEWPORT : ROW };
    const entry = { target, contentRect } as unknown as ResizeObserverEntry;
    queueMicrotask(() => this.#tell([entry], this));
  }
  unobserve() {}
  disconnect() {}
}

/**
 * Gives happy-dom, which lays nothing out, as much of a layout as a virtual list needs: a viewport of 600 px, rows of
 * 40 px, and scrolling that stays within bounds and tells of itself.
 */
export function stubLayout(): void {
  globalThis.ResizeObserver = StubObserver;
  const places = new WeakMap<Element, number>();
  const scroll = (element: Element, to: number) => {
    const place = Math.max(0, Math.min(to, element.scrollHeight - element.clientHeight));
    if (place === element.scrollTop) return;
    places.set(element, place);
    queueMicrotask(() => element.dispatchEvent(new Event('scroll')));
  };
  Object.defineProperties(HTMLElement.prototype, {
    offsetParent: {
      configurable: true,
      get(this: Element) {
        return this.parentElement;
      },
    },
    clientHeight: {
      configurable: true,
      get(this: Element) {
        return isViewport(this) ? VIEWPORT : ROW;
      },
    },
    scrollHeight: {
      configurable: true,
      get(this: Element) {
        return isViewport(this) ? Math.max(VIEWPORT, contentOf(this)) : ROW;
      },
    },
    scrollTop: {
      configurable: true,
      get(this: Element) {
        return places.get(this) ?? 0;
      },
      set(this: Element, to: number) {
        scroll(this, to);
      },
    },
    scrollTo: {
      configurable: true,
      value(this: Element, { top = 0 }: ScrollToOptions) {
        scroll(this, top);
      },
    },
    scrollBy: {
      configurable: true,
      value(this: Element, { top = 0 }: ScrollToOptions) {
        scroll(this, this.scrollTop + top);
      },
    },
  });
}
