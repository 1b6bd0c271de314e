import type { Route } from 'next';
import { type DeskView, deskView } from '#server/protocol/support-hub.ts';
import { id as userId } from '#server/protocol/fields.ts';
import { supportLabel } from '#server/protocol/support-labels.ts';

const idIn = (place: 'support' | 'desk', path: string): number | null => {
  const [, found, id] = /^\/([a-z]+)\/([1-9]\d{0,14})\/?$/.exec(path) ?? [];
  return found === place ? Number(id) : null;
};

/** The address of one's own support chat. */
export const supportPath = (id: number): Route => `/support/${id}` as Route;

/** The support chat of one's own that a path names; null where it names none. */
export const supportIn = (path: string): number | null => idIn('support', path);

export const isSupport = (path: string): boolean => path === '/support' || supportIn(path) !== null;

/** What of the desk is looked at. */
export interface DeskFilter {
  view: DeskView;
  /** Only chats with this label; null for all. */
  label: string | null;
  /** Only chats of this admin; null for all. */
  adminId: number | null;
}

/** The queue: where the desk begins. */
export const queue: DeskFilter = { view: 'waiting', label: null, adminId: null };

/** The address of the desk, or of a chat at it, as one looks at it; `at` is the message (its `seq`) to begin at. */
export function deskPath({ view, label, adminId }: DeskFilter, id?: number, at?: number): Route {
  const query = new URLSearchParams();
  if (view !== queue.view) query.set('view', view);
  if (label !== null) query.set('label', label);
  if (adminId !== null) query.set('admin', String(adminId));
  if (at !== undefined) query.set('at', String(at));
  return `/desk${id === undefined ? '' : `/${id}`}${query.size > 0 ? `?${query}` : ''}` as Route;
}

/** The chat at the desk that a path names; null where it names none. */
export const deskIn = (path: string): number | null => idIn('desk', path);

export const isDesk = (path: string): boolean => path === '/desk' || deskIn(path) !== null;

/** What an address asks to look at: the queue unless it says otherwise. */
export const filterIn = (search: { get(name: string): string | null }): DeskFilter => ({
  view: deskView.safeParse(search.get('view')).data ?? queue.view,
  label: supportLabel.safeParse(search.get('label')).data ?? null,
  adminId: userId.safeParse(Number(search.get('admin'))).data ?? null,
});
