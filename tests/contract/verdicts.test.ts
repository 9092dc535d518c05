import { describe, expect, it } from 'vitest';
import { measurementOf } from '#lib/domain/judge/example-case.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { ReadingChangedError } from '#lib/server/store/errors.ts';
import { ENGINES, withStore } from './engines.ts';
import { T0 } from './made-blocks.ts';

/** One measurement; `computedAt`, endpoint and code version are circumstances and no content. */
function measured(value: number | null, computedAt: number, id: string | null = `id-${value}`) {
	const plain = measurementOf({
		id,
		value,
		interval: [value, null],
		reason: value === null ? 'not_yet_collected' : null
	});
	const circumstances = {
		endpoints: [`node-${computedAt}.example`],
		codeVersion: String(computedAt),
		computedAt: unixSeconds(computedAt)
	};
	return { ...plain, provenance: { ...plain.provenance, ...circumstances } };
}

function verdictOf(measurement: Measurement, words: Partial<ClaimVerdict> = {}): ClaimVerdict {
	return {
		claimSlug: 'claim-a',
		evaluation: 'now',
		dataDate: '2025-11-27',
		raw: 'consistent',
		shown: 'consistent',
		heldDays: 0,
		flags: ['proxy'],
		reason: 'as measured',
		headline: 'claim-a/mean',
		readings: [
			{
				readingId: 'claim-a/mean',
				readingVersion: 1,
				wording: 'article',
				finding: 'consistent',
				direction: null,
				share: 0.98,
				flags: [],
				gates: [{ gate: 'coverage', passed: true, detail: '1 of 1' }],
				reason: 'as measured',
				rule: 'interval.inside',
				ruleVersion: '1',
				measurements: [measurement]
			}
		],
		ruleVersion: '1',
		...words
	};
}

const at = (offset: number) => unixSeconds(T0 + offset);

describe.each(ENGINES)('verdicts on $name', (engine) => {
	it('are none at first', async () => {
		await withStore(engine, async (store) => {
			expect(await store.getLatestVerdicts('now')).toEqual([]);
			expect(await store.getVerdicts('claim-a', 'now')).toEqual([]);
			expect(await store.findMeasurement('id-1')).toBeNull();
		});
	});

	it('come back as they were saved, with an id and a time', async () => {
		await withStore(engine, async (store) => {
			const verdict = verdictOf(measured(11, at(1)));
			await store.saveVerdict(verdict, at(5));
			const [stored] = await store.getVerdicts('claim-a', 'now');
			expect(stored).toEqual({
				...verdict,
				id: expect.stringMatching(/^[0-9a-f]{64}$/),
				computedAt: at(5)
			});
			expect(await store.findMeasurement('id-11')).toEqual(measured(11, at(1)));
		});
	});

	it('keep their measurements under ids that their first characters find, and nothing else', async () => {
		await withStore(engine, async (store) => {
			for (const [value, id] of [
				[1, 'ab01'],
				[2, 'ab02'],
				[3, 'b1%_']
			] as const)
				await store.saveVerdict(verdictOf(measured(value, at(1), id)), at(5));
			const ids = async (prefix: string, most = 9) =>
				(await store.getMeasurements(prefix, most)).map((each) => each.id);
			expect(await ids('ab')).toEqual(['ab01', 'ab02']);
			expect(await ids('ab', 1)).toEqual(['ab01']);
			expect(await ids('ab02')).toEqual(['ab02']);
			expect(await ids('b1')).toEqual(['b1%_']);
			for (const none of ['%', '_b', 'AB', 'ab012']) expect(await ids(none)).toEqual([]);
		});
	});

	it('are not repeated: the same content later, elsewhere, by another build', async () => {
		await withStore(engine, async (store) => {
			await store.saveVerdict(verdictOf(measured(11, at(1))), at(5));
			const version = await store.dataVersion();
			await store.saveVerdict(verdictOf(measured(11, at(900))), at(905));
			expect(await store.getVerdicts('claim-a', 'now')).toHaveLength(1);
			expect(await store.dataVersion()).toBe(version);
		});
	});

	it('are appended when anything they say differs, and again when it differs back', async () => {
		await withStore(engine, async (store) => {
			const first = verdictOf(measured(11, at(1)));
			const changed = verdictOf(measured(12, at(2)));
			const flagged = { ...changed, flags: [...changed.flags, 'stale' as const] };
			for (const verdict of [first, changed, flagged, first])
				await store.saveVerdict(verdict, at(10));
			const history = await store.getVerdicts('claim-a', 'now');
			expect(history.map((each) => each.readings[0]?.measurements[0]?.value)).toEqual([
				11, 12, 12, 11
			]);
			expect(history[0]?.id).toBe(history[3]?.id);
			expect(new Set(history.map(({ id }) => id)).size).toBe(3);
			const [latest] = await store.getLatestVerdicts('now');
			expect(latest?.readings[0]?.measurements[0]?.value).toBe(11);
		});
	});

	it('keep the first record of a measurement, wherever it is shown', async () => {
		await withStore(engine, async (store) => {
			await store.saveVerdict(verdictOf(measured(11, at(1))), at(5));
			await store.saveVerdict(verdictOf(measured(11, at(900)), { claimSlug: 'claim-b' }), at(905));
			const [other] = await store.getVerdicts('claim-b', 'now');
			expect(other?.readings[0]?.measurements).toEqual([measured(11, at(1))]);
			expect(await store.findMeasurement('id-11')).toEqual(measured(11, at(1)));
		});
	});

	it('rest on measurements without a value too, which have no id', async () => {
		await withStore(engine, async (store) => {
			const nothing = measured(null, at(1), null);
			await store.saveVerdict(verdictOf(nothing, { raw: 'insufficient_data' }), at(5));
			const [stored] = await store.getVerdicts('claim-a', 'now');
			expect(stored?.readings[0]?.measurements).toEqual([nothing]);
		});
	});

	it('keep what their embed is drawn from, as it first was, for the claim they are of', async () => {
		await withStore(engine, async (store) => {
			const [first, second] = [verdictOf(measured(11, at(1))), verdictOf(measured(12, at(1)))];
			await store.saveVerdict(first, at(5), '{"points":[[1,null]],"quote":"“4,2” ≥ 1"}');
			await store.saveVerdict(second, at(6));
			// the same finding comes back, with another chart
			await store.saveVerdict(first, at(7), '{"points":[]}');
			const [id, other, again] = (await store.getVerdicts('claim-a', 'now')).map((each) => each.id);
			expect(again).toBe(id);
			const embed = '{"points":[[1,null]],"quote":"“4,2” ≥ 1"}';
			expect(await store.findVerdictEmbed('claim-a', id ?? '')).toEqual({
				evaluation: 'now',
				embed
			});
			expect(await store.findVerdictEmbed('claim-a', other ?? '')).toEqual({
				evaluation: 'now',
				embed: null
			});
			expect(await store.findVerdictEmbed('claim-b', id ?? '')).toBeNull();
			expect(await store.findVerdictEmbed('claim-a', 'f'.repeat(64))).toBeNull();
			expect(await store.findVerdictEmbed('claim-a', '')).toBeNull();
		});
	});

	it('keep no embed of a verdict that is not appended', async () => {
		await withStore(engine, async (store) => {
			await store.saveVerdict(verdictOf(measured(11, at(1))), at(5));
			expect(await store.saveVerdict(verdictOf(measured(11, at(1))), at(6), '{}')).toBe(false);
			const [stored] = await store.getVerdicts('claim-a', 'now');
			expect((await store.findVerdictEmbed('claim-a', stored?.id ?? ''))?.embed).toBeNull();
		});
	});

	it('are latest by claim and evaluation, also as of an earlier time', async () => {
		await withStore(engine, async (store) => {
			const save = (claimSlug: string, value: number, time: number, evaluation = 'now') =>
				store.saveVerdict(
					verdictOf(measured(value, time), {
						claimSlug,
						evaluation: evaluation as ClaimVerdict['evaluation']
					}),
					at(time)
				);
			await save('claim-b', 1, 100);
			await save('claim-a', 2, 200);
			await save('claim-b', 3, 300);
			await save('claim-b', 4, 250, 'at_publication');
			const latest = async (asOf?: number) =>
				(await store.getLatestVerdicts('now', asOf === undefined ? undefined : at(asOf))).map(
					(each) => [each.claimSlug, each.readings[0]?.measurements[0]?.value]
				);
			expect(await latest()).toEqual([
				['claim-a', 2],
				['claim-b', 3]
			]);
			expect(await latest(299)).toEqual([
				['claim-a', 2],
				['claim-b', 1]
			]);
			expect(await latest(300)).toEqual(await latest());
			expect(await latest(99)).toEqual([]);
			expect(await store.getLatestVerdicts('at_publication')).toHaveLength(1);
		});
	});

	it('tell when what a claim shows changed: not the first, not the raw finding, not at publication', async () => {
		await withStore(engine, async (store) => {
			let value = 0;
			const save = (time: number, words: Partial<ClaimVerdict>) => {
				value += 1;
				return store.saveVerdict(
					verdictOf(measured(value, time), { reason: `as of ${time}`, ...words }),
					at(time)
				);
			};
			await save(100, { shown: 'insufficient_data' });
			await save(100, { claimSlug: 'claim-b', shown: 'pending' });
			expect(await store.getRecentChanges(9)).toEqual([]);
			expect(await store.getLastChanges()).toEqual(new Map());
			await save(200, { shown: 'insufficient_data', raw: 'contradicted' });
			await save(300, { shown: 'contradicted' });
			await save(310, { shown: 'contradicted' });
			await save(320, { evaluation: 'at_publication', shown: 'consistent' });
			await save(330, { evaluation: 'at_publication', shown: 'void' });
			await save(400, { claimSlug: 'claim-b', shown: 'not_observed' });
			await save(500, { shown: 'consistent' });
			const change = (claimSlug: string, time: number, from: string, to: string) => ({
				...{ claimSlug, at: at(time), from, to, reason: `as of ${time}` }
			});
			const changes = [
				change('claim-a', 500, 'contradicted', 'consistent'),
				change('claim-b', 400, 'pending', 'not_observed'),
				change('claim-a', 300, 'insufficient_data', 'contradicted')
			];
			expect(await store.getRecentChanges(9)).toEqual(changes);
			expect(await store.getRecentChanges(2)).toEqual(changes.slice(0, 2));
			expect(await store.getRecentChanges(9, at(499))).toEqual(changes.slice(1));
			expect(await store.getLastChanges()).toEqual(
				new Map([
					['claim-a', at(500)],
					['claim-b', at(400)]
				])
			);
			expect(await store.getLastChanges(at(399))).toEqual(new Map([['claim-a', at(300)]]));
		});
	});
});

describe.each(ENGINES)('readings on $name', (engine) => {
	it('cannot change without a new version', async () => {
		await withStore(engine, async (store) => {
			expect(await store.findReadingHash('claim-a/mean', 1)).toBeNull();
			await store.registerReading('claim-a/mean', 1, 'aa');
			await store.registerReading('claim-a/mean', 1, 'aa');
			const changed = store.registerReading('claim-a/mean', 1, 'bb');
			await expect(changed).rejects.toThrow(ReadingChangedError);
			await expect(changed).rejects.toThrow(/give the edited reading version 2/);
			expect(await store.findReadingHash('claim-a/mean', 1)).toBe('aa');
			await store.registerReading('claim-a/mean', 2, 'bb');
			expect(await store.findReadingHash('claim-a/mean', 2)).toBe('bb');
		});
	});
});
