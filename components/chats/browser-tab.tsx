'use client';
import { useEffect } from 'react';
import { showTabIcon } from './tab-icon.ts';
import { tabTitle } from './tab-title.ts';

interface BrowserTabProps {
  /** What the page is called; left out where it keeps the title that it came with. */
  page: string | undefined;
  /** Messages, over all places. */
  unread: number;
}

/** Keeps the tab's title and icon: the page that is open, and how many messages are unread. */
export function BrowserTab({ page, unread }: BrowserTabProps) {
  const title = page === undefined ? undefined : tabTitle(page, unread);

  useEffect(() => {
    const show = () => {
      if (title !== undefined && document.title !== title) document.title = title;
      showTabIcon(unread > 0);
    };
    show();
    // The framework writes into the head too, after each of its navigations.
    const watch = new MutationObserver(show);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, [title, unread]);

  return null;
}
