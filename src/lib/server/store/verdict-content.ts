import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';

/** What says when, where and by which build a measurement was made, and nothing about its value. */
const CIRCUMSTANCES = new Set(['computedAt', 'endpoints', 'codeVersion']);

/**
 * SHA-256 of what a verdict says: the same for the same finding on the same measurements, whenever,
 * from whichever endpoint and by whichever build it was computed.
 */
export function verdictId(verdict: ClaimVerdict): string {
	return createHash('sha256')
		.update(canonicalJson(withoutCircumstances(verdict)))
		.digest('hex');
}

function withoutCircumstances(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutCircumstances);
	if (value === null || typeof value !== 'object') return value;
	const kept = Object.entries(value).filter(([key]) => !CIRCUMSTANCES.has(key));
	return Object.fromEntries(kept.map(([key, each]) => [key, withoutCircumstances(each)]));
}
