import type { Bench } from '../measured.ts';
export const serve: Bench = {
	name: 'serve',
	sentence: 'x',
	usage: '',
	run: async () => {
		throw new Error('later');
	}
};
