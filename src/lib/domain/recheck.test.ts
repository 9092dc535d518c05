import { describe, expect, it } from 'vitest';
import { measurementOf } from './judge/example-case.ts';
import { recheckOf } from './recheck.ts';

describe('what is read again for a measurement', () => {
	const { provenance } = measurementOf();

	it('is its blocks, or its batches by the operator’s clock, with what that does not show', () => {
		expect(recheckOf(measurementOf())).toMatchObject({
			canBeRead: true,
			kinds: ['block'],
			caveat: null
		});
		const byOperator = recheckOf(
			measurementOf({ metric: 'finality.execute', verifiable: 'self_reported' })
		);
		expect(byOperator).toMatchObject({ canBeRead: true, kinds: ['batch'] });
		expect(byOperator.canBeRead && byOperator.caveat).toMatch('own word');
	});

	it('is its batches for what they tell of L1, which no clock decides', () => {
		const fromL1 = recheckOf(measurementOf({ metric: 'throughput.l1_tx', verifiable: 'full' }));
		expect(fromL1).toMatchObject({ canBeRead: true, kinds: ['batch'], caveat: null });
	});

	it('is nothing of finality by Ethereum’s clock: the operator’s would differ', () => {
		const byL1 = recheckOf(measurementOf({ metric: 'finality.execute', verifiable: 'full' }));
		expect(byL1).toMatchObject({ canBeRead: false, reason: expect.stringMatching('on Ethereum') });
	});

	it('is nothing of base fees that came with fee histories: blocks would give other inputs', () => {
		const methods = ['eth_getBlockByNumber', 'eth_feeHistory'];
		const ofHistory = measurementOf({ metric: 'fee.base', provenance: { ...provenance, methods } });
		expect(recheckOf(ofHistory)).toMatchObject({
			canBeRead: false,
			reason: expect.stringMatching('fee histories')
		});
		expect(recheckOf(measurementOf({ metric: 'fee.base' })).canBeRead).toBe(true);
	});

	it('is nothing of what only an archive could tell, or what stands on no block', () => {
		const escrow = measurementOf({ metric: 'escrow.value', verifiable: 'archive' });
		expect(recheckOf(escrow)).toMatchObject({ canBeRead: false });
		const empty = measurementOf({
			coverage: 0,
			reason: 'no block is collected',
			provenance: { ...provenance, toBlock: null }
		});
		expect(recheckOf(empty)).toMatchObject({
			canBeRead: false,
			reason: 'it rests on no block: no block is collected'
		});
	});
});
