/** What dims the page behind a dialog or a sheet. */
export const scrimLook =
  'fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

/** A panel in the middle of the page; on a phone it stands at the lower edge, by the thumb. */
export const dialogLook =
  'safe-bottom fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[calc(100dvh-2rem)] w-full flex-col rounded-t-panel border bg-raised shadow-float outline-none sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh] sm:w-[calc(100%-2rem)] sm:rounded-panel max-sm:data-[state=closed]:animate-slide-out-bottom max-sm:data-[state=open]:animate-slide-in-bottom sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop-in';

/** A small panel beside what opened it. */
export const floatLook =
  'z-50 rounded-control border bg-raised text-text shadow-float outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in';
