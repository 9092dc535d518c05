import * as v from 'valibot';
import type { BlobSchedule } from '#lib/domain/forks.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { asTime } from './quantity.ts';
import { orNull, parseShape, whole } from './shape.ts';

const fork = v.object({
	activationTime: whole,
	blobSchedule: orNull(v.object({ baseFeeUpdateFraction: whole, max: whole, target: whole }))
});
const config = v.object({ current: fork, next: orNull(fork), last: orNull(fork) });

/** What `eth_config` (EIP-7910) says of a fork. */
export interface ConfiguredFork {
	readonly activatesAt: UnixSeconds;
	readonly blobs: BlobSchedule | null;
}

/** The forks of an answer to `eth_config`: the one in force, the next and the last one scheduled. Throws MalformedAnswer. */
export function parseForkConfig(value: unknown): ConfiguredFork[] {
	const { current, next, last } = parseShape(config, value);
	const forks = [current, next, last].flatMap((each) => each ?? []);
	return forks
		.filter(
			({ activationTime }, index) =>
				forks.findIndex((each) => each.activationTime === activationTime) === index
		)
		.map(({ activationTime, blobSchedule }) => ({
			activatesAt: asTime(activationTime, 'activationTime'),
			blobs: blobSchedule && {
				target: blobSchedule.target,
				max: blobSchedule.max,
				baseFeeUpdateFraction: BigInt(blobSchedule.baseFeeUpdateFraction)
			}
		}));
}
