import { timeByPart, type CpuProfile } from '../../../tools/bench/time-by-part';

const frame = (url: string, functionName = '') => ({ url, functionName });

it('gives the time of a library to the part that called it', () => {
	const profile: CpuProfile = {
		nodes: [
			{ id: 1, callFrame: frame('', '(root)'), children: [2, 5] },
			{ id: 2, callFrame: frame('/our-package/run.js'), children: [3] },
			{ id: 3, callFrame: frame('/lodash/get.js'), children: [4] },
			{ id: 4, callFrame: frame('/axios/axios.js') },
			{ id: 5, callFrame: frame('', '(idle)') },
		],
		samples: [2, 3, 4, 5, 1],
		timeDeltas: [1, 10, 100, 1000, 10_000],
	};
	const parts = [
		{ name: 'waiting', code: /^ \(idle\)/ },
		{ name: 'ours', code: /our-package/ },
		{ name: 'requests', code: /axios/ },
	];
	expect(Object.fromEntries(timeByPart(profile, parts, 'rest'))).toEqual({
		ours: 11,
		requests: 100,
		waiting: 1000,
		rest: 10_000,
	});
});
