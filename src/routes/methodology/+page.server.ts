import { methodology } from '#lib/server/view/methodology.ts';
import type { PageServerLoad } from './$types';

/** How a verdict is made: the rules’ prose, their worked examples judged now, our corrections, and every metric. */
export const load: PageServerLoad = ({ locals }) => methodology(locals.demo);
