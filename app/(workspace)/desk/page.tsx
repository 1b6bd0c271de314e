import type { Metadata } from 'next';
import { requireDesk } from './require-desk.ts';
import { DeskPlace } from './desk-place.tsx';

export const metadata: Metadata = { title: 'Desk' };

export default async function DeskPage() {
  await requireDesk('/desk');
  return <DeskPlace />;
}
