'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { createContext, type MouseEvent, type ReactNode, use, useCallback, useEffect, useRef } from 'react';

/** Whether a page that is on screen can show what a path names. */
type Follows = (path: string) => boolean;

interface Ways {
  go: (href: Route) => void;
  arrive: (follows: Follows) => () => void;
}

const isFollowed = (places: ReadonlySet<Follows>, path: string) =>
  [...places].some((follows) => follows(path));

const WaysContext = createContext<Ways | null>(null);

function useWays(): Ways {
  const ways = use(WaysContext);
  if (!ways) throw new Error('This needs the Navigation above it');
  return ways;
}

/** The link under a plain press that stays in this tab. */
function pressedLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  return link && link.origin === window.location.origin && !link.target ? link : null;
}

/**
 * Lets a link within a place (from one chat to another) change the address only: what a chat shows lies in the browser or
 * comes over the socket, so nothing waits for a page from the server, and an offline reader can still move around.
 */
export function Navigation({ children }: { children: ReactNode }) {
  const router = useRouter();
  /** The places on screen; where none of them follows (settings, a missing page) the router must bring the page. */
  const places = useRef(new Set<Follows>());

  const arrive = useCallback((follows: Follows) => {
    const { current } = places;
    current.add(follows);
    return () => void current.delete(follows);
  }, []);
  const go = useCallback(
    (href: Route) => {
      const { pathname, search } = new URL(href, window.location.href);
      if (!isFollowed(places.current, pathname)) router.push(href);
      else if (pathname + search !== window.location.pathname + window.location.search)
        window.history.pushState(null, '', href);
    },
    [router],
  );

  const follow = (event: MouseEvent) => {
    const link = pressedLink(event);
    if (!link || !isFollowed(places.current, link.pathname)) return;
    event.preventDefault();
    go((link.pathname + link.search) as Route);
  };

  return (
    <WaysContext value={{ go, arrive }}>
      {/* It adds nothing to press: the links inside are what is pressed. */}
      <div className="contents" onClickCapture={follow}>
        {children}
      </div>
    </WaysContext>
  );
}

/** Goes to a path of the product. */
export function useGo(): (href: Route) => void {
  return useWays().go;
}

/**
 * Says that a page is on screen that follows the address by itself, to every path that `follows` takes: the same function
 * for as long as it stands, and another one than that of any other page.
 */
export function usePlace(follows: Follows): void {
  const { arrive } = useWays();
  useEffect(() => arrive(follows), [arrive, follows]);
}
