import { describe, expect, it } from 'vitest';
import { bytesText, databaseSentences, lengthText } from './upkeep-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('amounts of bytes', () => {
	it.each([
		[0, '0 bytes'],
		[1, '1 byte'],
		[999, '999 bytes'],
		[1_000, '1 kB'],
		[312_400, '312 kB'],
		[999_999, '1 MB'],
		[1_236_000_000, '1.24 GB'],
		[45e12, '45 TB']
	])('%d are %s', (bytes, text) => expect(plain(bytesText(bytes))).toBe(text));
});

describe('the room of a database in sentences', () => {
	const told = { bytes: 2e9, free_bytes: 5e9, grown: null, is_short: null };
	const words = (more: Partial<Parameters<typeof databaseSentences>[0]>) =>
		plain(databaseSentences({ ...told, ...more }).join(' '));

	it('says nothing of growth that was not measured', () => {
		expect(words({})).toBe('The database takes 2 GB. 5 GB are free on its disk.');
		expect(words({ free_bytes: null })).toBe(
			'The database takes 2 GB. How much room is left on the disk of its server is not told here.'
		);
	});

	it('says by how much it grew, and that as much again does not fit', () => {
		const grown = { bytes: 1.5e9, since: '2026-10-27T08:00:00Z' };
		expect(words({ grown, is_short: false })).toMatch(/ It grew by 1\.5 GB since 27 Oct 2026\.$/);
		expect(words({ grown, is_short: true })).toMatch(/As much growth again does not fit: /);
		expect(words({ grown: { ...grown, bytes: -4 }, is_short: false })).toMatch(
			/ It did not grow since /
		);
	});
});

describe('a length of time', () => {
	it('is never less than it is', () => {
		expect(plain(lengthText(4_260))).toBe('71 min');
		expect(plain(lengthText(95_340))).toBe('27 h');
	});
});
