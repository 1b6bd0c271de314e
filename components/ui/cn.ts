/** Joins class names; what is false, null or undefined is left out. Later classes do not replace earlier ones. */
export { clsx as cn } from 'clsx';
