'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { bearerEnvironment } from '#components/realtime/environment.ts';
import { RealtimeProvider } from '#components/realtime/provider.tsx';
import type { Panel } from '#components/support/widget/panel.ts';
import { keepVisitor } from '#components/support/widget/kept-visitor.ts';
import type { Beginning } from '#components/support/widget/start-form.tsx';
import {
  becomeVisitor,
  resumeVisitor,
  troubleOf,
  type VisitorSession,
} from '#components/support/widget/visitor.ts';
import { Welcome } from '#components/support/widget/welcome.tsx';
import { WidgetContext } from '#components/support/widget/widget-context.tsx';
import { WidgetTrouble } from '#components/support/widget/widget-trouble.tsx';
import { enterFrame } from './enter-frame.ts';
import { WidgetChat } from './widget-chat.tsx';

const nothing = { items: [], nextCursor: null };

interface WidgetProps {
  site: string;
  /** What the site has signed of its user. */
  user: string | null;
  panel: Panel;
  open: boolean;
  entered: number;
  close: () => void;
}

/** Who is there, as far as it is known. */
type Presence =
  | { kind: 'resuming' }
  | { kind: 'newcomer' }
  | { kind: 'visitor'; session: VisitorSession; beginning: Beginning | null }
  | { kind: 'trouble' };

/** The widget for one person: finds out who they are here, and shows their chat. */
export function Widget({ site, user, panel, open, entered, close }: WidgetProps) {
  const [presence, setPresence] = useState<Presence>({ kind: 'resuming' });
  const [anew, setAnew] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let left = false;
    resumeVisitor({ site, panel }, user).then(
      (session) => {
        if (left) return;
        setPresence(session ? { kind: 'visitor', session, beginning: null } : { kind: 'newcomer' });
        if (session) return;
        panel.say({ switchboard: 'chat', known: false });
        panel.say({ switchboard: 'unread', count: 0 });
      },
      (error: unknown) => {
        if (left) return;
        setPresence({ kind: 'trouble' });
        panel.say({ switchboard: 'trouble', text: troubleOf(error) });
      },
    );
    return () => {
      left = true;
    };
  }, [site, user, panel, attempt]);
  useEffect(() => {
    if (open && entered > 0) enterFrame();
  }, [open, entered, presence]);

  const again = useCallback(() => {
    setPresence({ kind: 'resuming' });
    setAttempt((last) => last + 1);
  }, []);
  const forget = useCallback(() => {
    keepVisitor(site, null, panel);
    again();
  }, [site, panel, again]);
  const ways = useMemo(() => ({ close, startAnew: () => setAnew(true) }), [close]);

  return (
    <WidgetContext value={ways}>
      {presence.kind === 'newcomer' && (
        <Welcome
          onArrive={async (introduction, beginning) => {
            const session = await becomeVisitor({ site, panel }, null, introduction);
            setPresence({ kind: 'visitor', session, beginning });
          }}
        />
      )}
      {presence.kind === 'trouble' && <WidgetTrouble onRetry={again} />}
      {presence.kind === 'visitor' && (
        <Visit key={presence.session.token} session={presence.session} panel={panel}>
          <WidgetChat
            {...{ panel, open, entered, anew }}
            beginning={presence.beginning}
            onStarted={() => {
              setAnew(false);
              setPresence({ ...presence, beginning: null });
            }}
            onEnded={forget}
          />
        </Visit>
      )}
    </WidgetContext>
  );
}

interface VisitProps {
  session: VisitorSession;
  panel: Panel;
  children: ReactNode;
}

/** Everything that the views of a visitor's chat need above them. */
function Visit({ session, panel, children }: VisitProps) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } }),
  );
  const [environment] = useState(() => bearerEnvironment(session.token, panel.signals));
  const { account, chats, fileSizeLimit } = session;
  const [initial] = useState({
    account,
    lists: { chats: nothing, assistant: nothing, support: chats },
    fileSizeLimit,
  });
  return (
    <QueryClientProvider client={queries}>
      <RealtimeProvider initial={initial} environment={environment}>
        {children}
      </RealtimeProvider>
    </QueryClientProvider>
  );
}
