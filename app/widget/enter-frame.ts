/** Brings the focus in, to where one writes; it stays where somebody has put it. A phone's keyboard is not called. */
export function enterFrame(): void {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && activeElement.id !== 'main') return;
  const typing = window.matchMedia('(hover: hover) and (pointer: fine)').matches;
  const field = typing ? document.querySelector('textarea') : null;
  (field ?? document.querySelector<HTMLElement>('#main'))?.focus();
}
