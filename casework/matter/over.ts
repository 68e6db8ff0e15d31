import type { Standing } from './standing.ts';
import type { Course } from './transitions.ts';

const OVER: ReadonlySet<Course> = new Set(['NONE', 'DECLINED', 'REDIRECTED', 'CLOSED', 'WITHDRAWN', 'REVOKED']);

/** Nothing about the person goes on in it: nobody helps, it was ended, or the person took everything back. */
export function isOver({ course, withdrawn }: Pick<Standing, 'course' | 'withdrawn'>): boolean {
  return OVER.has(course) || withdrawn === 'all';
}
