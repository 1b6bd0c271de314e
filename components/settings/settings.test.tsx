import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useAccount } from '#components/realtime/hooks.ts';
import { RealtimeProvider } from '#components/realtime/provider.tsx';
import { accountOf, createTestEnvironment, createTestWire } from '#components/realtime/test-browser.ts';
import { createTestHub } from '#components/realtime/test-hub.ts';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import type { SessionView } from '#server/protocol/identity.ts';
import { PasswordSettings } from './password-settings.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { SessionsSettings } from './sessions-settings.tsx';

const ada = 1;

/** What was asked of the server, and what it answers to `METHOD /path`. */
const server = { asked: [] as string[], answers: {} as Record<string, () => Response> };

const refusal = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status });

beforeEach(() => {
  server.asked = [];
  server.answers = {};
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    const line = `${method} ${path}`;
    server.asked.push(body === undefined ? line : `${line} ${String(body)}`);
    const answer = server.answers[line];
    if (!answer) throw new TypeError('fetch failed');
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Name() {
  return <h1>{useAccount().name}</h1>;
}

function show(children: ReactNode) {
  const hub = createTestHub();
  const { environment } = createTestEnvironment(createTestWire(hub, ada));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <UiProvider>
      <QueryClientProvider client={client}>
        <RealtimeProvider
          initial={{ account: accountOf(ada), lists: hub.lists(ada) }}
          environment={environment}
        >
          <Name />
          {children}
        </RealtimeProvider>
      </QueryClientProvider>
    </UiProvider>,
  );
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** The field's error, by what ties it to the field. */
const errorAt = (label: string) => {
  const field = screen.getByLabelText(label);
  const described = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return field.getAttribute('aria-invalid') === 'true'
    ? described.map((id) => document.getElementById(id)?.textContent).join(' ')
    : null;
};

test('a new name is stored, and the whole page shows it', async () => {
  show(<ProfileSettings />);
  server.answers['PATCH /api/account'] = () => Response.json({ ...accountOf(ada), name: 'Ada King' });
  type('Name', '  Ada King ');
  press('Save name');
  await waitFor(() => expect(screen.getByRole('heading').textContent).toBe('Ada King'));
  expect(server.asked).toEqual(['PATCH /api/account {"name":"Ada King"}']);
});

test('an empty name is not sent', () => {
  show(<ProfileSettings />);
  type('Name', '   ');
  press('Save name');
  expect(errorAt('Name')).toContain('Enter a name');
  expect(server.asked).toEqual([]);
});

test('a server that cannot be reached is told of, and what was typed stays', async () => {
  show(<ProfileSettings />);
  type('Name', 'Ada King');
  press('Save name');
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Ada King');
});

test('a wrong current password is told at its field', async () => {
  show(<PasswordSettings />);
  server.answers['POST /api/account/password'] = () =>
    refusal(403, 'wrong_password', 'The current password is wrong');
  type('Current password', 'not-it-at-all');
  type('New password', 'new-password');
  press('Change password');
  await waitFor(() => expect(errorAt('Current password')).toContain('not your current password'));
});

test('after a change of password the form is empty', async () => {
  show(<PasswordSettings />);
  server.answers['POST /api/account/password'] = () => new Response(null, { status: 204 });
  type('Current password', 'ada-password');
  type('New password', 'new-password');
  press('Change password');
  await screen.findByText('Your password was changed');
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('');
});

const session = (id: string, current: boolean): SessionView => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  kind: 'browser',
  userAgent: current ? 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' : 'Mozilla/5.0 (iPhone) Safari/604.1',
  createdAt: '2026-03-10T12:00:00.000Z',
  expiresAt: '2026-04-10T12:00:00.000Z',
  current,
});

test('another session can be ended, this one stands first', async () => {
  let sessions = [session('2', false), session('1', true)];
  server.answers['GET /api/account/sessions'] = () => Response.json({ data: sessions });
  server.answers[`DELETE /api/account/sessions/${session('2', false).id}`] = () => {
    sessions = sessions.filter(({ current }) => current);
    return new Response(null, { status: 204 });
  };
  show(<SessionsSettings />);
  const [here, other] = await screen.findAllByRole('listitem');
  expect(here?.textContent).toContain('Firefox on Linux');
  expect(here?.textContent).toContain('This browser');
  fireEvent.click(within(other ?? document.body).getByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
});

test('sessions that cannot be read can be asked for again', async () => {
  show(<SessionsSettings />);
  await screen.findByRole('alert');
  server.answers['GET /api/account/sessions'] = () => Response.json({ data: [session('1', true)] });
  press('Try again');
  expect(await screen.findByText('This browser')).toBeDefined();
});
