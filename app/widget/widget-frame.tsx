'use client';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { createPanel } from '#components/support/widget/panel.ts';
import { Widget } from './widget.tsx';

/** What is in the widget's frame: it waits to be told who is there. */
export function WidgetFrame({ site }: { site: string }) {
  const [panel] = useState(() => createPanel(site));
  const { user, open, entered } = useSyncExternalStore(panel.subscribe, panel.get, panel.initial);
  const close = useCallback(() => panel.say({ switchboard: 'close' }), [panel]);

  useEffect(() => panel.start(), [panel]);
  useEffect(() => {
    // What is open in the frame closes first: it has taken the key then.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [close]);

  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-surface">
      {user !== undefined && (
        // Somebody else: nothing of the one before them stays.
        <Widget key={user} {...{ site, user, panel, open, entered, close }} />
      )}
    </div>
  );
}
