import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import what: a folder of ours, or a package. The longest matching folder applies. */
interface Rule {
	readonly folder: string;
	readonly may: readonly (string | RegExp)[];
}

const NODE = /^node:/;
const DOMAIN = 'src/lib/domain/';
const PORTS = ['src/lib/server/store/ports/', 'src/lib/server/store/errors.ts'];

/** ARCHITECTURE.md shows this table; here it is executed. */
const RULES: readonly Rule[] = [
	{ folder: 'src/lib/domain/', may: [DOMAIN] },
	{ folder: 'src/lib/articles/', may: ['src/lib/articles/', DOMAIN] },
	{ folder: 'src/lib/charts/', may: ['src/lib/charts/', DOMAIN, /^chart\.js/] },
	{
		folder: 'src/lib/ui/',
		may: ['src/lib/ui/', DOMAIN, 'src/lib/charts/', /^svelte/, /^chart\.js/, /^\$app\//]
	},
	{
		folder: 'src/lib/server/',
		may: [
			'src/lib/server/',
			DOMAIN,
			'src/lib/articles/',
			'src/lib/charts/',
			// its prose is a page
			'docs/methodology.md',
			NODE,
			/^chart\.js/,
			/^@napi-rs\/canvas$/,
			/^kysely(\/|$)/,
			/^better-sqlite3$/,
			/^pg$/
		]
	},
	// A store only through `locals`: routes see its errors, never what opens or writes it.
	{
		folder: 'src/routes/',
		may: ['src/routes/', 'src/lib/', /^@sveltejs\/kit$/, /^svelte/, /^\$app\//, /^\.\/\$types$/]
	},
	{
		folder: 'collectors/rpc/',
		may: ['collectors/rpc/', DOMAIN, ...PORTS, /^(undici|valibot|viem|zksync-ethers|ethers)$/, NODE]
	},
	{
		folder: 'collectors/chains/',
		may: [
			'collectors/chains/',
			'collectors/rpc/',
			DOMAIN,
			...PORTS,
			/^(undici|valibot|viem|zksync-ethers|ethers)$/,
			NODE
		]
	},
	{
		folder: 'collectors/jobs/',
		may: ['collectors/jobs/', DOMAIN, 'collectors/chains/chain-source.ts', ...PORTS]
	},
	{ folder: 'collectors/devnet/', may: ['collectors/devnet/', DOMAIN, /^viem(\/|$)/, NODE] },
	{
		folder: 'collectors/articles/',
		may: [
			'collectors/articles/',
			DOMAIN,
			'src/lib/articles/',
			'src/lib/server/code-version.ts',
			/^(@mozilla\/readability|linkedom|compromise|undici)$/,
			NODE
		]
	},
	{ folder: 'collectors/site/', may: ['collectors/site/', DOMAIN, NODE] },
	// The composition root: only here is everything connected.
	{ folder: 'collectors/commands/', may: [/./] },
	{ folder: 'collectors/main.ts', may: [/./] },
	{ folder: 'src/hooks.server.ts', may: [/./] },
	// It knows the built site by its file, and the hooks by what they put in its hands.
	{ folder: 'src/server.ts', may: [DOMAIN, NODE] }
];

/** What a route must not touch even though it lies in `src/lib`. */
const NOT_FROM_ROUTES = /^src\/lib\/server\/store\/(?!ports\/|errors\.ts)/;

interface Import {
	readonly from: string;
	readonly to: string;
}

/** Every import of a file, with its target as a path of the project or a package's name. */
function importsOf(file: string, source: string): Import[] {
	const specifiers = source.matchAll(
		/(?:^|[\s;}])(?:import|export)\s[^'"();]*?from\s*['"]([^'"]+)['"]|import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
	);
	return [...specifiers].map((match) => {
		const specifier = match[1] ?? match[2] ?? match[3] ?? '';
		return { from: file, to: resolved(file, specifier) };
	});
}

function resolved(file: string, specifier: string): string {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	if (specifier === './$types') return specifier;
	if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
	return specifier;
}

/** The rule that an import breaks, in words; null when it may stand. */
function violation({ from, to }: Import): string | null {
	const rule = RULES.filter((each) => from.startsWith(each.folder)).sort(
		(a, b) => b.folder.length - a.folder.length
	)[0];
	if (!rule) return `${from} lies in no room of the import table`;
	const allowed = rule.may.some((each) =>
		typeof each === 'string' ? to.startsWith(each) : each.test(to)
	);
	if (!allowed || (rule.folder === 'src/routes/' && NOT_FROM_ROUTES.test(to)))
		return `${from} may not import ${to}`;
	return null;
}

const FILES = globSync('{src,collectors}/**/*.{ts,svelte}').filter(
	(file) => !/\.test\.ts$|\.d\.ts$|\/test-/.test(file)
);

describe('the import table', () => {
	it('is kept by every file', () => {
		expect(FILES.length).toBeGreaterThan(100);
		const broken = FILES.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')))
			.map(violation)
			.filter((each) => each !== null);
		expect(broken).toEqual([]);
	});

	it.each([
		['src/lib/domain/x.ts', "import { readFileSync } from 'node:fs';"],
		['src/lib/domain/x.ts', "import demo from '#lib/articles/demo.ts';"],
		['src/lib/charts/x.ts', "import { openStore } from '../server/store/open.ts';"],
		['src/lib/ui/X.svelte', "import { openReader } from '#lib/server/store/open.ts';"],
		['src/routes/+page.server.ts', "import { openReader } from '#lib/server/store/open.ts';"],
		[
			'src/routes/+page.server.ts',
			"import { publicEndpoints } from '../../collectors/chains/endpoints.ts';"
		],
		['src/lib/server/x.ts', "import { createJsonRpc } from '../../../collectors/rpc/json-rpc.ts';"],
		['collectors/jobs/x.ts', "import { request } from 'undici';"],
		['collectors/jobs/x.ts', "const open = await import('#lib/server/store/open.ts');"],
		['collectors/rpc/x.ts', "export { GET } from '../../src/routes/health/+server.ts';"],
		['src/server.ts', "import { openReader } from '#lib/server/store/open.ts';"],
		['collectors/jobs/x.ts', "import nlp from 'compromise';"],
		[
			'collectors/jobs/x.ts',
			"import { createChainSource } from '../chains/create-chain-source.ts';"
		],
		['collectors/articles/x.ts', "import { openStore } from '#lib/server/store/open.ts';"],
		['collectors/elsewhere/x.ts', "import 'node:fs';"]
	])('refuses %s: %s', (file, source) => {
		expect(importsOf(file, source).map(violation)).not.toEqual([null]);
		expect(importsOf(file, source)).toHaveLength(1);
	});
});

describe('the domain', () => {
	it('has no clock and no chance', () => {
		const impure = FILES.filter((file) => file.startsWith(DOMAIN)).filter((file) =>
			/Date\.now|new Date\(\)|performance\.now|Math\.random|process\./.test(
				readFileSync(file, 'utf8')
			)
		);
		expect(impure).toEqual([]);
	});
});

describe('the hot path', () => {
	it('loads neither viem nor ethers, and nothing that reads articles', () => {
		const reached = new Set<string>();
		const packages = new Set<string>();
		const visit = (file: string): void => {
			if (reached.has(file)) return;
			reached.add(file);
			const source = readFileSync(file, 'utf8').replace(/import type [^;]*;/g, '');
			for (const { to } of importsOf(file, source)) {
				if (FILES.includes(to)) visit(to);
				else packages.add(to);
			}
		};
		visit('collectors/commands/collect.ts');
		expect([...reached]).toContain('collectors/rpc/json-rpc.ts');
		expect(
			[...packages].filter((each) => /viem|ethers|readability|linkedom|compromise/.test(each))
		).toEqual([]);
	});
});
