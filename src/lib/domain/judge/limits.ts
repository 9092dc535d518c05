import { comparable } from '../units.ts';
import { formatInterval } from '../format/number.ts';
import {
	directionOf,
	inClaimUnit,
	judgement,
	shareOf,
	type ChainCase,
	type ChainJudgement
} from './chain-judgement.ts';
import { regionInWords, relate } from './region.ts';

/**
 * Bounds decide before estimates: a limit wholly outside the claimed region contradicts the claim,
 * whatever could not be measured; one wholly inside agrees with it. Null where no limit settles it.
 */
export function judgeByLimits(
	chainCase: ChainCase,
	agreement: 'consistent' | null
): ChainJudgement | null {
	const { reading, region, circumstances } = chainCase;
	for (const limit of circumstances.limits ?? []) {
		if (!comparable(limit.unit, reading.claimed.unit)) continue;
		const interval = inClaimUnit(limit.interval, limit.unit, reading);
		const relation = relate(interval, region);
		const bounds = `${limit.why}: ${formatInterval(interval, reading.claimed.unit)}`;
		const claimed = regionInWords(region, reading.claimed.unit);
		const direction = directionOf(relation);
		if (direction)
			return judgement(chainCase, {
				finding: 'contradicted',
				direction,
				share: shareOf(direction === 'above' ? interval[0] : interval[1], reading),
				rule: `bound.${limit.kind}`,
				reason: `${bounds}, outside what agrees with the claim, ${claimed}.`
			});
		if (relation === 'inside' && agreement)
			return judgement(chainCase, {
				finding: agreement,
				rule: `bound.${limit.kind}`,
				reason: `${bounds}, within what agrees with the claim, ${claimed}.`
			});
	}
	return null;
}
