import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

/**
 * What a page may load and talk to. Next starts each page with inline scripts, and a nonce for them would
 * forbid every prerendered page: hence 'unsafe-inline'. No other origin can be loaded from, framed by or posted to.
 */
function contentSecurityPolicy(dev: boolean): string {
  return [
    `default-src 'self'`,
    // React's development build rebuilds stack traces with eval.
    `script-src 'self' 'unsafe-inline'${dev ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    // Not every browser counts a WebSocket to the same host as 'self'.
    `connect-src 'self' ws: wss:`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** @returns Next's configuration, with the development server's looser script policy only in development. */
export default function config(phase: string): NextConfig {
  const securityHeaders = [
    { key: 'Content-Security-Policy', value: contentSecurityPolicy(phase === PHASE_DEVELOPMENT_SERVER) },
    { key: 'X-Content-Type-Options', value: 'nosniff' },
    { key: 'X-Frame-Options', value: 'DENY' },
    { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
    { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()' },
    { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  ];
  return {
    typedRoutes: true,
    poweredByHeader: false,
    turbopack: { root: import.meta.dirname },
    // `next dev` would otherwise write files of its own into the source.
    agentRules: false,
    // A page that is asked for without a network waits for it, where the browser would show an error page of its own.
    experimental: { agentUpgrade: false, useOffline: true },
    // What people have uploaded goes with stricter ones of its own.
    headers: async () => [
      { source: '/((?!api/files/).*)', headers: securityHeaders },
      // Pages that take nothing from other origins unless these say so may have the widget, too.
      { source: '/widget.js', headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }] },
      // The address itself is what lets one read. The last one of a name counts.
      {
        source: '/shared/:token*',
        headers: [
          { key: 'Referrer-Policy', value: 'no-referrer' },
          { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        ],
      },
    ],
  };
}
