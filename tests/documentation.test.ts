import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAINS } from '../src/lib/domain/chains.ts';
import { FAMILIES, GAS_LIMIT_MEANINGS, type ChainFamily } from '../src/lib/domain/families.ts';
import { FINDINGS, FLAGS } from '../src/lib/domain/findings.ts';
import type { Metric } from '../src/lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS } from '../src/lib/domain/metrics/registry.ts';
import { SETTINGS } from '../src/lib/domain/settings.ts';
import { CODE_VERSION } from '../src/lib/server/code-version.ts';

const NOT_OURS = ['node_modules', 'build', 'data', '.git', '.svelte-kit'];

const read = (path: string) => readFileSync(path, 'utf8');
const operating = read('docs/operating.md');
const methodology = read('docs/methodology.md');
const api = read('docs/api.md');
const architecture = read('ARCHITECTURE.md');

/** The text under a heading that starts with this line, up to the next heading of its level or above. */
function section(page: string, heading: string): string {
	const level = heading.indexOf(' ');
	const at = `\n${page}`.indexOf(`\n${heading}`);
	if (at < 0) return '';
	const rest = page.slice(at + heading.length);
	const end = new RegExp(`^#{1,${level}} `, 'm').exec(rest);
	return page.slice(at, at + heading.length + (end ? end.index : rest.length));
}

/** The rows of the Markdown tables in a text, as cells. */
function rows(text: string): string[][] {
	return text
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim())
		);
}

/** Names in backticks in the first column of the tables in a text. */
function namesIn(text: string): string[] {
	return rows(text).flatMap(([first]) => /^`([^`]+)`$/.exec(first ?? '')?.[1] ?? []);
}

describe('docs/operating.md', () => {
	const documented = rows(section(operating, '## Settings'));

	it('has every setting with its default, and none that is not there', () => {
		const found = documented
			.filter(([name]) => name?.startsWith('`'))
			.map(([name, , fallback]) => [name, fallback].map((cell) => cell?.replaceAll('`', '')));
		expect(Object.fromEntries(found)).toEqual(SETTINGS);
	});

	it('has every chain, and why those that are not collected by default are not', () => {
		const listed = documented
			.filter(([id]) => /^\d+$/.test(id ?? ''))
			.map(([id, name, family, token, why]) => [Number(id), name, family, token, why]);
		const expected = CHAINS.filter(({ demo }) => !demo).map((chain) => [
			chain.id,
			chain.name,
			`\`${chain.family}\``,
			chain.gasToken,
			chain.optIn ?? ''
		]);
		expect(listed).toEqual(expected);
	});

	it('has every command that --help lists, and none that is not there', () => {
		const help = spawnSync(process.execPath, ['collectors/main.ts', '--help'], {
			encoding: 'utf8',
			timeout: 30_000
		});
		expect(help.stderr.replaceAll(/.*Warning.*\n?/g, '')).toBe('');
		const listed = [...help.stdout.matchAll(/^ {2}(\w+) +\S/gm)].map(([, name]) => name);
		expect(listed.length).toBeGreaterThan(0);
		const headings = [...section(operating, '## Commands').matchAll(/^### `(\w+)`/gm)];
		expect(headings.map(([, name]) => name)).toEqual(listed);
	});

	const commands = [...operating.matchAll(/^### `(\w+)`/gm)].map(([, name]) => name!);

	it.each(commands)('has every option of %s, and none that is not there', (command) => {
		const code = read(`collectors/commands/${command}.ts`);
		const options = [...code.matchAll(/'?([a-z-]+)'?: \{ type: '(?:string|boolean)'/g)];
		const page = section(operating, `### \`${command}\``);
		const named = [...page.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
		expect([...new Set(named)].sort()).toEqual(options.map(([, name]) => name).sort());
	});

	it('quotes only messages that the program has', () => {
		const sources = globSync('{src,collectors}/**/*.ts').map(read).join('\n');
		const quoted = rows(section(operating, '## Troubleshooting'))
			.flatMap(([messages]) => [...(messages ?? '').matchAll(/`([^`]+)`/g)])
			.flatMap(([, message]) => message!.split('…').map((part) => part.trim()));
		expect(quoted.length).toBeGreaterThan(10);
		expect(quoted.filter((part) => !sources.includes(part))).toEqual([]);
	});

	it('explains every reason of a gap and every state', () => {
		const page = section(operating, '## What the states mean');
		const type = /type GapReason =([^;]+);/.exec(read('src/lib/domain/block-range.ts'))?.[1] ?? '';
		const reasons = [...type.matchAll(/'(\w+)'/g)].map(([, reason]) => reason);
		expect(reasons.length).toBeGreaterThan(0);
		for (const name of [...reasons, 'fresh', 'late', 'stale', 'ahead', 'never'])
			expect(page).toContain(`\`${name}\``);
	});
});

/** A metric as its section reads. */
function metricSection(metric: Metric): string {
	const collected = metric.facts === 'none' ? 'not yet' : `yes, with ${metric.methods.join(', ')}`;
	return [
		`### \`${metric.id}\`: ${metric.title}`,
		'',
		`- Definition: ${metric.definition}`,
		`- Formula: ${metric.formula}`,
		`- Excludes: ${metric.excludes}`,
		`- Known bias: ${metric.knownBias}`,
		`- Source: ${metric.source}`,
		`- Unit: ${[metric.unit, ...metric.alsoIn].join(', ')}. Statistics: ${metric.statistics.join(', ')}. Windows: ${metric.hourly ? 'hourly' : 'any'}.`,
		`- Collected: ${collected}.`
	].join('\n');
}

describe('docs/methodology.md', () => {
	it.each(METRIC_IDS)('says of %s what the code says', (id) => {
		const expected = metricSection(METRICS[id]);
		expect(section(methodology, `### \`${id}\`: `).trim()).toBe(expected);
	});

	it('has no metric that is not there', () => {
		const headings = [...methodology.matchAll(/^### `([\w.]+)`/gm)].map(([, id]) => id);
		expect(headings).toEqual(METRIC_IDS);
	});

	it('explains every finding and every flag, in their order, and none that is not there', () => {
		expect(namesIn(section(methodology, '## Findings'))).toEqual(FINDINGS);
		expect(namesIn(section(methodology, '## Flags'))).toEqual(FLAGS);
	});

	it('says of every chain family what the code says', () => {
		const page = section(methodology, '## Chain families');
		const types = (family: ChainFamily) =>
			family.systemTransactionTypes.map((type) => `0x${type.toString(16)}`).join(', ') || 'none';
		const expected = Object.entries<ChainFamily>(FAMILIES).map(([name, family]) => [
			`\`${name}\``,
			CHAINS.filter((chain) => chain.family === name && !chain.demo)
				.map((chain) => chain.name)
				.join(', '),
			types(family),
			family.fee,
			`\`${family.gasLimit}\``,
			family.finality
		]);
		expect(rows(page).filter(([name]) => name?.startsWith('`'))).toEqual(expected);
		for (const [name, meaning] of Object.entries(GAS_LIMIT_MEANINGS))
			expect(page).toContain(`- \`${name}\`: ${meaning}`);
		for (const [name, family] of Object.entries<ChainFamily>(FAMILIES)) {
			// what is told by the batch is counted, and nothing else is
			expect(family.l1Uncounted === null, name).toBe(family.tellsBatches);
			if (family.l1Uncounted !== null)
				expect(page).toContain(`- \`${name}\`: ${family.l1Uncounted}`);
		}
	});

	it('explains every gate of the judge, and none that is not there', () => {
		const judge = globSync('src/lib/domain/judge/*.ts').filter((path) => !/test/.test(path));
		const gates = judge.flatMap((path) =>
			[...read(path).matchAll(/\bgate: '(\w+)'/g)].map(([, gate]) => gate)
		);
		// `measurement` is said of a chain without any; it is no condition of a reading.
		const expected = [...new Set(gates)].filter((gate) => gate !== 'measurement');
		expect(namesIn(section(methodology, '## Gates')).toSorted()).toEqual(expected.toSorted());
	});
});

describe('docs/api.md', () => {
	it('has every route with a server file, and none that is not there', () => {
		const routes = globSync('src/routes/**/+server.ts').map((path) =>
			path
				.replace('src/routes', '')
				.replace('/+server.ts', '')
				.replace(/\[(\w+)\]/g, (_, name: string) => name.toUpperCase())
		);
		const headings = [...api.matchAll(/^### `(\/[^`]*)`/gm)].map(([, route]) => route);
		expect(routes.length).toBeGreaterThan(0);
		expect(headings.toSorted()).toEqual(routes.toSorted());
	});

	it('names every field that is served', () => {
		const texts = globSync('src/lib/domain/wire/*.ts').map(read).join('\n');
		const wire = texts.replaceAll(/\/\*\*[^]*?\*\//g, '');
		const fields = [...wire.matchAll(/[\t {;](\w+)\??: /g)].map(([, field]) => field!);
		expect(fields.length).toBeGreaterThan(50);
		const missing = fields.filter((field) => !new RegExp(`["\`]${field}["\`]`).test(api));
		expect(missing).toEqual([]);
	});
});

describe('ARCHITECTURE.md', () => {
	it('has at most 150 lines', () => {
		expect(architecture.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
	});

	it('names every room', () => {
		const rooms = globSync(['src/lib/*', 'src/lib/server/*', 'collectors/*', 'collectors/main.ts']);
		const named = namesIn(section(architecture, '## Rooms'));
		for (const room of rooms) {
			if (room === 'src/lib/server') continue; // its rooms are named one by one
			if (statSync(room).isDirectory()) expect(named).toContain(room);
		}
		for (const name of named) expect(existsSync(name), name).toBe(true);
	});

	it('names only files that exist as holding the invariants', () => {
		const text = section(architecture, '## Invariants');
		const files = [...text.matchAll(/`((?:tests|src)\/[^`]+\.ts)`/g)].map(([, path]) => path!);
		expect(files.length).toBeGreaterThan(5);
		for (const file of files) expect(globSync(file), file).not.toEqual([]);
	});
});

const FILES = globSync(['*', '*/**/*', '.ci/*'], {
	exclude: (path) => NOT_OURS.includes(path.split('/')[0] ?? '')
}).filter((path) => statSync(path).isFile());

describe('every page', () => {
	const pages = FILES.filter((path) => path.endsWith('.md'));

	/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
	const anchors = (page: string) =>
		[...page.matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
			text!
				.toLowerCase()
				.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
				.replaceAll(' ', '-')
		);

	/** Where its links within the repository lead, as paths from the root. */
	function linksOf(page: string, withAnchors = false): string[] {
		return [...read(page).matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)]
			.map(([, link]) => link!)
			.filter((link) => !/^(https?|mailto):/.test(link))
			.map((link) => (link.startsWith('#') ? `${page}${link}` : join(dirname(page), link)))
			.map((link) => (withAnchors ? link : link.split('#')[0]!));
	}

	it.each(pages)('%s links only to what exists', (path) => {
		for (const link of linksOf(path, true)) {
			const [target = '', anchor] = link.split('#');
			expect(existsSync(target), `${path} links to ${link}`).toBe(true);
			if (anchor) expect(anchors(read(target)), `${path} links to ${link}`).toContain(anchor);
		}
	});

	it('is reached from the README by links', () => {
		const reached = new Set(['README.md']);
		for (const page of reached)
			for (const target of linksOf(page))
				if (target.endsWith('.md')) reached.add(target);
				else for (const inside of globSync(`${target}/*.md`)) reached.add(inside);
		expect(pages.filter((page) => !reached.has(page))).toEqual([]);
	});
});

describe('the repository', () => {
	it('says one version', () => {
		expect(JSON.parse(read('package.json'))).toHaveProperty('version', CODE_VERSION);
		expect(read('CHANGELOG.md')).toContain(`## [${CODE_VERSION}]`);
	});

	it('names no path of one machine and no registry', () => {
		// Put together here, so that this file does not name what it looks for.
		const folders = ['work', 'tmp', 'root', 'home'].map((folder) => `/${folder}/`);
		const registries = ['npm' + 'js.', 'yarn' + 'pkg.', 'crates' + '.io', 'pypi' + '.org'];
		const forbidden = new RegExp(`(?<![\\w.])(?:${folders.join('|')})|${registries.join('|')}`);
		const texts = FILES.filter(
			(path) =>
				/\.(ts|js|svelte|md|json|css|html)$|^\.ci\//.test(path) && path !== 'package-lock.json'
		);
		const naming = texts.filter((path) => forbidden.test(read(path)));
		expect(texts.length).toBeGreaterThan(100);
		expect(naming).toEqual([]);
	});
});
