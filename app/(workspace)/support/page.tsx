import type { Metadata } from 'next';
import { requireSession } from '#app/session.ts';
import { SupportPlace } from './support-place.tsx';

export const metadata: Metadata = { title: 'Support' };

export default async function SupportPage() {
  await requireSession('/support');
  return <SupportPlace />;
}
