import script from './enhancements/leave-now.ts?inline-script';
import wakeFind from './enhancements/wake-find.ts?inline-script';
import known from './styles/known.css?inline';
import paper from './styles/paper.css?inline';
import portal from './styles/portal.css?inline';
import styles from './styles/public.css?inline';
import sideBySide from './styles/side-by-side.css?inline';

/** What every public page carries in itself. The content security policy allows exactly these bytes. */
export const STYLES = [styles, sideBySide, known, paper].map((sheet) => sheet.trim()).join('');
export const SCRIPT = script;

/** What the portal's pages carry besides: the public ones stay small. */
export const PORTAL_STYLES = STYLES + portal.trim();

/** What the search page carries besides. */
export const FIND_SCRIPT = wakeFind;

/** A plain sheet of paper: nothing in a row of tabs says what this website is about. */
export const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 1h7l3 3v11H3z' fill='%23fff' stroke='%23667'/%3E%3C/svg%3E";
