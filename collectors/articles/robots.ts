/** A rule of robots.txt, as RFC 9309 has it. */
interface Rule {
	readonly allow: boolean;
	readonly path: string;
}

/**
 * Whether a robots.txt lets an agent have a path (with its query). The group that names the agent counts,
 * else the one for `*`; of the rules that match, the longest, and of equals the one that allows.
 */
export function allowedByRobots(robots: string, agent: string, path: string): boolean {
	const groups = groupsOf(robots);
	const named = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
	const rules = (
		named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'))
	).flatMap((group) => group.rules);
	const best = rules
		.filter((rule) => matches(rule.path, path))
		.sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow))[0];
	return best?.allow ?? true;
}

function groupsOf(robots: string): { agents: string[]; rules: Rule[] }[] {
	const groups: { agents: string[]; rules: Rule[] }[] = [];
	let open = false;
	for (const line of robots.split(/\r\n|\r|\n/)) {
		const [, field = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
		const name = field.toLowerCase();
		if (name === 'user-agent') {
			if (!open) groups.push({ agents: [], rules: [] });
			open = true;
			groups.at(-1)?.agents.push(value.trim().toLowerCase());
		} else if (name === 'allow' || name === 'disallow') {
			open = false;
			if (value.trim() !== '')
				groups.at(-1)?.rules.push({ allow: name === 'allow', path: value.trim() });
		}
	}
	return groups;
}

/** `*` stands for anything, `$` for the end. Walked, not compiled: a robots.txt must not choose our work. */
function matches(rule: string, path: string): boolean {
	const anchored = rule.endsWith('$');
	const parts = (anchored ? rule.slice(0, -1) : rule).split('*');
	const [first = ''] = parts;
	if (!path.startsWith(first)) return false;
	let at = first.length;
	for (const [index, part] of parts.slice(1).entries()) {
		const isLast = index === parts.length - 2;
		const found = isLast && anchored ? path.length - part.length : path.indexOf(part, at);
		if (found < at || !path.startsWith(part, found)) return false;
		at = found + part.length;
	}
	return !anchored || at === path.length;
}
