/** What a key does in the composer. */
export type ComposerIntent = 'send' | 'cancel' | 'edit-last';

/** A key as the browser reports it. */
export interface ComposerKey {
  key: string;
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

interface Composing {
  /** Enter of a touch keyboard breaks the line: there is a button for sending. */
  touch: boolean;
  /** Nothing stands in the field. */
  empty: boolean;
  /** There is a reply or an edit to cancel. */
  cancellable: boolean;
}

/** Some browsers say that an input method has the key only by this code, on the very Enter that ends a composition. */
const COMPOSING = 229;

/** What the person means by a key; null where the browser does what it does. */
export function composerIntent(
  key: ComposerKey,
  { touch, empty, cancellable }: Composing,
): ComposerIntent | null {
  if (key.isComposing || key.keyCode === COMPOSING) return null;
  const command = key.ctrlKey || key.metaKey;
  if (key.key === 'Enter') {
    if (command) return 'send';
    return key.shiftKey || key.altKey || touch ? null : 'send';
  }
  if (key.key === 'Escape' && cancellable) return 'cancel';
  const plain = !command && !key.shiftKey && !key.altKey;
  return key.key === 'ArrowUp' && plain && empty && !cancellable ? 'edit-last' : null;
}
