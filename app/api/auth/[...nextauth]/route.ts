import NextAuth from 'next-auth';
import { cookies } from 'next/headers';
import { authOptions } from '#app/auth-options.ts';
import { open } from '#app/api/endpoint.ts';
import { ChatError } from '#server/protocol/errors.ts';

const RETURN_COOKIES = ['next-auth.callback-url', '__Secure-next-auth.callback-url'];

/** An address to come back to that is none: next-auth takes it for a fault of its configuration. */
function refuseNoAddress(asked: string | null | undefined, here: string): void {
  if (!asked) return;
  const address = URL.parse(asked, asked.startsWith('/') ? here : undefined);
  if (!address || !/^https?:$/.test(address.protocol))
    throw new ChatError('invalid_request', { fields: { callbackUrl: 'is not an address' } });
}

const handler = open(async ({ request, params }) => {
  const [action, provider] = [params.nextauth].flat();
  // It would let anybody write into our log.
  if (action === '_log') throw new ChatError('not_found');
  // It would answer that with a 500 of its own.
  if (action === 'callback' && provider === 'credentials' && request.method === 'GET')
    throw new ChatError('method_not_allowed');
  refuseNoAddress(new URL(request.url).searchParams.get('callbackUrl'), request.url);
  const kept = await cookies();
  for (const name of RETURN_COOKIES) refuseNoAddress(kept.get(name)?.value, request.url);
  // Built for each request, since the running server is not there when this module is first loaded.
  const answer = NextAuth(authOptions()) as (request: Request, context: unknown) => Promise<Response>;
  return answer(request, { params: Promise.resolve(params) });
});

export { handler as GET, handler as POST };
