import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { schemeIn } from '#app/widget/scheme.ts';
import { WidgetFrame } from '#app/widget/widget-frame.tsx';
import { SITE_PARAMETER, site, WIDGET_PATH } from '#server/protocol/widget.ts';

export const metadata: Metadata = { title: 'Chat', robots: { index: false, follow: false } };

/** The widget's frame, which a page of another site has around it; who may is for server/http/handler.ts to say. */
export default async function WidgetPage({ params, searchParams }: PageProps<'/widget/[scheme]'>) {
  const [{ scheme }, { [SITE_PARAMETER]: around }] = await Promise.all([params, searchParams]);
  const named = site.safeParse(around);
  if (!schemeIn(`${WIDGET_PATH}/${scheme}`) || !named.success) notFound();
  return <WidgetFrame site={named.data} />;
}
