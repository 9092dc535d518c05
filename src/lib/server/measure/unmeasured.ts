import { RULE_VERSION } from '#lib/domain/judge/rule-version.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { CODE_VERSION } from '../code-version.ts';
import { sha256Of } from './identity.ts';
import { unitOf } from './measure.ts';
import type { MeasureRequest } from './request.ts';

/** A measurement that was refused: no value, and why. It rests on no fact, so it has no identity. */
export function unmeasured(request: MeasureRequest, reason: string, now: UnixSeconds): Measurement {
	const { chain, metric, statistic, peakWindow, window, baseWindow } = request;
	return {
		id: null,
		chainId: chain.id,
		metric,
		statistic,
		peakWindow,
		value: null,
		interval: [null, null],
		unit: unitOf(request),
		window,
		baseWindow,
		n: 0,
		sampleUnit: 'none',
		coverage: 0,
		priceCoverage: request.inDollars ? 0 : null,
		endpointsDisagree: null,
		halted: null,
		sampled: false,
		zeroFees: null,
		peakAt: null,
		provenance: {
			fromBlock: null,
			toBlock: null,
			toBlockHash: null,
			finality: 'unknown',
			methods: METRICS[metric].methods,
			endpoints: [],
			ruleVersion: RULE_VERSION,
			codeVersion: CODE_VERSION,
			inputSha256: sha256Of([]),
			computedAt: now
		},
		verifiable: METRICS[metric].verifiable ?? 'full',
		reason
	};
}
