import { CAPACITY_EXAMPLES } from './examples/capacity.ts';
import { COST_EXAMPLES } from './examples/costs.ts';
import { DAY_EXAMPLES } from './examples/days.ts';
import { LEVEL_EXAMPLES } from './examples/levels.ts';
import { TIME_EXAMPLES } from './examples/times.ts';
import type { WorkedExample } from './worked-example.ts';

/** The worked examples of the rules, R1 to R20, by what they are about: the test runs them, the methodology shows them. */
export const WORKED_EXAMPLES: readonly {
	readonly title: string;
	readonly examples: readonly WorkedExample[];
}[] = [
	{ title: 'Capacities and achieved rates', examples: CAPACITY_EXAMPLES },
	{ title: 'Costs', examples: COST_EXAMPLES },
	{ title: 'Latencies and forecasts', examples: TIME_EXAMPLES },
	{ title: 'Changes, levels, and praise', examples: LEVEL_EXAMPLES },
	{ title: 'Days, halts, endpoints and stand-ins', examples: DAY_EXAMPLES }
];
