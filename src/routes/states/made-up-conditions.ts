import { parseTime } from '#lib/domain/time.ts';
import type { BehindChain, DataState } from '#lib/ui/data-state-sentence.ts';
import type { ChainFacts } from '#lib/ui/state-sentence.ts';

/* Made up like the rest of the gallery: how it can stand with the data as a whole, and with a chain. */

const behind = (
	state: BehindChain['state'],
	name: string,
	seenAt: string | null,
	endpoints = 0
): BehindChain => ({ name, state, seenAt, endpoints });

/** The state of the data as a whole, with how it comes about. */
export const WHOLES: readonly { readonly title: string; readonly state: DataState }[] = [
	{
		title: 'Nothing was ever collected',
		state: { chains: 1, behind: [behind('never', 'Chain One', null, 2)] }
	},
	{
		title: 'One chain is late',
		state: { chains: 2, behind: [behind('late', 'Chain One', '2020-01-15T13:40:00Z')] }
	},
	{
		title: 'One chain is stale',
		state: { chains: 2, behind: [behind('stale', 'Chain Two', '2020-01-15T09:10:00Z')] }
	},
	{
		title: 'Our own outage',
		state: {
			chains: 2,
			behind: [
				behind('stale', 'Chain One', '2020-01-15T08:30:00Z'),
				behind('stale', 'Chain Two', '2020-01-15T08:31:00Z')
			]
		}
	},
	{
		title: 'A clock is off',
		state: { chains: 2, behind: [behind('ahead', 'Chain Two', '2020-01-15T19:02:00Z')] }
	},
	{
		title: 'An unknown head with one endpoint',
		state: { chains: 2, behind: [behind('never', 'Chain Two', null, 1)] }
	}
];

const LIVE: ChainFacts = {
	...{ name: 'Chain One', age: 'fresh', standsStill: null, idleHour: null },
	head: {
		number: 12_345,
		time: parseTime('2020-01-15T14:01:58Z'),
		seenAt: parseTime('2020-01-15T14:02:00Z')
	},
	optIn: null
};
const stillSince = (endpoints: number) => ({
	standsStill: { since: parseTime('2020-01-15T11:20:00Z'), endpoints }
});
const lastSeen = (time: string) => ({
	head: { number: 12_345, time: parseTime(time), seenAt: parseTime(time) }
});

/** How it can stand with a chain, and what tells. */
export const CHAINS: readonly {
	readonly id: string;
	readonly title: string;
	readonly facts: ChainFacts;
}[] = [
	{ id: 'live', title: 'It makes blocks', facts: LIVE },
	{
		id: 'idle',
		title: 'It makes blocks, and nobody sends anything',
		facts: {
			...LIVE,
			idleHour: { from: parseTime('2020-01-15T13:00:00Z'), to: parseTime('2020-01-15T14:00:00Z') }
		}
	},
	{
		id: 'halted',
		title: 'Two endpoints agree that it stands still',
		facts: { ...LIVE, ...stillSince(2) }
	},
	{
		id: 'one-endpoint',
		title: 'One endpoint says that it stands still',
		facts: { ...LIVE, ...stillSince(1) }
	},
	{ id: 'ahead', title: 'A clock is wrong', facts: { ...LIVE, age: 'ahead' } },
	{
		id: 'late',
		title: 'We are late',
		facts: { ...LIVE, age: 'late', ...lastSeen('2020-01-15T13:40:00Z') }
	},
	{
		id: 'stale',
		title: 'We hear nothing of it',
		facts: { ...LIVE, age: 'stale', ...lastSeen('2020-01-15T09:10:00Z') }
	},
	{ id: 'never', title: 'It was never read', facts: { ...LIVE, age: 'never', head: null } },
	{
		id: 'opt-in',
		title: 'It is read only where it is named',
		facts: { ...LIVE, age: 'never', head: null, optIn: 'its blocks are many' }
	}
];

/** When what is being collected is due, once known and once not. */
export const FIRST_DUE = ['2020-01-15T15:02:00Z', null] as const;
