import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { backfill } from './backfill/backfill.ts';
import { faults } from './faults/faults.ts';
import { isMet, ROUNDS, type Bench, type Measured } from './measured.ts';
import { pages } from './pages/pages.ts';
import { lighthouse } from './lighthouse/lighthouse.ts';
import { plan } from './plan/plan.ts';
import { rateLimit } from './rate-limit/rate-limit.ts';
import { serve } from './serve/serve.ts';
import { store } from './store/store.ts';

/** Every bench, by name. */
const BENCHES: readonly Bench[] = [
	backfill,
	store,
	serve,
	pages,
	lighthouse,
	rateLimit,
	plan,
	faults
];

/** `npm run bench -- NAME [--json]`: what it takes, and what each bench is. */
function list(): string {
	const lines = BENCHES.flatMap(({ name, usage, sentence }) => [
		`  ${name.padEnd(10)} ${sentence}`,
		...(usage === '' ? [] : [`${' '.repeat(13)}${usage}`])
	]);
	return ['usage: npm run bench -- NAME [--json]', '', ...lines].join('\n');
}

function number(value: number): string {
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
	return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** What was found, as two tables and the notes. */
function report({ figures, ratios, goals, notes }: Measured): string {
	const goalOf = (name: string) => goals.filter((goal) => goal.name === name);
	const words = (name: string): string =>
		goalOf(name)
			.map((goal) => {
				const bound =
					goal.atLeast === undefined
						? `≤ ${number(goal.atMost ?? 0)}`
						: `≥ ${number(goal.atLeast)}`;
				return `  (goal ${bound}: ${isMet(goal) ? 'met' : 'MISSED'})`;
			})
			.join('');
	const width = Math.max(
		...[...figures.map(({ name }) => name), ...Object.keys(ratios)].map((name) => name.length)
	);
	return [
		...figures.map(
			({ name, value, unit }) =>
				`${name.padEnd(width)}  ${number(value).padStart(12)} ${unit}${words(name)}`
		),
		'',
		...Object.entries(ratios).map(
			([peer, ratio]) => `${peer.padEnd(width)}  ${number(ratio).padStart(12)} ×${words(peer)}`
		),
		'',
		...notes
	].join('\n');
}

// An exit of its own, so that what was started and what was written is taken away.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { values, tokens } = parseArgs({
	args: process.argv.slice(2),
	options: { json: { type: 'boolean', default: false } },
	allowPositionals: true,
	strict: false,
	tokens: true
});
const name = tokens.find(({ kind }) => kind === 'positional');
const bench = BENCHES.find((each) => name?.kind === 'positional' && each.name === name.value);
if (!bench) {
	console.log(list());
	process.exitCode = name ? 2 : 0;
} else {
	const rest = process.argv.slice(2).filter((each) => each !== '--json' && each !== bench.name);
	const load = loadavg()[0] ?? 0;
	const measured = await bench.run(rest, (line) => console.error(line));
	console.log(report(measured));
	const { rounds = ROUNDS } = measured;
	if (!measured.counted)
		console.log(
			`${rounds === 1 ? 'One run' : `Medians of ${rounds}`} on ${availableParallelism()} cores, load ${number(load)} before and ${number(loadavg()[0] ?? 0)} after${Object.keys(measured.ratios).length > 0 ? ': use the ratios' : ''}.`
		);
	if (values.json)
		console.log(
			JSON.stringify({
				bench: bench.name,
				ratios: measured.ratios,
				figures: measured.figures,
				missed: measured.goals.filter((goal) => !isMet(goal))
			})
		);
}
