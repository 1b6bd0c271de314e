/** More than a virtual list needs to measure a line. */
const FRAMES = 10;

/**
 * Focuses an element that may still be hidden: a line far away in a virtual list is, until it is measured. Answers how to
 * call it off.
 */
export function focusWhenShown(element: HTMLElement): () => void {
  let frame = 0;
  const attempt = (left: number) => {
    element.focus({ preventScroll: true });
    if (document.activeElement !== element && left > 0)
      frame = requestAnimationFrame(() => attempt(left - 1));
  };
  attempt(FRAMES);
  return () => cancelAnimationFrame(frame);
}
