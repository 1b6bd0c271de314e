'use client';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { CloseButton } from './close-button.tsx';

interface ToastMessage {
  /** What happened, in one short sentence. */
  text: string;
  tone?: 'neutral' | 'positive' | 'danger';
  /** What can be done about it; it must be possible in another way too, since a toast goes away. */
  action?: { label: string; onSelect: () => void };
}

type ShowToast = (toast: ToastMessage) => void;

const ToastContext = createContext<ShowToast | undefined>(undefined);

/** Shows a toast for five seconds; the timer waits while it is hovered or focused (F8). */
export function useToast(): ShowToast {
  const show = use(ToastContext);
  if (!show) throw new Error('useToast needs the UiProvider above it');
  return show;
}

const icons = {
  neutral: null,
  positive: <CircleCheck aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-positive" />,
  danger: <CircleAlert aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-danger" />,
};

/** Holds the toasts of the pages under it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastMessage & { key: number })[]>([]);
  const next = useRef(0);
  const show = useCallback<ShowToast>((toast) => {
    const key = next.current++;
    // More than three would cover the page: the oldest gives way.
    setToasts((current) => [...current.slice(-2), { ...toast, key }]);
  }, []);
  const drop = (key: number) => setToasts((current) => current.filter((toast) => toast.key !== key));

  return (
    <ToastContext value={show}>
      <Radix.Provider swipeDirection="down">
        {children}
        {toasts.map(({ key, text, tone = 'neutral', action }) => (
          <Radix.Root
            key={key}
            onOpenChange={(open) => open || drop(key)}
            type={tone === 'danger' ? 'foreground' : 'background'}
            className="flex min-h-11 items-center gap-2.5 rounded-control border bg-raised py-1 pr-1.5 pl-3.5 text-meta shadow-float data-[state=open]:animate-pop-in data-[swipe=move]:translate-y-(--radix-toast-swipe-move-y)"
          >
            {icons[tone]}
            <Radix.Description className="flex-1 py-1">{text}</Radix.Description>
            {action && (
              <Radix.Action asChild altText={action.label} onClick={action.onSelect}>
                <Button look="ghost" size="small">
                  {action.label}
                </Button>
              </Radix.Action>
            )}
            <Radix.Close asChild>
              <CloseButton />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="safe-bottom fixed inset-x-4 bottom-20 z-50 flex flex-col gap-2 outline-none md:right-4 md:bottom-4 md:left-auto md:w-96" />
      </Radix.Provider>
    </ToastContext>
  );
}
