import type { Metadata } from 'next';
import Link from 'next/link';
import { redirectSignedIn } from '#app/session.ts';
import { SignInForm } from '#components/auth/sign-in-form.tsx';
import { running } from '#server/registry.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  await redirectSignedIn();
  const { callbackUrl } = await searchParams;
  const { demo, config } = running();
  return (
    <>
      <h1 className="mb-6 text-title font-semibold">Sign in</h1>
      <SignInForm
        callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : undefined}
        demoAccounts={demo}
      />
      {config.REGISTRATION === 'open' && (
        <p className="mt-6 text-meta text-muted">
          No account yet?{' '}
          <Link href="/register" className="font-medium text-accent underline-offset-2 hover:underline">
            Create one
          </Link>
        </p>
      )}
    </>
  );
}
