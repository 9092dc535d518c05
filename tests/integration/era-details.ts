const hash = (digit: string) => `0x${digit.repeat(64)}`;

/** Seconds after the last block at which each stage was seen confirmed, with the fraction that servers tell. */
export const madeDelays = (number: number) => ({
	commit: 100 + number,
	prove: 4_000 + 10 * number,
	execute: 10_800 + number * number
});

/** `zks_getL1BatchDetails` of an executed batch, with those delays. */
export function madeDetails(number: number, openedAt: number, sealedAt: number): object {
	const { commit, prove, execute } = madeDelays(number);
	const told = (delay: number) =>
		new Date((sealedAt + delay) * 1000 + 548).toISOString().replace('Z', '203Z');
	return {
		number,
		timestamp: openedAt,
		l1TxCount: 1,
		l2TxCount: 20,
		rootHash: hash('a'),
		status: 'verified',
		commitTxHash: hash('b'),
		committedAt: told(commit),
		commitChainId: 1,
		proveTxHash: hash('c'),
		provenAt: told(prove),
		proveChainId: 1,
		executeTxHash: hash('d'),
		executedAt: told(execute),
		executeChainId: 1,
		l1GasPrice: 1,
		l2FairGasPrice: 1
	};
}
