import type { AnswerAtOnce } from '#lib/server/render/answer-at-once.ts';

/**
 * Loaded into the site's process before it starts (`node --import`): what is answered at once says so in
 * its reason phrase, which nothing else looks at, so that a test can tell it from what SvelteKit answers.
 */
let own: AnswerAtOnce | undefined;

Object.defineProperty(globalThis, 'answerAtOnce', {
	get: () => own,
	set: (answer: AnswerAtOnce) => {
		own = (request, response) => {
			response.statusMessage = 'At Once';
			const done = answer(request, response);
			if (!done) response.statusMessage = '';
			return done;
		};
	}
});
