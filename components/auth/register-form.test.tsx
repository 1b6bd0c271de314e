import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { RegisterForm } from './register-form.tsx';
import { TestPage } from './test-page.tsx';

const visited: string[] = [];

/** Shows the form over a server that answers registrations so, and signs everybody in. Gives the bodies it got. */
function show(answer: () => Response): unknown[] {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (url.includes('/csrf')) return Response.json({ csrfToken: 'c' });
    if (url.includes('/providers')) return Response.json({ credentials: { type: 'credentials' } });
    if (url.includes('/callback/')) return Response.json({ url: 'http://localhost:3000/' });
    if (url !== '/api/users') return Response.json({});
    bodies.push(JSON.parse(String(init?.body)));
    return answer();
  });
  render(
    <TestPage visited={visited}>
      <RegisterForm />
    </TestPage>,
  );
  return bodies;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  visited.length = 0;
});

const refusal = (status: number, error: object) => () => Response.json({ error }, { status });

function fill(username: string, email: string, password: string) {
  for (const [label, value] of Object.entries({ Username: username, Email: email, Password: password })) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  }
  fireEvent.click(screen.getByRole('button', { name: 'Create account' }));
}

test('a new account is signed in and goes to the chats', async () => {
  const bodies = show(() => Response.json({ id: 9 }, { status: 201 }));
  fill('lin', 'Lin@Example.com', 'eight chars');
  await waitFor(() => expect(visited).toEqual(['/chats']));
  expect(bodies).toEqual([{ username: 'lin', email: 'lin@example.com', password: 'eight chars' }]);
});

test.each([
  ['Username', 'l', 'l@example.com', 'long enough', /2 to 32 letters/],
  ['Username', 'l in', 'l@example.com', 'long enough', /2 to 32 letters/],
  ['Email', 'lin', 'lin', 'long enough', /such as name@example.com/],
  ['Password', 'lin', 'l@example.com', 'seven77', /8 to 200 characters/],
])(
  'a wrong %s is told at its field, which takes the focus',
  async (label, username, email, password, text) => {
    const bodies = show(() => Response.json({}, { status: 500 }));
    fill(username, email, password);
    const field = screen.getByLabelText(label);
    await waitFor(() => expect(document.activeElement).toBe(field));
    const note = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toMatch(text);
    expect(bodies).toEqual([]);
  },
);

test('what the server finds wrong with a field is told at that field', async () => {
  show(refusal(422, { code: 'validation_failed', message: 'No', details: { fields: { email: 'bad' } } }));
  fill('lin', 'l@example.com', 'long enough');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Email')));
});

test.each([
  [409, { code: 'account_exists' }, /cannot be used/],
  [403, { code: 'registration_closed' }, /Registration is closed/],
  [429, { code: 'rate_limited', details: { retryAfter: 600 } }, /Try again in 10 min/],
  [500, { code: 'internal' }, /Could not create the account/],
])('a refusal with %i is told in words', async (status, error, text) => {
  show(refusal(status, error));
  fill('lin', 'l@example.com', 'long enough');
  expect((await screen.findByRole('alert')).textContent).toMatch(text);
  expect(visited).toEqual([]);
});

test('an answer that is no JSON is a failure in words, too', async () => {
  show(() => new Response('<html>', { status: 502 }));
  fill('lin', 'l@example.com', 'long enough');
  expect((await screen.findByRole('alert')).textContent).toMatch(/Could not create the account/);
});
