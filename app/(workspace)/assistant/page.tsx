import type { Metadata } from 'next';
import { requireSession } from '#app/session.ts';
import { AssistantPlace } from './assistant-place.tsx';

export const metadata: Metadata = { title: 'Assistant' };

export default async function AssistantPage() {
  await requireSession('/assistant');
  return <AssistantPlace />;
}
