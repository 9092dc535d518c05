import { evmProbes, isApplicable, type EvmProbe } from '#lib/domain/evm-probes.ts';
import type { Observation } from '#lib/domain/observations.ts';
import type { Look } from './observe.ts';

/**
 * Put every EVM probe to a chain, and count the answers that are the known ones. What comes back counts, not whether the
 * call succeeded: an absent precompile succeeds, with nothing. Rejects where one could not be put at all, since a probe
 * that nobody answered has neither passed nor failed.
 */
export async function observeEvm({ chain, source, head }: Look): Promise<Observation[]> {
	const probes = evmProbes(chain.id);
	const put = probes.filter((probe) => isApplicable(probe, chain.family));
	const left = probes.filter((probe) => !put.includes(probe));
	const answers = await source.ask(
		put.map(({ call }) => ({ method: 'eth_call', params: [call, 'latest'] }))
	);
	const failed = put.filter(({ answer }, index) => !isAnswer(answers[index]?.value, answer));
	const share = (put.length - failed.length) / put.length;
	return [
		{
			chainId: chain.id,
			about: chain.id,
			subject: 'compat.probes_passed',
			at: head.timestamp,
			block: head.number,
			value: String(share),
			detail: {
				passed: put.length - failed.length,
				of: put.length,
				failed: namesOf(failed),
				not_applicable: namesOf(left),
				...(failed.length + left.length > 0 ? { note: noteOf(put, failed, left) } : {})
			},
			host: answers[0]?.host ?? '',
			method: 'eth_call'
		}
	];
}

function isAnswer(value: unknown, expected: string): boolean {
	return typeof value === 'string' && value.toLowerCase() === expected;
}

function namesOf(probes: readonly EvmProbe[]): string[] {
	return probes.map(({ name, since }) => `${name} (${since})`);
}

function noteOf(
	put: readonly EvmProbe[],
	failed: readonly EvmProbe[],
	left: readonly EvmProbe[]
): string {
	const passed = `${put.length - failed.length} of ${put.length} probes passed`;
	const why = failed.length > 0 ? `; failed: ${namesOf(failed).join(', ')}` : '';
	const others =
		left.length > 0
			? `; ${left.length} probes of opcodes cannot be put by this method to a chain whose own code is no EVM code`
			: '';
	return passed + why + others;
}
