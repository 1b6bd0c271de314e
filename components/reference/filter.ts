/** Shows the entries that have all words of the query, and the sections that have such entries. @returns how many */
export function filterEntries(page: HTMLElement, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const entry of page.querySelectorAll<HTMLElement>('[data-entry]')) {
    const text = entry.dataset.entry ?? '';
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) found += 1;
  }
  for (const section of page.querySelectorAll<HTMLElement>('[data-section]'))
    section.hidden = section.querySelector('[data-entry]:not([hidden])') === null;
  return found;
}

/** Opens the entry that the address names, and brings it into view. */
export function openAddressed(page: HTMLElement, hash: string): void {
  const entry = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (!entry || !page.contains(entry)) return;
  if (entry instanceof HTMLDetailsElement) entry.open = true;
  entry.scrollIntoView();
}

/** Moves the focus to the line before or after the one that has it, or to the first; false where there is none. */
export function moveFocus(page: HTMLElement, step: 1 | -1): boolean {
  const lines = [...page.querySelectorAll<HTMLElement>('[data-entry]:not([hidden]) > summary')].filter(
    (line) => !line.closest('[data-section][hidden]'),
  );
  const place = lines.indexOf(document.activeElement as HTMLElement);
  const next = lines[place === -1 ? 0 : place + step];
  next?.focus();
  return next !== undefined;
}
