/** The product's mark with a dot: something is unread. It must be whole in itself, since a page may not load others. */
const unreadIcon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0c615c"/><g fill="none" stroke="#fff" stroke-width="2.5"><circle cx="10" cy="10.5" r="3.25"/><circle cx="22" cy="10.5" r="3.25"/><path d="M10 13.75V16a6 6 0 0 0 12 0V13.75"/></g><circle cx="24.5" cy="24.5" r="7.5" fill="#fff"/><circle cx="24.5" cy="24.5" r="5.5" fill="#d92d20"/></svg>`,
)}`;

/** Shows the icon with or without the dot. */
export function showTabIcon(unread: boolean): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) {
    link.dataset.plain ??= link.href;
    const wanted = unread ? unreadIcon : link.dataset.plain;
    if (link.href !== wanted) link.href = wanted;
  }
}
