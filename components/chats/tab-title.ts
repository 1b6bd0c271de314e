/** The browser tab's title: "(3) Grace Hopper · Switchboard". */
export function tabTitle(page: string, unread: number): string {
  const count = unread > 99 ? '(99+) ' : unread > 0 ? `(${unread}) ` : '';
  return `${count}${page} · Switchboard`;
}
