import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignInForm } from './sign-in-form.tsx';
import { TestPage } from './test-page.tsx';

/** Answers of the sign-in endpoints; `outcome` is where next-auth says the browser should go. */
const server = { outcome: '', reachable: true, attempts: [] as string[], gate: Promise.resolve() };
const visited: string[] = [];

beforeEach(() => {
  visited.length = 0;
  Object.assign(server, { outcome: '', reachable: true, attempts: [], gate: Promise.resolve() });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!server.reachable) throw new TypeError('fetch failed');
    if (url.includes('/csrf')) return Response.json({ csrfToken: 'c' });
    if (url.includes('/providers'))
      return Response.json({ credentials: { id: 'credentials', type: 'credentials' } });
    if (url.includes('/session')) return Response.json({});
    server.attempts.push(String(init?.body));
    await server.gate;
    return Response.json({ url: `http://localhost:3000/sign-in${server.outcome}` });
  });
  // next-auth reports its troubles to the server by it, and to the console.
  vi.spyOn(navigator, 'sendBeacon').mockReturnValue(true);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(callbackUrl?: string) {
  const ada = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'ada-password' };
  render(
    <TestPage visited={visited}>
      <SignInForm callbackUrl={callbackUrl} demoAccounts={[ada]} />
    </TestPage>,
  );
}

const email = () => screen.getByLabelText<HTMLInputElement>('Email');
const password = () => screen.getByLabelText<HTMLInputElement>('Password');
const button = () => screen.getByRole('button', { name: 'Sign in' });

function signIn(address = 'ada@example.com', secret = 'ada-password') {
  fireEvent.change(email(), { target: { value: address } });
  fireEvent.change(password(), { target: { value: secret } });
  fireEvent.click(button());
}

test('goes where it was asked to, once signed in', async () => {
  show('/chats/7');
  signIn();
  await waitFor(() => expect(visited).toEqual(['/chats/7']));
  expect(new URLSearchParams(server.attempts[0]).get('email')).toBe('ada@example.com');
});

test('never leads to another site', async () => {
  show('https://evil.example/chats');
  signIn();
  await waitFor(() => expect(visited).toEqual(['/chats']));
});

test.each([
  ['?error=invalid_credentials', 'Email or password is wrong.'],
  ['?error=CredentialsSignin', 'Email or password is wrong.'],
  ['?error=rate_limited:61', 'Too many attempts. Try again in 2 min.'],
  ['?error=rate_limited', 'Too many attempts. Try again in a few minutes.'],
  ['?error=internal', 'Could not sign in. Check the connection and try again.'],
])('the answer %s is told and takes the focus', async (outcome, text) => {
  server.outcome = outcome;
  show();
  signIn();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe(text);
  expect(document.activeElement).toBe(alert);
  expect(visited).toEqual([]);
});

test('says so and stays when the server cannot be reached', async () => {
  server.reachable = false;
  show();
  signIn();
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Could not sign in. Check the connection and try again.',
  );
});

test('asks for what is missing without asking the server', async () => {
  show();
  signIn('', '');
  await waitFor(() => expect(document.activeElement).toBe(email()));
  expect(email().getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Enter your password.')).toBeDefined();
  expect(server.attempts).toEqual([]);
});

test('pressed again while it waits, it does not sign in again', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.gate = promise;
  show();
  signIn();
  await waitFor(() => expect(server.attempts).toHaveLength(1));
  expect(button().getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button());
  resolve();
  await waitFor(() => expect(visited).toHaveLength(1));
  expect(server.attempts).toHaveLength(1);
});

test('a demo account fills the form', () => {
  show();
  fireEvent.click(screen.getByRole('button', { name: /Ada Lovelace/ }));
  expect([email().value, password().value]).toEqual(['ada@example.com', 'ada-password']);
  expect(document.activeElement).toBe(button());
});
