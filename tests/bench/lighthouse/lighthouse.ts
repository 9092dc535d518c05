import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from '../../browser/start-browser.ts';
import { inFolder } from '../child.ts';
import { median, ROUNDS, type Bench, type Measured } from '../measured.ts';
import { installPeer, peerFolder } from '../peers.ts';
import { freePort, measuredClaim, startMadeSite } from '../serve/made-site.ts';

const BLOCKS = 200_000;

/** What a category’s score, of 100, should at least be. */
const GOALS = {
	performance: 95,
	accessibility: 100,
	'best-practices': 100,
	seo: 100
} as const;
type Category = keyof typeof GOALS;

/** The part of Lighthouse’s own interface that is used here. */
type Lighthouse = (
	url: string,
	flags: { port: number; output: 'json'; logLevel: 'error'; onlyCategories: string[] }
) => Promise<{ readonly lhr: Report } | undefined>;

interface Report {
	readonly categories: Readonly<
		Record<
			Category,
			{ readonly score: number | null; readonly auditRefs: { id: string; weight: number }[] }
		>
	>;
	readonly audits: Readonly<
		Record<string, { readonly title: string; readonly score: number | null }>
	>;
}

async function run(_args: readonly string[], tell: (line: string) => void): Promise<Measured> {
	const absent = await installPeer('lighthouse', tell);
	if (absent !== null) throw new Error(`Lighthouse is not there: ${absent}`);
	const path = join(peerFolder('lighthouse'), 'node_modules/lighthouse/core/index.js');
	const { default: lighthouse } = (await import(pathToFileURL(path).href)) as {
		default: Lighthouse;
	};
	return inFolder(async (folder) => {
		tell(`storing and judging ${BLOCKS} blocks`);
		const site = await startMadeSite(folder, BLOCKS);
		const port = await freePort();
		const browser = await startBrowser([`--remote-debugging-port=${port}`]);
		try {
			const base = `http://127.0.0.1:${site.port}`;
			const pages = [
				['scoreboard', '/'],
				['claim', `/claims/${await measuredClaim(base)}`],
				['chain', '/chains/324']
			] as const;
			const found: Found[] = [];
			for (const [name, each] of pages) {
				const reports: Report[] = [];
				for (let round = 0; round < ROUNDS; round++) {
					const result = await lighthouse(base + each, {
						port,
						output: 'json',
						logLevel: 'error',
						onlyCategories: Object.keys(GOALS)
					});
					if (!result) throw new Error(`Lighthouse said nothing of ${each}`);
					reports.push(result.lhr);
					tell(`${name}, round ${round + 1}: ${scoresText(result.lhr)}`);
				}
				found.push({ name, reports });
			}
			return report(found);
		} finally {
			await browser.close();
			await site.stop();
		}
	});
}

interface Found {
	readonly name: string;
	readonly reports: readonly Report[];
}

const CATEGORIES = Object.keys(GOALS) as Category[];

function scoreOf(report: Report, category: Category): number {
	const { score } = report.categories[category];
	if (score === null) throw new Error(`Lighthouse gave no score for ${category}`);
	return score * 100;
}

function scoresText(report: Report): string {
	return CATEGORIES.map((category) => `${category} ${scoreOf(report, category)}`).join(', ');
}

function report(found: readonly Found[]): Measured {
	const scores = found.flatMap(({ name, reports }) =>
		CATEGORIES.map((category) => ({
			name: `${name}, ${category}`,
			value: median(reports.map((each) => scoreOf(each, category))),
			goal: GOALS[category]
		}))
	);
	return {
		figures: scores.map(({ name, value }) => ({ name, value, unit: 'of 100' })),
		ratios: {},
		goals: scores.map(({ name, value, goal }) => ({ name, value, atLeast: goal })),
		notes: found.flatMap(({ name, reports }) => missed(name, reports))
	};
}

/** What costs a page points, once each. */
function missed(name: string, reports: readonly Report[]): string[] {
	const titles = reports.flatMap(({ categories, audits }) =>
		CATEGORIES.flatMap((category) =>
			categories[category].auditRefs.flatMap(({ id, weight }) => {
				const audit = audits[id];
				const isMissed = weight > 0 && audit && audit.score !== null && audit.score < 0.9;
				return isMissed ? [`${category}: ${audit.title}`] : [];
			})
		)
	);
	return [...new Set(titles)].map((title) => `${name}: ${title}`);
}

/** What Lighthouse says of three pages. */
export const lighthouse: Bench = {
	name: 'lighthouse',
	sentence: 'scores of scoreboard, claim and chain; installed when first asked for',
	usage: '',
	run
};
