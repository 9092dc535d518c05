import { createHash } from 'node:crypto';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';

/** What says when, where and by which build a measurement was made, and nothing about its value. */
const CIRCUMSTANCES = new Set(['computedAt', 'endpoints', 'codeVersion']);

/**
 * SHA-256 of what a verdict says: the same for the same finding on the same measurements, whenever,
 * from whichever endpoint and by whichever build it was computed.
 */
export function verdictId(verdict: ClaimVerdict): string {
	return createHash('sha256').update(canonicalJson(verdict)).digest('hex');
}

/** JSON with sorted keys and no white space, without the circumstances. */
function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, each: unknown) => {
		if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
		const kept = Object.entries(each).filter(([key]) => !CIRCUMSTANCES.has(key));
		return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
	});
}
