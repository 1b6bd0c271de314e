import type { Metadata } from 'next';
import Link from 'next/link';
import { redirectSignedIn } from '#app/session.ts';
import { RegisterForm } from '#components/auth/register-form.tsx';
import { running } from '#server/registry.ts';

export const metadata: Metadata = { title: 'Create an account' };

export default async function RegisterPage() {
  await redirectSignedIn();
  const open = running().config.REGISTRATION === 'open';
  return (
    <>
      <h1 className="mb-6 text-title font-semibold">Create an account</h1>
      {open ? <RegisterForm /> : <p>Registration is closed. Ask an admin for an account.</p>}
      <p className="mt-6 text-meta text-muted">
        Have an account?{' '}
        <Link href="/sign-in" className="font-medium text-accent underline-offset-2 hover:underline">
          Sign in
        </Link>
      </p>
    </>
  );
}
