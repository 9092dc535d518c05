import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsOld } from '../../collectors/site/build.ts';

describe('whether the site must be built', () => {
	let root = '';
	const put = (path: string, second: number) => {
		writeFileSync(join(root, path), '');
		utimesSync(join(root, path), second, second);
	};
	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'claimgauge-build-'));
		for (const folder of ['src/lib', 'static', 'build'])
			mkdirSync(join(root, folder), { recursive: true });
		for (const path of ['src/lib/a.ts', 'static/b.svg', 'svelte.config.js', 'package-lock.json'])
			put(path, 1_000);
		for (const folder of ['src/lib', 'src', 'static']) utimesSync(join(root, folder), 1_000, 1_000);
	});
	afterEach(() => rmSync(root, { recursive: true, force: true }));

	it('is so without a build, and without a whole one', () => {
		expect(buildIsOld(root)).toBe(true);
		put('build/handler.js', 2_000);
		expect(buildIsOld(root)).toBe(true);
	});

	it('is not so when the build is newer than all it is made from', () => {
		put('build/index.js', 2_000);
		expect(buildIsOld(root)).toBe(false);
	});

	it.each([
		'src/lib/a.ts',
		'static/b.svg',
		'svelte.config.js',
		'vite.config.ts',
		'package-lock.json'
	])('is so when %s is newer', (path) => {
		put('build/index.js', 2_000);
		put(path, 3_000);
		expect(buildIsOld(root)).toBe(true);
	});
});
