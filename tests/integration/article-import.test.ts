import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCollector } from './collector.ts';

let folder = '';
// Within the project, since a draft names the project’s types.
beforeAll(() => {
	mkdirSync('data', { recursive: true });
	folder = mkdtempSync(join('data', 'drafts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HTML = `<!doctype html><html lang="en"><head><title>Linea’s fees fall</title>
<meta property="og:site_name" content="Example News"></head><body><nav><a>Up 99%</a></nav><article><h1>Linea’s fees fall</h1>
<p>Linea achieved 40 TPS on March 3, 2026, and it's "cheap": a transfer costs just $0.002 per transfer, people said.</p>
<p>${'Nothing is claimed here, and it goes on so that it reads as an article. '.repeat(6)}</p>
<p>, it can handle more than 500 TPS within 250–500 ms of confirmation time.</p></article></body></html>`;

const run = (...args: string[]) => runCollector(['article', ...args], {});

/** What the compiler says of a file, by the project’s own strictness. */
function diagnosticsOf(file: string): string[] {
	const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
	const program = ts.createProgram([file], { ...options, noEmit: true });
	return ts
		.getPreEmitDiagnostics(program)
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('article import', () => {
	it('writes a draft that compiles, whose form is right and which names what is left to write', async () => {
		const page = join(folder, 'page.html');
		const draft = join(folder, 'draft.ts');
		writeFileSync(page, HTML);
		const imported = await run('import', page, '--out', draft);
		expect(imported.output).toContain(`${draft}: 4 suggested claims in 4 statements, 1 places`);
		expect(imported.code).toBe(0);
		const source = readFileSync(draft, 'utf8');
		for (const needed of ["'40 TPS'", "'$0.002 per transfer'", "'Example News'", 'low: 250'])
			expect(source).toContain(needed);
		expect(source).not.toContain('rated: true');
		expect(diagnosticsOf(draft)).toEqual([]);
		// The compiler does look: another kind is no kind.
		writeFileSync(join(folder, 'bad.ts'), source.replace("kind: 'capacity'", "kind: 'boast'"));
		expect(diagnosticsOf(join(folder, 'bad.ts')).join()).toContain('"boast"');

		const checked = await run('check', draft);
		expect(checked.output).toMatch(/\n0 faults, \d+ fields still to be written\./);
		expect(checked.output).toContain('url: is still to be written by an editor');
		expect(checked.code).toBe(0);
		const linted = await run('lint', draft);
		expect(linted.output).toContain('published: must be a day as YYYY-MM-DD');
		expect(linted.code).toBe(1);
	});

	it('is found out by check where a quote is not in the text beside it', async () => {
		const page = join(folder, 'other.txt.md');
		const draft = join(folder, 'other.ts');
		writeFileSync(page, '# Title\n\nLinea can handle 500 TPS.\n');
		await run('import', page, '--out', draft);
		const source = readFileSync(draft, 'utf8');
		writeFileSync(
			draft,
			source.replace("'Linea can handle 500 TPS'", "'Linea can handle 600 TPS'")
		);
		const { code, output } = await run('check', draft);
		expect(output).toContain('quote: is not in the text at');
		expect(code).toBe(1);
	});

	it('overwrites nothing', async () => {
		const page = join(folder, 'again.md');
		const draft = join(folder, 'again.ts');
		writeFileSync(page, 'Linea can handle 500 TPS.');
		writeFileSync(draft, 'mine');
		const { code, output } = await run('import', page, '--out', draft);
		expect(output).toContain('again.ts is there already');
		expect(output).not.toContain('    at ');
		expect(code).toBe(2);
		expect(readFileSync(draft, 'utf8')).toBe('mine');
	});

	it('fetches nothing from this machine, and says what to do', async () => {
		let connections = 0;
		const server = createServer().on('connection', () => connections++);
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const { port } = server.address() as AddressInfo;
		const { code, output } = await run('import', `http://localhost:${port}/`);
		server.close();
		expect(output).toMatch(/leads to .+, which is loopback: .* import the file\.\n$/);
		expect(code).toBe(1);
		expect(connections).toBe(0);
	});

	it.each([
		[['import'], 'give one file or address', 2],
		[['import', 'a.html', '--out', 'a.json'], '--out was "a.json"', 2],
		[['import', 'no-such-file.html'], 'no-such-file.html cannot be read', 1],
		[['import', 'page.pdf'], 'neither a file that is read here', 1],
		[['import', 'file:///etc/passwd'], 'only http and https are fetched', 1],
		[['check'], 'name the draft', 2],
		[['lint', '--out', 'a.ts'], '--out is for "article import" only', 2]
	] as const)('article %s ends with what is wrong', async (args, words, expected) => {
		const { code, output } = await run(...args);
		expect(output).toContain(words);
		expect(output).not.toContain('    at ');
		expect(code).toBe(expected);
	});
});
