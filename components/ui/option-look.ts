/** A line of a list under a combobox; the focus stays in the field, so the active one is marked by its ground. */
export const optionLook =
  'flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-2 py-1 text-message select-none data-active:bg-selected';
