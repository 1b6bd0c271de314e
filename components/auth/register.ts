import { type Registration, registration } from '#server/protocol/identity.ts';
import { limits } from '#server/protocol/limits.ts';
import { tooManyAttempts } from './sign-in.ts';

export type RegistrationField = 'username' | 'email' | 'password';

/** What went wrong: at fields, or with the whole. */
export interface RegistrationProblem {
  fields: Partial<Record<RegistrationField, string>>;
  form?: string;
}

const fieldTexts: Record<RegistrationField, string> = {
  username: `Use ${limits.username.min} to ${limits.username.max} letters, digits, dots, hyphens or underscores.`,
  email: 'Enter an email address, such as name@example.com.',
  password: `Use ${limits.password.min} to ${limits.password.max} characters.`,
};

const isField = (name: unknown): name is RegistrationField => typeof name === 'string' && name in fieldTexts;

/** Texts for the fields named, in the words of this page. */
function wrongFields(names: unknown[]): RegistrationProblem {
  const fields: RegistrationProblem['fields'] = {};
  for (const name of names) if (isField(name)) fields[name] = fieldTexts[name];
  return Object.keys(fields).length > 0 ? { fields } : couldNot;
}

const couldNot: RegistrationProblem = {
  fields: {},
  form: 'Could not create the account. Check the connection and try again.',
};

/** What the error body of `POST /api/users` means for the form. */
function problemOf(
  error: { code?: unknown; details?: { fields?: object; retryAfter?: number } } | undefined,
) {
  switch (error?.code) {
    case 'validation_failed':
      return wrongFields(Object.keys(error.details?.fields ?? {}));
    case 'account_exists':
      return { fields: {}, form: 'This username or email cannot be used. Try another, or sign in.' };
    case 'registration_closed':
      return { fields: {}, form: 'Registration is closed. Ask an admin for an account.' };
    case 'rate_limited':
      return { fields: {}, form: tooManyAttempts(error.details?.retryAfter) };
    default:
      return couldNot;
  }
}

/** Creates an account. Answers what went wrong, or undefined when it went well. */
export async function register(wanted: Registration): Promise<RegistrationProblem | undefined> {
  const checked = registration.safeParse(wanted);
  if (!checked.success) return wrongFields(checked.error.issues.map(({ path }) => path[0]));
  try {
    const response = await fetch('/api/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(checked.data),
    });
    if (response.ok) return undefined;
    return problemOf((await response.json()).error);
  } catch {
    return couldNot;
  }
}
