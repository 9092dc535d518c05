import { styleText } from 'node:util';

type Style = 'cyan' | 'dim' | 'green' | 'red' | 'yellow' | 'bold';

/** A person’s terminal. */
export interface Terminal {
	/** Characters in a line at present. */
	columns(): number;
	/** Whether lines that stand already can be written anew. */
	readonly isLive: boolean;
	write(text: string): void;
	/** The text in a style, or as it is where colours are not wanted (`NO_COLOR`). */
	paint(style: Style, text: string): string;
}

/** The terminal that a stream leads to; null where it leads to a file or another program. */
export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal | null {
	if (!stream.isTTY) return null;
	return {
		columns: () => stream.columns || 80,
		isLive: env.TERM !== 'dumb',
		write: (text) => void stream.write(text),
		paint: (style, text) => styleText(style, text, { stream })
	};
}
